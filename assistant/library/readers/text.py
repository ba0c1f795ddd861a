"""Plain text: every character as it stands."""

from __future__ import annotations

from assistant.library.readers import Extract, RawFile


def claims(file: RawFile) -> bool:
    """Whether the bytes are text at all; this reader stands last in the table."""
    return file.text is not None


def extract(file: RawFile) -> Extract:
    """The file's own characters."""
    return Extract((file.must_be_text(),))
