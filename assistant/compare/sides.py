"""A line of a chat model on two texts → what it says of A and what of B, each to be held against its own text. Pure.

"Text A calls it a shield, while Text B calls it a bridge" is two halves, joined by ", while ". A line in which the two
cannot be told apart ("Text A, unlike Text B, …") is not understood, and then it is not used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Side = Literal["A", "B", "both"]

_NAMED = re.compile(r"\b(?:[Tt]he )?[Tt]ext (?P<side>[AB])\b(?P<own>['’]s)?")
_LEAD = re.compile(r"(?:in|for|according to) (?:the )?text [AB],?\s+", re.IGNORECASE)
_BOTH = re.compile(r"^(?:Both )?Text [AB] and Text [AB](?: both)?\b|^(?:Both|The two) texts(?: both)?\b")
_JOINT = re.compile(
    r"(?:[,;:]?\s+(?:while|whereas|whilst|but|and|where|although|though|yet)|[,;:])\s+"
    r"(?P<of>(?:in|for|with|according to)\s+)?$"
)
_LABEL = re.compile(r"^[^:“\"\[]{2,60}:[*_]*\s+(?=(?:[Ii]n |[Ff]or )?[Tt]ext [AB]\b)")
"""What stands in front of a line as its heading ("Address: Text A …"): nothing that a text could bear out."""
_OPENS = re.compile(r"^(?:While|Whereas|Where|Although|Though|But|And)\s+")
_IN_IT = re.compile(r"\b(?:in|of|from|to|than|by|for|with|as)\s+$", re.IGNORECASE)
_LEAST = 2
"""Words that a half must have beside the name of its text."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a half says, with `put` in place of the names of its text: (words, how many of the same stand before)."""

    text: str
    put: tuple[tuple[str, int], ...]
    lead: str = ""  # "In Text A, ": no part of what is held

    def shown(self, settled: str, name: str) -> str | None:
        """`settled`, this claim as it was held, with `name` for the text again; None where that cannot be told."""
        at: list[tuple[int, int, str]] = []
        for words, before in self.put:
            places = list(_whole(words).finditer(settled))
            if before >= len(places) or len(places) != len(_whole(words).findall(self.text)):
                return None
            own = "’s" if words.casefold() == "its" or words.endswith("’s") else ""
            at.append((*places[before].span(), f"{name}{own}"))
        for start, end, words in sorted(at, reverse=True):
            settled = settled[:start] + words + settled[end:]
        return _NAMED.sub(name, self.lead) + settled


@dataclass(frozen=True, slots=True)
class Half:
    """What is said of one side, or of both; `before` joins it to what stands before it."""

    side: Side
    before: str
    text: str

    def claim(self, speaker: str) -> Claim:
        """The half as a sentence of its own: `speaker`, whose text it is, or "it", for the name of the text."""
        lead = _LEAD.match(self.text)
        text = self.text[lead.end() :] if lead else self.text
        out, at = "", 0
        put: list[tuple[str, int]] = []
        for found in (_BOTH if self.side == "both" else _NAMED).finditer(text):
            out += text[at : found.start()]
            own = found.groupdict().get("own")
            it = not speaker or _IN_IT.search(out)
            words = ("its" if own else "it") if it else f"{speaker}{'’s' if own else ''}"
            words = words if out.strip() else words[0].upper() + words[1:]
            put.append((words, len(_whole(words).findall(out))))
            out += words
            at = found.end()
        return Claim(out + text[at:], tuple(put), lead.group() if lead else "")


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’']){re.escape(words)}(?![\w’'])", re.IGNORECASE)


def halves(line: str) -> list[Half]:
    """What `line` says of each side, in order; empty where that is not understood."""
    line = _OPENS.sub("", _LABEL.sub("", " ".join(line.split())))
    if _BOTH.match(line):
        return [Half("both", "", line)]
    named = list(_NAMED.finditer(line))
    if not named:
        return []
    cuts: list[tuple[int, int]] = [(0, 0)]
    for one, other in zip(named, named[1:], strict=False):
        if one["side"] == other["side"]:
            continue
        joint = _JOINT.search(line[one.end() : other.start()])
        if joint is None:
            return []
        bare = joint.end() - len(joint["of"] or "")  # "…, while in Text B": "in" is part of the half
        cuts.append((one.end() + joint.start(), one.end() + bare))
    ends = [start for start, _ in cuts[1:]] + [len(line)]
    out = [_half(line[start:at], line[at:end]) for (start, at), end in zip(cuts, ends, strict=True)]
    return [half for half in out if half] if all(out) else []


def _half(before: str, text: str) -> Half | None:
    """The half in `text`, None where it says nothing: "Unlike Text B"."""
    found = _NAMED.search(text)
    if found is None or len(re.findall(r"[^\W\d_]+", _NAMED.sub("", text))) < _LEAST:
        return None
    return Half("A" if found["side"] == "A" else "B", before, text)
