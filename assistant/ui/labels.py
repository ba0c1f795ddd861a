"""How dates, names and addresses of documents are worded on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.library.parties import people_of
from assistant.records.days import day_in_words
from assistant.ui.language import tag
from assistant.ui.words import say

if TYPE_CHECKING:
    from assistant.records import Metadata

MOST_NAMES = 3
MONTH_FIRST = {"en-US", "en-PH", "en-FM", "en-MH"}
"""Where English is written with the month before the day."""


def day(iso: str | None) -> str:
    """An ISO date, whole or partial, as whoever asks writes it: ``7 October 2024``, ``2024年10月7日``."""
    said = day_in_words(iso)
    if not iso or (said == iso and not iso.isdigit()) or not (tag() in MONTH_FIRST or tag().startswith("ja")):
        return said
    year, month, number = ("", *iso[2:].split("-"), "")[:3] if iso.startswith("--") else (*iso.split("-"), "", "")[:3]
    if tag().startswith("ja"):
        parts = ((year, "年"), (month, "月"), (number, "日"))
        return "".join(f"{part if part == year else int(part)}{sign}" for part, sign in parts if part)
    named = " ".join(part for part in (said.split()[1 if number else 0] if month else "", number.lstrip("0")) if part)
    return (", " if number else " ").join(part for part in (named, year) if part)


def days(metadata: Metadata) -> str:
    """The day of an act, or its first and last: ``26 to 30 December 2023``."""
    first, last = day(metadata.date), day(metadata.until)
    if not last or last == first:
        return first
    if tag() in MONTH_FIRST or tag().startswith("ja"):
        return say("{first} to {last}", first=first, last=last)
    if (metadata.date or "")[:7] == (metadata.until or "")[:7]:
        first = first.split(" ", 1)[0]
    elif (metadata.date or "")[:4] == (metadata.until or "")[:4]:
        first = first.rsplit(" ", 1)[0]
    return say("{first} to {last}", first=first, last=last)


def stretch(first: str | None, last: str | None) -> str:
    """Two days as a stretch of time; one where they are the same or only one is known."""
    known = list(dict.fromkeys(day(one) for one in (first, last) if one))
    return say("{first} to {last}", first=known[0], last=known[-1]) if len(known) > 1 else "".join(known)


def listed(people: str | None, most: int = MOST_NAMES) -> str:
    """Names as a sentence would list them; of many, the first `most` and how many others there are."""
    found = people_of(people)
    if len(found) > most + 1:
        return say("{names} and {number} others", names=", ".join(found[:most]), number=len(found) - most)
    *begun, last = found or [""]
    return say("{names} and {last}", names=", ".join(begun), last=last) if begun else last


def parties(metadata: Metadata, most: int = MOST_NAMES) -> str:
    """Who to whom: ``Kim Jong Un to Vladimir Putin``."""
    issuer, recipient = listed(metadata.issuer, most), listed(metadata.recipient, most)
    if not (issuer and recipient):
        return issuer or recipient
    return say("{issuer} to {recipient}", issuer=issuer, recipient=recipient)


def safe_link(address: str | None) -> str | None:
    """`address` where a browser may be sent there (http or https with a host), else None: no ``javascript:``."""
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return None
    return address.strip() if address and parts.scheme.lower() in {"http", "https"} and parts.hostname else None
