"""The tab "Library" as it stands before it is filled: places to add, filters, time, the table. Pure rendering.

library.js fills it with the documents of `rows`, adding.js with what is on its way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.library.parties import people_of
from assistant.ui.labels import days, listed
from assistant.ui.markup import Safe, element, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.records import Document

COLUMNS = {
    "title": "Title",
    "issuer": "Issuer",
    "recipient": "Recipient",
    "date": "Date",
    "kind": "Kind",
    "language": "Language",
}
CHOICES = ("issuer", "recipient", "kind", "language")
ROWS_A_PAGE = 100


def rows(documents: Sequence[Document]) -> list[dict[str, Any]]:
    """Each document as library.js sorts, filters and shows it."""
    return [_row(document) for document in documents]


def _row(document: Document) -> dict[str, Any]:
    m = document.metadata
    return {
        "id": document.id,
        "version": document.version,
        "title": m.title,
        "issuer": listed(m.issuer),
        "issuers": people_of(m.issuer),
        "recipient": listed(m.recipient),
        "recipients": people_of(m.recipient),
        "date": m.date or "",
        "until": m.until or "",
        "day": days(m),
        "kind": m.kind or "",
        "language": m.language or "",
    }


def library(limit_mb: int) -> Safe:
    """The whole tab. `limit_mb` is the size of the largest file that the page takes."""
    return element("div", _adding(limit_mb), _place("failures"), _shelves(), class_="shelves")


def empty_library() -> Safe:
    """What is said where there is nothing to ask yet."""
    told = [
        "Add files, a text or a web address in the tab Library, or put whole folders in with ",
        element("code", "briefing ingest PATH"),
        ".",
    ]
    return element("div", element("h2", "The library is empty"), element("p", *told), class_="welcome")


def _adding(limit_mb: int) -> Safe:
    buttons = [
        _button("Add files", "choose", class_="primary"),
        _button("Add a folder", "folder"),
        _button("Paste text or address", "paste", aria_expanded="false", aria_controls="paste-form"),
    ]
    hint = element("p", f"Or drop files and folders here. Up to {limit_mb} MB a file.", class_="hint")
    picking = Safe(
        '<input type="file" multiple hidden data-files tabindex="-1" aria-label="Files to add">'
        '<input type="file" webkitdirectory hidden data-folder-files tabindex="-1" aria-label="Folder to add">'
    )
    drop = element("div", element("div", *buttons, class_="give-buttons"), hint, picking, class_="drop", data_drop=True)
    going = element(
        "div",
        element("p", role="status", class_="headline", data_headline=True),
        _button("Stop", "stop", hidden=True, class_="quiet"),
        class_="going",
    )
    below = (_place("complaints"), _place("arriving"))
    return element("section", drop, _paste(), going, *below, aria_label="Add documents", data_limit=str(limit_mb))


def _paste() -> Safe:
    title = Safe('<input type="text" name="title" maxlength="500" autocomplete="off">')
    text = Safe('<textarea name="text" rows="8" required></textarea>')
    return element(
        "form",
        element("label", element("span", "Title, if the text does not state it"), title),
        element("label", element("span", "Text to add, or the web address of a page or file"), text),
        element("div", element("button", "Add", type="submit", class_="primary"), _button("Cancel", "unpaste")),
        _place("paste-problem"),
        id="paste-form",
        class_="paste",
        hidden=True,
    )


def _shelves() -> Safe:
    """Filters, documents over time, the table and its pages, and what was deleted."""
    head = element("tr", *(_heading(name, label) for name, label in COLUMNS.items()), element("th", _hidden("Details")))
    table = element(
        "table",
        element("caption", "Documents", class_="unseen"),
        element("thead", head),
        element("tbody", data_rows=True),
        class_="library",
    )
    pages = element(
        "nav",
        _button("Previous", "previous", aria_label="Previous page"),
        element("span", data_page=True),
        _button("Next", "next", aria_label="Next page"),
        aria_label="Pages of the table",
        class_="pages",
        hidden=True,
    )
    none = element("p", "No document fits. Clear a filter to see more.", class_="none", hidden=True, data_none=True)
    trash = element("details", element("summary", "Deleted documents"), _place("deleted"), class_="trash", hidden=True)
    known = [element("datalist", id=f"known-{name}") for name in CHOICES]
    held = element(
        "section",
        _place("undo", role="status"),
        _filters(),
        element("ol", class_="timeline", aria_label="Documents over time", data_timeline=True),
        table,
        none,
        pages,
        *known,
        aria_label="Documents",
        data_held=True,
        data_rows_a_page=str(ROWS_A_PAGE),
        hidden=True,
    )
    empty = "The library is empty. What you add is listed here."
    return join([held, element("p", empty, class_="empty", hidden=True, data_empty=True), trash])


def _filters() -> Safe:
    find = Safe('<input type="search" name="words" autocomplete="off" placeholder="Title, name, kind">')
    day = '<input type="text" name="{}" autocomplete="off" placeholder="{}" size="10">'
    chosen = (
        element(
            "label",
            element("span", COLUMNS[name]),
            element("select", element("option", "All", value=""), name_=name),
        )
        for name in CHOICES
    )
    return element(
        "form",
        element("label", element("span", "Find"), find, class_="find"),
        *chosen,
        element("label", element("span", "From"), Safe(day.format("from", "2024-01"))),
        element("label", element("span", "To"), Safe(day.format("to", "2024-12-31"))),
        element("p", role="status", data_count=True),
        _button("Clear filters", "clear", hidden=True),
        class_="filters",
        role="search",
        aria_label="Filter the documents",
    )


def _heading(name: str, label: str) -> Safe:
    button = element("button", label, type="button", data_sort=name)
    return element("th", button, scope="col", aria_sort="descending" if name == "date" else None)


def _button(label: str, does: str, **attributes: str | bool) -> Safe:
    return element("button", label, type="button", data_does=does, **{"class_": "quiet", **attributes})


def _place(name: str, **attributes: str) -> Safe:
    """An empty element that library.js fills."""
    return element("div", **{f"data_{name.replace('-', '_')}": True}, class_=name, **attributes)


def _hidden(label: str) -> Safe:
    """For those who listen to the page alone."""
    return element("span", label, class_="unseen")
