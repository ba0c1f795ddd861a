"""The picture of a document's page, from the file that it was read from, and where on it cited words stand.

The file is found by what the shelf says, never by what a reader of the page says, and only where its bytes are still
those of the version that is cited.
"""

from __future__ import annotations

import hashlib
import io
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import PageImageUnavailable
from assistant.library.readers import RawFile, pdf, picture
from assistant.pdfium import Pdf, opened, taken_apart
from assistant.records import Span
from assistant.records.places import Box, PageImage, lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from assistant.records import Document
    from assistant.records.places import PlacedWord

SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
_WIDEST = 1240  # pixels: A4 at 150 dots an inch, and twice what the panel is wide
_DOTS_AN_INCH = 150
_MOST_PIXELS = 6e6
_QUALITY = 82


def has_images(document: Document) -> bool:
    """Whether the pages of `document` can be shown as they are printed."""
    return bool(document.page_starts) and (document.path or "").lower().endswith(SUFFIXES)


def page_image(document: Document, page: int, span: Span | None, words: Sequence[PlacedWord]) -> PageImage:
    """The 1-based `page` of `document`, with the place of what of `span` stands on it.

    `words` are those that were read off pictures; where the page has none, the file itself says where its letters are.

    Raises:
        PageImageUnavailable: there is no such page, or the file is gone or another by now.
    """
    if not has_images(document) or not 1 <= page <= len(document.page_starts):
        raise PageImageUnavailable(f"{document.metadata.title}: there is no image of page {page}.")
    file = _file(document)
    here = _on_page(document, page, span)
    read = [word for word in words if word.page == page]
    marks = tuple(word.box for word in read if here and word.start < here.end and here.start < word.end)
    try:
        shown, found = _pdf(file, document, page, None if read else here) if pdf.claims(file) else _picture(file, page)
    except PageImageUnavailable:
        raise
    except Exception as error:  # the edge to others' parsers, which raise whatever a damaged file makes them stumble on
        raise PageImageUnavailable(f"Page {page} of {file.name} cannot be shown ({type(error).__name__}).") from error
    return PageImage(page, len(document.page_starts), _packed(shown), shown.width, shown.height, lines(marks or found))


def _file(document: Document) -> RawFile:
    path = Path(document.path or "")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PageImageUnavailable(f"The file {path.name} is no longer where it was.") from error
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise PageImageUnavailable(f"The file {path.name} has changed since this version of it was read.")
    return RawFile(path, data)


def _on_page(document: Document, page: int, span: Span | None) -> Span | None:
    """What of `span` stands on `page`."""
    if span is None:
        return None
    begins = document.page_starts[page - 1]
    ends = document.page_starts[page] if page < len(document.page_starts) else len(document.text)
    start, end = max(span.start, begins), min(span.end, ends)
    return Span(start, end) if start < end else None


def _pdf(file: RawFile, document: Document, page: int, span: Span | None) -> tuple[Image, tuple[Box, ...]]:
    with opened(file.data) as held:
        return held.picture(page - 1, _DOTS_AN_INCH, _MOST_PIXELS), _boxes(held, document, page, span)


def _picture(file: RawFile, page: int) -> tuple[Image, tuple[Box, ...]]:
    return next(islice(picture.pictures(file), page - 1, None)), ()


def _boxes(held: Pdf, document: Document, page: int, span: Span | None) -> tuple[Box, ...]:
    """Where the letters of `span` stand. White space and compositions differ between text and file, letters do not."""
    if span is None or not (wanted := taken_apart(document.text[span.start : span.end])):
        return ()
    characters = held.characters(page - 1)
    on_page = "".join(character for character, _ in characters)
    expected = len(taken_apart(document.text[document.page_starts[page - 1] : span.start]))
    at = _nearest(on_page, wanted, expected)
    if at is None:
        return ()
    first, last = characters[at][1], characters[at + len(wanted) - 1][1]
    return held.boxes(page - 1, first, last - first + 1)


def _nearest(text: str, wanted: str, expected: int) -> int | None:
    """Where `wanted` stands in `text`, of several places the one nearest to `expected`."""
    before, after = text.rfind(wanted, 0, expected + len(wanted)), text.find(wanted, expected)
    found = [at for at in (before, after) if at >= 0]
    return min(found, key=lambda at: abs(at - expected)) if found else None


def _packed(shown: Image) -> bytes:
    if shown.width > _WIDEST:
        shown.thumbnail((_WIDEST, _WIDEST * 4))
    held = io.BytesIO()
    shown.convert("RGB").save(held, "WEBP", quality=_QUALITY)
    return held.getvalue()
