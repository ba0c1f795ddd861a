"""How a claim stands to its evidence: borne out, contradicted, or neither.

Evidence may be a whole document and a claim several sentences. Each sentence of the claim is held against the
sentences of the evidence that speak of it. The claim is as good as they are on the whole, since each reading errs by
itself, but one sentence that plainly fails fails the claim.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.settings import Settings
from assistant.verify.choose import choose, read_together, sentences_of
from assistant.verify.models import Foreign, Network, Shipped
from assistant.verify.network import LABELS

if TYPE_CHECKING:
    from numpy.typing import NDArray

SUPPORTED, CONTRADICTED, NEITHER = range(len(LABELS))
PLAINLY = 3.0
"""Log-odds by which a claim's sentences on the whole may be better borne out than its weakest."""


@dataclass(frozen=True, slots=True)
class Entailment:
    """Probabilities that evidence bears a claim out and that it says otherwise; what is left is neither."""

    supported: float
    contradicted: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probability of support = sigmoid(slope · margin + offset + parts · ln n), for a claim of n sentences.

    The margin is the log-odds that the network gives support, of all its sentences together (see `_together`).
    """

    slope: float = 1.0
    offset: float = 0.0
    parts: float = 0.0

    def __call__(self, margin: float, n: int) -> float:
        """The probability that a claim of `n` sentences is borne out."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.slope * margin + self.offset + self.parts * math.log(n)))))


FITTED = Calibration(slope=0.675, offset=0.669, parts=-0.249)
"""Fitted by ``python -m training calibrate`` on what the weights were not trained on; for the shipped weights alone."""


class Verifier:
    """Evidence and claims → entailments. Safe to share between threads; the network loads at first use."""

    def __init__(self, settings: Settings) -> None:
        """The shipped network, or the one that `settings` names."""
        foreign = settings.verifier_model
        self.network: Network = Foreign(foreign) if foreign else Shipped()
        self.calibration = Calibration() if foreign else FITTED

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Entailment]:
        """Entailments of (evidence, claim) pairs of a few sentences at most, read as they are."""
        return [self._entailment(row[None]) for row in self.network.logits(pairs)] if pairs else []

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Entailment]:
        """Entailments of (evidence, claim) pairs of any length; evidence or claim without a word gives 0 and 0."""
        return [self._entailment(logits) if len(logits) else Entailment(0.0, 0.0) for logits in self._logits(pairs)]

    def margins(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[float, int]]:
        """(margin of all its sentences, sentences) of each pair's claim, for fitting a `Calibration`."""
        return [(_together(logits) if len(logits) else 0.0, max(1, len(logits))) for logits in self._logits(pairs)]

    def _logits(self, pairs: Sequence[tuple[str, str]]) -> list[NDArray[np.float32]]:
        """Of each pair, logits of shape (sentences of the claim, 3)."""
        read: list[tuple[str, str]] = []
        rows: list[slice] = []
        for evidence, claim in pairs:
            parts = self._parts(evidence, claim)
            rows.append(slice(len(read), len(read) + len(parts)))
            read += parts
        logits = self.network.logits(read) if read else np.zeros((0, len(LABELS)), dtype=np.float32)
        return [logits[of] for of in rows]

    def _parts(self, evidence: str, claim: str) -> list[tuple[str, str]]:
        """(evidence to read, sentence) for each sentence of a claim."""
        told = sentences_of(evidence)
        return [(read_together([told[i] for i in choose(one, told)]), one) for one in sentences_of(claim) if told]

    def _entailment(self, logits: NDArray[np.float32]) -> Entailment:
        """Of a claim with these logits a sentence, shape (sentences, 3)."""
        weakest = min(logits, key=margin)
        supported = self.calibration(_together(logits), len(logits))
        share = 1 / (1 + math.exp(min(60.0, float(weakest[NEITHER] - weakest[CONTRADICTED]))))
        return Entailment(supported, (1 - supported) * share)


def margin(row: NDArray[np.float32]) -> float:
    """The log-odds of support in one sentence's logits."""
    return float(row[SUPPORTED] - np.logaddexp(row[CONTRADICTED], row[NEITHER]))


def _together(logits: NDArray[np.float32]) -> float:
    """The margin of a claim with these logits a sentence: their mean, at most `PLAINLY` above the weakest."""
    margins = [margin(row) for row in logits]
    return min(sum(margins) / len(margins), min(margins) + PLAINLY)
