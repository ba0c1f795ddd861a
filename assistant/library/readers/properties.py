"""What PDF and Office files say about themselves, with what their programs put there by default left out."""

from __future__ import annotations

import re

_NOT_A_TITLE = re.compile(
    r"(?:untitled|anonymous|unspecified|title|document|presentation|powerpoint presentation|slide) ?\d*\Z"
    r"|.*\.(?:docx?|rtf|odt|pptx?|xlsx?|indd|qxd|pdf|tex|dvi|pages|wpd|txt|html?)\Z",
    re.IGNORECASE,
)
_PROGRAM_PREFIX = re.compile(r"Microsoft (?:Word|PowerPoint|Excel) - ", re.IGNORECASE)
_NOT_A_NAME = re.compile(
    r"anonymous|unspecified|unknown|administrator|admin|user|author|owner|microsoft|windows|python-docx|python-pptx|openpyxl"
    r"|office|scanner|apache",
    re.IGNORECASE,
)


def title(text: str | None) -> str:
    """The title property, or nothing where it is empty, a program's default or a file's name."""
    words = " ".join(_PROGRAM_PREFIX.sub("", (text or "").replace("\0", "")).split())
    return "" if _NOT_A_TITLE.match(words) else words


def author(text: str | None) -> str | None:
    """The author property, or None where it is a program, a role or a log-in name rather than somebody's name."""
    words = " ".join((text or "").replace("\0", "").split())
    named = " " in words or any(ch > "⺀" for ch in words) or (words.isupper() and len(words) > 1)
    return words if named and not _NOT_A_NAME.search(words) else None
