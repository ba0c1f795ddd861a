"""What stands around a passage speaks for it: a question's subject is seldom dropped at a passage's end.

Pure. The first passages stay as they are, so that the best matches lead and several documents can be among them. From
there on a passage counts together with what was found before and behind it in the same document, the nearer the more.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

AS_THEY_ARE = 3
"""Passages that keep their places. Source: benchmarks/log.md, 2026-11-29, as for the other two."""
WEIGHT = 0.3
"""Share of a neighbour's score that a passage gets where the two touch."""
REACH = 700
"""Characters between two passages over which that share falls to 37%; a passage of 200 tokens has about 900."""
NEGLIGIBLE = 0.001
"""A share below which farther passages are not looked at."""


def with_surroundings(order: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """(passage id, score in 0..1) with surroundings counted, best first.

    The first `AS_THEY_ARE` keep places and scores, and no other gets a higher score than the last of them. Passage
    ids end in ``:start-end``; what stands before the colon names the document and its version.
    """
    first, rest = list(order[:AS_THEY_ARE]), order[AS_THEY_ARE:]
    if not rest:
        return first
    lent = _lent(order)
    summed = {passage: score + lent[passage] for passage, score in rest}
    least, most = first[-1][1], max(summed.values()) or 1.0
    scaled = [(passage, least * (total / most)) for passage, total in summed.items()]
    return first + sorted(scaled, key=lambda item: (-item[1], item[0]))


def _lent(order: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Passage id → what its neighbours in its document give it."""
    by_document: dict[str, list[tuple[int, int, str, float]]] = defaultdict(list)
    for passage, score in order:
        document, _, place = passage.rpartition(":")
        start, end = map(int, place.split("-"))
        by_document[document].append((start, end, passage, score))
    lent = dict.fromkeys((passage for passage, _ in order), 0.0)
    for places in by_document.values():
        places.sort()
        for at, (_, end, passage, score) in enumerate(places):
            for start, _, other, its in places[at + 1 :]:
                share = WEIGHT * math.exp(-max(0, start - end) / REACH)
                if share < NEGLIGIBLE:
                    break
                lent[passage] += share * its
                lent[other] += share * score
    return lent
