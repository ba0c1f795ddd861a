"""How well the verifier tells claims that their evidence bears out from those that it does not.

Beside it, on the same pairs: the cosine of claim and best evidence sentence; the deterministic checks; and verifier and
checks together, as a check of a text uses them. A threshold is chosen on one half of a set and counted on the other:
one for each set where it is the cosine's, always 0.5 where it is the verifier's, whose probabilities are fitted on
all the choosing halves together (``python -m training calibrate``).
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.library.embed import ModelEmbeddings
from assistant.settings import Settings
from assistant.verify.choose import sentences_of
from assistant.verify.entail import Verifier
from benchmarks.entailment_sets import SEED, Pair, halves
from benchmarks.library import table

RESAMPLED = 1000
"""Draws with replacement for the interval that holds 95% of them."""
System = Callable[[Sequence[Pair]], list[float]]
"""Pairs → how far each claim is borne out; only the order counts, and for the verifier 0.5."""


def run(data: Path) -> None:
    settings = Settings()
    embeddings = ModelEmbeddings(settings)
    verifier = Verifier(settings)
    rows: list[list[object]] = []
    for name, pairs in halves(data).items():
        measured = pairs.measured
        cosine = Scores(lambda found: cosines(embeddings, found), pairs.choosing)
        support = [e.supported for e in verifier.entail([(p.evidence, p.claim) for p in measured])]
        rows.append(
            [
                name,
                len(measured),
                sum(pair.supported for pair in measured),
                told(measured, cosine(measured)),
                told(measured, [value >= 0.5 for value in support]),
            ]
        )
    table(["set", "pairs", "borne out", "cosine", "verifier"], rows)
    print(f"\n{speed(verifier):.0f} pairs of 100 tokens a second")


class Scores:
    """A score made into yes and no, with the threshold that is best on `choosing`."""

    def __init__(self, score: System, choosing: Sequence[Pair]) -> None:
        self._score = score
        scores = score(choosing)
        options = sorted({round(value, 3) for value in scores})
        self.threshold = max(options, key=lambda at: balanced(choosing, [value >= at for value in scores]))

    def __call__(self, pairs: Sequence[Pair]) -> list[bool]:
        return [value >= self.threshold for value in self._score(pairs)]


def cosines(embeddings: ModelEmbeddings, pairs: Sequence[Pair]) -> list[float]:
    """The cosine of each claim's weakest sentence to the sentence of the evidence that is nearest to it."""

    texts = sorted({part for pair in pairs for text in (pair.evidence, pair.claim) for part in sentences_of(text)})
    vectors = dict(zip(texts, np.asarray(embeddings.embed_documents(texts)), strict=True))
    out = []
    for pair in pairs:
        evidence = np.stack([vectors[part] for part in sentences_of(pair.evidence)])
        out.append(float(min((evidence @ vectors[part]).max() for part in sentences_of(pair.claim))))
    return out


def balanced(pairs: Sequence[Pair], said: Sequence[bool]) -> float:
    """Balanced accuracy, mean over groups: half the share of supported ones found, half that of the others."""
    groups: dict[str, list[tuple[bool, bool]]] = {}
    for pair, yes in zip(pairs, said, strict=True):
        groups.setdefault(pair.group, []).append((pair.supported, yes))
    shares = []
    for found in groups.values():
        for wanted in (True, False):
            said_right = [yes == wanted for supported, yes in found if supported == wanted]
            if said_right:
                shares.append(sum(said_right) / len(said_right))
    return statistics.fmean(shares)


def told(pairs: Sequence[Pair], said: Sequence[bool]) -> str:
    """Balanced accuracy in percent, with the interval that holds 95% of resampled sets."""
    rng = random.Random(SEED)
    drawn = []
    for _ in range(RESAMPLED):
        rows = rng.choices(range(len(pairs)), k=len(pairs))
        drawn.append(balanced([pairs[i] for i in rows], [said[i] for i in rows]))
    low, high = np.percentile(drawn, [2.5, 97.5])
    return f"{100 * balanced(pairs, said):.1f} ({100 * low:.0f} to {100 * high:.0f})"


def speed(verifier: Verifier) -> float:
    """Pairs of 100 tokens that the verifier reads in a second."""
    evidence = "The committee met on Monday in the old town hall and heard the treasurer's report on the year. " * 3
    claim = "The committee met {} times in the town hall and heard the report of its treasurer."
    pairs = [(evidence, claim.format(n)) for n in range(600)]
    verifier.judge(pairs[:64])
    began = time.perf_counter()
    verifier.judge(pairs)
    return len(pairs) / (time.perf_counter() - began)
