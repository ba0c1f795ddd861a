"""The documents that a product cites, as CSL-JSON, which reference managers read. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.records import Citation, Metadata


def csl(citations: Sequence[Citation], sources: Mapping[str, Metadata]) -> bytes:
    """One entry a document, in the order in which they are first cited."""
    first = {c.document_id: c for c in reversed(citations)}
    entries = [_entry(first[i], sources.get(i)) for i in dict.fromkeys(c.document_id for c in citations)]
    return (json.dumps(entries, ensure_ascii=False, indent=1) + "\n").encode()


def _entry(cited: Citation, metadata: Metadata | None) -> dict[str, Any]:
    names = [name.strip() for name in (cited.issuer or "").split(";") if name.strip()]
    known: dict[str, Any] = {
        "id": cited.document_id,
        "type": "document",
        "title": cited.title,
        "author": [{"literal": name} for name in names],
        "issued": _issued(cited.date),
        "genre": metadata.kind if metadata else None,
        "language": metadata.language if metadata else None,
        "URL": metadata.source if metadata else None,
        "note": metadata.note if metadata else None,
        "version": str(cited.version),
    }
    return {name: value for name, value in known.items() if value}


def _issued(date: str | None) -> dict[str, Any] | None:
    """CSL's form of a whole or partial date; one without a year is no date there."""
    parts = (date or "").split("-")
    return {"date-parts": [[int(part) for part in parts]]} if all(part.isdigit() for part in parts) else None
