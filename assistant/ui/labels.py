"""How dates, names and addresses of documents are worded on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from assistant.records import Metadata

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
MOST_NAMES = 3


def day(iso: str | None) -> str:
    """An ISO date, whole or partial, in words: ``7 October 2024``, ``October 2024``, ``7 October``; else as it is."""
    if not iso:
        return ""
    year, _, rest = ("", "", iso[2:]) if iso.startswith("--") else iso.partition("-")
    month, _, number = rest.partition("-")
    if not all(part.isdigit() for part in (year, month, number) if part) or (month and not 1 <= int(month) <= 12):
        return iso
    return " ".join(part for part in (number.lstrip("0"), MONTHS[int(month) - 1] if month else "", year) if part)


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


def names(people: str | None) -> list[str]:
    """The single names in an issuer or recipient, which are parted by semicolons."""
    return [name.strip() for name in (people or "").split(";") if name.strip()]


def listed(people: str | None, most: int = MOST_NAMES) -> str:
    """Names as a sentence would list them; of many, the first `most` and how many others there are."""
    found = names(people)
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
