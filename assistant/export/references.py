"""The documents that a paper cites, for reference managers: what is known of each, and CSL-JSON of it. Pure.

BibTeX and RIS have modules of their own. One entry a document, in the order in which they are first cited.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.export.paper import Source
from assistant.export.words import flat
from assistant.records import Metadata

_OUTSIDE_KEY = re.compile(r"[^A-Za-z0-9._:/+-]+")
_RUNS = re.compile(r"[\W_]*(?:javascript|vbscript|data|blob)\s*:", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Reference:
    """A document as reference managers know one. ``issued`` holds year, month and day as far as they are known."""

    id: str
    title: str
    authors: tuple[str, ...]
    issued: tuple[int, ...]
    kind: str
    language: str
    address: str
    note: str
    version: int

    @property
    def key(self) -> str:
        """The id in characters that every program takes in a key; always the same for the same id."""
        bare = unicodedata.normalize("NFKD", self.id).encode("ascii", "ignore").decode()
        key = _OUTSIDE_KEY.sub("-", bare).strip("-")
        key = key if key[:1].isalpha() else f"document-{key}".strip("-")
        return key if key == self.id else f"{key}-{hashlib.sha256(self.id.encode()).hexdigest()[:6]}"


def references_of(sources: Sequence[Source]) -> list[Reference]:
    """An entry for each source. An id is the document's own; of two versions of one document, each says which it is."""
    versions = Counter(source.cited[0].document_id for source in sources)
    return [_reference(source, alone=versions[source.cited[0].document_id] == 1) for source in sources]


def _reference(source: Source, *, alone: bool) -> Reference:
    first, known = source.cited[0], source.metadata or Metadata(title="")
    return Reference(
        id=flat(first.document_id) if alone else f"{flat(first.document_id)}-v{first.version}",
        title=flat(first.title),
        authors=tuple(name for part in (first.issuer or "").split(";") if (name := flat(part))),
        issued=_issued(first.date),
        kind=flat(known.kind or ""),
        language=flat(known.language or ""),
        address=_followed(flat(source.address)),
        note=flat(source.note),
        version=first.version,
    )


def _followed(address: str) -> str:
    """`address`, or nothing where it is code: reference managers open what stands there at a click."""
    return "" if _RUNS.match(address) else address


def _issued(date: str | None) -> tuple[int, ...]:
    """Year, month, day; a date without a year is none to a reference manager."""
    found = _DATE.fullmatch(date or "")
    return tuple(int(part) for part in found.groups() if part) if found else ()


def csl(sources: Sequence[Source]) -> bytes:
    """The references as CSL-JSON."""
    entries = [_entry(reference) for reference in references_of(sources)]
    return (json.dumps(entries, ensure_ascii=False, indent=1) + "\n").encode()


def _entry(r: Reference) -> dict[str, Any]:
    known: dict[str, Any] = {
        "id": r.id,
        "type": "document",
        "title": r.title,
        "author": [{"literal": name} for name in r.authors],
        "issued": {"date-parts": [list(r.issued)]} if r.issued else None,
        "genre": r.kind,
        "language": r.language,
        "URL": r.address,
        "note": r.note,
        "version": str(r.version),
    }
    return {name: value for name, value in known.items() if value}
