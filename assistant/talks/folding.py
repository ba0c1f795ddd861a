"""Names of conversations, and words in the form in which they are searched. Pure."""

from __future__ import annotations

import unicodedata

MOST_NAMED = 200
"""Characters of a name."""


def folded(words: str) -> str:
    """`words` as they are compared: case, width, accents and spaces make no difference."""
    parts = unicodedata.normalize("NFKD", words)
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFC", bare).casefold().split())


def shown_name(name: str) -> str:
    """`name` on one line, cut at a word where it is too long; signs that nobody sees fall away."""
    seen = "".join(c for c in name if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    line = " ".join(seen.split())
    return line if len(line) <= MOST_NAMED else line[: MOST_NAMED - 2].rsplit(" ", 1)[0] + " …"
