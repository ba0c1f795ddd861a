"""The bytes of what was put in through the page: kept by the library itself, each file under its own name."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SUM_CHARACTERS = 12
"""Of the sum of a file's bytes: names the folder that holds it, so that equal names with other bytes lie apart."""
LONGEST_BYTES = 180
PART = ".being written.part"
"""One a folder: only one thread of one process keeps files."""
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


class Originals:
    """Files below one folder: ``files/1f0c2a…/Letter to Xi.pdf``."""

    def __init__(self, folder: Path) -> None:
        """Nothing is made yet."""
        self._folder = Path(os.path.realpath(folder))

    def take(self, file: Path, name: str) -> Path:
        """Move `file` here under `name`; where it lies now."""
        with file.open("rb") as opened:
            place = self._place(hashlib.file_digest(opened, "sha256").hexdigest(), name)
        with _part(place) as part:
            shutil.move(file, part)
        return place

    def write(self, data: bytes, name: str) -> Path:
        """Keep `data` under `name`; where it lies."""
        place = self._place(hashlib.sha256(data).hexdigest(), name)
        with _part(place) as part:
            part.write_bytes(data)
        return place

    def sweep(self, wanted: Callable[[str], bool]) -> None:
        """Delete the files whose sum, as far as the name of their folder gives it, nobody has `wanted`."""
        for folder in self._folder.iterdir() if self._folder.is_dir() else ():
            if not wanted(folder.name):
                shutil.rmtree(folder, ignore_errors=True)

    def _place(self, total: str, name: str) -> Path:
        return self._folder / total[:SUM_CHARACTERS] / file_name(name)


@contextmanager
def _part(place: Path) -> Iterator[Path]:
    """Where a file is written that then stands at `place`, whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(PART)
    yield part
    os.replace(part, place)


def file_name(name: str) -> str:
    """`name` as any system takes it for a file: no folder, no signs of control, not hidden, not too long."""
    flat = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    flat = _NOT_IN_NAMES.sub(" ", flat.encode("utf-8", "replace").decode())
    stem, suffix = os.path.splitext(" ".join(flat.split()).strip(". "))
    room = LONGEST_BYTES - len(suffix.encode())
    short = stem.encode()[: max(room, 0)].decode("utf-8", "ignore").rstrip(". ")
    return f"{short or 'document'}{suffix if room > 0 else ''}"
