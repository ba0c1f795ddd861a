"""Formats that no reader takes, known by how they begin, so that the error can say what the file is."""

from __future__ import annotations

from assistant.errors import UnreadableDocument, UnsupportedFormat
from assistant.library.readers import RawFile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = (
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (_OLE, "an Office file of the old kind (DOC, XLS, PPT) or an Outlook message"),
    (b"PK\x03\x04", "a ZIP archive of a kind that no reader knows"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a GZIP archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_OF_THEIR_OWN = frozenset({".pdf", ".docx", ".pptx", ".xlsx"})


def claims(file: RawFile) -> bool:
    """Whether the file begins as one of these does, or is not text: what is left when the other readers declined."""
    return file.text is None or file.data.startswith(tuple(begins for begins, _ in _BEGINNINGS))


def extract(file: RawFile) -> None:
    """Say what the file is.

    Raises:
        UnreadableDocument: it is encrypted, or not what its name says.
        UnsupportedFormat: it is of a kind that no reader knows.
    """
    if file.data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in file.data:
        raise UnreadableDocument(
            f"{file.name}: the Office file is encrypted and needs a password", hint="Save it without its password."
        )
    for beginning, what in _BEGINNINGS:
        if file.data.startswith(beginning):
            raise UnsupportedFormat(f"{file.name}: this is {what}")
    if file.suffix in _OF_THEIR_OWN:
        raise UnreadableDocument(f"{file.name}: the file is damaged or is no {file.suffix[1:].upper()} file")
    raise UnsupportedFormat(f"{file.name}: this is a binary file of a kind that no reader knows")
