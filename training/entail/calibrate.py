"""The verifier's probabilities: a logistic curve over its margin, fitted on the choosing halves of the measuring sets.

Every set, and in it both answers, counts the same, so that 0.5 is the fair threshold for all of them.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from assistant.settings import Settings
from assistant.verify.entail import Verifier
from assistant.verify.models import Shipped, Weights
from benchmarks.entailment_sets import halves


def run(data: Path, weights: Path) -> None:
    """Print slope, offset and parts for `FITTED` in `assistant/verify/entail.py`."""
    verifier = Verifier(Settings())
    verifier.network = Shipped(Weights(weights))
    margins, parts, labels, counts = [], [], [], []
    for found in halves(data).values():
        pairs = found.choosing
        measured = verifier.margins([(pair.evidence, pair.claim) for pair in pairs])
        yes = sum(pair.supported for pair in pairs)
        for pair, (margin, n) in zip(pairs, measured, strict=True):
            margins.append(margin)
            parts.append(math.log(n))
            labels.append(float(pair.supported))
            counts.append(1 / yes if pair.supported else 1 / (len(pairs) - yes))
    x, y, w = np.array([margins, np.ones(len(margins)), parts]).T, np.array(labels), np.array(counts)

    def loss(curve: np.ndarray) -> float:
        odds = x @ curve
        return float((w * np.logaddexp(0, np.where(y > 0, -odds, odds))).sum())

    slope, offset, of_parts = minimize(loss, np.array([1.0, 0.0, 0.0])).x
    print(f"Calibration(slope={slope:.3f}, offset={offset:.3f}, parts={of_parts:.3f})")
