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
_BOTH = re.compile(r"^(?:Both )?Text [AB] and Text [AB](?: both)?\b|^(?:Both|The two) texts(?: both)?\b")
_JOINT = re.compile(
    r"(?:[,;:]?\s+(?:while|whereas|whilst|but|and|where|although|though|yet)|[,;:])\s+"
    r"(?:(?:in|for|with|according to)\s+)?$"
)
_OPENS = re.compile(r"^(?:While|Whereas|Where|Although|Though|But|And)\s+")
_IT = re.compile(r"\bits?\b", re.IGNORECASE)
_LEAST = 2
"""Words that a half must have beside the name of its text."""


@dataclass(frozen=True, slots=True)
class Half:
    """What is said of one side: `before`, what joins it to what stands before it; `claim`, its text as "it"."""

    side: Side
    before: str
    claim: str
    put: tuple[int, ...] = ()  # which of the claim's "it" stand for the name of the text

    def shown(self, settled: str) -> str | None:
        """`settled`, the claim as it was held, with the letter of its side again; None where that cannot be told."""
        places = list(_IT.finditer(settled))
        if len(places) != len(_IT.findall(self.claim)):
            return None
        name = "A and B" if self.side == "both" else self.side
        for n in reversed(self.put):
            one = places[n]
            own = "’s" if one.group().casefold() == "its" else ""
            settled = f"{settled[: one.start()]}{name}{own}{settled[one.end() :]}"
        return settled


def halves(line: str) -> list[Half]:
    """What `line` says of each side, in order; empty where that is not understood."""
    line = _OPENS.sub("", line.strip())
    if both := _BOTH.match(line):
        return [_half("both", "", f"{line[: both.end()]}{line[both.end() :]}", _BOTH)]
    named = list(_NAMED.finditer(line))
    if not named:
        return []
    cuts: list[tuple[int, int]] = []
    for one, other in zip(named, named[1:], strict=False):
        if one["side"] == other["side"]:
            continue
        joint = _JOINT.search(line[one.end() : other.start()])
        if joint is None:
            return []
        cuts.append((one.end() + joint.start(), other.start()))
    out = []
    begins = [(0, 0), *cuts]
    ends = [start for start, _ in cuts] + [len(line)]
    for (start, at), end in zip(begins, ends, strict=True):
        inside = line[at:end]
        found = _NAMED.search(inside)
        if found is None or len(re.findall(r"[^\W\d_]+", _NAMED.sub("", inside))) < _LEAST:
            return []
        out.append(_half(_side(found["side"]), line[start:at], inside, _NAMED))
    return out


def _side(letter: str) -> Side:
    return "A" if letter == "A" else "B"


def _half(side: Side, before: str, text: str, names: re.Pattern[str]) -> Half:
    """`text` with "it" in place of the names of its side, and where these stand."""
    out, at, put = "", 0, []
    for found in names.finditer(text):
        out += text[at : found.start()]
        put.append(len(_IT.findall(out)))
        own = found.groupdict().get("own")
        out += ("its" if own else "it") if out.strip() else ("Its" if own else "It")
        at = found.end()
    return Half(side, before, " ".join((out + text[at:]).split()), tuple(put))
