"""How dates, names and addresses of documents are worded on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.library.parties import people_of
from assistant.records.days import day_in_words as day

if TYPE_CHECKING:
    from assistant.records import Metadata

MOST_NAMES = 3


def days(metadata: Metadata) -> str:
    """The day of an act, or its first and last: ``26 to 30 December 2023``."""
    first, last = day(metadata.date), day(metadata.until)
    if not last or last == first:
        return first
    if (metadata.date or "")[:7] == (metadata.until or "")[:7]:
        first = first.split(" ", 1)[0]
    elif (metadata.date or "")[:4] == (metadata.until or "")[:4]:
        first = first.rsplit(" ", 1)[0]
    return f"{first} to {last}"


def listed(people: str | None, most: int = MOST_NAMES) -> str:
    """Names as a sentence would list them; of many, the first `most` and how many others there are."""
    found = people_of(people)
    if len(found) > most + 1:
        return f"{', '.join(found[:most])} and {len(found) - most} others"
    return " and ".join(part for part in (", ".join(found[:-1]), found[-1]) if part) if found else ""


def parties(metadata: Metadata, most: int = MOST_NAMES) -> str:
    """Who to whom: ``Kim Jong Un to Vladimir Putin``."""
    return " to ".join(part for part in (listed(metadata.issuer, most), listed(metadata.recipient, most)) if part)


def safe_link(address: str | None) -> str | None:
    """`address` where a browser may be sent there (http or https with a host), else None: no ``javascript:``."""
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return None
    return address.strip() if address and parts.scheme.lower() in {"http", "https"} and parts.hostname else None
