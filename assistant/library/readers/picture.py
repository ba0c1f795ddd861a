"""Scans that are no PDF: PNG, JPEG and TIFF, each picture in the file a page, read by Tesseract."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.errors import DocumentTooLarge, NoTextInDocument
from assistant.library import ocr
from assistant.library.readers import Extract, RawFile
from assistant.records import Metadata

if TYPE_CHECKING:
    from PIL.Image import Image

_BEGINNINGS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_FORMATS = ("PNG", "JPEG", "TIFF")


def claims(file: RawFile) -> bool:
    """Whether the bytes begin as one of these formats does."""
    return file.data.startswith(_BEGINNINGS)


def extract(file: RawFile) -> Extract:
    """The text of each picture.

    Raises:
        NoTextInDocument: none of them shows text.
        OcrNotInstalled: what reads pictures is not on this machine.
        DocumentTooLarge: there are more of them, or larger ones, than are read.
    """
    read = [ocr.read_page(picture, n, file.name) for n, picture in enumerate(pictures(file), 1)]
    if not any(read):
        raise NoTextInDocument(f"{file.name}: there is no text in the picture{'s' * (len(read) != 1)}")
    return Extract(
        tuple(page.text if page else "" for page in read),
        given=Metadata(title="", scanned=True),
        paged=True,
        words=tuple(word for page in read if page for word in page.words),
    )


def pictures(file: RawFile) -> Iterator[Image]:
    """The pictures in the file, one after the other, the way up that a camera noted.

    Raises:
        DocumentTooLarge: there are too many, or one is too large.
    """
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(file.data), formats=_FORMATS) as held:
        frames = getattr(held, "n_frames", 1)
        if frames > ocr.MOST_PAGES:
            raise DocumentTooLarge(f"{file.name}: it holds {frames} pictures, more than {ocr.MOST_PAGES}", "Split it.")
        file.scans(frames)
        for frame in range(frames):
            held.seek(frame)
            if held.width * held.height > ocr.MOST_PIXELS:
                told = f"{file.name}: a picture in it is {held.width} by {held.height} pixels"
                raise DocumentTooLarge(told, f"Save it with at most {ocr.MOST_PIXELS / 1e6:.0f} million pixels.")
            yield ImageOps.exif_transpose(held)
