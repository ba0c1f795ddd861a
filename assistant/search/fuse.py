"""Score fusion: several scored lists of passages into one order.

Pure. Each list is scaled to its own range first, so that BM25's open scale and a cosine can be added; a passage that
a list does not hold gets that list's floor. Scores, not ranks: a passage that is far ahead in one list stays ahead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signal:
    """One list of scored passages and its weight in the sum."""

    scores: Mapping[str, float]
    weight: float


def fuse(signals: Sequence[Signal]) -> list[tuple[str, float]]:
    """(passage id, score in 0..1), best first; equal scores in order of id, so that a run can be repeated.

    1.0 means first in every signal. Source: weighted sum of min-max scaled scores (CombSUM), Fox & Shaw 1994,
    "Combination of Multiple Searches", TREC-2.
    """
    total = sum(signal.weight for signal in signals if signal.scores) or 1.0
    fused: dict[str, float] = {}
    for signal in signals:
        for passage, scaled in scale(signal.scores).items():
            fused[passage] = fused.get(passage, 0.0) + signal.weight * scaled / total
    return sorted(fused.items(), key=lambda item: (-item[1], item[0]))


def scale(scores: Mapping[str, float]) -> dict[str, float]:
    """Scores scaled so that the best is 1 and the worst is 0; a single one is 1."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    width = high - low
    return {key: (value - low) / width if width else 1.0 for key, value in scores.items()}
