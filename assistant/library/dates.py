"""Dates in text and in file names, as whole or partial ISO dates. Pure; no clock is asked."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    ("january", "jan", "janvier", "januar", "enero", "января"),
    ("february", "feb", "février", "februar", "febrero", "февраля"),
    ("march", "mar", "mars", "märz", "marzo", "марта"),
    ("april", "apr", "avril", "abril", "апреля"),
    ("may", "mai", "mayo", "мая"),
    ("june", "jun", "juin", "juni", "junio", "июня"),
    ("july", "jul", "juillet", "juli", "julio", "июля"),
    ("august", "aug", "août", "agosto", "августа"),
    ("september", "sept", "sep", "septembre", "septiembre", "сентября"),
    ("october", "oct", "octobre", "oktober", "octubre", "октября"),
    ("november", "nov", "novembre", "noviembre", "ноября"),
    ("december", "dec", "décembre", "dezember", "diciembre", "декабря"),
)
MONTHS = "january february march april may june july august september october november december".split()
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = rf"(?P<month>{'|'.join(sorted(_NUMBER, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_ISO = re.compile(r"(?:\d{4}(?:-(\d\d)(?:-(\d\d))?)?|--(\d\d)-(\d\d))\Z")

# In text, whole dates only: a month and a year are as often a period spoken of as the day of the act.
_IN_TEXT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d/.-]){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"(?<!\d){_YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?日",
        rf"(?<!\d){_YEAR}\s?년\s?(?P<month>\d{{1,2}})\s?월\s?(?P<day>\d{{1,2}})\s?일",
        rf"(?<!\d){_DAY}\.?\s+(?:of\s+|de\s+)?{_MONTH},?\s+(?:de\s+)?{_YEAR}(?!\d)",
        rf"(?<![\d.]){_DAY}\.(?P<month>\d\d)\.{_YEAR}(?!\d)",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}(?!\d)",
    )
)
_DATELINE = re.compile(
    rf"^[^\n.]{{0,40}}?,\s+{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?\.?\s+(?:\([A-Z][\w /]{{1,20}}\)|/[A-Z]{{2,20}}/)",
    re.IGNORECASE | re.MULTILINE,
)
_IN_NAME = re.compile(rf"(?<!\d){_YEAR}[-_.]?(?P<month>0[1-9]|1[0-2])[-_.]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_YEAR_IN_NAME = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_MONTH_DAY = re.compile(rf"{_MONTH} {_DAY}", re.IGNORECASE)
_HEAD = 600  # characters: where a document says when it was made


def is_iso(text: str) -> bool:
    """Whether `text` is an ISO date, whole or partial: ``2024-10-07``, ``2024-10``, ``2024`` or ``--10-07``."""
    found = _ISO.match(text)
    if not found:
        return False
    month, day = found[1] or found[3], found[2] or found[4]
    year = 2000 if text.startswith("-") else int(text[:4])  # 2000 has a 29 February
    try:
        date(year, int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


def date_in_text(text: str) -> str | None:
    """The first date in the head of `text`: a dateline's (without a year: ``--10-07``), else the first whole date."""
    head = text[:_HEAD]
    dateline = _DATELINE.search(head)
    if dateline and (day := _iso(dateline)):
        return day
    found = [(match.start(), day) for pattern in _IN_TEXT for match in pattern.finditer(head) if (day := _iso(match))]
    return min(found)[1] if found else None


def date_in_name(stem: str) -> str | None:
    """The date in a file's name (``2024-10-07_x``, ``20241007``), else its only year, else None."""
    for match in _IN_NAME.finditer(stem):
        if day := _iso(match):
            return day
    years = {match["year"] for match in _YEAR_IN_NAME.finditer(stem)}
    return years.pop() if len(years) == 1 else None


def month_and_day(text: str) -> str | None:
    """The day that `text` names by month and number alone (``August 15``), as ``--08-15``."""
    found = _MONTH_DAY.match(text)
    return f"--{_NUMBER[found['month'].lower()]:02d}-{int(found['day']):02d}" if found else None


def with_year(day: str, named: str) -> str:
    """`day` (``--10-07``) in the year of `named`, or, where that is a whole date, in the year closest to it."""
    year, rest = int(named[:4]), day[1:]
    if len(named) < 10:
        return f"{year}{rest}"
    near = date.fromisoformat(named)
    years = [y for y in (year - 1, year, year + 1) if is_iso(f"{y}{rest}")]
    return min((f"{y}{rest}" for y in years), key=lambda iso: abs(date.fromisoformat(iso) - near), default=day)


def _iso(match: re.Match[str]) -> str | None:
    """The date that `match` holds, or None where there is no such day."""
    month, year = match["month"].lower(), match["year"]
    number = _NUMBER.get(month) or int(month)
    day = f"{year or '-'}-{number:02d}-{int(match['day']):02d}"
    return day if is_iso(day) else None
