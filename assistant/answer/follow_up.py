"""A follow-up that leans on the conversation, put into full words by a chat model where our own resolver cannot.

Our resolver reads every question first, and what it finds with certainty stands. Only where it looked for something
that is not there, found equals, or stays with what was talked of though another thing is asked for by its relation to
that ("what was set up in its place"), the model is asked, once. What it writes is used where it asks the same question
(`same_question.py`) and where it leads to what our resolver left open. In all other cases, and where the model fails,
our own reading stands, and nothing is said of it: it is the reading that there would be without a model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.answer.left_open import left_open, settled
from assistant.answer.same_question import Asked, drift
from assistant.chat.chain import REWRITE, Writing, prompt, written
from assistant.chat.fence import plain, told
from assistant.chat.timed import Stop
from assistant.chat.writer import Writer
from assistant.errors import ChatError
from assistant.library.shelf import Shelf
from assistant.records import Document, Question
from assistant.records.days import day_in_words
from assistant.search.resolve import Understood, understand

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

FIRST_TOKEN_S, REPLY_S = 20.0, 30.0
"""Seconds at most for a rewriting, where the settings do not allow less: an answer waits for it."""
MOST_ANSWER_CHARACTERS = 2000
"""Of an earlier answer: what a follow-up refers to stands near its beginning."""
OF_THE_WINDOW = 4
"""A rewriting's conversation may take the window's fourth part."""


class FollowUps:
    """Reads follow-ups with a chat model's help. Safe to share between threads."""

    def __init__(self, shelf: Shelf, rarity: Callable[[str], float], writer: Writer) -> None:
        """`rarity` is what `understand` takes. Raises `BadPrompt` where ``prompts/rewrite.md`` cannot be used."""
        self._shelf, self._rarity = shelf, rarity
        self.writer = _hurried(writer)
        self._chain: Runnable[dict[str, str], Any] = prompt("rewrite", REWRITE) | Writing(self.writer)

    def read(self, question: Question, ours: Understood, stop: Stop | None = None) -> Understood:
        """`ours`, our own reading of `question`, or what the model made of what it leaves open."""
        if not left_open(question, ours):
            return ours
        try:
            rewritten = self._rewritten(question, ours, stop)
        except ChatError:
            return ours
        return self.held(question, ours, rewritten) or ours

    def held(self, question: Question, ours: Understood, rewritten: str) -> Understood | None:
        """What `question` means if it is read as `rewritten`; None where that drifts, or leads to nothing new."""
        catalogue = self._shelf.catalogue()
        talked_of = [d for d in catalogue if d.id in {*question.talked_of, *question.last_cited}]
        if drift(rewritten, _asked(question, ours, talked_of)):
            return None
        alone = Question(rewritten, question.scope)
        read = understand(alone, catalogue, self._rarity)
        found = settled(question, ours, read, talked_of)
        if found is None:
            return None
        return replace(
            found,
            question=replace(question, text=rewritten),
            follows=True,
            asked=question.text,
            assumed=f"“{question.text.strip()}” is read as {self.writer.name} put it",
        )

    def _rewritten(self, question: Question, ours: Understood, stop: Stop | None) -> str:
        """What the model writes; "" where it was stopped."""
        budget = self.writer.budget
        earlier = [(asked, answer[:MOST_ANSWER_CHARACTERS]) for asked, answer in _turns(question)]
        texts = [f"{asked}\n{answer}" for asked, answer in earlier]
        kept = budget.turns_that_fit(texts, budget.window_tokens // OF_THE_WINDOW, [len(texts) - 1])
        values = {"question": plain(ours.asked), "conversation": told([earlier[i] for i in kept])}
        done = written(self._chain.invoke(values, {"configurable": {"stop": stop}}))
        return "" if done.stopped else done.text.strip().strip("\"“”")


# What the model is given --------------------------------------------------------------------------------------------


def _turns(question: Question) -> list[tuple[str, str]]:
    answers = (*question.answers, *[""] * len(question.conversation))
    return list(zip(question.conversation, answers, strict=False))


def _asked(question: Question, ours: Understood, talked_of: Sequence[Document]) -> Asked:
    return Asked(
        text=question.text,
        ours=ours.question.text,
        before=question.read_before or question.conversation[-1],
        questions="\n".join((*question.conversation, question.read_before)),
        answers="\n".join(question.answers),
        metadata="\n".join(map(_known_of, talked_of)),
    )


def _known_of(document: Document) -> str:
    """What is known of a document, as text in which names and days are found."""
    m = document.metadata
    days = (day_in_words(m.date), day_in_words(m.until), day_in_words(m.published))
    return "; ".join(
        filter(None, (m.title, m.issuer, m.issuer_office, m.recipient, m.recipient_office, m.kind, m.occasion, *days))
    )


def _hurried(writer: Writer) -> Writer:
    """The same model, tried once and not waited for as long."""
    limits = replace(
        writer.limits,
        first_token_s=min(writer.limits.first_token_s, FIRST_TOKEN_S),
        reply_s=min(writer.limits.reply_s, REPLY_S),
        retries=0,
    )
    return Writer(writer.model, writer.name, limits, writer.budget, writer.host)
