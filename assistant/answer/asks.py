"""What a question asks for, by its question words. Pure; English."""

from __future__ import annotations

import re

from assistant.verify.words import key_of

_CLASSES = (
    ("how many", r"how (?:many|much|long|often|old|large|far|big)"),
    ("how", r"how"),
    ("who", r"who|whom|whose"),
    ("what", r"what|which"),
    ("when", r"when"),
    ("where", r"where"),
    ("why", r"why"),
)
_ASKS = re.compile("|".join(rf"(?P<c{n}>\b(?:{words_})\b)" for n, (_, words_) in enumerate(_CLASSES)), re.IGNORECASE)
_WHETHER = re.compile(
    r"(?:^|[,:;]\s*)(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|may|might|should)\b", re.IGNORECASE
)
_BIDS = re.compile(
    r"(?:^|[,:;]\s*)(?:please )?(summari[sz]e|list|quote|compare|describe|explain|outline|give|show|tell|name)\b",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(
    r"^\W*(?:(?:and|but|so|also|then|well|ok|okay)\b[\s,]*)*(?:(?:what|how) about\b)?\s*", re.IGNORECASE
)


def lead(text: str) -> str:
    """The class of a question's first question word; "" where it has none."""
    return next(iter(asks(text)), "")


def asks(text: str) -> dict[str, None]:
    """The classes of all question words of a text, in order."""
    bare = _LEADS_IN.sub("", text)
    found = [(m.start(), _CLASSES[int((m.lastgroup or "c0")[1:])][0]) for m in _ASKS.finditer(bare)]
    found += [(m.start(), "whether") for m in _WHETHER.finditer(bare)]
    found += [(m.start(), key_of(m[1].casefold().replace("z", "s"))) for m in _BIDS.finditer(bare)]
    return dict.fromkeys(name for _, name in sorted(found))
