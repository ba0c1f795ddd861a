"""A body as it comes, unpacked where it is packed, and never more of it than the limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from assistant.errors import DocumentTooLarge, UnsupportedFormat, WebUnreachable

_MEGABYTE = 1_000_000
_WINDOW = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}
TOO_LARGE = "Save the file yourself and ingest that, or raise ASSISTANT_WEB_FILE_MB."


def whole(pieces: Iterable[bytes], packed: str, megabytes: float) -> bytes:
    """All of `pieces`, unpacked by `packed` (a Content-Encoding), of at most `megabytes` before and after that.

    Raises:
        DocumentTooLarge: there is more; no more than that was ever held.
        UnsupportedFormat: it is packed in a way that is not known.
        WebUnreachable: it is damaged, or ends too early.
    """
    packed, most = packed.strip().lower(), int(megabytes * _MEGABYTE)
    if packed in {"", "identity"}:
        return _bounded(pieces, most, megabytes)
    if packed not in _WINDOW:
        raise UnsupportedFormat(f"The server packs it as {packed[:40]}, which was not asked for")
    unpacker, out = zlib.decompressobj(_WINDOW[packed]), bytearray()
    taken = 0
    try:
        for piece in pieces:
            taken += len(piece)
            out += unpacker.decompress(piece, most + 1 - len(out))
            if max(len(out), taken) > most:
                raise too_large(megabytes)
    except zlib.error as error:
        raise WebUnreachable("What the server sent is damaged.") from error
    if not unpacker.eof:
        raise WebUnreachable("What the server sent ends too early.")
    return bytes(out)


def too_large(megabytes: float) -> DocumentTooLarge:
    """The error for what is over the limit."""
    return DocumentTooLarge(f"The file is over the limit of {megabytes:g} MB (ASSISTANT_WEB_FILE_MB).", TOO_LARGE)


def _bounded(pieces: Iterable[bytes], most: int, megabytes: float) -> bytes:
    out = bytearray()
    for piece in pieces:
        out += piece
        if len(out) > most:
            raise too_large(megabytes)
    return bytes(out)
