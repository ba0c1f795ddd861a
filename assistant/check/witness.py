"""A chat model's word on a claim as one more witness: how far it moves what the verifier and the rules found. Pure.

The verifier gives every source a probability of support and of contradiction. A chat model that names one of them,
and the sources it rests on, multiplies the odds of just that by `ODDS`; then `decide` is asked again, with every rule
that it has. So the model never gives a verdict: a number, day, name, negation or quotation that differs stays what it
is, a detail that no source holds stays missing, and what contradicts must still be of the same event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.check.verdict import Decision, Reading, decide
from assistant.verify.entail import Entailment

Said = Literal["supported", "contradicted", "open"]

ODDS = 3.0
"""What a chat model's word is worth: as much as a witness's who is right three times in four.

The best chat models judge some 77% of claims rightly against their sources (balanced accuracy), smaller ones fewer.
Source: leaderboard of LLM-AggreFact, Tang, Laban & Durrett 2024. With it, a model alone makes nothing "supported" that
the verifier gives less than 0.25, nor leaves anything surer than the two agree on.
"""
SURE = ODDS / (1 + ODDS)
"""Confidence from which a verdict is not put to a model: its word alone is worth no more."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a model says of a claim, and on which of its readings (by their places) it rests that."""

    said: Said
    places: frozenset[int] = frozenset()


def heard(readings: Sequence[Reading], word: Word) -> list[Reading]:
    """`readings` as they stand once `word` is counted: those that it names, or all where it leaves the claim open."""
    return [
        replace(reading, entailment=_moved(reading, word.said)) if word.said == "open" or i in word.places else reading
        for i, reading in enumerate(readings)
    ]


def in_doubt(readings: Sequence[Reading], decision: Decision) -> bool:
    """Whether any word of a model could change the verdict, which is neither sure nor rests on a difference by rule."""
    if _by_rule(decision) or (decision.verdict != "not_in_corpus" and decision.confidence >= SURE):
        return False
    everywhere = frozenset(range(len(readings)))
    words = (Word("supported", everywhere), Word("contradicted", everywhere), Word("open"))
    return any(decide(heard(readings, word)).verdict != decision.verdict for word in words)


def _by_rule(decision: Decision) -> bool:
    """Whether a verdict rests on a place where claim and source were found to differ."""
    return any(
        reading.conflicts if stance == "contradicts" else decision.verdict == "mixed" and reading.reworded
        for reading, stance in decision.readings
    )


def _moved(reading: Reading, said: Said) -> Entailment:
    """A reading's probabilities with the odds of what is `said` raised.

    Beside a difference that the rules found, support is never raised and contradiction never lowered.
    """
    before = reading.entailment
    weights = {
        "supported": before.supported,
        "contradicted": before.contradicted,
        "open": max(0.0, 1 - before.supported - before.contradicted),
    }
    weights[said] *= ODDS
    whole = sum(weights.values()) or 1.0
    supported, contradicted = weights["supported"] / whole, weights["contradicted"] / whole
    if reading.conflicts:
        return Entailment(min(supported, before.supported), max(contradicted, before.contradicted))
    return Entailment(supported, contradicted)
