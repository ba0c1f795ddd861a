"""PDFium, which may not be called from two threads at once: every call of it stands here, behind one lock."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from assistant.records.places import Box

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

_LOCK = threading.Lock()
# PDFium writes one of these in place of a hyphen at a line's end and of the line break after it.
_HYPHEN_AT_LINE_END = re.compile("[\x02\ufffe](?:\r?\n)?")
_POINTS_AN_INCH = 72


class Pdf:
    """An open PDF; pages are counted from 0. Every method raises `pypdfium2.PdfiumError` where a page is damaged."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document

    def __len__(self) -> int:
        with _LOCK:
            return len(self._document)

    def properties(self) -> dict[str, str]:
        """What the file says about itself."""
        with _LOCK:
            found: dict[str, str] = self._document.get_metadata_dict()
            return found

    def text(self, index: int) -> str:
        """A page's text as it stands: no line is joined, no hyphen dropped."""
        with self._page(index) as page, closing(page.get_textpage()) as held:
            return _HYPHEN_AT_LINE_END.sub("-\n", held.get_text_bounded())

    def draws(self, index: int) -> bool:
        """Whether anything is drawn on a page."""
        with self._page(index) as page:
            return next(iter(page.get_objects(max_depth=1)), None) is not None

    def pictured(self, index: int) -> float:
        """Which part of a page (0..1) its pictures cover, those over each other counted as if side by side."""
        from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

        with self._page(index) as page:
            width, height = page.get_size()
            covered = 0.0
            for shown in page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE,), max_depth=3):
                left, bottom, right, top = shown.get_bounds()
                covered += max(0.0, min(right, width) - max(left, 0)) * max(0.0, min(top, height) - max(bottom, 0))
            return min(1.0, covered / (width * height)) if width and height else 0.0

    def picture(self, index: int, dots_an_inch: float, most_pixels: float) -> Image:
        """A page as it is printed, smaller where it would have more than `most_pixels`."""
        with self._page(index) as page:
            width, height = page.get_size()
            scale = dots_an_inch / _POINTS_AN_INCH
            if (pixels := width * height * scale * scale) > most_pixels:
                scale *= (most_pixels / pixels) ** 0.5
            with closing(page.render(scale=scale)) as bitmap:
                picture: Image = bitmap.to_pil().copy()  # the bitmap's memory goes with it
                return picture

    def characters(self, index: int) -> list[tuple[str, int]]:
        """(character, its number in PDFium) of all that can be seen on a page, taken apart into base and marks."""
        from pypdfium2.raw import FPDFText_GetUnicode

        out: list[tuple[str, int]] = []
        with self._page(index) as page, closing(page.get_textpage()) as held:
            for number in range(held.count_chars()):
                character = chr(FPDFText_GetUnicode(held, number))
                out += [(part, number) for part in taken_apart("-" if character in "\x02\ufffe" else character)]
        return out

    def boxes(self, index: int, first: int, count: int) -> tuple[Box, ...]:
        """Where `count` characters from number `first` stand on a page's picture, a box a line or more."""
        with self._page(index) as page, closing(page.get_textpage()) as held:
            found = [held.get_rect(n) for n in range(held.count_rects(first, count))]
            return tuple(_on_picture(page, rectangle) for rectangle in found)

    @contextmanager
    def _page(self, index: int) -> Iterator[pypdfium2.PdfPage]:
        with _LOCK, closing(self._document[index]) as page:
            yield page


@contextmanager
def opened(data: bytes) -> Iterator[Pdf]:
    """The PDF in `data`.

    Raises:
        pypdfium2.PdfiumError: it cannot be opened; the message says whether a password is missing.
    """
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(data)
    try:
        yield Pdf(document)
    finally:
        with _LOCK:
            document.close()


def taken_apart(text: str) -> str:
    """`text` without white space and what cannot be seen, letters and their marks apart: what two readings share."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not c.isspace() and unicodedata.category(c) != "Cc")


_FINE = 10_000  # PDFium converts to whole pixels, so a picture this many pixels wide stands in for any


def _on_picture(page: pypdfium2.PdfPage, found: tuple[float, float, float, float]) -> Box:
    """A rectangle of the page (left, bottom, right, top, in points from below) as it lies on its picture."""
    from pypdfium2 import PdfPosConv

    convert = PdfPosConv(page, (0, 0, _FINE, _FINE, 0))
    left, bottom, right, top = found
    (x1, y1), (x2, y2) = convert.to_bitmap(left, top), convert.to_bitmap(right, bottom)
    return Box(*(max(0.0, min(1.0, n / _FINE)) for n in (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))))
