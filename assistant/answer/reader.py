"""Whether a sentence answers a question, as far as the verifier reads it.

The verifier was trained on claims. Given a question in a claim's place, it still tells a sentence that speaks of what
is asked from one that is merely near: the same people in another matter, or a page that lacks the one fact asked for.
Its word and the weight of the measures (`judge.weigh`) make one probability.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from assistant.answer.evidence import Candidate
from assistant.answer.judge import weigh
from assistant.verify.entail import CONTRADICTED, SUPPORTED
from assistant.verify.models import Shipped

LEAST = 1e-3
"""Nearest that a probability comes to 0 or 1, so that one sure word decides nothing alone."""


@dataclass(frozen=True, slots=True)
class Told:
    """Log-odds that a sentence bears the question out as if it were a claim, and that it says otherwise."""

    borne: float
    denied: float


class Reader:
    """Questions and sentences → probabilities. Safe to share between threads; the network loads at first use."""

    def __init__(self, network: Shipped) -> None:
        """Take the shipped network: the weights below are fitted for it alone."""
        self._network = network

    def load(self) -> None:
        """Load the network, so that no question waits for it; raises `ModelError` where it cannot be had."""
        self._network.logits([("", "")])

    def answers(self, question: str, c: Candidate) -> float:
        """Probability that the sentence answers `question`; by its measures alone where the network cannot read it."""
        if not all(self._network.readable.share(text) for text in (question, c.text)):
            return weigh(c)
        told = self.told(question, c)
        z = BIAS + WEIGHED * log_odds(weigh(c)) + BORNE * told.borne + DENIED * told.denied
        return 1 / (1 + math.exp(-z))

    def told(self, question: str, c: Candidate) -> Told:
        """What the network makes of the question, under what is known of the sentence's document and section."""
        row = self._network.logits([(f"{c.context} {c.text}", question)])[0]
        shares = np.exp(row - np.logaddexp.reduce(row))
        return Told(log_odds(float(shares[SUPPORTED])), log_odds(float(shares[CONTRADICTED])))


def log_odds(probability: float) -> float:
    """The log-odds of a probability, of one that is no nearer to 0 or 1 than `LEAST`."""
    kept = min(1 - LEAST, max(LEAST, probability))
    return math.log(kept / (1 - kept))


WEIGHED, BORNE, DENIED, BIAS = 1.09, 0.18, -0.52, -0.93
"""Logistic regression over `weigh`'s log-odds and the network's: ``python -m training weigh``."""
