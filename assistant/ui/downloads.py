"""Where a product can be downloaded: a row of buttons, folded up under an answer. Pure; download.js listens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.ui.markup import Safe, element

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PAPERS = {"pdf": "PDF", "docx": "Word", "md": "Markdown"}
TABLES = {"csv": "CSV"}
SOURCES = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}


def downloads(token: str, *, table: bool = False, cites: bool = True) -> Safe:
    """The row: the product itself, with `table` as a table too, and the sources it cites, where it does."""
    return element("div", *_rows(table, cites), class_="actions downloads", data_product=token)


def menu(tokens: Sequence[str], label: str, of: str, *, cites: bool = True) -> Safe:
    """The same folded up under `label`. Several tokens are the answers of a conversation; `of` says what is taken."""
    return element(
        "details",
        element("summary", label, aria_label=f"Download {of}"),
        element("div", *_rows(False, cites), class_="downloads", role="group", aria_label=f"Download {of}"),
        class_="menu",
        data_product=" ".join(tokens),
    )


def _rows(table: bool, cites: bool) -> list[Safe]:
    forms = {**PAPERS, **(TABLES if table else {})}
    rows = [_row("Download", forms, "Download as")]
    if cites:
        rows += [_annex(), _row("Its sources", SOURCES, "Download its sources as")]
    return [*rows, element("span", class_="told", role="status")]


def _annex() -> Safe:
    """Whether each citation is to be printed in its passage at the end; PDF, Word and Markdown have an end."""
    choice = Safe('<input type="checkbox" data-annex>')  # an element without an end
    return element("label", choice, "with evidence annex", class_="annex", title="Each citation in its passage")


def _row(label: str, forms: Mapping[str, str], named: str) -> Safe:
    buttons = (
        element("button", name, type="button", class_="quiet", data_form=form, aria_label=f"{named} {name}")
        for form, name in forms.items()
    )
    return element("span", element("span", label, class_="byline"), *buttons, class_="forms")
