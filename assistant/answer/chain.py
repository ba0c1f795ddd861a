"""Answers in a chat model's prose: passages that fit its window, its reply, each sentence held against its source.

What the model writes is never shown as it comes from it: `Citer` binds every sentence to the source's sentence that
carries it and says of the others that they are not borne out. Where the model fails, the sources' own sentences answer,
and a line says why.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.answer.candidates import promise
from assistant.answer.compose import notes, refusal, without_model
from assistant.answer.extract import Extractor
from assistant.answer.listener import Listener
from assistant.answer.lookup import nearest
from assistant.chat.chain import ANSWER, NOT_HELD, PART_NOT_HELD, Writing, prompt, written
from assistant.chat.fence import Fenced, fence, told
from assistant.chat.writer import Writer, Written
from assistant.errors import ChatError, ChatFailed, ChatTooLong
from assistant.library.shelf import Shelf
from assistant.records import Answer, CitedText, Document, GivenPassage, Hit, Passage, Span
from assistant.records.days import day_in_words
from assistant.search.resolve import Understood
from assistant.search.retrieve import Retriever
from assistant.settings import Settings
from assistant.verify.cite import Citer
from assistant.verify.words import words

if TYPE_CHECKING:
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_core.runnables import Runnable

MOST_PASSAGES = 12
"""Passages that a model gets to read; more than these and it finds less."""
NARRATED = frozenset({"lookup", "summary"})
"""Forms that a model phrases. A timeline, and whether a text names something, are counted, not phrased."""
SOME = "The chat model read {some} of the {all} passages of the text, taken from all of it; more do not fit its window."
STOPPED = "The chat model was stopped before its answer was whole."
PART = "A part of the question is not answered by the documents, says the chat model."
_PART = re.compile(
    rf"(?:^|(?<=[.!?\]])[^\S\n]+)[>*_\- ]{{0,8}}{re.escape(PART_NOT_HELD)}(?P<what>[^\n]*)\s*\Z",
    re.IGNORECASE | re.MULTILINE,
)
"""The line that ends a reply to a part of the question: it speaks of the question, so no source can bear it out."""


class Narrator:
    """Answers in a chat model's words, or in the sources' own where the model cannot."""

    def __init__(
        self, settings: Settings, shelf: Shelf, retriever: Retriever, extractor: Extractor, writer: Writer, citer: Citer
    ) -> None:
        """Raises `BadPrompt` where ``prompts/answer.md`` cannot be used."""
        self._settings = settings
        self._shelf, self._retriever, self._extractor = shelf, retriever, extractor
        self._writer, self._citer = writer, citer
        self._prompt: ChatPromptTemplate = prompt("answer", ANSWER)
        self._chain: Runnable[dict[str, str], Any] = self._prompt | Writing(writer)

    def answer(self, state: dict[str, Any], listener: Listener) -> Answer:
        """The answer to ``state["reading"]`` from ``state["hits"]``."""
        u: Understood = state["reading"]
        passages = self._passages(u, state["hits"]) if self._narrates(u) else []
        if not passages:
            return self._extractor.answer(state)
        fenced, fitting = self._fitted(u, passages)
        if not fitting:
            return self._without(state, ChatTooLong(f"No passage fits into the window of {self._writer.name}."))
        try:
            done = self._written(u, fenced, listener)
        except ChatError as error:
            return self._without(state, error)
        if done.stopped:
            return self._without(state, ChatError(STOPPED))
        answer = self._bound(state, done, fitting)
        if answer is None:
            return self._without(state, ChatFailed(f"Nothing that {done.model} wrote is borne out by its sources."))
        if u.reading.form == "summary" and len(fitting) < len(passages):
            some = SOME.format(some=len(fitting), all=len(passages))
            answer = replace(answer, notices=(some, *answer.notices))
        return self._extractor.as_read(u, state["hits"], answer)

    def _without(self, state: dict[str, Any], error: ChatError) -> Answer:
        return without_model(self._extractor.answer(state), error)

    # Before the model ------------------------------------------------------------------------------------------

    def _narrates(self, u: Understood) -> bool:
        return u.reading.form in NARRATED and not u.tie and not u.missing

    def _passages(self, u: Understood, hits: Sequence[Hit]) -> list[Passage]:
        """What the model may read: all of a text that is to be summed up, else what was found, best first."""
        if u.reading.form == "summary" and (document := self._extractor.about(u)) is not None:
            return list(self._retriever.store.of_document(document.id))
        # A passage is worth what its best sentence is: that knows the sender, the day and the names asked for.
        worth: dict[str, float] = {}
        for c in (c for part in self._extractor.parts(u, list(hits)) for c in part.gathered.candidates):
            worth[c.hit.passage.id] = max(worth.get(c.hit.passage.id, 0.0), promise(c.measures))
        ranked = sorted(hits, key=lambda hit: (-worth.get(hit.passage.id, -1.0), -hit.score))
        return [hit.passage for hit in ranked[:MOST_PASSAGES]]

    def _fitted(self, u: Understood, passages: Sequence[Passage]) -> tuple[Fenced, list[Passage]]:
        """The passages that fit into the model's window, fenced, and what they are."""
        fixed = self._prompt.format(**self._values(u, fence([])))
        labels = [self._label(p) for p in passages]
        texts = [f"{label}\n{p.text}" for label, p in zip(labels, passages, strict=True)]
        budget = self._writer.budget
        room = budget.room(fixed)
        order = list(range(len(texts)))
        if u.reading.form == "summary":  # of a text that is too long, passages from all of it and not its beginning
            every = max(1, math.ceil(sum(map(budget.count, texts)) / max(1, room)))
            order.sort(key=lambda i: (i % every, i))
        fitting = [order[k] for k in budget.that_fit([texts[i] for i in order], room)]
        if u.reading.form == "summary":
            fitting.sort()
        kept = [passages[i] for i in fitting]
        return fence(kept, [labels[i] for i in fitting]), kept

    def _label(self, passage: Passage) -> str:
        metadata = self._shelf.get(passage.document_id, passage.version).metadata
        return " · ".join(filter(None, (passage.title, day_in_words(metadata.date), passage.heading)))

    def _values(self, u: Understood, fenced: Fenced) -> dict[str, str]:
        earlier = list(zip(u.question.conversation, u.question.answers, strict=False)) if u.follows else []
        budget = self._writer.budget
        turns = [f"{asked}\n{answer}" for asked, answer in earlier]
        kept = budget.turns_that_fit(turns, budget.window_tokens // 8, [len(turns) - 1])
        return {
            "question": u.question.text,
            "passages": fenced.text,
            "notice": fenced.notice,
            "conversation": told([earlier[i] for i in kept]),
            "not_held": NOT_HELD,
            "part_not_held": PART_NOT_HELD,
        }

    # The model, and after it -----------------------------------------------------------------------------------

    def _written(self, u: Understood, fenced: Fenced, listener: Listener) -> Written:
        last = None
        config: Any = {"configurable": {"stop": listener.stop}}
        for last in self._chain.stream(self._values(u, fenced), config):
            if listener.told and last.text:
                listener.told(last.text)
        if last is None:
            raise ChatError(f"{self._writer.name} gave no reply.")
        return written(last)

    def _bound(self, state: dict[str, Any], done: Written, passages: Sequence[Passage]) -> Answer | None:
        """The reply with every sentence held against its source; None where no source speaks of any of them."""
        u: Understood = state["reading"]
        given = [self._given(p) for p in passages]
        absent = _PART.search(done.text)
        said = done.text[: absent.start()] if absent else done.text
        cited = self._citer.cite(said, given)
        if self._settings.chat_unsupported == "leave out":
            cited = _without_unsupported(cited)
        if cited.not_in_corpus or not said.strip():
            reason = f"{done.model} found no answer in the passages that were found for it"
            return self._stamped(self._refused(u, state["hits"], reason), done)
        if not any(s.citations for s in cited.sentences):
            return None
        used = {c.document_id for c in cited.citations}
        documents = {g.document.id: g.document for g in given if g.document.id in used}
        part = (_part(absent["what"], u.question.text),) if absent else ()
        answer = Answer(
            question=u.question.text,
            read_as=u.question.text,
            form=u.reading.form,
            answer=cited.text,
            refused=False,
            sentences=tuple(s.as_sentence() for s in cited.sentences),
            citations=cited.citations,
            notices=(*cited.notices, *part, *notes(documents.values())),
        )
        return self._stamped(answer, done)

    def _given(self, passage: Passage) -> GivenPassage:
        document: Document = self._shelf.get(passage.document_id, passage.version)
        return GivenPassage(document, Span(passage.start, passage.end), passage.sentences)

    def _refused(self, u: Understood, hits: list[Hit], reason: str) -> Answer:
        parts = self._extractor.parts(u, hits)
        return refusal(u, reason, self._extractor.searched(u), [], nearest(parts[0].gathered))

    def _stamped(self, answer: Answer, done: Written) -> Answer:
        return replace(answer, engine=done.model, tokens=done.reply_tokens, writing_s=round(done.seconds, 1))


def _part(what: str, question: str) -> str:
    """That a part is not answered, and which: in the model's words only where they are those of the question."""
    asked = {word.key for word in words(question) if word.content}
    named = [word for word in words(what) if word.content]
    if not named or not {word.key for word in named} <= asked:
        return PART
    return f"{PART.removesuffix('.')}: {' '.join(what.split()).strip(' .*_')}."


def _without_unsupported(cited: CitedText) -> CitedText:
    """The text without what nothing bears out; that something was left out is said."""
    kept = cited.without_unsupported()
    gone = len(cited.sentences) - len(kept.sentences)
    if not gone:
        return kept
    what = "1 sentence of the chat model was" if gone == 1 else f"{gone} sentences of the chat model were"
    return replace(kept, notices=(*kept.notices, f"{what} left out: no source bears it out."))
