"""What the sources make of a claim: one verdict from what each of them says. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.check.evidence import Excerpt
from assistant.records import Stance, Verdict
from assistant.verify.difference import Difference
from assistant.verify.entail import Entailment

SUPPORTS = 0.5
"""Probability of support from which a source bears a claim out; the verifier's are fitted so that this is even."""
CONTRADICTS = 0.8
"""Probability of contradiction from which a source says otherwise by the verifier's word alone."""
CONFLICTS = 0.25
"""The same beside a conflict that the deterministic checks found."""
ALIKE = 0.5
"""Share of a claim's words that an excerpt must hold before the two can contradict each other."""
SHOWN = 3
"""Most sources shown for one claim on either side."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One source's excerpt beside a claim.

    ``conflicts`` are places where the two say different things, ``missing`` details of the claim that the excerpt does
    not hold; ``same_event`` whether both speak of the same actors at a compatible time; ``alike`` the share of the
    claim's words that the excerpt holds.
    """

    excerpt: Excerpt
    entailment: Entailment
    conflicts: tuple[Difference, ...] = ()
    missing: tuple[Difference, ...] = ()
    same_event: bool = True
    alike: float = 1.0


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict, how sure it is, and the readings that it rests on."""

    verdict: Verdict
    confidence: float
    readings: tuple[tuple[Reading, Stance], ...] = field(default=())


def decide(readings: Sequence[Reading]) -> Decision:
    """The verdict on a claim from every source's reading.

    A conflict found by rule keeps a source from supporting, whatever the verifier says. A detail that no supporting
    source holds does so too. A source contradicts only where it speaks of the same event.
    """
    supporting = sorted(filter(_supports, readings), key=lambda r: -r.entailment.supported)
    held_nowhere = _in_all([r.missing for r in supporting])
    if held_nowhere:
        supporting = []
    contradicting = sorted(filter(_contradicts, readings), key=lambda r: -against(r))
    shown: list[tuple[Reading, Stance]] = [(r, "supports") for r in supporting[:SHOWN]]
    shown += [(r, "contradicts") for r in contradicting[:SHOWN]]
    if supporting and contradicting and against(contradicting[0]) > 1 - supporting[0].entailment.supported:
        sure = min(supporting[0].entailment.supported, against(contradicting[0]))
        return Decision("mixed", sure, tuple(shown))
    if supporting:
        return Decision("supported", supporting[0].entailment.supported, tuple(shown[: len(supporting[:SHOWN])]))
    if contradicting:
        return Decision("contradicted", against(contradicting[0]), tuple(shown))
    most = max((max(r.entailment.supported * (not r.conflicts), 0.5 * against(r)) for r in readings), default=0.0)
    return Decision("not_in_corpus", 1 - min(most, 0.5) if not held_nowhere else 0.5)


def against(reading: Reading) -> float:
    """How sure it is that a source says otherwise: the verifier's word, raised by a conflict found by rule."""
    said = reading.entailment.contradicted
    return 1 - (1 - said) * 0.5 ** len(reading.conflicts[:2])


def _supports(reading: Reading) -> bool:
    return not reading.conflicts and reading.entailment.supported >= SUPPORTS


def _contradicts(reading: Reading) -> bool:
    if not reading.same_event or reading.alike < ALIKE:
        return False
    least = CONFLICTS if reading.conflicts else CONTRADICTS
    return reading.entailment.contradicted >= least


def _in_all(missing: Sequence[Sequence[Difference]]) -> set[str]:
    """The claim's details that are missing in every one of these sources."""
    found = [{difference.claim for difference in one} for one in missing]
    return set.intersection(*found) if found else set()
