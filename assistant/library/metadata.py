"""What a document's text and file name say about it, where nobody has stated it. Prefers silence to a wrong guess."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.library.dates import date_in_name, date_in_text, with_year
from assistant.library.language import language_of
from assistant.library.occasions import occasion_of
from assistant.library.openings import act_day
from assistant.library.parties import Parties, parties_of, title_says_reply

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.records import Metadata

_TITLE_CHARACTERS = 120
_OLDEST_NEWS_DAYS = 183
_HEAD = 2_000  # characters in which a title stands, if there is one
_BROKEN = 45  # characters: who breaks lines by hand does not break them shorter
_ENDED = re.compile(r"[.!?。！？]\s*$")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*)$", re.MULTILINE)
# "Pyongyang, October 7 (KCNA) -- " and its like, which news agencies put before a story's first words.
DATELINE = re.compile(r"^[^\n(/]{3,60}(?:\([A-Z][\w /]{1,20}\)\s*(?:--?|[–—])|/[A-Z]{2,20}/\.)\s*")


def describe(
    text: str, path: Path, given: Metadata, *, author: str | None = None, created: str | None = None
) -> Metadata:
    """`given` (an empty title means none) with its gaps filled from `text` and the name of `path`.

    What is given always wins. Parties are read off the text only where none is given; ``author`` and ``created``,
    who typed the file and when, are the last resort for issuer and date.
    """
    opening = _opening(text)
    known = bool(given.issuer or given.recipient or given.kind)
    title = given.title or title_of(text) or path.stem
    named = Parties() if known else parties_of(title, opening)
    if not given.title and opening and _is_untitled(text):
        title = _title_of_a_story(named) or title
    stated = given.date or date_of(text, path.stem) or given.published or created
    act = act_day(_first_sentence(opening), stated) if named.kind and not given.date else None
    return replace(
        given,
        title=title,
        date=act if act and _plausible(act, stated) else stated,
        published=given.published or (stated if opening and not given.date else None),
        issuer=given.issuer or named.issuer or author,
        recipient=given.recipient or named.recipient,
        kind=given.kind or named.kind,
        occasion=given.occasion or (occasion_of(_story(text)) if opening and not known else None),
        language=given.language or language_of(text),
        issuer_office=given.issuer_office or named.issuer_office,
        recipient_office=given.recipient_office or named.recipient_office,
        reply=given.reply or named.reply or (known and title_says_reply(title)),
    )


def _is_untitled(text: str) -> bool:
    """Whether a story begins with its dateline: no title stands above it."""
    first = next((line for line in text[:_HEAD].split("\n") if line.strip()), "")
    return DATELINE.match(first.strip()) is not None


def _title_of_a_story(named: Parties) -> str | None:
    """What a story without a title can be called: its message, statement or speech, with who made it and for whom."""
    if not (named.kind and named.issuer):
        return None
    words = named.message or named.kind
    to = f" to {named.recipient}" if named.recipient else ""
    by = "of" if "statement" in words or named.kind != "message" else "from"
    return shortened(f"{words[:1].upper()}{words[1:]} {by} {named.issuer}{to}")


def _first_sentence(opening: str) -> str:
    """Up to the first full stop that no abbreviation has: behind a small letter, before a capital."""
    ends = re.search(r"(?<=[a-z\d\"”])[.:](?=\s+[\"“A-Z]|$)", opening)
    return opening[: ends.start()] if ends else opening


def _plausible(act: str, stated: str | None) -> bool:
    """Whether an act on that day can be news on the day stated: up to half a year before it, or days without a year."""
    if act.startswith("--") or not stated or len(stated) < 10 or stated.startswith("--"):
        return True
    return 0 <= (date.fromisoformat(stated) - date.fromisoformat(act)).days <= _OLDEST_NEWS_DAYS


def title_of(text: str) -> str | None:
    """The first Markdown heading, else the first line with words in it, cut at a word's end.

    A long line that the next one goes on from in small letters was broken by hand: the title is then the whole of it.
    """
    head = text[:_HEAD]
    heading = _HEADING.search(head)
    if heading and (words := heading[1].rstrip(" \t").rstrip("#").strip(" \t")):
        return shortened(words)
    lines = head.split("\n")
    first = next((at for at, line in enumerate(lines) if any(ch.isalnum() for ch in line)), None)
    if first is None:
        return None
    last = first
    while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1]):
        last += 1
    line = " ".join(part.strip() for part in lines[first : last + 1])
    return shortened(DATELINE.sub("", line) or line)


def _goes_on(line: str, after: str) -> bool:
    return len(line.strip()) >= _BROKEN and after.lstrip()[:1].islower() and not _ENDED.search(line)


def date_of(text: str, stem: str) -> str | None:
    """The date in the head of `text`, its year taken from the file's name where the text has none, else the name's."""
    stated, named = date_in_text(text), date_in_name(stem)
    if stated and stated.startswith("--") and named:
        return with_year(stated, named)
    return stated or (named if named and len(named) == 10 else None)  # a lone year in a name may mean anything


def _opening(text: str) -> str:
    """The first line that a dateline begins, without the dateline; else nothing."""
    return _story(text).split("\n", 1)[0]


def _story(text: str) -> str:
    """The head of a story from behind its dateline on; nothing where there is none."""
    head = text[:_HEAD]
    for line in re.finditer(r"[^\n]+", head):
        lead = len(line.group()) - len(line.group().lstrip())
        if found := DATELINE.match(line.group().strip()):
            return head[line.start() + lead + found.end() :]
    return ""


def shortened(line: str) -> str:
    """`line` with its spaces evened out, cut at the end of a word where it is long."""
    words = " ".join(line.split())
    if len(words) <= _TITLE_CHARACTERS:
        return words
    cut = words[: _TITLE_CHARACTERS - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > _TITLE_CHARACTERS // 2 else cut).rstrip(" ,;:-") + "…"
