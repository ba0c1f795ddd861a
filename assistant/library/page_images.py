"""The picture of a document's page, from the file that it was read from, and where on it cited words stand.

The file is found by what the shelf says, never by what a reader of the page says, and only where its bytes are still
those of the version that is cited.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.errors import PageImageUnavailable
from assistant.library.apart.reading import draw
from assistant.library.apart.wire import Sketch
from assistant.pdfium import taken_apart
from assistant.records import Span
from assistant.records.places import PageImage, lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library.apart.limits import Limits
    from assistant.records import Document
    from assistant.records.places import PlacedWord

SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")


def has_images(document: Document) -> bool:
    """Whether the pages of `document` can be shown as they are printed."""
    return bool(document.page_starts) and (document.path or "").lower().endswith(SUFFIXES)


def page_image(
    document: Document, page: int, span: Span | None, words: Sequence[PlacedWord], limits: Limits
) -> PageImage:
    """The 1-based `page` of `document`, with the place of what of `span` stands on it.

    `words` are those that were read off pictures; where the page has none, the file itself says where its letters are.

    Raises:
        PageImageUnavailable: there is no such page, or the file is gone or another by now.
        DocumentError: drawing it goes beyond the `limits`, as `apart.reading.draw` says.
    """
    if not has_images(document) or not 1 <= page <= len(document.page_starts):
        raise PageImageUnavailable(f"{document.metadata.title}: there is no image of page {page}.")
    here = _on_page(document, page, span)
    read = [word for word in words if word.page == page]
    marks = tuple(word.box for word in read if here and word.start < here.end and here.start < word.end)
    asked = Sketch(document.path or "", document.sha256, page, words="", before=0)
    drawn = draw(asked if read or here is None else _sought(asked, document, here), limits)
    pages = len(document.page_starts)
    return PageImage(page, pages, drawn.webp, drawn.width, drawn.height, lines(marks or drawn.places))


def _sought(asked: Sketch, document: Document, span: Span) -> Sketch:
    """`asked`, with the words of `span` to be found on the page."""
    before = document.text[document.page_starts[asked.page - 1] : span.start]
    words = taken_apart(document.text[span.start : span.end])
    return replace(asked, words=words, before=len(taken_apart(before)))


def _on_page(document: Document, page: int, span: Span | None) -> Span | None:
    """What of `span` stands on `page`."""
    if span is None:
        return None
    begins = document.page_starts[page - 1]
    ends = document.page_starts[page] if page < len(document.page_starts) else len(document.text)
    start, end = max(span.start, begins), min(span.end, ends)
    return Span(start, end) if start < end else None
