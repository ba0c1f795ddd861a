"""Whether the numbers of a claim are those of its evidence. Pure.

Two numbers are held against each other only where the same thing is counted, in the same unit, in like company. A
number that the evidence gives for that thing anywhere, or that two of its numbers add up to, is no conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.verify.counts import VAGUE, Count, counts
from assistant.verify.difference import Difference
from assistant.verify.figures import Figure


def agree(claim: Figure, source: Figure) -> bool:
    """Whether both can be said of one quantity: equal, rounded, or as near as "about" and "over" allow."""
    if claim.kind in ("score", "clock") or source.kind in ("score", "clock"):
        same = (claim.low, claim.high) == (source.low, source.high)
        return same or (claim.kind == "score" and (claim.low, claim.high) == (source.high, source.low))
    if claim.kind == "ordinal" or source.kind == "ordinal":
        return claim.low == source.low
    if claim.low != claim.high or source.low != source.high:
        return claim.low <= source.high * 1.001 and source.low <= claim.high * 1.001
    return _one_agrees(claim, source) or _one_agrees(source, claim)


def _one_agrees(claim: Figure, source: Figure) -> bool:
    said, true = claim.low, source.low
    off = abs(said - true)
    if true < 1000 <= said and said in (true * 10**3, true * 10**6, true * 10**9):  # "thirty thousand … we need fifty"
        return True
    if off <= 1e-6 * max(1.0, abs(true)):
        return True
    size = max(abs(said), abs(true))
    if claim.hedge == "about" and off <= 0.12 * size or claim.hedge == "near" and 0 < said - true <= 0.12 * size:
        return True
    if claim.hedge == "over" and said < true or claim.hedge == "under" and said > true:
        return True
    if "share" in (claim.kind, source.kind) and off <= 3:
        return True
    # Rounded: 2.4 million for 2,398,000.
    return claim.grain > source.grain and off <= claim.grain / 2 and off <= 0.06 * size


def number_conflicts(claim: str, evidence: str) -> Iterator[Difference]:
    """Numbers of the claim where the evidence has another one for the same thing."""
    theirs = counts(evidence)
    if not theirs:
        return
    mine = counts(claim)
    for ours in mine:
        rivals = [
            c
            for c in theirs
            if not agree(ours.figure, c.figure) and _same_thing(ours, c) and not _is_taken(c, ours, mine)
        ]
        if not rivals:
            continue
        rival = max(rivals, key=lambda c: likeness(ours, c))
        alike = likeness(ours, rival)
        if alike < _needed(ours, rival):
            continue
        agreeing = [c for c in theirs if agree(ours.figure, c.figure)]
        if any(_may_be_meant(ours, c, alike) for c in agreeing):
            continue
        alike_figures = [c.figure for c in theirs if c.unit == ours.unit or c.counted & ours.counted]
        if _reckoned(ours.figure, alike_figures) or _part_of(ours.figure, alike_figures, evidence):
            continue
        yield Difference("number", _shown(claim, ours), _shown(evidence, rival))


def _is_taken(theirs: Count, ours: Count, mine: Sequence[Count]) -> bool:
    """Whether another number of the claim is the one that theirs agrees with."""
    room = likeness(ours, theirs) - _TAKEN_MARGIN
    return any(o is not ours and agree(o.figure, theirs.figure) and likeness(o, theirs) >= room for o in mine)


def _same_thing(ours: Count, theirs: Count) -> bool:
    """Whether both may give the quantity of one thing."""
    if ours.more != theirs.more:
        return False
    if (ours.figure.kind == "ordinal") != (theirs.figure.kind == "ordinal"):
        return False
    if ours.unit == theirs.unit and ours.unit not in ("", "ordinal"):
        of = ours.counted if ours.unit == "%" else frozenset()
        return not of or bool(of & (theirs.counted | theirs.company.keys()))
    shared = bool((ours.counted & theirs.counted) - VAGUE)
    if ours.figure.kind == "ordinal":  # the first woman president is not the first president
        return ours.counted == theirs.counted and shared
    if ours.unit == theirs.unit and shared:
        return True
    # "lent us 30": what is counted is understood.
    bare = theirs.is_bare or ours.is_bare
    like_size = max(ours.figure.low, theirs.figure.low) <= 10 * min(ours.figure.low, theirs.figure.low)
    return bare and like_size and ours.figure.kind == theirs.figure.kind == "count" and not (ours.named or theirs.named)


def _may_be_meant(ours: Count, theirs: Count, alike: float) -> bool:
    """Whether a figure of theirs that agrees may be the one meant, though another one stands in company more alike."""
    if ours.is_bare and theirs.is_bare:
        return True
    understood = theirs.is_bare and theirs.figure.low != ours.figure.low  # "We need fifty": thousand
    if (
        understood
        or theirs.figure.kind in ("clock", "score")
        or _distinctive(ours.figure)
        and ours.figure.low == theirs.figure.low
    ):
        return True
    same_unit = ours.unit == theirs.unit and (ours.unit not in ("", "ordinal") or ours.counted & theirs.counted)
    if same_unit or theirs.is_bare:
        return likeness(ours, theirs) > alike - _SAME_UNIT_MARGIN
    return likeness(ours, theirs) > alike - _MARGIN


def _distinctive(figure: Figure) -> bool:
    """Whether a number is hardly met twice by chance: three digits that count, or decimals."""
    return figure.grain < 1 or len(f"{figure.low:.6g}".replace(".", "").strip("0").split("e")[0]) >= 3


_SAME_UNIT_MARGIN, _MARGIN, _TAKEN_MARGIN = 0.6, 0.25, 0.35


def likeness(ours: Count, theirs: Count) -> float:
    """How much of the company of ours theirs has too, 0..1, and a little more where both belong to one word."""
    if not ours.company:
        return 0.0
    shared = sum(weight for key, weight in ours.company.items() if key in theirs.company) / sum(ours.company.values())
    return shared + 0.15 * (ours.governor == theirs.governor != "") + 0.05 * (ours.before == theirs.before != "")


def _needed(ours: Count, theirs: Count) -> float:
    """The likeness from which on both speak of one quantity: more where the unit alone says little."""
    if ours.unit != theirs.unit or not ours.unit and not ours.counted & theirs.counted:
        return NEEDED[2]
    return NEEDED[1] if ours.unit == "clock" else NEEDED[0]


NEEDED = (0.35, 0.6, 0.6)


def _reckoned(ours: Figure, theirs: Sequence[Figure]) -> bool:
    """Whether ours is the sum or the difference of two of theirs, what is left of a hundred percent, or how many."""
    values = sorted({f.low for f in theirs})[:12]
    said, room = (
        ours.low,
        max(ours.grain / 2 if ours.grain > 1 else 0.0, 0.011 * abs(ours.low) * (ours.hedge != ""), 1e-6),
    )
    if any(abs(100 - v - said) <= room for v in values):
        return True
    if ours.kind == "share" or said <= 100:  # 33 of 52 are two thirds
        share = [100 * a / b for a, b in combinations(values, 2) if b]
        if any(abs(s - said) <= max(3.0 if ours.kind == "share" or ours.hedge else 0.6, room) for s in share):
            return True
    pairs = combinations(values, 2)
    return any(abs(a + b - said) <= room or abs(abs(a - b) - said) <= room for a, b in pairs) or (
        len(values) > 2 and abs(sum(values) - said) <= room
    )


_PARTS = re.compile(
    r"\b(?:half|halves|halv\w+|twice|doubl\w+|third|quarter|trebl\w+|tripl\w+|each|apiece)\b", re.IGNORECASE
)


def _part_of(ours: Figure, theirs: Sequence[Figure], evidence: str) -> bool:
    """Whether ours is a part or a multiple of one of theirs, where the evidence speaks of such: 400, half of them."""
    if not _PARTS.search(evidence):
        return False
    return any(
        abs(f.low * by - ours.low) <= 1e-6 * max(1.0, ours.low)
        for f in theirs
        for by in (0.5, 2, 1 / 3, 3, 0.25, 4, 0.75)
    )


def missing_numbers(claim: str, evidence: str) -> Iterator[Difference]:
    """Numbers of the claim that agree with none of the evidence."""
    theirs = counts(evidence)
    for ours in counts(claim):
        if ours.figure.kind == "count" and (ours.figure.low <= 1 or _points_back(ours)):
            continue
        if not any(agree(ours.figure, c.figure) for c in theirs) and not _reckoned(
            ours.figure, [c.figure for c in theirs]
        ):
            yield Difference("number", _shown(claim, ours), "")


def _points_back(count: Count) -> bool:
    """Whether a number only says who is meant: the two countries, all three leaders."""
    return (
        count.before in ("the", "these", "those", "all", "our", "their") and count.figure.low <= 10 and not count.unit
    )


def _shown(text: str, count: Count) -> str:
    """The number and what it counts, as they stand."""
    return text[count.figure.start : count.end].strip()
