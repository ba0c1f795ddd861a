"""What fits on one page: it is set, its pages counted, and the least needed sentences are left out until it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.brief.select import MOST_OF_ONE, WELL_FILLED, Picked, shares
from assistant.brief.template import Role

Pages = Callable[[Sequence[Picked]], int]
"""Sentences that are kept → pages that they take."""


def fit(picked: Sequence[Picked], pages: Pages) -> list[Picked]:
    """The most of `picked`, in order, that one page takes.

    What is locked is kept, and one sentence at least, whatever their length.
    """
    order = sorted(picked, key=lambda p: (not p.locked, -p.need))
    low, high = max(1, sum(p.locked for p in picked)), len(order)
    guess = high
    while low < high:
        if pages(_kept(picked, order[:guess])) <= 1:
            low = guess
        else:
            high = guess - 1
        guess = (low + high + 1) // 2
    return _kept(picked, order[:low])


def _kept(picked: Sequence[Picked], chosen: Sequence[Picked]) -> list[Picked]:
    """Those of `picked` that are chosen, in order. A chronology of one day is none; no source has over its share."""
    some = set(map(id, chosen))
    kept = [p for p in picked if id(p) in some]
    kept = [p for p in kept if p.locked or p.section.role != "chronology" or _days(kept, "chronology") > 1]
    while (over := _over(kept)) and sum(map(_words, kept)) - _words(over[0]) >= WELL_FILLED:
        kept.remove(over[0])
    return kept


def _days(kept: Sequence[Picked], role: Role) -> int:
    return len({p.line.day.iso for p in kept if p.section.role == role})


def _over(kept: Sequence[Picked]) -> list[Picked]:
    """The sentences of a source that has over its share of the page, where another is on it; least needed first."""
    (most, count), *others = shares(p.line for p in kept).most_common()
    if not others or count <= MOST_OF_ONE * len(kept):
        return []
    return sorted((p for p in kept if p.line.document.id == most and not p.locked), key=lambda p: p.need)


def _words(picked: Picked) -> int:
    return len(picked.line.text.split())
