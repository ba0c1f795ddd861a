"""An answer as paper, and the blocks of which a conversation is made. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile
from typing import Literal

from assistant.export.excerpts import Excerpt, Find, excerpts, metadata_of
from assistant.export.paper import (
    Block,
    Callout,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Quotation,
    Run,
    plain,
    sources_of,
)
from assistant.export.parts import Part, Remark, parts
from assistant.export.words import DOUBTS, flat, written_by
from assistant.records import Answer, Choice, Citation, Hit, Metadata
from assistant.records.days import day_in_words


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with what is said around it: the metadata of the documents it shows, by id, and its day.

    ``excerpts`` are the passages in which the words cited stand, for an annex.
    """

    answer: Answer
    sources: Mapping[str, Metadata] = field(default_factory=dict)
    day: str = ""  # ISO
    excerpts: tuple[Excerpt, ...] = ()

    @classmethod
    def of(cls, answer: Answer, document: Find, day: str) -> Answered:
        """`answer` with the metadata of what it cites or shows, and the passages cited; `document` finds one."""
        shown = [(c.document_id, c.version) for c in answer.citations]
        shown += [(h.passage.document_id, h.passage.version) for h in answer.nearest]
        return cls(answer, metadata_of(shown, document), day, excerpts(answer.citations, document))

    @property
    def title(self) -> str:
        """What to call it: the question."""
        return flat(self.answer.question) or "A question"


def answer_paper(answered: Answered, *, annex: bool = False) -> Paper:
    """The question as the title, the answer or refusal under it."""
    when = f"Answered on {day_in_words(answered.day)}" if answered.day else ""
    return Paper(
        title=answered.title,
        blocks=tuple(answer_blocks(answered)),
        sources=sources_of(answered.answer.citations, answered.sources, answered.excerpts),
        byline=tuple(filter(None, (when, written_by(answered.answer)))),
        kind="answer",
        subject="An answer from the documents of a library",
        day=answered.day,
        annex=annex,
    )


def answer_blocks(answered: Answered, level: Literal[1, 2] = 1) -> Iterator[Block]:
    """How the question was read, the prose under its sources, for a refusal what is nearest; headings at `level`."""
    answer = answered.answer
    told = parts(answer) or [Remark(answer.answer)]
    yield from _reading(answer)
    if answer.refused:
        asks_back = bool(answer.choices) and not (answer.citations or answer.nearest)
        label = "Please say which" if asks_back else "No answer in the library"
        reason = list(takewhile(_is_reason, told))
        told = told[len(reason) :]
        yield Callout(label, plain(" ".join(part.text for part in reason if isinstance(part, Remark))), "doubtful")
    yield from _prose(answered, told, level)
    if answer.refused and answer.nearest:
        yield Heading("Nearest passages, which do not answer it", level)
        yield from (_near(hit, answered.sources.get(hit.passage.document_id)) for hit in answer.nearest)
    if answer.choices:
        yield Paragraph(plain("It could also mean:" if answer.citations else "Ask it of:"))
        yield Listing(tuple(plain(_choice(choice)) for choice in answer.choices))
    yield from (Paragraph(plain(f"Note: {notice}", "soft")) for notice in _untold(answered))


def _reading(answer: Answer) -> Iterator[Block]:
    """How the question was understood, where that is not just what it says."""
    if _bare(answer.read_as) != _bare(answer.question):
        yield Paragraph((Run("Read as: ", "soft"), Run(answer.read_as)))
    if answer.assumed:
        yield Paragraph((Run("Assumed: ", "soft"), Run(answer.assumed)))


def _bare(question: str) -> str:
    return " ".join(question.split()).rstrip("?!. ").casefold()


def _is_reason(part: Part) -> bool:
    """Whether it is said of the refusal itself; what ends in a colon leads to the sentences after it."""
    return isinstance(part, Remark) and not part.text.endswith(":")


def _prose(answered: Answered, told: Sequence[Part], level: Literal[1, 2]) -> Iterator[Block]:
    """The sentences under the title of their source; a timeline's lines and a comparison's under none."""
    cited = {c.n: c for c in answered.answer.citations}
    mixed = answered.answer.form == "comparison" or any(not isinstance(part, Remark) and part.lead for part in told)

    def source(part: Part) -> Citation | None:
        """The first citation of a sentence; nothing for remarks and mixed lines."""
        if mixed or isinstance(part, Remark):
            return None
        return next((cited[n] for n in part.sentence.citations if n in cited), None)

    for key, own in groupby(told, lambda part: (c.document_id, c.version) if (c := source(part)) else None):
        group = list(own)
        if key and (first := source(group[0])):
            yield Heading(first.title or first.document_id, level)
            said = _byline(first, answered.sources.get(first.document_id))
            if said:
                yield Paragraph(plain(said, "soft"))
        yield from (_paragraph(part) for part in group)


def _paragraph(part: Part) -> Paragraph:
    if isinstance(part, Remark):
        return Paragraph(plain(part.text))
    said = part.sentence
    lead = plain(f"{part.lead}: ", "strong") if part.lead else ()
    doubt = DOUBTS.get(said.support, "")
    beside = " ".join(filter(None, (f"({doubt})" if doubt else "", *said.remarks)))
    return Paragraph((*lead, Run(said.text, cites=said.citations), *(plain(f" {beside}", "soft") if beside else ())))


def _byline(first: Citation, metadata: Metadata | None) -> str:
    """Who to whom and when, and whether it is a record of another document."""
    recipient = f"to {metadata.recipient}" if metadata and metadata.recipient else ""
    record = "a record written for the library" if metadata and metadata.note else ""
    who = " ".join(part for part in (first.issuer or "", recipient) if part)
    return ", ".join(part for part in (who, day_in_words(first.date), record) if part)


def _near(hit: Hit, metadata: Metadata | None) -> Quotation:
    p = hit.passage
    title = p.title or (metadata.title if metadata else p.document_id)
    day = day_in_words(metadata.date) if metadata else ""
    page = f"page {p.page}" if p.page else ""
    where = f"({p.document_id}, version {p.version}, characters {p.start}–{p.end})"
    return Quotation(plain(p.text), f"{', '.join(part for part in (title, day, page) if part)} {where}")


def _choice(choice: Choice) -> str:
    return ", ".join(part for part in (choice.title, day_in_words(choice.date)) if part) + f" ({choice.document_id})"


def _untold(answered: Answered) -> Iterator[str]:
    """The notices that the sources do not say already: a source says itself that it is a record and of what."""
    cited = set(answered.answer.cited)
    told = [(m.title, m.note) for i, m in answered.sources.items() if m.note and i in cited]
    return (n for n in answered.answer.notices if not any(title in n and note in n for title, note in told))
