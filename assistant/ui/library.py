"""The tab "Library": the documents, each opening in the source panel. Pure rendering; read-only for now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.ui.labels import days, listed
from assistant.ui.markup import Safe, element, join
from assistant.ui.prose import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.records import Document

COLUMNS = ("Title", "Issuer", "Recipient", "Date", "Kind")


def library(documents: Sequence[Document]) -> Safe:
    """The documents as a table, the newest first."""
    if not documents:
        return empty_library()
    newest = sorted(documents, key=lambda d: d.metadata.date or "", reverse=True)
    count = "1 document" if len(documents) == 1 else f"{len(documents)} documents"
    head = element("tr", *(element("th", name, scope="col") for name in COLUMNS))
    return element(
        "table",
        element("caption", count),
        element("thead", head),
        element("tbody", join(_row(document) for document in newest)),
        class_="library",
    )


def empty_library() -> Safe:
    """What is said where there is nothing to ask or to list yet."""
    told = ["Put documents in with ", element("code", "briefing ingest PATH"), ", then reload this page."]
    return element("div", element("h2", "The library is empty"), element("p", *told), class_="welcome")


def _row(document: Document) -> Safe:
    m = document.metadata
    title = element(
        "button",
        m.title,
        type="button",
        class_="cite-title",
        aria_label=f"Source: {m.title}",
        **place_of(document.id, document.version),
    )
    cells = [title, listed(m.issuer), listed(m.recipient), days(m), m.kind or ""]
    labelled = zip(COLUMNS, cells, strict=True)
    return element("tr", *(element("td", cell, data_label=name) for name, cell in labelled))
