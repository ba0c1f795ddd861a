"""One sentence and what carries it → supported, weak or unsupported, and why. Pure.

What the deterministic checks find cannot be overruled: another number, day, name or a denial makes a sentence
unsupported, and so does a detail that what carries it does not hold. All else is weighed: one logistic curve over the
measures, whose weights and two thresholds stand here and nowhere else. `python -m benchmarks citing` chooses them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

from assistant.records import Support
from assistant.verify.difference import Difference
from assistant.verify.grounds import Grounds


@dataclass(frozen=True, slots=True)
class Weights:
    """What each measure of `Grounds` counts, in log-odds; ``verifier`` is for the log-odds that the verifier gives."""

    offset: float
    meant: float
    loose: float
    company: float
    turned: float
    apart: float
    inexact: float
    lent: float
    verifier: float


WEIGHTS = Weights(
    offset=-9.7,
    meant=12.3,
    loose=-1.7,
    company=2.3,
    turned=-5.5,
    apart=-2.7,
    inexact=-4.3,
    lent=-5.5,
    verifier=1.3,
)
SUPPORTED = 0.7
"""Probability of being borne out from which a sentence is marked supported: benchmarks/log.md, 2026-11-25."""
WEAK = 0.03
"""The same for weak: below it nothing that was given carries the sentence."""
BELIEVED = 0.5
"""Probability of support by the verifier's word from which free wording is weak at least, where the source …"""
SPEAKS_OF = 0.5
"""… has this share of its words. Less, and it speaks of something else: it is not cited for what it does not say."""
FEWEST = 3
"""Words of meaning that a sentence must have to be supported by anything but its own words in a source."""
_CERTAIN = 6.0  # log-odds beyond which the verifier's word counts no more


def measures(grounds: Grounds) -> dict[str, float]:
    """Each weighed measure by the name of its weight; 1 for the offset."""
    chance = min(max(grounds.supported, 1e-6), 1 - 1e-6)
    return {
        "offset": 1.0,
        "verifier": max(-_CERTAIN, min(_CERTAIN, math.log(chance / (1 - chance)))),
        **{f.name: float(getattr(grounds, f.name)) for f in fields(Weights) if f.name not in ("offset", "verifier")},
    }


def probability(grounds: Grounds, weights: Weights = WEIGHTS) -> float:
    """How likely it is that a sentence without conflict is borne out, 0..1."""
    odds = sum(getattr(weights, name) * value for name, value in measures(grounds).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@dataclass(frozen=True, slots=True)
class Judged:
    """A label, the reason for one that is not "supported", and the probability that it rests on."""

    support: Support
    reason: str
    probability: float


def judge(grounds: Grounds | None) -> Judged:
    """The label of a sentence; None where no passage has a word of it."""
    if grounds is None:
        return Judged("unsupported", "No passage that was given speaks of this.", 0.0)
    if grounds.conflicts:
        return Judged("unsupported", _conflict(grounds.conflicts[0]), 0.0)
    if grounds.missing:
        told = ", ".join(dict.fromkeys(f"“{d.claim}”" for d in grounds.missing))
        return Judged("unsupported", f"The source does not have {told}.", 0.0)
    found = probability(grounds)
    if grounds.words < FEWEST:
        return Judged("weak", "It says too little to be held against a source.", min(found, SUPPORTED))
    if found >= SUPPORTED:
        return Judged("supported", "", found)
    if found >= WEAK or grounds.supported >= BELIEVED and grounds.meant >= SPEAKS_OF:
        return Judged("weak", "The source speaks of this, but it is not certain that it says all of it.", found)
    return Judged("unsupported", "The passages that were given do not say this.", found)


_KINDS = {"number": "number", "date": "date", "name": "name", "negation": "wording", "quotation": "quotation"}


def _conflict(found: Difference) -> str:
    if not found.source:
        return f"“{found.claim}” does not stand in the source."
    return f"Another {_KINDS[found.kind]}: “{found.claim}” here, “{found.source}” in the source."
