"""The bottom line and what it may mean in a chat model's prose, written from the page's own sentences and held to them.

What the model writes goes on the page only where `Citer` finds it supported by sentences that stand there, where it
can be read alone, and where an inference is a source's own and is attributed to whom it is of (`usable`). All else is
left out, and said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.brief.lines import Line
from assistant.brief.select import Picked, says_the_same
from assistant.brief.template import Role, Template
from assistant.brief.usable import HEADED, line_of, parts
from assistant.chat.chain import Writing, prompt, written
from assistant.chat.fence import Fenced, enclose
from assistant.chat.writer import Writer, Written
from assistant.errors import ChatError, ChatTooLong
from assistant.records import GivenPassage
from assistant.records.days import day_in_words
from assistant.verify.cite import Citer

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.library.embed import ModelEmbeddings

PROSE = ("topic", "passages", "inferences", "most_lead", "most_meaning", "lead", "meaning", "notice")
"""What ``prompts/prose.md`` is filled with."""


@dataclass(frozen=True, slots=True)
class Prose:
    """What a model wrote that may stand on the page, who wrote it, and what is to be said of it."""

    lines: tuple[Line, ...] = ()
    engine: str = "extractive"
    notices: tuple[str, ...] = ()


class Author:
    """Writes a page's bottom line and what it may mean with a chat model, where it can."""

    def __init__(self, writer: Writer, citer: Citer, embeddings: ModelEmbeddings) -> None:
        """Raises `BadPrompt` where ``prompts/prose.md`` cannot be used."""
        self._writer, self._citer, self._embeddings = writer, citer, embeddings
        self._prompt = prompt("prose", PROSE)
        self._chain: Runnable[dict[str, str], Any] = self._prompt | Writing(writer)

    def write(self, topic: str, template: Template, page: Sequence[Picked]) -> Prose:
        """Prose from what is on the `page`; without lines, and with why, where there is none that can be used."""
        most = {section.role: section.most for section in template.sections if section.role in HEADED}
        given = [p for p in page if p.line.text]
        if not most or not given:
            return Prose()
        given = self._that_fit(topic, most, given)
        if not given:
            return failed(ChatTooLong(f"The page does not fit into the window of {self._writer.name}."))
        try:
            done = written(self._chain.invoke(self._values(topic, most, given)))
        except ChatError as error:
            return failed(error)
        return self._held(done, most, given)

    # Before the model ------------------------------------------------------------------------------------------

    def _that_fit(self, topic: str, most: dict[Role, int], page: Sequence[Picked]) -> list[Picked]:
        """What fits into the model's window, the most needed first, in the order of the page."""
        order = sorted(page, key=lambda p: -p.need)
        budget = self._writer.budget
        room = budget.room(self._prompt.format(**self._values(topic, most, [])))
        kept = {id(order[i]) for i in budget.that_fit([f"{_label(p)}\n{p.line.text}" for p in order], room)}
        return [p for p in page if id(p) in kept]

    def _values(self, topic: str, most: dict[Role, int], given: Sequence[Picked]) -> dict[str, str]:
        fenced: Fenced = enclose([p.line.lead + p.line.text for p in given], [_label(p) for p in given])
        inferences = [str(n) for n, p in enumerate(given, 1) if p.marked]
        return {
            "topic": " ".join(topic.split()),
            "passages": fenced.text,
            "inferences": ", ".join(inferences) or "(none)",
            "most_lead": str(most.get("lead", 0)),
            "most_meaning": str(most.get("assessment", 0)),
            "lead": HEADED["lead"],
            "meaning": HEADED["assessment"],
            "notice": fenced.notice,
        }

    # After it --------------------------------------------------------------------------------------------------

    def _held(self, done: Written, most: dict[Role, int], given: Sequence[Picked]) -> Prose:
        """What of the reply is borne out by the page and may stand on it."""
        passages = [GivenPassage(p.line.document, p.line.span, (p.line.span,)) for p in given]
        lines: list[Line] = []
        left = 0
        for role, text in parts(done.text).items():
            if role not in most:
                continue
            cited = self._citer.cite(text, passages)
            stating = [s for s in cited.sentences if s.claims]
            fit = [x for s in stating if (x := line_of(s, cited, role, given))]
            vectors = np.asarray(self._embeddings.embed_documents([x.text for x in fit]), np.float32) if fit else ()
            own: list[Line] = []
            for line, vector in zip(fit, vectors, strict=True):
                new = replace(line, vector=vector, worth=line.worth - len(own) / 10)
                if len(own) < most[role] and not any(says_the_same(new, x) for x in lines + own):
                    own.append(new)
            left += len(stating) - len(own)
            lines += own
        notices = []
        if left:
            what = "1 sentence" if left == 1 else f"{left} sentences"
            was = "was" if left == 1 else "were"
            notices.append(f"{what} of {done.model} {was} left out: the page's own sentences do not bear them out.")
        if not lines:
            why = f"Nothing that {done.model} wrote can stand on the page."
            return Prose(notices=(f"{why} It is made of the sources' own sentences.",))
        return Prose(tuple(lines), done.model, tuple(notices))


def failed(error: ChatError) -> Prose:
    """No prose, and why."""
    why = f"{error.message} {error.hint or ''}".strip()
    return Prose(notices=(f"{why} The page is made of the sources' own sentences.",))


def _label(picked: Picked) -> str:
    metadata = picked.line.document.metadata
    kind = "inference" if picked.marked else ""
    return " · ".join(filter(None, (metadata.title, day_in_words(metadata.date), kind)))
