"""Documents, the passages they are cut into, and citations: spans of a document's own text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, Literal

Completeness = Literal["whole", "part", "summary"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, ``[start, end)`` in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One page that a record was written from."""

    url: str
    publisher: str = ""
    level: str = ""  # primary | secondary
    read: str = ""  # whole | part | summary


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words attested in an original, with the place they take in it (address, support, closing …)."""

    slot: str
    text: str
    speaker: str = ""
    translator: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document besides its text. Dates are ISO and may be partial (``2024-10``, ``--10-07``)."""

    title: str
    date: str | None = None  # the day of the act: sent, signed, said
    until: str | None = None  # the last day of an act that took several
    published: str | None = None  # the day it was made public
    issuer: str | None = None
    recipient: str | None = None
    kind: str | None = None
    occasion: str | None = None
    language: str | None = None  # of the text, ISO 639-1
    completeness: Completeness | None = None  # how much of the original the text rests on
    source: str | None = None  # the address of the original
    note: str | None = None  # said wherever the document is cited, e.g. that it is a record of an original
    sources: tuple[Source, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    issuer_office: str | None = None  # "president of the Russian Federation"
    recipient_office: str | None = None
    reply: bool = False  # whether it answers an earlier message
    scanned: bool = False  # whether some of the text was read off pictures, where a word may be misread


@dataclass(frozen=True, slots=True)
class Citation:
    """Number `n` in an answer: the exact words of one version of one document."""

    n: int
    document_id: str
    version: int
    title: str
    date: str | None
    issuer: str | None
    page: int | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Document:
    r"""One version of one text, normalised once (NFC, ``\n`` line ends) and never changed after.

    ``page_starts`` holds the offset at which each page begins (empty where the format has no pages);
    ``sha256`` is that of the file's bytes. A catalogue leaves the text out ("") and gives its length in ``length``.
    """

    id: str
    version: int
    text: str
    metadata: Metadata
    path: str | None = None
    page_starts: tuple[int, ...] = ()
    sha256: str = ""
    passages: int = 0
    length: int | None = None

    @property
    def characters(self) -> int:
        """How long the text is, also where a catalogue leaves it out."""
        return len(self.text) if self.length is None else self.length

    def page_at(self, offset: int) -> int | None:
        """The 1-based page that holds `offset`, or None where the format has no pages."""
        return bisect_right(self.page_starts, offset) or None if self.page_starts else None

    def cite(self, n: int, span: Span) -> Citation:
        """Citation number `n` of this document's own words in `span`."""
        return Citation(
            n=n,
            document_id=self.id,
            version=self.version,
            title=self.metadata.title,
            date=self.metadata.date,
            issuer=self.metadata.issuer,
            page=self.page_at(span.start),
            start=span.start,
            end=span.end,
            quote=self.text[span.start : span.end],
        )

    def as_json(self) -> dict[str, Any]:
        """The document as the commands print it: metadata and sizes, not the text."""
        m = self.metadata
        return {
            "id": self.id,
            "version": self.version,
            "title": m.title,
            "date": m.date,
            "published": m.published,
            "issuer": m.issuer,
            "recipient": m.recipient,
            "kind": m.kind,
            "language": m.language,
            "text": m.completeness,
            "source": m.source,
            "path": self.path,
            "pages": len(self.page_starts) or None,
            "characters": self.characters,
            "passages": self.passages,
        }


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of a document that is embedded and searched: ``text == document.text[start:end]``.

    ``heading`` is the path of headings above it; it goes into what is embedded, never into the span.
    ``sentences`` are the document's sentence spans that lie inside.
    """

    id: str
    document_id: str
    version: int
    start: int
    end: int
    text: str
    title: str = ""
    heading: str = ""
    page: int | None = None
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents to ask. Empty fields do not restrict; several values in one field are alternatives."""

    documents: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: str | None = None  # ISO date, inclusive
    until: str | None = None  # ISO date, inclusive

    def __bool__(self) -> bool:
        """Whether the scope restricts anything."""
        return self != Scope()
