"""What DOCX, PPTX and XLSX share: a ZIP archive whose main part tells which of the three it is."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from assistant.errors import DocumentTooLarge, UnreadableDocument
from assistant.library.readers import properties

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.library.readers import RawFile

ZIP = b"PK\x03\x04"
_PARTS = ("[Content_Types].xml", "_rels/", "docProps/")
_MOST_XML = 250_000_000  # bytes unpacked; a text at the limit of 20 MB takes about 100, a zip bomb thousands


def holds(file: RawFile, folder: str, suffix: str) -> bool:
    """Whether `file` is an Office archive with its content in `folder` (``word/``), a damaged one included."""
    if not file.data.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:  # the table of contents is at the end: what is cut short is known by its names alone
        return file.suffix == suffix or folder.encode() in file.data
    return _PARTS[0] in names and any(name.startswith(folder) for name in names)


def checked(file: RawFile) -> io.BytesIO:
    """The archive, ready to be opened.

    Raises:
        UnreadableDocument: it is damaged or cut short.
        DocumentTooLarge: it would unpack to more than any text within the limit can need.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist() if part.filename.endswith((".xml", ".rels")))
    except zipfile.BadZipFile as error:
        raise UnreadableDocument(f"{file.name}: the file is damaged or cut short") from error
    if unpacked > _MOST_XML:
        raise DocumentTooLarge(
            f"{file.name}: it unpacks to {unpacked / 1_000_000:.0f} MB, over the limit of "
            f"{_MOST_XML / 1_000_000:.0f} MB for one Office file, whatever ASSISTANT_MAX_DOCUMENT_MB says",
            hint="Split the file.",
        )
    return io.BytesIO(file.data)


def title(core: Any) -> str:  # noqa: ANN401 - the three libraries' own types, of one shape
    """The title among the core properties; empty where there is none worth the name."""
    return properties.title(core.title)


def author(core: Any) -> str | None:  # noqa: ANN401
    """The author among the core properties."""
    return properties.author(getattr(core, "author", None) or getattr(core, "creator", None))


def created(core: Any) -> str | None:  # noqa: ANN401
    """The day the file was made; None for the day in the template that python-docx and python-pptx start from."""
    moment: datetime | None = core.created
    return None if moment is None or moment.year <= 2013 else moment.date().isoformat()
