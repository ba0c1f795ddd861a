"""A phrase through time: every place where it stands, since when, and where comparable documents no longer have it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from assistant.records.documents import Citation


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a phrase stands: the citation quotes its words, ``before`` and ``after`` complete the sentence.

    ``record`` says that the document is a record of an original; what is not quoted there is the record's own wording.
    """

    citation: Citation
    recipient: str | None = None
    kind: str | None = None
    quoted: bool = False  # in quotation marks, or attested as a quotation by the document's metadata
    record: bool = False
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """A document by which something is shown."""

    document_id: str
    version: int
    title: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """What became of a phrase, in all documents or in those to one recipient. Dates are the documents' own, ISO.

    ``dropped`` is the date of the first comparable document after the last use, none of which has the phrase;
    ``revived`` that of the latest use before which comparable documents lacked it. None where that is not shown.
    """

    recipient: str | None = None
    uses: int = 0
    first_seen: str | None = None
    last_seen: str | None = None
    dropped: str | None = None
    revived: str | None = None
    without: Witness | None = None  # the document that `dropped` is the date of
    absent_before: Witness | None = None  # the latest comparable document without it before `revived`


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with its uses, by date, undated ones last; its variants stand in it parted by ``|``."""

    phrase: str
    uses: tuple[Use, ...] = ()
    course: Course = field(default_factory=Course)
    by_recipient: tuple[Course, ...] = ()  # where documents to more than one recipient use it
    notices: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The phrase as the commands print it."""
        c = self.course
        return {
            "phrase": self.phrase,
            "uses": [asdict(use.citation) for use in self.uses],
            "first_seen": c.first_seen,
            "last_seen": c.last_seen,
            "dropped": c.dropped,
            "revived": c.revived,
        }


@dataclass(frozen=True, slots=True)
class Ledger:
    """Phrases followed through `searched` documents. Citations are numbered on from phrase to phrase."""

    phrases: tuple[Phrase, ...] = ()
    searched: int = 0
    proposed: bool = False  # chosen by the program, not by who asked
    notices: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The ledger as the commands print it."""
        return {"phrases": [phrase.as_json() for phrase in self.phrases]}
