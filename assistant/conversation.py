"""A question in its conversation: the chain that answers it, what a comparison says to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.answer.compose import as_read, notes, without_model
from assistant.answer.extract import Extractor
from assistant.answer.listener import NOBODY, Listener
from assistant.compare.compare import Comparer
from assistant.compare.worded import summarised
from assistant.errors import BadQuestion, ChatError
from assistant.records import Answer, Comparison, Hit, Question, Sentence
from assistant.search.resolve import Understood

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable, RunnableConfig

    from assistant.answer.chain import Narrator
    from assistant.answer.follow_up import FollowUps
    from assistant.compare.chain import Summariser


@dataclass(frozen=True)
class Conversation:
    """Answers questions with what was said before them.

    The parts are given as functions and made when a step runs: a question that is refused at once waits for none.
    ``narrator``, ``follow_ups`` and ``summariser`` give None where no chat model is set. ``accept`` raises where a
    question cannot be asked; ``fingerprint`` names the settings that an answer was made with.
    """

    extractor: Callable[[], Extractor]
    comparer: Callable[[], Comparer]
    narrator: Callable[[], Narrator | None]
    accept: Callable[[Question], None]
    fingerprint: str
    follow_ups: Callable[[], FollowUps | None] = lambda: None
    summariser: Callable[[], Summariser | None] = lambda: None

    def chain(self) -> Runnable[Question | str, Answer]:
        """Question → Answer as one LangChain Runnable: it batches and fits into anyone's chain.

        ``configurable: {"listener": …}`` in the config hears a chat model's reply as it comes.
        """
        from langchain_core.runnables import RunnableLambda, RunnablePassthrough

        asked = RunnableLambda(self._asked, name="question")
        read = RunnablePassthrough.assign(reading=RunnableLambda(self._understood, name="read"))
        found = RunnablePassthrough.assign(hits=RunnableLambda(self._retrieve, name="retrieve"))
        return asked | read | found | RunnableLambda(self._told, name="answer")

    def _asked(self, asked: Question | str) -> dict[str, Question]:
        """What the chain is given, as its next step needs it."""
        question = asked if isinstance(asked, Question) else Question(asked)
        self.accept(question)
        return {"question": self._in_conversation(question)}

    def _in_conversation(self, question: Question) -> Question:
        """With what was cited and talked of before; earlier questions are asked again where only they are known."""
        if question.last_cited or question.talked_of or not question.conversation:
            return question
        asked = replace(question, conversation=(), answers=())
        for text in question.conversation:
            state: dict[str, Any] = {"question": replace(asked, text=text)}
            state["reading"] = self._read(state)
            state["hits"] = self._retrieve(state)
            asked = asked.after(self._extracted(state))
        return asked

    def _read(self, state: dict[str, Any]) -> Understood:
        return self.extractor().read(state)

    def _understood(self, state: dict[str, Any], config: RunnableConfig) -> Understood:
        """The question as we read it, or as a chat model does where that leaves something open."""
        ours = self._read(state)
        try:
            follow_ups = self.follow_ups()
        except ChatError:  # said where it writes no answer
            return ours
        return follow_ups.read(state["question"], ours, _listener(config).stop) if follow_ups else ours

    def _retrieve(self, state: dict[str, Any]) -> list[Hit]:
        return [] if state["reading"].compares else self.extractor().retrieve(state)

    def _told(self, state: dict[str, Any], config: RunnableConfig) -> Answer:
        """The answer: a chat model's, where there is one."""
        u, listener = state["reading"], _listener(config)
        if u.compares:
            comparison = summarised(self._compared(u), self.summariser, listener.stop)
            return replace(comparison_as_answer(u, comparison), settings=self.fingerprint)
        try:
            narrator = self.narrator()
        except ChatError as error:  # a missing package or key costs the prose, not the answer
            answer = without_model(self._extracted(state), error)
        else:
            answer = narrator.answer(state, listener) if narrator else self._extracted(state)
        return replace(answer, settings=self.fingerprint)

    def _extracted(self, state: dict[str, Any]) -> Answer:
        """The answer in the sources' own sentences; earlier questions are answered so, that no model is asked twice."""
        u: Understood = state["reading"]
        if u.compares:
            return comparison_as_answer(u, self._compared(u))
        return self.extractor().answer(state)

    def _compared(self, u: Understood) -> Comparison:
        return self.comparer().compare(*(d.id for d in u.compared))


def _listener(config: RunnableConfig) -> Listener:
    found: Listener = (config.get("configurable") or {}).get("listener") or NOBODY
    return found


def must_be_question(text: str, longest: int) -> None:
    """Raise `BadQuestion` where `text` is empty, not UTF-8, or has more than `longest` characters."""
    if not text.strip():
        raise BadQuestion("The question is empty.")
    if re.search("[\ud800-\udfff]", text):
        raise BadQuestion("The question is not written in UTF-8.", "Write it again, or check the terminal's encoding.")
    if len(text) > longest:
        raise BadQuestion(f"The question has {len(text)} characters; at most {longest} are taken.")


def comparison_as_answer(u: Understood, comparison: Comparison) -> Answer:
    """What matters of `comparison` in answer to `u`, each line with what it rests on, numbered anew from 1.

    What could not be compared is a notice: it rests on no words of either text.
    """
    lines = [line for line in comparison.summary if line.citations]
    used = list(dict.fromkeys(n for line in lines for n in line.citations))
    renumbered = {old: new for new, old in enumerate(used, 1)}
    known = {c.n: c for c in comparison.citations}
    said = [
        Sentence(line.text, tuple(renumbered[n] for n in line.citations), "weak" if line.inference else "supported")
        for line in lines
    ]
    sides = "\n".join(f"{side}: {title}." for side, title in zip("AB", comparison.titles, strict=True))
    told = "\n".join(f"{s.text} {''.join(f'[{n}]' for n in s.citations)}" for s in said)
    answer = Answer(
        question=u.question.text,
        read_as=u.question.text,
        form="comparison",
        answer=f"{sides}\n\n{told}" if said else f"{sides}\n\nNothing in their words sets them apart.",
        refused=False,
        sentences=tuple(said),
        citations=tuple(replace(known[old], n=new) for old, new in renumbered.items()),
        notices=(*((comparison.note,) if comparison.note else ()), *notes(u.compared)),
        engine=comparison.engine,
        tokens=comparison.tokens,
        writing_s=comparison.writing_s,
    )
    return as_read(u, answer)
