"""Passages as Chroma takes them, flat, and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.records import Passage, Span

Rows = dict[str, Any]
"""Columns of what Chroma found: ids, metadatas, documents …"""


def of_documents(document_ids: Sequence[str]) -> Any:  # noqa: ANN401 - Chroma's filter type
    """Chroma's filter for the passages of these documents, one at least."""
    if len(document_ids) == 1:
        return {"document_id": document_ids[0]}
    return {"document_id": {"$in": list(document_ids)}}


def flat(p: Passage) -> dict[str, Any]:
    """A passage's fields as Chroma takes them: flat values only."""
    spans = " ".join(f"{s.start}-{s.end}" for s in p.sentences)
    return {
        "document_id": p.document_id,
        "version": p.version,
        "start": p.start,
        "end": p.end,
        "title": p.title,
        "heading": p.heading,
        "page": p.page or 0,
        "sentences": spans,
    }


def passages_of(found: Rows) -> Iterator[Passage]:
    """The passages that these rows are."""
    rows = zip(found["ids"], found["metadatas"] or [], found["documents"] or [], strict=True)
    return (_passage(i, dict(metadata), text) for i, metadata, text in rows)


def _passage(passage_id: str, fields: dict[str, Any], text: str) -> Passage:
    spans = [part.split("-") for part in str(fields["sentences"]).split()]
    return Passage(
        id=passage_id,
        document_id=str(fields["document_id"]),
        version=int(fields["version"]),
        start=int(fields["start"]),
        end=int(fields["end"]),
        text=text,
        title=str(fields["title"]),
        heading=str(fields["heading"]),
        page=int(fields["page"]) or None,
        sentences=tuple(Span(int(a), int(b)) for a, b in spans),
    )
