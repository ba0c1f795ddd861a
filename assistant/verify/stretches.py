"""Stretches of time that `library/periods.py` leaves to be read: 1983-84, 19–25 May, the early 1980s. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.library.dates import MONTHS
from assistant.library.periods import Period

_CAPITALISED = "|".join(month.capitalize() for month in MONTHS)
_DECADE = re.compile(r"\b(?:(?P<part>early|mid|late)[ -])?(?P<years>1[5-9]\d0|20\d0)['’]?s\b")
_CENTURY = re.compile(r"\b(?P<n>\d{1,2})(?:st|nd|rd|th)[ -]century\b", re.IGNORECASE)
_YEARS = re.compile(r"(?<![\d–-])(?P<a>(?:1[5-9]|20)\d\d)\s?(?:--?|–|/)\s?(?P<b>(?:1[5-9]|20)\d\d|\d\d)(?![\d–-])")
_DAYS = re.compile(
    rf"\b(?:(?P<a>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?[–-]\s?| to | and )"
    rf"(?P<b>[0-3]?\d)(?:st|nd|rd|th)? (?P<m>{_CAPITALISED})|"
    rf"(?P<m2>{_CAPITALISED}) (?P<a2>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?[–-]\s?| to | and )"
    rf"(?P<b2>[0-3]?\d)(?:st|nd|rd|th)?)"
    r"\b(?!,? \d{4})"
)


def spans(text: str) -> Iterator[Period]:
    """Years and days from one to the other that are written together: 1983-84, 19–25 May."""
    for m in _YEARS.finditer(text):
        first, last = m["a"], m["a"][: 4 - len(m["b"])] + m["b"]
        if first < last:
            yield Period(f"{first}-01-01", f"{last}-12-31", m.start(), m.end())
    for m in _DAYS.finditer(text):
        month = MONTHS.index((m["m"] or m["m2"]).lower()) + 1
        first, last = f"{month:02d}-{int(m['a'] or m['a2']):02d}", f"{month:02d}-{int(m['b'] or m['b2']):02d}"
        if first < last and is_day(f"2000-{first}") and is_day(f"2000-{last}"):
            yield Period(f"0000-{first}", f"0000-{last}", m.start(), m.end())


def decades(text: str) -> Iterator[Period]:
    """Decades, parts of them, and centuries."""
    for m in _DECADE.finditer(text):
        year = int(m["years"])
        first, last = {"early": (0, 4), "mid": (3, 7), "late": (6, 9)}.get((m["part"] or "").lower(), (0, 9))
        if year % 100 == 0 and not m["part"]:
            last = 99  # the 1800s
        yield Period(f"{year + first}-01-01", f"{year + last}-12-31", m.start(), m.end())
    for m in _CENTURY.finditer(text):
        n = int(m["n"])
        if 10 < n < 22:
            yield Period(f"{n - 1}00-01-01", f"{n}00-12-31", m.start(), m.end())


def is_day(iso: str) -> bool:
    """Whether there is such a day."""
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True
