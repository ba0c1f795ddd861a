"""One file per format, each with the same two functions.

``claims(file)`` says whether the reader takes this file, by its content first and its name second;
``extract(file)`` returns its text as an `Extract`. Both take a `RawFile`. A reader knows its format and nothing of
limits, normal forms or guessing: `assistant.library.read` sees to what all formats share.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.errors import UnsupportedFormat
from assistant.library.decode import decode
from assistant.records import Metadata

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.records import PlacedWord


def untold(_: int) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True)
class RawFile:
    """A file's bytes and the name they came under; `scans` is told how many pages are going to be read as scans."""

    path: Path
    data: bytes
    scans: Callable[[int], None] = untold

    @property
    def name(self) -> str:
        """The file's name without its folder, as errors print it."""
        return self.path.name

    @property
    def suffix(self) -> str:
        """The name's ending in lower case, dot included; empty where there is none."""
        return self.path.suffix.lower()

    @cached_property
    def text(self) -> str | None:
        """The bytes as text without a byte order mark, or None where they are not text."""
        return decode(self.data)

    def must_be_text(self) -> str:
        """The bytes as text.

        Raises:
            UnsupportedFormat: they are not text.
        """
        if self.text is None:
            raise UnsupportedFormat(f"{self.name}: this is a binary file of a kind that no reader knows")
        return self.text


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader found: text in pages, in reading order, and what the file says about itself.

    ``pages`` are joined with ``joint``; a format without pages gives one and ``paged=False``. ``given`` is what the
    file states about the document (an empty title means none). ``author`` and ``created`` are who typed the file and
    the day it was made: the last resort for the document's issuer and date. ``words`` are those read off pictures,
    their offsets counted in their own page.
    """

    pages: tuple[str, ...]
    given: Metadata = field(default_factory=lambda: Metadata(title=""))
    id: str | None = None
    paged: bool = False
    joint: str = "\n"
    author: str | None = None
    created: str | None = None
    words: tuple[PlacedWord, ...] = ()
