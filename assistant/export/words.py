"""How a file words what documents say and are: on one line, without what no format takes; sources and places. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.records import Answer, Citation, Metadata
from assistant.records.days import day_in_words

READ = {"part": "It rests on part of the original.", "summary": "It rests on reports of the original."}
DOUBTS = {"weak": "weakly supported", "unsupported": "not supported by a source"}
"""What is said beside a sentence that its sources do not carry, by its support."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of all text after them; an unclosed one would turn our own words about a source."""
_WEB = re.compile(r"https?://[^\s<>\\\"{}|^`]+\Z", re.IGNORECASE)


def flat(words: str) -> str:
    """`words` on one line, without characters that no file format takes."""
    return " ".join(printable(words).split())


def spaced(words: str) -> str:
    """`words` on one line as `flat` makes them, with a space at either end where there was white space."""
    words = printable(words)
    bare = " ".join(words.split())
    return f"{' ' * words[:1].isspace()}{bare}{' ' * words[-1:].isspace()}" if bare else " " * bool(words)


def printable(words: str) -> str:
    """`words` with control characters and halves of surrogate pairs made spaces; line ends and tabs stay.

    Signs that override the direction of text fall away; marks of direction, which Arabic and Hebrew use, stay.
    """
    return _UNPRINTABLE.sub(" ", _REORDERING.sub("", words))


def right_to_left(words: str) -> bool:
    """Whether `words` are read from the right: their first letter decides."""
    for character in words:
        if (direction := unicodedata.bidirectional(character)) in {"L", "R", "AL"}:
            return direction != "L"
    return False


def is_web(address: str) -> bool:
    """Whether a reader may be sent to `address`: http or https, nothing that could end a link."""
    return bool(_WEB.match(address))


def note_of(metadata: Metadata | None) -> str:
    """What must be said wherever a document is cited, e.g. that it is a record written for the library."""
    if not metadata or not metadata.note:
        return ""
    return " ".join(part for part in (metadata.note, READ.get(metadata.completeness or "")) if part)


def written_by(answer: Answer) -> str:
    """Which chat model wrote an answer, and what it took; empty where none did."""
    if not answer.tokens or answer.refused or answer.engine == "extractive":
        return ""
    tokens = f"{answer.tokens:,} token{'s' * (answer.tokens != 1)}"
    return f"Written by {answer.engine}: {tokens} in {answer.writing_s:g} s. Each sentence was held against its source."


def named(citation: Citation) -> str:
    """A source in one line: title, day where the title does not say it, page."""
    day = day_in_words(citation.date)
    page = f"page {citation.page}" if citation.page else ""
    return ", ".join(flat(part) for part in (citation.title, "" if day in citation.title else day, page) if part)


def source_of(own: Sequence[Citation]) -> str:
    """The document that its citations `own` are from, in one line: issuer, title, day, id."""
    first = own[0]
    facts = ", ".join(part for part in (flat(first.issuer or ""), named(replace(first, page=None))) if part)
    return f"{facts} ({flat(first.document_id)})"


def places(citations: Iterable[Citation]) -> str:
    """Where in one document its citations stand: ``[1] version 1, characters 10–52; [4] …``."""
    return "; ".join(f"[{c.n}] {place(c)}" for c in citations)


def place(c: Citation) -> str:
    """Where one citation stands: ``version 1, page 2, characters 10–52``."""
    return f"version {c.version}{f', page {c.page}' if c.page else ''}, characters {c.start}–{c.end}"
