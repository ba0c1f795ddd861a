"""A text that is to be checked and not kept: read as any document is, by the same readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import DocumentError, NoTextInDocument, UnsupportedFormat
from assistant.library.apart.reading import read
from assistant.library.decode import decode, normalise

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.library.apart.limits import Limits

PASTE = "Save it anew in its own program, or paste its text."


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as a reader gives it, and what it is called."""

    text: str
    title: str


def draft(path: Path, limits: Limits) -> Draft:
    """The text of the file at `path`, of any format that the library reads, read within `limits`.

    Raises:
        DocumentError: it cannot be read, of the kind that `read` raises, with a hint for a text that is not ingested.
    """
    try:
        found = read(path, limits)
    except DocumentError as error:
        hint = error.hint if isinstance(error, UnsupportedFormat) else PASTE
        raise type(error)(error.message, hint) from error
    return Draft(found.text, found.metadata.title)


def piped(data: bytes) -> Draft:
    """The text that came as `data` from another program.

    Raises:
        UnsupportedFormat: it is no text.
        NoTextInDocument: it is empty.
    """
    content = decode(data)
    if content is None:
        raise UnsupportedFormat("What came on standard input is no text.", "Name a file instead.")
    if not content.strip():
        raise NoTextInDocument("Nothing came on standard input.", "Name a file, or pipe a text in.")
    return Draft(normalise(content), "")
