"""Time told by another time: "the day before", "five years earlier", "a few days later", "later that month", "in July".

Pure: finds such words, and says which period they mean once the time that they lean on is known.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.library.dates import MONTHS
from assistant.library.periods import Period, period_of, periods

_NUMBERS = {
    word: n
    for n, words in enumerate(("a one an", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
    for word in words.split()
}
_FEW = r"a few|several|some|a couple of"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_BACK = r"before(?: that| this| it)?|earlier|ago|previously|prior"
_ON = r"later|after(?:wards| that| this| it)?|on"
_MONTH = "|".join(month.capitalize() for month in MONTHS)
_PATTERNS = tuple(
    (name, re.compile(pattern, re.IGNORECASE if name != "month" else 0))
    for name, pattern in (
        ("rest", r"\b(?P<way>later|earlier) (?:that|the same|in that) (?P<unit>week|month|year)\b"),
        (
            "count",
            rf"\b(?:(?:some|about|around|exactly|just) )?(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)}|{_FEW}) {_UNIT} "
            rf"(?:(?P<back>{_BACK})|(?P<on>{_ON}))\b",
        ),
        (
            "count",
            rf"\bthe {_UNIT} (?:(?P<back>before(?: that| last)?)|(?P<on>after(?:wards| that)?))\b"
            r"(?! (?:the|a|he|she)\b)",
        ),
        (
            "count",
            rf"\b(?:(?:on|in|within) )?(?:the )?(?:(?P<on>next|following)|(?P<back>previous|preceding)) {_UNIT}\b",
        ),
        ("same", r"\b(?:(?:on|in|during|of) )?(?:that|the) (?:very )?same (?P<unit>day|week|month|year)\b"),
        ("same", r"\b(?:(?:on|in|during) )?that (?:very )?(?P<unit>day|week|month|year)\b(?! team)"),
        (
            "month",
            r"\b(?:(?:in|of|that|this|during) )?(?:the )?(?:(?P<which>following|next|previous|last) )?"
            rf"(?<!\d )(?<!\dth )(?P<month>{_MONTH})\b(?! ?\d)",
        ),
    )
)
_WHEN = re.compile(r"^\W*(?:and |but )?when (?:they|he|she|it|this|that|the \w+) [^,?]{3,80},", re.IGNORECASE)
_SLACK = {"day": 0, "week": 2, "month": 12, "year": 0, "decade": 0}
"""Days by which a count of units may be off: nobody counts weeks to the day."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Words for a time that leans on another, at [start, end) of a text."""

    start: int
    end: int
    name: str  # count | same | rest | month | day | when
    unit: str = "day"
    back: bool = False
    n: int | None = 1  # None for "a few"
    month: int = 0
    day: str = ""  # a day whose year is left out, as ``--10-25``

    def of(self, anchor: Period) -> Period:
        """The period meant, seen from `anchor`, whose year must be known."""
        if self.name == "month":
            year, at = int(anchor.first[:4]), int(anchor.first[5:7])
            year += (self.n == 1 and not self.back and self.month <= at) - (self.back and self.month >= at)
            return _span(date(year, self.month, 1), _month_end(date(year, self.month, 1)))
        if self.name == "day":
            return Period(anchor.first[:4] + self.day, anchor.first[:4] + self.day)
        first, last = date.fromisoformat(anchor.first), date.fromisoformat(anchor.last)
        if self.name in ("same", "when"):
            return _whole(self.unit, first, last)
        if self.name == "rest":
            around = _whole(self.unit, first, last)
            if self.back:
                return Period(around.first, (first - timedelta(days=1)).isoformat())
            return Period((last + timedelta(days=1)).isoformat(), around.last)
        return self._counted(first, last)

    def _counted(self, first: date, last: date) -> Period:
        base, sign = (first, -1) if self.back else (last, 1)
        if self.n is None:
            near, far = {"day": (1, 8), "week": (8, 45), "month": (32, 210)}.get(self.unit, (300, 2000))
            ends = sorted((base + timedelta(days=sign * near), base + timedelta(days=sign * far)))
            return _span(*ends)
        if self.unit in ("year", "decade"):
            year = base.year + sign * self.n * (10 if self.unit == "decade" else 1)
            return _span(date(year, 1, 1), date(year, 12, 31))
        if self.unit == "month":
            target = _add_months(base, sign * self.n)
            slack = timedelta(days=_SLACK["month"])
            month = target.replace(day=1)
            return _span(min(month, target - slack), max(_month_end(month), target + slack))
        days = timedelta(days=sign * self.n * (7 if self.unit == "week" else 1))
        slack = timedelta(days=_SLACK[self.unit] * self.n)
        if self.unit == "day" and first != last:  # an act of several days: "the day before" is before its first
            return _span(base + days, base + days)
        return _span(base + days - slack, base + days + slack)


def shifts(text: str) -> list[Shift]:
    """The times in `text` that lean on another, in order."""
    found: list[Shift] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(match.start() < s.end and s.start < match.end() for s in found):
                found.append(_shift(name, match))
    for p in periods(text):
        if p.first.startswith("0000") and not any(p.start < s.end and s.start < p.end for s in found):
            lead = re.search(r"\bon $", text[: p.start])
            found.append(Shift(lead.start() if lead else p.start, p.end, "day", day=p.first[4:]))
    if not found and (clause := _WHEN.match(text)):
        found.append(Shift(clause.end(), clause.end(), "when"))
    dated = [p for p in periods(text) if not p.first.startswith("0000")]
    return sorted(
        (s for s in found if not any(s.start < p.end and p.start < s.end for p in dated)), key=lambda s: s.start
    )


def _shift(name: str, match: re.Match[str]) -> Shift:
    g = match.groupdict()
    if name == "month":
        which = (g["which"] or "").lower()
        n = 1 if which else None
        back = which in ("previous", "last")
        return Shift(match.start(), match.end(), "month", back=back, n=n, month=MONTHS.index(g["month"].lower()) + 1)
    back = bool(g.get("back")) or g.get("way", "").lower() == "earlier"
    count = (g.get("n") or "one").lower()
    n = int(count) if count.isdigit() else _NUMBERS.get(count)
    return Shift(match.start(), match.end(), name, g["unit"].lower(), back, n)


def _whole(unit: str, first: date, last: date) -> Period:
    if unit == "week":
        return _span(first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday()))
    if unit == "month":
        return _span(first.replace(day=1), _month_end(last))
    if unit == "year":
        return _span(date(first.year, 1, 1), date(last.year, 12, 31))
    return _span(first, last)


def _span(first: date, last: date) -> Period:
    return Period(first.isoformat(), last.isoformat())


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _add_months(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def anchor_of(first: str | None, last: str | None = None) -> Period | None:
    """The period of a metadata date that other times can lean on; None where its year is not known."""
    period = period_of(first, last)
    return None if period is None or period.first.startswith("0000") else period
