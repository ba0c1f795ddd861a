"""Markdown: the file's own characters, with the YAML block at its head read as metadata."""

from __future__ import annotations

from assistant.library import front_matter
from assistant.library.decode import normalise
from assistant.library.readers import Extract, RawFile

SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})


def claims(file: RawFile) -> bool:
    """Whether the name says Markdown, or the text begins with front matter of ours whatever the name says."""
    if file.text is None:
        return False
    return file.suffix in SUFFIXES or front_matter.is_ours(normalise(file.text))


def extract(file: RawFile) -> Extract:
    """The text after the front matter, and what the front matter says.

    Raises:
        BadFrontMatter: the block cannot be read, or a key has a value that it cannot have.
    """
    block, text = front_matter.split(normalise(file.must_be_text()), file.name)
    if block is None:
        return Extract((text,))
    return Extract((text,), given=front_matter.metadata(block), id=front_matter.identifier(block))
