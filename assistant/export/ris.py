"""References as RIS. Pure. The format has no escapes: a value is one line, and every value here is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.export.paper import Source
from assistant.export.references import Reference, references_of


def ris(sources: Sequence[Source]) -> bytes:
    """One entry a document, UTF-8, lines ended as the format wants them."""
    entries = ("".join(f"{tag}  - {value}\r\n" for tag, value in _lines(r)) for r in references_of(sources))
    return "\r\n".join(entries).encode()


def _lines(r: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "GEN"
    yield "ID", r.key
    yield from (("AU", name) for name in r.authors)
    yield "TI", r.title
    if r.issued:
        year, *rest = r.issued
        month, day = (f"{part:02}" for part in (*rest, 0, 0)[:2])
        yield "PY", f"{year:04}"
        yield "DA", f"{year:04}/{month.replace('00', '')}/{day.replace('00', '')}/"
    for tag, value in (("M3", r.kind), ("LA", r.language), ("UR", r.address), ("N1", r.note)):
        if value:
            yield tag, value
    yield "ET", f"version {r.version}"
    yield "ER", ""
