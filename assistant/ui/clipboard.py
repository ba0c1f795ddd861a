"""An answer with its sources, or one quotation with its own, ready to be pasted into mail or Word. Pure.

Each is made as plain text and as HTML; the program that it is pasted into takes what it can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.export.parts import Remark, parts
from assistant.export.words import DOUBTS, written_by
from assistant.records.days import day_in_words as day
from assistant.ui.labels import listed, safe_link
from assistant.ui.markup import Safe, element, join

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.export.parts import Part, Said
    from assistant.records import Answer, Citation, Metadata

    Sources = Mapping[str, Metadata]


def as_text(answer: Answer, sources: Sources) -> str:
    """Question, prose with ``[n]``, the numbered sources with the words cited, and where the originals are."""
    blocks = [[answer.question], [_line(part) for part in _prose(answer)]]
    if answer.citations:
        blocks.append(["Sources", *(_source(citation) for citation in answer.citations)])
    blocks += [[f"{told} {address}".strip()] for told, address in _origins(answer, sources)]
    blocks += [[written]] if (written := written_by(answer)) else []
    return "\n\n".join("\n".join(block) for block in blocks)


def as_html(answer: Answer, sources: Sources) -> Safe:
    """The same as HTML that mail programs and word processors keep: paragraphs, bold, superscripts, links."""
    blocks = [element("p", element("b", answer.question)), *(_paragraph(part) for part in _prose(answer))]
    if answer.citations:
        blocks.append(element("p", element("b", "Sources")))
        blocks += [element("p", _source(citation)) for citation in answer.citations]
    for told, address in _origins(answer, sources):
        link = element("a", address, href=address) if safe_link(address) else address
        blocks.append(element("p", join([told, link], " ")))
    blocks.append(element("p", written_by(answer)) if answer.tokens else Safe())
    return join(blocks)


def quote_as_text(citation: Citation, metadata: Metadata) -> str:
    """The words cited, and below them where they stand."""
    return f"{_quoted(citation)}\n{_reference(citation)}{_at(metadata, metadata.source or '')}"


def quote_as_html(citation: Citation, metadata: Metadata) -> Safe:
    """The same as HTML."""
    address = metadata.source or ""
    link = element("a", address, href=address) if safe_link(address) else address
    return join(
        [
            element("blockquote", element("p", _quoted(citation))),
            element("p", _reference(citation), _at(metadata, ""), link),
        ]
    )


def _at(metadata: Metadata, address: str) -> str:
    """What leads over to a document's address; where it is a record of another, that is said."""
    note = f" {metadata.note}" if metadata.note else ""
    return f".{note} Original: {address}" if metadata.source else f".{note}"


def _prose(answer: Answer) -> list[Part]:
    return parts(answer) or [Remark(answer.answer)]


def _line(part: Part) -> str:
    if isinstance(part, Remark):
        return part.text
    lead = f"{part.lead}: " if part.lead else ""
    numbers = "".join(f"[{n}]" for n in part.sentence.citations)
    return " ".join(filter(None, (f"{lead}{part.sentence.text}", numbers, _doubt(part))))


def _paragraph(part: Part) -> Safe:
    if isinstance(part, Remark):
        return element("p", part.text)
    lead = element("b", f"{part.lead}: ") if part.lead else ""
    broken = join(part.sentence.text.split("\n"), Safe("<br>"))
    numbers = join(element("sup", f"[{n}]") for n in part.sentence.citations)
    doubt = _doubt(part)
    return element("p", lead, broken, numbers, element("i", f" {doubt}") if doubt else "")


def _doubt(said: Said) -> str:
    """What must be said beside a sentence wherever it is pasted: that its sources do not carry it."""
    doubt = DOUBTS.get(said.sentence.support, "")
    return f"({doubt})" if doubt else ""


def _source(citation: Citation) -> str:
    return f"[{citation.n}] {_reference(citation)}: {_quoted(citation)}"


def _reference(citation: Citation) -> str:
    page = f"p. {citation.page}" if citation.page else ""
    return ", ".join(part for part in (listed(citation.issuer), citation.title, day(citation.date), page) if part)


def _quoted(citation: Citation) -> str:
    return f"“{' '.join(citation.quote.split())}”"


def _origins(answer: Answer, sources: Sources) -> list[tuple[str, str]]:
    """(what must be said, address) for each document cited: what it is a record of, and where the original is."""
    numbers: dict[str, list[int]] = {}
    for citation in answer.citations:
        numbers.setdefault(citation.document_id, []).append(citation.n)
    told = []
    for document_id, own in numbers.items():
        metadata = sources.get(document_id)
        if metadata and (metadata.note or metadata.source):
            marks = "".join(f"[{n}]" for n in own)
            said = f"{marks} {metadata.note or ''}".strip()
            told.append((f"{said} Original:" if metadata.source else said, metadata.source or ""))
    return told
