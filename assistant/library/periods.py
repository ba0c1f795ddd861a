"""Periods of time named in a text: days, ranges of days, months, years, as first and last ISO day. Pure."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.library.dates import MONTHS
from assistant.records.days import day_in_words

_MONTH = r"(?P<m{n}>" + "|".join(f"{m}|{m[:3]}\\.?" if len(m) > 3 else m for m in MONTHS) + r"|sept\.?)"
_M1, _M2 = _MONTH.format(n="1"), _MONTH.format(n="2")
_DAY1 = r"(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?"
_DAY2 = r"(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<y>(?:1[89]|20)\d\d)"
_TO = r"\s*(?:-|–|—|to|and|until|till|through)\s*"

_PATTERNS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_DAY1}\s+{_M1},?\s+(?P<y1>(?:1[89]|20)\d\d){_TO}{_DAY2}\s+{_M2},?\s+{_YEAR}\b",
        rf"\b{_DAY1}\s+{_M1}{_TO}{_DAY2}\s+{_M2},?\s+{_YEAR}\b",
        rf"\b{_M1}\s+{_DAY1}{_TO}{_M2}\s+{_DAY2},?\s+{_YEAR}\b",
        rf"\b{_DAY1}{_TO}{_DAY2}\s+(?:of\s+)?{_M1},?\s+{_YEAR}\b",
        rf"\b{_M1}\s+{_DAY1}{_TO}{_DAY2},?\s+{_YEAR}\b",
        rf"\b{_DAY1}\s+(?:of\s+)?{_M1},?\s+{_YEAR}\b",
        rf"\b{_M1}\s+{_DAY1},?\s+{_YEAR}\b",
        r"(?<!\d)(?P<y>(?:1[89]|20)\d\d)-(?P<n1>\d\d)-(?P<d1>\d\d)(?!\d)",
        r"(?<!\d)(?P<y>(?:1[89]|20)\d\d)\s?[年년]\s?(?P<n1>\d{1,2})\s?[月월]\s?(?P<d1>\d{1,2})\s?[日일]",
        rf"\b{_M1}{_TO}{_M2},?\s+(?:of\s+)?{_YEAR}\b",
        rf"\b{_M1},?\s+(?:of\s+)?{_YEAR}\b",
        r"(?<!\d)(?P<y>(?:1[89]|20)\d\d)\s?[年년]\s?(?P<n1>\d{1,2})\s?[月월]",
        rf"\b{_DAY1}\s+{_M1}\b",
        rf"\b{_M1}\s+{_DAY1}\b",
        r"(?<![\d.,/-])(?P<y>(?:1[89]|20)\d\d)(?![\d/]|[.,]\d)",
    )
]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From `first` to `last`, ISO days, both included; where in the text it stands.

    A day without a year has the year ``0000`` and matches any year's.
    """

    first: str
    last: str
    start: int = 0
    end: int = 0

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year, named by its number alone."""
        return self.first[4:] == "-01-01" and self.last[4:] == "-12-31"

    def meets(self, other: Period) -> bool:
        """Whether the two have a day in common."""
        if "0000" in (self.first[:4], other.first[:4]):
            return self.first[4:] <= other.last[4:] and other.first[4:] <= self.last[4:]
        return self.first <= other.last and other.first <= self.last


def periods(text: str) -> list[Period]:
    """The periods named in `text`, in order; of overlapping readings the fuller one."""
    taken: list[Period] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < p.end and p.start < match.end() for p in taken):
                continue
            period = _period(match)
            if period:
                taken.append(period)
    return sorted(taken, key=lambda p: p.start)


def in_words(period: Period) -> str:
    """A period as `periods` reads it: "on 20 June 2024", "between 21 and 28 June 2024", "in June 2024", "in 2019"."""
    first, last = day_in_words(period.first), day_in_words(period.last)
    if period.is_day:
        return f"on {first}"
    if period.is_year:
        return f"in {period.first[:4]}"
    if period.first[:7] == period.last[:7]:
        if period.first.endswith("-01") and period.last == _pad(period.first[:7], last_day=True):
            return f"in {day_in_words(period.first[:7])}"
        return f"between {first.split()[0]} and {last}"
    if period.first[:4] == period.last[:4]:
        return f"between {first.rsplit(' ', 1)[0]} and {last}"
    return f"between {first} and {last}"


@lru_cache(maxsize=50_000)
def period_of(first: str | None, last: str | None = None) -> Period | None:
    """The period of a metadata date, which may be partial (``2024-10``, ``2024``, ``--10-07``)."""
    if not first:
        return None
    if first.startswith("--"):
        return Period("0000" + first[1:], "0000" + first[1:])
    return Period(_pad(first, last_day=False), _pad(last or first, last_day=True))


def _pad(day: str, *, last_day: bool) -> str:
    parts = day.split("-")
    year, month = parts[0], parts[1] if len(parts) > 1 else ("12" if last_day else "01")
    if len(parts) > 2:
        return day
    return f"{year}-{month}-{_days_in(year, month):02d}" if last_day else f"{year}-{month}-01"


def _days_in(year: str, month: str) -> int:
    return calendar.monthrange(int(year) or 2000, int(month))[1]


def _period(match: re.Match[str]) -> Period | None:
    g = match.groupdict()
    year = g.get("y") or "0000"
    if not g.get("m1") and not g.get("n1"):
        return Period(f"{year}-01-01", f"{year}-12-31", match.start(), match.end())
    month1 = _number(g.get("m1"), g.get("n1"))
    month2 = _number(g.get("m2"), None) if g.get("m2") else month1
    if not (1 <= month1 <= 12 and 1 <= month2 <= 12):
        return None
    last = _days_in(year, f"{month2:02d}")
    day1 = int(g["d1"]) if g.get("d1") else 1
    day2 = int(g["d2"]) if g.get("d2") else (day1 if g.get("d1") else last)
    if not (1 <= day1 <= 31 and 1 <= day2 <= last) or (g.get("y1") or year) > year:
        return None
    began = g.get("y1") or year
    return Period(f"{began}-{month1:02d}-{day1:02d}", f"{year}-{month2:02d}-{day2:02d}", match.start(), match.end())


def _number(name: str | None, digits: str | None) -> int:
    if digits:
        return int(digits)
    return next((i for i, month in enumerate(MONTHS, 1) if name and month[:3] == name.lower()[:3]), 0)
