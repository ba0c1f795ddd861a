"""Excel workbooks: each sheet under its name, a line for each row, the values that formulas last had."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from assistant.errors import UnreadableDocument
from assistant.library.readers import Extract, RawFile, office
from assistant.records import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator


MOST_ROWS = 1_048_576
"""Rows of a sheet, as the format has it."""


def claims(file: RawFile) -> bool:
    """Whether the archive holds a workbook."""
    return office.holds(file, "xl/", ".xlsx")


def extract(file: RawFile) -> Extract:
    """The sheets' values as text, cells parted by ``|``; empty rows and empty cells at a row's end are left out.

    Raises:
        UnreadableDocument: a row has a number that no sheet's row can have.
    """
    import openpyxl

    workbook = openpyxl.load_workbook(office.checked(file), read_only=True, data_only=True)
    try:
        sheets = [text for sheet in workbook.worksheets if (text := _sheet(sheet, file.name))]
        core = workbook.properties
    finally:
        workbook.close()
    return Extract(
        ("\n\n".join(sheets),),
        given=Metadata(title=office.title(core)),
        author=office.author(core),
        created=office.created(core),
    )


def _sheet(sheet: Any, name: str) -> str:  # noqa: ANN401 - openpyxl has no types
    sheet.reset_dimensions()  # some programs write a wrong size, and the rest would not be read
    lines = list(_lines(sheet, name))
    return "\n".join([f"## {sheet.title}", "", *lines]) if lines else ""


def _lines(sheet: Any, name: str) -> Iterator[str]:  # noqa: ANN401
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MOST_ROWS:  # openpyxl fills a gap with empty rows, however far away the next one says that it is
            told = f"{name}: sheet “{sheet.title}” names a row that no sheet has; the file is damaged"
            raise UnreadableDocument(told)
        cells = [_shown(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield " | ".join(cells)


def _shown(value: object) -> str:
    """A cell's value as one line: dates in ISO form, whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return " ".join(str(value).split())
