"""A file becomes text and metadata: the reader is chosen by what the file is, and its text normalised once.

Knows limits, the order of the readers and what every format shares; knows no format. Nothing is fetched, and
nothing in the file is run. The program has this done apart, in a process with limits: `apart.reading`.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, DocumentTooLarge, NoTextInDocument, UnreadableDocument
from assistant.library.decode import normalise
from assistant.library.files import FileChanged, FileTooLarge, whole_file
from assistant.library.metadata import describe
from assistant.library.readers import (
    Extract,
    RawFile,
    docx,
    eml,
    foreign,
    html,
    markdown,
    pdf,
    picture,
    pptx,
    text,
    untold,
    xlsx,
)
from assistant.records import Metadata, PlacedWord

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

_log = logging.getLogger(__name__)

_MEGABYTE = 1_000_000
_FAR_OVER = (
    10  # a file this many times over the limit for text is not even opened: pictures may fill it, but not so far
)

# Tried in order; the first that claims the file reads it. Formats known by their first bytes stand before those known
# by their wording; plain text stands last, for all that is text claims to be it.
READERS: tuple[ModuleType, ...] = (pdf, picture, docx, pptx, xlsx, foreign, eml, html, markdown, text)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    r"""One file, read. ``id`` is the front matter's or None; ``sha256`` is that of the file's bytes.

    ``text`` is in NFC with ``\n`` line ends. ``page_starts[i]`` is where page ``i + 1`` begins, empty without pages.
    ``words`` are those of ``text`` that were read off pictures.
    """

    id: str | None
    text: str
    metadata: Metadata
    page_starts: tuple[int, ...]
    sha256: str
    words: tuple[PlacedWord, ...] = ()


def read(path: Path, *, max_megabytes: float = 20.0, scans: Callable[[int], None] = untold) -> ReadDocument:
    """The text of the file at `path` and what is known about it.

    Args:
        path: of the file.
        max_megabytes: limits the text (10^6 bytes of UTF-8).
        scans: told how many pages are going to be read as scans, which takes seconds each.

    Raises:
        UnsupportedFormat: no reader knows this kind of file.
        UnreadableDocument: the file cannot be opened, is damaged, encrypted or not what its name says.
        NoTextInDocument: it holds no text.
        DocumentTooLarge: it is over the limit.
        BadFrontMatter: its front matter cannot be read.
    """
    file = RawFile(path, _bytes(path, max_megabytes), scans)
    if not file.data:
        raise NoTextInDocument(f"{file.name}: the file is empty", hint="Ingest a file that holds text.")
    extract = _extract(file)
    content, page_starts = _joined(extract)
    _must_have_text(file, content, max_megabytes)
    return ReadDocument(
        id=extract.id,
        text=content,
        metadata=_storable(describe(content, path, extract.given, author=extract.author, created=extract.created)),
        page_starts=page_starts if extract.paged else (),
        sha256=hashlib.sha256(file.data).hexdigest(),
        words=tuple(word.shifted(page_starts[word.page - 1]) for word in extract.words),
    )


def _bytes(path: Path, max_megabytes: float) -> bytes:
    most = int(max_megabytes * _FAR_OVER * _MEGABYTE)
    try:
        data = whole_file(path, most)
    except FileTooLarge as error:
        raise _too_large(path.name, f"the file is {error.size / _MEGABYTE:.1f} MB", max_megabytes) from error
    except FileChanged as error:
        told = f"{path.name}: the file changed while it was read"
        raise UnreadableDocument(told, "Ingest it again once nobody writes to it.") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableDocument(
            f"{path.name}: cannot be opened: {reason}", hint="Name a file you may read."
        ) from error
    return data


def _extract(file: RawFile) -> Extract:
    """What the first reader that claims `file` makes of it."""
    try:
        reader = next(reader for reader in READERS if reader.claims(file))
        extract: Extract = reader.extract(file)
    except (AssistantError, ImportError, MemoryError):  # neither a missing package nor memory is the file's damage
        raise
    except RecursionError as error:
        raise UnreadableDocument(f"{file.name}: what is in it is nested too deep to be read") from error
    except Exception as error:  # the edge to others' parsers, which raise whatever a damaged file makes them stumble on
        _log.info("%s: %r", file.path, error)
        raise UnreadableDocument(f"{file.name}: the file is damaged ({type(error).__name__})") from error
    return extract


def _storable(metadata: Metadata) -> Metadata:
    """`metadata`, its title free of the bytes of a file name that is no UTF-8, which no store could keep."""
    return replace(metadata, title=metadata.title.encode("utf-8", "replace").decode())


def _joined(extract: Extract) -> tuple[str, tuple[int, ...]]:
    """The pages as one text, and where each begins in it.

    Each is normalised by itself: the joint between two is a line end, which no normal form composes with anything.
    """
    pages = [normalise(page) for page in extract.pages]
    starts, position = [], 0
    for page in pages:
        starts.append(position)
        position += len(page) + len(extract.joint)
    return extract.joint.join(pages), tuple(starts)


def _must_have_text(file: RawFile, content: str, max_megabytes: float) -> None:
    if not content.strip():
        raise NoTextInDocument(f"{file.name}: there is no text in it", hint="Ingest a file that holds text.")
    megabytes = len(content.encode()) / _MEGABYTE
    if megabytes > max_megabytes:
        raise _too_large(file.name, f"its text is {megabytes:.1f} MB", max_megabytes)


def _too_large(name: str, what: str, limit: float) -> DocumentTooLarge:
    return DocumentTooLarge(f"{name}: {what}, over the limit of {limit:g} MB (ASSISTANT_MAX_DOCUMENT_MB)")
