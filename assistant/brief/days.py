"""On which day what a sentence tells of happened. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.library.periods import Period, period_of, periods
from assistant.records import Document

_ANOTHERS = re.compile(
    r"\b(?:after|before|since|until|till|up to|had (?:\w+ ){0,2}?(?:said|done|made|met|signed|held|given|sent)|unlike|"
    r"than)\b[^,;]*$",
    re.IGNORECASE,
)
_RECURRING = re.compile(r"\b(?:every|each)(?: year)?(?: on)? $", re.IGNORECASE)
_OF_A_TEXT = re.compile(
    r"\b(?:treaty|agreement|declaration|pact|resolution|accord|law|letter|message|speech) of (?:\w+ )?$"
)


TODAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|now|currently|recent(?:ly)?|(?:this|last|next) (?:week|month|year|quarter|"
    r"morning|spring|summer|autumn|fall|winter)|(?:in|over) (?:the )?(?:coming|past) (?:days|weeks|months|quarters|"
    r"years))\b|"
    r"\b(?:on|last|next) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?! \d)",
    re.IGNORECASE,
)
"""Words that count from the day on which a text was written: a sentence with one is shown behind that day."""


class Day(NamedTuple):
    """An ISO day, "" where none is known, and whether the sentence itself gives it."""

    iso: str
    said: bool


def day_of(text: str, document: Document) -> Day:
    """The first day that a sentence gives its event, else its document's own.

    A day without a year is of the document's year, as news are dated.
    """
    own = period_of(document.metadata.date, document.metadata.until) or period_of(document.metadata.published)
    known = own if own is not None and not own.first.startswith("0000") else None
    days = [p for p in periods(text) if p.is_day or _is_short(p)]
    days = [p for p in days if not _is_anothers(text[: p.start], known is not None and known.meets(p))]
    full = next((p for p in days if not p.first.startswith("0000")), None)
    if full is not None:
        return Day(full.first, True)
    if days and known is not None:
        return Day(known.first[:4] + days[0].first[4:], True)
    return Day(known.first, False) if known is not None and (known.is_day or _is_short(known)) else Day("", False)


def _is_anothers(before: str, own: bool) -> bool:
    """Whether the day behind `before` is that of another event, of every year, or of a text only referred to."""
    if _RECURRING.search(before):
        return True
    return _ANOTHERS.search(before) is not None or (not own and _OF_A_TEXT.search(before) is not None)


def _is_short(p: Period) -> bool:
    """A run of days within one month that is not the whole month."""
    return not p.is_year and p.first[:7] == p.last[:7] and not p.first.endswith("-01")
