"""How a day is worded wherever it is shown or written. Pure."""

from __future__ import annotations

_MONTHS = "January February March April May June July August September October November December".split()


def day_in_words(iso: str | None) -> str:
    """An ISO date, whole or partial, in words: ``7 October 2024``, ``October 2024``, ``7 October``; else as it is."""
    if not iso:
        return ""
    year, _, rest = ("", "", iso[2:]) if iso.startswith("--") else iso.partition("-")
    month, _, number = rest.partition("-")
    if not all(part.isdigit() for part in (year, month, number) if part) or (month and not 1 <= int(month) <= 12):
        return iso
    return " ".join(part for part in (number.lstrip("0"), _MONTHS[int(month) - 1] if month else "", year) if part)
