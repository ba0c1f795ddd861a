"""Which kinds of file are taken from the web: those that a reader reads, by what the server calls them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from assistant.errors import UnsupportedFormat

if TYPE_CHECKING:
    import httpx

_OFFICE = "application/vnd.openxmlformats-officedocument"
SUFFIXES = {
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    f"{_OFFICE}.wordprocessingml.document": ".docx",
    f"{_OFFICE}.presentationml.presentation": ".pptx",
    f"{_OFFICE}.spreadsheetml.sheet": ".xlsx",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "message/rfc822": ".eml",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/plain": ".txt",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
}
"""The server's word for a kind → what the file's name is to end in."""
_UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/download"})
_IN_NAMES = frozenset({*SUFFIXES.values(), ".htm", ".jpeg", ".tiff", ".markdown"})
_VAGUE = frozenset({".txt"})  # servers call Markdown plain text


def suffix_of(content_type: str, url: httpx.URL) -> str:
    """What the name of a file of this kind, from this address, is to end in.

    Raises:
        UnsupportedFormat: no reader takes this kind, or nothing says which it is.
    """
    kind = content_type.split(";")[0].strip().lower()
    in_name = PurePosixPath(url.path).suffix.lower()
    if kind in _UNSAID and in_name in _IN_NAMES:
        return in_name
    suffix = SUFFIXES.get(kind)
    if suffix is None:
        told = f"the server calls it {kind[:60]}" if kind not in _UNSAID else "the server does not say what it is"
        raise UnsupportedFormat(f"No reader takes this kind of file: {told}.")
    return in_name if suffix in _VAGUE and in_name in {".md", ".markdown"} else suffix
