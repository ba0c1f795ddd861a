"""Whether a sentence answers a question, as far as two networks read it.

The reader was trained on questions with texts that answer them and with texts that lack just what is asked: the same
people in another matter, another year, a figure never given. It sees the sentence between its neighbours. The
verifier, trained on claims, is given the question in a claim's place: what it calls contradicted is mostly near and
beside the point. Their words and the weight of the measures (`judge.weigh`) make one probability.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
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
    """Log-odds that a sentence with its neighbours answers, and that the sentence denies the question."""

    read: float
    denied: float


class Reader:
    """Questions and sentences → probabilities. Safe to share between threads; the networks load at first use."""

    def __init__(self, network: Shipped, verifier: Shipped) -> None:
        """Take the shipped networks: the weights below are fitted for them alone."""
        self.network = network
        self._verifier = verifier

    def load(self) -> None:
        """Load the networks, so that no question waits for them; raises `ModelError` where one cannot be had."""
        for network in (self.network, self._verifier):
            network.logits([("", "")])

    def answers(self, question: str, candidates: Sequence[Candidate]) -> list[float]:
        """Probability that each sentence answers `question`; by its measures where the networks cannot read the two."""
        if not candidates or not self.network.readable.share(question):
            return [weigh(c) for c in candidates]
        return [
            1 / (1 + math.exp(-(BIAS + WEIGHED * log_odds(weigh(c)) + READ * told.read + DENIED * told.denied)))
            if self.network.readable.share(c.text)
            else weigh(c)
            for c, told in zip(candidates, self.told(question, candidates), strict=True)
        ]

    def told(self, question: str, candidates: Sequence[Candidate]) -> list[Told]:
        """What the networks make of the question, under what is known of each sentence's document and section."""
        read = _shares(self.network, [f"{c.context} {_among_neighbours(c)}" for c in candidates], question, SUPPORTED)
        denied = _shares(self._verifier, [f"{c.context} {c.text}" for c in candidates], question, CONTRADICTED)
        return [Told(log_odds(r), log_odds(d)) for r, d in zip(read, denied, strict=True)]


def _shares(network: Shipped, texts: Sequence[str], question: str, label: int) -> list[float]:
    rows = network.logits([(text, question) for text in texts])
    return [float(np.exp(row[label] - np.logaddexp.reduce(row))) for row in rows]


def _among_neighbours(c: Candidate) -> str:
    """The sentence with those beside it in its passage: "he" and "there" are mostly named in one of them."""
    spans = c.hit.passage.sentences
    at = [i for i, s in enumerate(spans) if s.start < c.span.end and s.end > c.span.start]
    if not at:
        return c.text
    first, last = spans[max(0, at[0] - 1)], spans[min(len(spans) - 1, at[-1] + 1)]
    return c.document.text[first.start : last.end]


def log_odds(probability: float) -> float:
    """The log-odds of a probability, of one that is no nearer to 0 or 1 than `LEAST`."""
    kept = min(1 - LEAST, max(LEAST, probability))
    return math.log(kept / (1 - kept))


WEIGHED, READ, DENIED, BIAS = 1.02, 0.48, -0.48, -0.71
"""Logistic regression over `weigh`'s log-odds and the networks', of each question's best sentence: ``python -m training
weigh``."""
