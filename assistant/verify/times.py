"""The times that a text names: days, months, years, weekdays, and those told by another time. Pure; no clock is asked.

A time told by another ("a day earlier", "last month") is resolved by the date of its text or by a time before it in
its sentence; where neither is known it is left out.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from assistant.library.dates import MONTHS
from assistant.library.periods import Period, period_of, periods
from assistant.verify.numerals import ORDINALS
from assistant.verify.stretches import decades, is_day, spans
from assistant.verify.words import Word, company, governor, words

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NUMBERS = "a one two three four five six seven eight nine ten".split()
_COUNTED = {word: max(1, n) for n, word in enumerate(_NUMBERS)} | {"an": 1, "several": 0, "few": 0}
_CAPITALISED = "|".join(month.capitalize() for month in MONTHS)
_MONTH = re.compile(
    rf"\b(?:(?P<lead>in|of|since|by|until|from|during|early|late|mid|through|between|and|to|this|that)[ -])?"
    rf"(?:(?P<way>last|next|this|early|late|mid)[ -])?(?P<month>{_CAPITALISED})\b"
)
_WEEKDAY = re.compile(
    rf"\b(?P<day>{'|'.join(d.capitalize() for d in _WEEKDAYS)})(?!s|'s|’s)\b(?! (?:Times|Night Live|school|Mass))"
)
_RELATIVE = re.compile(
    rf"\b(?:(?P<n>{'|'.join(sorted(_COUNTED, key=len, reverse=True))}|\d{{1,3}}) (?P<unit>day|week|month|year)s? "
    r"(?:(?P<back>earlier|before|ago|previously|prior)|(?P<on>later|after(?:wards?)?|on))\b(?=\s*[,.;:)]|\s*$|"
    r"\s+(?:and|but|when)\b)|"
    r"(?:the )?(?:(?P<on2>next|following)|(?P<back2>previous|preceding|last)) (?P<unit2>day|week|month|year)\b(?! of)|"
    r"(?:the )?(?:very )?same (?P<same>day|week|month|year)\b|(?P<word>yesterday|today|tomorrow|tonight)\b|"
    r"(?P<this>this) (?P<unit3>week|month|year)\b)",
    re.IGNORECASE,
)
_NTH = {word: n for word, n in ORDINALS.items() if n <= 31}
_THE_DAY = re.compile(
    rf"\b(?:on|by|from|until|till|before|after|since|to|for|of|and|or) "
    rf"(?P<day>the (?P<n>[0-3]?\d(?:st|nd|rd|th)|{'|'.join(_NTH)}))"
    r"(?=[,.;:?!)]|\s(?:and|to|until|at|for|in|with|because|as|so|but|by|if|or|from)\b|\s*$)"
)
_BY_TEXT = re.compile(r"ago|last|this|yesterday|today|tomorrow|tonight|next", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:before|after|since|until|till|by|from|prior to|as of|between|later than|earlier than|to|"
    r"through)(?: (?:the|early|mid|late))?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Time:
    """A time at ``text[start:end]``, the periods that it may mean, and the words about it.

    There are no periods where only its weekday or its day of the month is known.
    """

    start: int
    end: int
    may_be: tuple[Period, ...]
    weekday: int | None
    day: int | None  # of the month, where no more is said: "the 21st"
    company: dict[str, float]
    governor: str
    bound: bool  # whether it says only before or after which time
    named: bool = False  # whether it is a part of a name: the 2021 Conference

    @property
    def is_sharp(self) -> bool:
        """Whether it is said which period is meant."""
        return len(self.may_be) == 1 and not self.may_be[0].first.startswith("0000")


@dataclass(frozen=True, slots=True)
class _Found:
    """A time before its words are looked at: where it stands and what it may mean."""

    start: int
    end: int
    may_be: tuple[Period, ...]
    weekday: int | None = None
    day: int | None = None


@lru_cache(maxsize=20_000)
def times(text: str, told: str | None = None) -> tuple[Time, ...]:
    """The times named in `text`, in order; `told` is the date of the text (ISO, may be partial)."""
    anchor = period_of(told) if told else None
    anchor = anchor if anchor and not anchor.first.startswith("0000") else None
    taken: list[_Found] = []
    for find in (_dates, _months, _weekdays, _days_of_month):
        for found in find(text, anchor):
            if not any(found.start < t.end and t.start < found.end for t in taken):
                taken.append(found)
    out = [_time(text, found) for found in taken]
    for m in _RELATIVE.finditer(text):
        if any(m.start() < t.end and t.start < m.end() for t in taken):
            continue
        if resolved := _resolved(m, anchor, sorted(out, key=lambda t: t.start), words(text)):
            out.append(_time(text, _Found(*m.span(), (resolved,), _weekday_of(resolved))))
    return tuple(sorted(out, key=lambda t: t.start))


def _time(text: str, found: _Found) -> Time:
    these, start, end = words(text), found.start, found.end
    near = {key: weight for key, weight in company(these, start, end, 10).items() if key not in _CALENDAR}
    whole = re.search(r"[\s–-](?:to|and|until|[–-])?\s?\d", text[start:end])  # from 2 to 11 April: all of it
    bound = _BOUND.search(text, max(0, start - 24), start) is not None and not whole
    named = _is_in_name(text, start, end)
    return Time(start, end, found.may_be, found.weekday, found.day, near, governor(these, start), bound, named)


def _dates(text: str, anchor: Period | None) -> Iterator[_Found]:
    """Days, months with a year, years, decades, centuries."""
    for found in (*spans(text), *decades(text)):
        yield _Found(found.start, found.end, (_placed(found, anchor),))
    for found in periods(text) if any(c.isdigit() for c in text) else ():
        if not _is_no_time(text, found):
            placed = _placed(found, anchor)
            yield _Found(found.start, found.end, (placed,), _weekday_of(placed))


def _months(text: str, anchor: Period | None) -> Iterator[_Found]:
    """Months by their names alone."""
    for m in _MONTH.finditer(text):
        if m["lead"] or m["way"] or m["month"] not in ("May", "March", "August", "April", "June"):
            yield _Found(m.start("month"), m.end(), _years_of(m["month"], anchor))


def _weekdays(text: str, anchor: Period | None) -> Iterator[_Found]:
    """Weekdays that stand beside no date: not "Monday, 7 October"."""
    dated = [(p.start, p.end) for p in periods(text)]
    for m in _WEEKDAY.finditer(text):
        if not any(0 <= start - m.end() <= 2 or 0 <= m.start() - end <= 2 for start, end in dated):
            yield _Found(*m.span(), _nearest_days(m["day"], anchor), _WEEKDAYS.index(m["day"].lower()))


def _days_of_month(text: str, anchor: Period | None) -> Iterator[_Found]:
    for m in _THE_DAY.finditer(text):
        yield _Found(*m.span("day"), (), None, _nth(m["n"]))


_CALENDAR = frozenset(
    [*MONTHS, *_WEEKDAYS, "earli", "late", "day", "week", "month", "year", "januari", "februari", "juli", "octob"]
    + ["septemb", "novemb", "decemb", "januar", "morn", "even", "afternoon", "night", "same", "next", "follow"]
)


def _nth(word: str) -> int:
    return _NTH.get(word) or int(re.sub(r"\D", "", word) or 0)


def _is_no_time(text: str, period: Period) -> bool:
    """Whether a number that reads like a year is the name of something: the 1960 protocol, a 2030 target."""
    if not period.is_year:
        return False
    return bool(
        re.match(r"[-–/]\d|\s+(?:\w+ ){0,1}(?:troops|soldiers|men|people|tons|votes|metres|km)\b", text[period.end :])
    ) or bool(
        re.search(r"[A-Za-z]-$|[#№/]\s?$|\b(?:No|Resolution|Windows|Office|version|Agenda)\.?\s$", text[: period.start])
    )


_NAME_BEFORE = re.compile(
    rf"\b(?!(?:{_CAPITALISED}|In|By|Since|From|Until|During|And|The|Early|Late|Mid)\b)[A-Z][\w'’]*(?: ['’]s)?\s$"
)


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Whether a year is a part of a name: Blade Runner 2049, the 2021 Annual Conference."""
    if not text[start:end].isdigit():
        return False
    before = text[max(0, start - 24) : start]
    led = before.lower().endswith("the ") and text[end + 1 : end + 2].isupper()
    return led or _NAME_BEFORE.search(before) is not None


def _placed(period: Period, anchor: Period | None) -> Period:
    """A day without a year in the year of the text."""
    if not period.first.startswith("0000") or anchor is None or anchor.first[:4] != anchor.last[:4]:
        return period
    candidates = []
    for year in range(int(anchor.first[:4]) - 1, int(anchor.first[:4]) + 2):
        first, last = f"{year}{period.first[4:]}", f"{year}{period.last[4:]}"
        if is_day(first) and is_day(last):
            candidates.append(Period(first, last, period.start, period.end))
    if not candidates or not anchor.is_day and len({anchor.first[:7], anchor.last[:7]}) > 1:
        return period
    return min(candidates, key=lambda p: abs((date.fromisoformat(p.first) - date.fromisoformat(anchor.first)).days))


def _weekday_of(period: Period) -> int | None:
    whole = period.is_day and not period.first.startswith("0000") and is_day(period.first)
    return date.fromisoformat(period.first).weekday() if whole else None


def _years_of(name: str, anchor: Period | None) -> tuple[Period, ...]:
    """A month by its name alone: of any year, or of the years about the text's."""
    number = MONTHS.index(name.lower()) + 1
    if anchor is None:
        return (Period(f"0000-{number:02d}-01", f"0000-{number:02d}-{calendar.monthrange(2000, number)[1]}"),)
    year = int(anchor.first[:4])
    return tuple(found for y in (year - 1, year, year + 1) if (found := period_of(f"{y:04d}-{number:02d}")))


def _nearest_days(name: str, anchor: Period | None) -> tuple[Period, ...]:
    """A weekday as the nearest such days about the text's."""
    if anchor is None or not anchor.is_day or not is_day(anchor.first):
        return ()
    told = date.fromisoformat(anchor.first)
    ahead = (_WEEKDAYS.index(name.lower()) - told.weekday()) % 7
    days = {told + timedelta(ahead), told + timedelta(ahead - 7)}
    return tuple(_day(day) for day in sorted(days))


def _day(day: date) -> Period:
    return Period(day.isoformat(), day.isoformat())


def _resolved(m: re.Match[str], anchor: Period | None, before: list[Time], these: tuple[Word, ...]) -> Period | None:
    """The period that words for a time mean which lean on another; None where it is not known which."""
    g = m.groupdict()
    unit = (g["unit"] or g["unit2"] or g["unit3"] or g["same"] or "day").lower()
    count = 1
    if g["n"]:
        count = int(g["n"]) if g["n"].isdigit() else _COUNTED[g["n"].lower()]
        if not count:
            return None
    if g["same"] or g["this"] or g["word"] in ("today", "tonight"):
        count = 0
    back = bool(g["back"] or g["back2"] or g["word"] == "yesterday")
    by_text = bool(_BY_TEXT.search(m.group())) and not m.group().lower().startswith("the ")
    base = anchor if by_text else next((t.may_be[0] for t in reversed(before) if t.end <= m.start() and t.is_sharp
                                        and _one_sentence(these, t.start, m.start())), None)  # fmt: skip
    return _moved(base, unit, -count if back else count) if base else None


def _one_sentence(these: tuple[Word, ...], a: int, b: int) -> bool:
    found = [word.sentence for word in these if word.start in (a, b)]
    return len(found) == 2 and found[0] == found[1]


def _moved(base: Period, unit: str, count: int) -> Period | None:
    """`base` moved by `count` units; days and weeks only from a day."""
    try:
        if unit in ("day", "week"):
            if not base.is_day:
                return None
            day = date.fromisoformat(base.first) + timedelta(count * (7 if unit == "week" else 1))
            slack = 7 if unit == "week" else 0
            return Period((day - timedelta(slack)).isoformat(), (day + timedelta(slack)).isoformat())
        if unit == "month":
            month = int(base.first[:4]) * 12 + int(base.first[5:7]) - 1 + count
            return period_of(f"{month // 12:04d}-{month % 12 + 1:02d}")
        return period_of(f"{int(base.first[:4]) + count:04d}")
    except (ValueError, OverflowError):
        return None
