"""The tab "Library" as it stands before it is filled: places to add, filters, time, the table. Pure rendering.

library.js fills it with the documents of `rows`, adding.js with what is on its way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.library.parties import people_of
from assistant.ui.labels import days, listed
from assistant.ui.markup import Safe, element, join
from assistant.ui.onward import from_library
from assistant.ui.words import say, say_around

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
    command = element("code", "briefing ingest PATH")
    told = say_around(
        "Add files, a text or a web address in the tab Library, or put whole folders in with {here}.", command
    )
    return element("div", element("h2", say("The library is empty")), element("p", told), class_="welcome")


def _adding(limit_mb: int) -> Safe:
    buttons = [
        _button(say("Add files"), "choose", class_="primary"),
        _button(say("Add a folder"), "folder"),
        _button(say("Paste text or address"), "paste", aria_expanded="false", aria_controls="paste-form"),
    ]
    told = say("Or drop files and folders here. Up to {number} MB a file.", number=limit_mb)
    hint = element("p", told, class_="hint")
    picking = [
        _input(type="file", multiple=True, hidden=True, data_files=True, tabindex=-1, aria_label=say("Files to add")),
        _input(type="file", webkitdirectory=True, hidden=True, data_folder_files=True, tabindex=-1,
               aria_label=say("Folder to add")),
    ]  # fmt: skip
    choosing = element("div", *buttons, class_="give-buttons")
    drop = element("div", choosing, hint, *picking, class_="drop", data_drop=True)
    going = element(
        "div",
        element("p", role="status", class_="headline", data_headline=True),
        _button(say("Stop"), "stop", hidden=True, class_="quiet"),
        class_="going",
    )
    below = (_place("complaints"), _place("arriving"))
    return element("section", drop, _paste(), going, *below, aria_label=say("Add documents"), data_limit=str(limit_mb))


def _paste() -> Safe:
    title = _input(type="text", name_="title", maxlength=500, autocomplete="off")
    text = Safe('<textarea name="text" rows="8" required></textarea>')
    add = element("button", say("Add"), type="submit", class_="primary")
    return element(
        "form",
        element("label", element("span", say("Title, if the text does not state it")), title),
        element("label", element("span", say("Text to add, or the web address of a page or file")), text),
        element("div", add, _button(say("Cancel"), "unpaste")),
        _place("paste-problem"),
        id="paste-form",
        class_="paste",
        hidden=True,
    )


def _shelves() -> Safe:
    """Filters, documents over time, the table and its pages, and what was deleted."""
    headings = (_heading(name, say(label)) for name, label in COLUMNS.items())
    head = element("tr", _choosing(), *headings, element("th", _hidden(say("Details"))))
    table = element(
        "table",
        element("caption", say("Documents"), class_="unseen"),
        element("thead", head),
        element("tbody", data_rows=True),
        class_="library",
    )
    pages = element(
        "nav",
        _button(say("Previous"), "previous", aria_label=say("Previous page")),
        element("span", data_page=True),
        _button(say("Next"), "next", aria_label=say("Next page")),
        aria_label=say("Pages of the table"),
        class_="pages",
        hidden=True,
    )
    unfit = say("No document fits. Clear a filter to see more.")
    none = element("p", unfit, class_="none", hidden=True, data_none=True)
    summary = element("summary", say("Deleted documents"))
    trash = element("details", summary, _place("deleted"), class_="trash", hidden=True)
    known = [element("datalist", id=f"known-{name}") for name in CHOICES]
    held = element(
        "section",
        _place("undo", role="status"),
        _filters(),
        element("ol", class_="timeline", aria_label=say("Documents over time"), data_timeline=True),
        table,
        none,
        _chosen(),
        pages,
        *known,
        aria_label=say("Documents"),
        data_held=True,
        data_rows_a_page=str(ROWS_A_PAGE),
        hidden=True,
    )
    empty = (element("h2", say("The library is empty")), element("p", say("What you add is listed here.")))
    return join([held, element("div", *empty, class_="empty", hidden=True, data_empty=True), trash])


def _choosing() -> Safe:
    """The box over the rows' own: it chooses all rows that fit the filters."""
    box = _input(type="checkbox", data_choose_all=True, aria_label=say("Choose all documents that fit"))
    return element("th", element("label", box), class_="choose")


def _chosen() -> Safe:
    """What can be done with the rows that are chosen, at the lower edge while there are any; choosing.js fills it."""
    return element(
        "div",
        element("span", role="status", data_number=True),
        from_library(),
        element("button", type="button", class_="quiet danger", data_delete_chosen=True),
        _button(say("Choose none"), "unchoose"),
        element("span", say("Delete key deletes, Escape chooses none"), class_="byline"),
        class_="chosen",
        role="group",
        aria_label=say("Chosen documents"),
        data_chosen=True,
        hidden=True,
    )


def _filters() -> Safe:
    find = _input(type="search", name_="words", autocomplete="off", placeholder=say("Title, name, kind"))
    day = {"type": "text", "autocomplete": "off", "size": "10"}
    chosen = (
        element(
            "label",
            element("span", say(COLUMNS[name])),
            element("select", element("option", say("All"), value=""), name_=name),
        )
        for name in CHOICES
    )
    return element(
        "form",
        element("label", element("span", say("Find")), find, class_="find"),
        *chosen,
        element("label", element("span", say("From")), _input(name_="from", placeholder="2024-01", **day)),
        element("label", element("span", say("To")), _input(name_="to", placeholder="2024-12-31", **day)),
        element("p", role="status", data_count=True),
        _button(say("Clear filters"), "clear", hidden=True),
        class_="filters",
        role="search",
        aria_label=say("Filter the documents"),
    )


def _heading(name: str, label: str) -> Safe:
    button = element("button", label, type="button", data_sort=name)
    return element("th", button, scope="col", aria_sort="descending" if name == "date" else None)


def _button(label: str, does: str, **attributes: str | bool) -> Safe:
    return element("button", label, type="button", data_does=does, **{"class_": "quiet", **attributes})


def _input(**attributes: str | int | bool) -> Safe:
    return Safe(element("input", **attributes).removesuffix("</input>"))  # an element without an end


def _place(name: str, **attributes: str) -> Safe:
    """An empty element that library.js fills."""
    return element("div", **{f"data_{name.replace('-', '_')}": True}, class_=name, **attributes)


def _hidden(label: str) -> Safe:
    """For those who listen to the page alone."""
    return element("span", label, class_="unseen")
