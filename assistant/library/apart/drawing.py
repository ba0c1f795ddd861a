"""One page of a file → its picture, and where on it words stand. Runs in a reading process."""

from __future__ import annotations

import hashlib
import io
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import PageImageUnavailable
from assistant.library.apart.wire import Drawn, Sketch
from assistant.library.files import whole_file
from assistant.library.readers import RawFile, pdf, picture
from assistant.pdfium import Pdf, opened

if TYPE_CHECKING:
    from PIL.Image import Image

    from assistant.records.places import Box

_WIDEST = 1240  # pixels: A4 at 150 dots an inch, and twice what the panel is wide
_DOTS_AN_INCH = 150
_MOST_PIXELS = 6e6
_QUALITY = 82
_MOST_BYTES = 500_000_000


def draw(asked: Sketch) -> Drawn:
    """The page that is asked for.

    Raises:
        PageImageUnavailable: the file is gone or another by now, or a parser stumbles over it.
    """
    path = Path(asked.path)
    try:
        data = whole_file(path, _MOST_BYTES)
    except OSError as error:
        raise PageImageUnavailable(f"The file {path.name} is no longer where it was.") from error
    if hashlib.sha256(data).hexdigest() != asked.sha256:
        raise PageImageUnavailable(f"The file {path.name} has changed since this version of it was read.")
    file = RawFile(path, data)
    try:
        if pdf.claims(file):
            with opened(data) as held:
                page = asked.page - 1
                return _packed(held.picture(page, _DOTS_AN_INCH, _MOST_PIXELS), _places(held, asked))
        return _packed(next(islice(picture.pictures(file), asked.page - 1, None)))
    except (PageImageUnavailable, MemoryError):
        raise
    except Exception as error:  # the edge to others' parsers, which raise whatever a damaged file makes them stumble on
        told = f"Page {asked.page} of {path.name} cannot be shown ({type(error).__name__})."
        raise PageImageUnavailable(told) from error


def _places(held: Pdf, asked: Sketch) -> tuple[Box, ...]:
    """Where the letters wanted stand. White space and compositions differ between text and file, letters do not."""
    if not asked.words:
        return ()
    characters = held.characters(asked.page - 1)
    on_page = "".join(character for character, _ in characters)
    at = _nearest(on_page, asked.words, asked.before)
    if at is None:
        return ()
    first, last = characters[at][1], characters[at + len(asked.words) - 1][1]
    return held.boxes(asked.page - 1, first, last - first + 1)


def _nearest(text: str, wanted: str, expected: int) -> int | None:
    """Where `wanted` stands in `text`, of several places the one nearest to `expected`."""
    before, after = text.rfind(wanted, 0, expected + len(wanted)), text.find(wanted, expected)
    found = [at for at in (before, after) if at >= 0]
    return min(found, key=lambda at: abs(at - expected)) if found else None


def _packed(shown: Image, places: tuple[Box, ...] = ()) -> Drawn:
    if shown.width > _WIDEST:
        shown.thumbnail((_WIDEST, _WIDEST * 4))
    held = io.BytesIO()
    shown.convert("RGB").save(held, "WEBP", quality=_QUALITY)
    return Drawn(held.getvalue(), shown.width, shown.height, places)
