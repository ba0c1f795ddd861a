"""PDF, with its true pages, by PDFium; pages that are pictures are read as scans."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from assistant.errors import DocumentTooLarge, NoTextInDocument, UnreadableDocument
from assistant.library import ocr
from assistant.library.readers import Extract, RawFile, properties
from assistant.pdfium import Pdf, opened
from assistant.records import Metadata

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_log = logging.getLogger(__name__)

_MAGIC = b"%PDF-"
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
_DOTS_AN_INCH = 300  # what Tesseract's makers recommend
_STAMP = 200
"""Characters that a scanner or an archive types on a page: a stamp, a file number, a page number."""
_MOST_OF_A_PAGE = 0.5


def claims(file: RawFile) -> bool:
    """Whether the bytes begin as a PDF does; under its own suffix, junk may stand before."""
    return file.data.startswith(_MAGIC) or (file.suffix == ".pdf" and _MAGIC in file.data[:1024])


def extract(file: RawFile) -> Extract:
    """The text page by page, as it stands: no line is joined, no hyphen dropped. Pages that are pictures are scans.

    Raises:
        UnreadableDocument: the file is damaged, or needs a password.
        NoTextInDocument: its pages are empty, or pictures that show no text.
        OcrNotInstalled: all of them are pictures, and what reads these is not on this machine.
        DocumentTooLarge: more of them are pictures than are read in one document.
    """
    import pypdfium2

    try:
        with opened(file.data) as pdf:
            texts = [pdf.text(index) for index in range(len(pdf))]
            told = pdf.properties()
            scans = _scans(file, pdf, texts)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(file, str(error)) from error
    pages = tuple(scans[i].text if i in scans else text for i, text in enumerate(texts))
    if not any(page.strip() for page in pages):
        raise NoTextInDocument(f"{file.name}: none of its {len(pages)} page(s) holds text, also not in pictures")
    day = _DATE.match(told.get("CreationDate", ""))
    return Extract(
        pages,
        given=Metadata(title=properties.title(told.get("Title")), scanned=bool(scans)),
        paged=True,
        author=properties.author(told.get("Author")),
        created="-".join(day.groups()) if day else None,
        words=tuple(word for i in sorted(scans) for word in scans[i].words),
    )


def _scans(file: RawFile, pdf: Pdf, texts: Sequence[str]) -> Mapping[int, ocr.ReadPage]:
    """Page → what is read off its picture, of the pages that are pictures, where that is more than their own text."""
    drawn = [i for i, text in enumerate(texts) if _is_scan(pdf, i, text)]
    if not drawn:
        return {}
    if len(drawn) > ocr.MOST_PAGES:
        told = f"{file.name}: {len(drawn)} of its pages are scans, more than {ocr.MOST_PAGES}"
        raise DocumentTooLarge(told, "Split the file.")
    if len(drawn) < len(texts) and any(text.strip() for text in texts) and ocr.missing():
        _log.warning("%s: %d of its pages are pictures and were not read: %s", file.name, len(drawn), ocr.missing())
        return {}
    file.scans(len(drawn))
    found = {}
    for i in drawn:
        picture = pdf.picture(i, _DOTS_AN_INCH, ocr.MOST_PIXELS)
        page = ocr.read_page(picture, i + 1, file.name)
        if page and _letters(page.text) > _letters(texts[i]):
            found[i] = page
    return found


def _is_scan(pdf: Pdf, index: int, text: str) -> bool:
    """Whether a page is a picture: nothing is typed on it, or no more than a stamp or a number over a large picture."""
    typed = _letters(text)
    return pdf.draws(index) if not typed else typed <= _STAMP and pdf.pictured(index) >= _MOST_OF_A_PAGE


def _letters(text: str) -> int:
    return sum(not c.isspace() for c in text)


def _unreadable(file: RawFile, reason: str) -> UnreadableDocument:
    if "password" in reason.lower():
        return UnreadableDocument(
            f"{file.name}: the PDF is encrypted and needs a password", hint="Save it without its password."
        )
    return UnreadableDocument(f"{file.name}: the PDF is damaged or cut short")
