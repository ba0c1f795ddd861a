"""Bytes to text, and text to the one form that offsets point into."""

from __future__ import annotations

import codecs
import re
import unicodedata

# The byte order marks that announce an encoding; the 4-byte ones first, for UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
_LOOKED_AT = 65_536  # characters or bytes from which the rest is judged


def normalise(text: str) -> str:
    r"""The text in NFC with ``\n`` line ends; nothing is trimmed.

    NUL and lone surrogates become U+FFFD: SQLite and C libraries end a string at the one and cannot encode the other.
    """
    folded = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _NOT_STORABLE.sub("\ufffd", folded))


def decode(data: bytes) -> str | None:
    """`data` as text without its byte order mark, or None where it is not text.

    By its mark, else as UTF-8, else as what charset-normalizer finds most likely.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _if_text(data[len(mark) :].decode(encoding, errors="replace"))
    try:
        return _if_text(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if b"\0" in data:  # no encoding of text that has no mark and is not UTF-8 holds NULs
        return None
    mended = data.decode("utf-8", errors="replace")
    if _barely_damaged(mended):
        return _if_text(mended)
    return _guess(data)


def _barely_damaged(text: str) -> bool:
    """Whether a few bad bytes stand in what is otherwise UTF-8: one spoilt letter beats a page of wrong ones."""
    good = sum(ch >= "\x80" for ch in text)
    bad = text.count("\ufffd")
    return bad * 10 <= good - bad


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_LOOKED_AT]).best()
    if best is None:
        return None
    return _if_text(data.decode(best.encoding, errors="replace"))


def _if_text(text: str) -> str | None:
    """`text`, or None where control characters make up over a tenth of its beginning."""
    head = text[:_LOOKED_AT]
    controls = len(_CONTROL.findall(head))
    return None if controls > 3 and controls * 10 > len(head) else text
