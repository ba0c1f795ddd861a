"""What fits on one page: the brief is set, its pages counted, and the least needed sentences are left out until it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.brief.select import Picked, shares
from assistant.brief.template import Role

Pages = Callable[[Sequence[Picked]], int]
"""Sentences that are kept → pages that they take."""
FEWEST_FOR_A_SHARE = 10
"""Sentences from which no source may have more than half of them."""


def fit(picked: Sequence[Picked], pages: Pages) -> list[Picked]:
    """The most of `picked`, in order, that one page takes. At least one sentence is kept, whatever its length."""
    order = sorted(picked, key=lambda p: -p.need)
    low, high = 1, len(order)
    guess = high
    while low < high:
        if pages(_kept(picked, order[:guess])) <= 1:
            low = guess
        else:
            high = guess - 1
        guess = (low + high + 1) // 2
    return _kept(picked, order[:low])


def _kept(picked: Sequence[Picked], chosen: Sequence[Picked]) -> list[Picked]:
    """Those of `picked` that are chosen, in order; a chronology of one day is none, and no source has over half."""
    some = set(map(id, chosen))
    kept = [p for p in picked if id(p) in some]
    kept = [p for p in kept if p.section.role != "chronology" or _days(kept, "chronology") > 1]
    while len(kept) > FEWEST_FOR_A_SHARE and (over := _over_half(kept)):
        kept.remove(min(over, key=lambda p: p.need))
    return kept


def _days(kept: Sequence[Picked], role: Role) -> int:
    return len({p.line.day for p in kept if p.section.role == role})


def _over_half(kept: Sequence[Picked]) -> list[Picked]:
    """The sentences of a source that has more than half of the page, where three sources or more are on it."""
    (most, count), *others = shares(p.line for p in kept).most_common()
    return [p for p in kept if p.line.document.id == most] if len(others) > 1 and 2 * count > len(kept) else []
