"""What stands in the shelf's tables → documents, and values as the tables take them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from assistant.errors import LibraryDamaged
from assistant.records import Document, Metadata, Quotation, Source


def stored(value: object) -> object:
    """Text as SQLite takes it: a file's name that is no UTF-8 as the bytes that it is."""
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return value.encode("utf-8", "surrogatepass")
    return value


def path_of(stored: str | bytes | None) -> str | None:
    """A path as it was before `stored`."""
    return stored.decode("utf-8", "surrogatepass") if isinstance(stored, bytes) else stored


def by_date(rows: list[tuple[Any, ...]]) -> list[Document]:
    """Documents by date and then id, those without a date last."""
    return sorted(map(document_of, rows), key=when)


def when(document: Document) -> tuple[str, str]:
    """What documents are ordered by."""
    return document.metadata.date or "9999", document.id


def newest_first(documents: Sequence[Document]) -> list[Document]:
    """Documents as somebody chooses among them, those without a date last."""
    return sorted(documents, key=lambda d: d.metadata.date or "", reverse=True)


def document_of(row: tuple[Any, ...]) -> Document:
    """A document from the columns that the shelf calls known, and its text where the row ends with it.

    Raises:
        LibraryDamaged: the row is not what was put in.
    """
    document_id, version, metadata, path, page_starts, sha256, passages, characters, *text = row
    try:
        if text and len(text[0]) != characters:
            raise ValueError(f"{len(text[0])} characters where {characters} were put in")
        return Document(
            id=document_id,
            version=version,
            text=text[0] if text else "",
            metadata=metadata_of(metadata),
            path=path_of(path),
            page_starts=tuple(json.loads(page_starts)),
            sha256=sha256,
            passages=passages,
            length=None if text else characters,
        )
    except (ValueError, TypeError, KeyError) as error:  # whatever a damaged row may say
        raise LibraryDamaged(f"Document {document_id} is damaged: {error}.") from error


def metadata_of(held: str) -> Metadata:
    """Metadata from the JSON in which it is kept."""
    fields = json.loads(held)
    fields["sources"] = tuple(Source(**source) for source in fields["sources"])
    fields["quotations"] = tuple(Quotation(**quotation) for quotation in fields["quotations"])
    return Metadata(**fields)
