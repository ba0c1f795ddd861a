"""PDF, with its true pages, by PDFium."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

from assistant.errors import NoTextInDocument, UnreadableDocument
from assistant.library.readers import Extract, RawFile, properties
from assistant.records import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

_MAGIC = b"%PDF-"
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
# PDFium writes one of these in place of a hyphen at a line's end and of the line break after it.
_HYPHEN_AT_LINE_END = re.compile("[\x02\ufffe](?:\r?\n)?")
_PDFIUM = threading.Lock()  # PDFium may not be called from two threads at once


def claims(file: RawFile) -> bool:
    """Whether the bytes begin as a PDF does; under its own suffix, junk may stand before."""
    return file.data.startswith(_MAGIC) or (file.suffix == ".pdf" and _MAGIC in file.data[:1024])


def extract(file: RawFile) -> Extract:
    """The text page by page, as it stands: no line is joined, no hyphen dropped.

    Raises:
        UnreadableDocument: the file is damaged, or needs a password.
        NoTextInDocument: its pages are pictures.
    """
    import pypdfium2

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(file.data)
        except pypdfium2.PdfiumError as error:
            raise _unreadable(file, str(error)) from error
        try:
            pages = tuple(_pages(document))
            told = document.get_metadata_dict()
        except pypdfium2.PdfiumError as error:
            raise _unreadable(file, str(error)) from error
        finally:
            document.close()
    if not any(page.strip() for page in pages):
        raise NoTextInDocument(
            f"{file.name}: none of its {len(pages)} page(s) holds text; it is a scan or pictures, and reading them "
            "needs the [ocr] extra"
        )
    day = _DATE.match(told.get("CreationDate", ""))
    return Extract(
        pages,
        given=Metadata(title=properties.title(told.get("Title"))),
        paged=True,
        author=properties.author(told.get("Author")),
        created="-".join(day.groups()) if day else None,
    )


def _pages(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for index in range(len(document)):
        page = document[index]
        try:
            held = page.get_textpage()
            try:
                yield _HYPHEN_AT_LINE_END.sub("-\n", held.get_text_bounded())
            finally:
                held.close()
        finally:
            page.close()


def _unreadable(file: RawFile, reason: str) -> UnreadableDocument:
    if "password" in reason.lower():
        return UnreadableDocument(
            f"{file.name}: the PDF is encrypted and needs a password", hint="Save it without its password."
        )
    return UnreadableDocument(f"{file.name}: the PDF is damaged or cut short")
