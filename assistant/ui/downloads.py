"""Where a product can be downloaded: a row of buttons, folded up under an answer. Pure; download.js listens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.ui.markup import Safe, element
from assistant.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PAPERS = {"pdf": "PDF", "docx": "Word", "md": "Markdown"}
TABLES = {"csv": "CSV"}
SOURCES = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}


def downloads(token: str, *, table: bool = False, cites: bool = True) -> Safe:
    """The row: the product itself, with `table` as a table too, and the sources it cites, where it does."""
    return element("div", *_rows(table, cites), class_="actions downloads", data_product=token)


def menu(tokens: Sequence[str], label: str, named: str, *, cites: bool = True) -> Safe:
    """The same folded up under `label`; `named` says what is taken. Several tokens are a conversation's answers."""
    return element(
        "details",
        element("summary", label, aria_label=named),
        element("div", *_rows(False, cites), class_="downloads", role="group", aria_label=named),
        class_="menu",
        data_product=" ".join(tokens),
    )


def _rows(table: bool, cites: bool) -> list[Safe]:
    forms = {**PAPERS, **(TABLES if table else {})}
    rows = [_row(say("Download"), forms, "Download as {form}")]
    if cites:
        rows += [_annex(), _row(say("Its sources"), SOURCES, "Download its sources as {form}")]
    return [*rows, element("span", class_="told", role="status")]


def _annex() -> Safe:
    """Whether each citation is to be printed in its passage at the end; PDF, Word and Markdown have an end."""
    choice = Safe('<input type="checkbox" data-annex>')  # an element without an end
    told = say("Each citation in its passage")
    return element("label", choice, say("with evidence annex"), class_="annex", title=told)


def _row(label: str, forms: Mapping[str, str], named: str) -> Safe:
    buttons = (
        element("button", name, type="button", class_="quiet", data_form=form, aria_label=say(named, form=name))
        for form, name in forms.items()
    )
    return element("span", element("span", label, class_="byline"), *buttons, class_="forms")
