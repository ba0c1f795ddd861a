"""What a document's text and file name say about it, where nobody has stated it. Prefers silence to a wrong guess."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.library.dates import date_in_name, date_in_text, with_year
from assistant.library.language import language_of
from assistant.library.parties import Parties, parties_of

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.records import Metadata

_TITLE_CHARACTERS = 120
_HEAD = 2_000  # characters in which a title stands, if there is one
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
# "Pyongyang, October 7 (KCNA) -- " and its like, which news agencies put before a story's first words.
_DATELINE = re.compile(r"^[^\n(/]{3,60}(?:\([A-Z][\w /]{1,20}\)\s*(?:--?|[–—])|/[A-Z]{2,20}/\.)\s*")


def describe(
    text: str, path: Path, given: Metadata, *, author: str | None = None, created: str | None = None
) -> Metadata:
    """`given` (an empty title means none) with its gaps filled from `text` and the name of `path`.

    What is given always wins. Parties are read off the text only where none is given; ``author`` and ``created``,
    who typed the file and when, are the last resort for issuer and date.
    """
    title = given.title or title_of(text) or path.stem
    named = Parties() if given.issuer or given.recipient or given.kind else parties_of(title, _opening(text))
    return replace(
        given,
        title=title,
        date=given.date or date_of(text, path.stem) or given.published or created,
        issuer=given.issuer or named.issuer or author,
        recipient=given.recipient or named.recipient,
        kind=given.kind or named.kind,
        language=given.language or language_of(text),
    )


def title_of(text: str) -> str | None:
    """The first Markdown heading, else the first line with words in it, cut at a word's end."""
    head = text[:_HEAD]
    heading = _HEADING.search(head)
    if heading and heading[1]:
        return shortened(heading[1])
    for line in head.split("\n"):
        if any(ch.isalnum() for ch in line):
            return shortened(_DATELINE.sub("", line.strip()) or line)
    return None


def date_of(text: str, stem: str) -> str | None:
    """The date in the head of `text`, its year taken from the file's name where the text has none, else the name's."""
    stated, named = date_in_text(text), date_in_name(stem)
    if stated and stated.startswith("--") and named:
        return with_year(stated, named)
    return stated or (named if named and len(named) == 10 else None)  # a lone year in a name may mean anything


def _opening(text: str) -> str:
    """The first line that a dateline begins, without the dateline; else nothing."""
    for line in text[:_HEAD].split("\n"):
        if found := _DATELINE.match(line.strip()):
            return line.strip()[found.end() :]
    return ""


def shortened(line: str) -> str:
    """`line` with its spaces evened out, cut at the end of a word where it is long."""
    words = " ".join(line.split())
    if len(words) <= _TITLE_CHARACTERS:
        return words
    cut = words[: _TITLE_CHARACTERS - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > _TITLE_CHARACTERS // 2 else cut).rstrip(" ,;:-") + "…"
