"""What the sources make of a claim: one verdict from what each of them says. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from assistant.check.evidence import Excerpt
from assistant.records import Stance, Verdict
from assistant.records.days import day_in_words
from assistant.verify.difference import Difference
from assistant.verify.entail import Entailment

SUPPORTS = 0.5
"""Probability of support from which a source bears a claim out; the verifier's are fitted so that this is even."""
CONTRADICTS = 0.55
"""Probability of contradiction from which a source says otherwise by the verifier's word alone."""
CONFLICTS = 0.15
"""The same beside a conflict that the deterministic checks found."""
REWORDED = 0.25
"""Probability of support from which a source bears out a claim but for the words that the claim quotes."""
AS_WELL = 0.1
"""How much less a source may fit a claim's context than another and still fit it as well."""
TELLING = 6
"""Words of meaning that a claim must have for the verifier's word alone: short ones lean on what stands about them."""
SPEAKS_OF = 0.4
"""Share of a claim's words that an excerpt must hold to bear it out: less, and it speaks of something else."""
ALIKE = 0.5
"""Share of a claim's words that an excerpt must hold before the two can contradict each other."""
ALL_ITS_WORDS = 0.99
"""The same where a contradiction by the verifier's word alone is looked at again."""
FITS = 0.3
"""How much less than the one that fits best a source may fit a claim's context and still be of its event."""
SHOWN = 3
"""Most sources shown for one claim on either side."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One source's excerpt beside a claim.

    ``conflicts`` are places where the two say different things; ``missing`` are details of the claim that the document
    does not hold where it speaks of it; ``reworded`` are quotations of the claim that the excerpt has in other words,
    or not at all (their ``source`` is ""). ``same_event`` tells whether both speak of the same actors at a compatible
    time, ``alike`` which share of the claim's ``telling`` words the excerpt holds, ``fit`` how well it fits the claim's
    context, ``cites_another_day`` whether the sentence to cite has another day than the claim.
    """

    excerpt: Excerpt
    entailment: Entailment
    conflicts: tuple[Difference, ...] = ()
    missing: tuple[Difference, ...] = ()
    reworded: tuple[Difference, ...] = ()
    same_event: bool = True
    alike: float = 1.0
    telling: int = TELLING
    fit: float = 1.0
    cites_another_day: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict, how sure it is, and the readings that it rests on."""

    verdict: Verdict
    confidence: float
    readings: tuple[tuple[Reading, Stance], ...] = field(default=())


def decide(readings: Sequence[Reading]) -> Decision:
    """The verdict on a claim from every source's reading.

    A conflict found by rule keeps a source from supporting, whatever the verifier says. A detail that no supporting
    source holds does so too, and so does a quotation: a claim that is borne out but for its quoted words is mixed. A
    source supports or contradicts only where it speaks of the same event.
    """
    readings = _of_the_event(readings)
    supporting = sorted(filter(_supports, readings), key=lambda r: -r.entailment.supported)
    held_nowhere = bool(_in_all([r.missing for r in supporting]))
    supporting = [] if held_nowhere else supporting
    contradicting = sorted(_that_fit_as_well(filter(_contradicts, readings), supporting), key=lambda r: -against(r))
    if reworded := _reworded(supporting or readings):
        supporting = []
        if not contradicting:
            shown: list[tuple[Reading, Stance]] = [(r, "supports") for r in reworded[:SHOWN]]
            return Decision("mixed", max(r.entailment.supported for r in reworded), tuple(shown))
    elif supporting and _in_all([r.reworded for r in supporting]):
        supporting, held_nowhere = [], True  # a quotation that no source has, nor anything like it
    pro: list[tuple[Reading, Stance]] = [(r, "supports") for r in supporting[:SHOWN]]
    con: list[tuple[Reading, Stance]] = [(r, "contradicts") for r in contradicting[:SHOWN]]
    if supporting and contradicting and against(contradicting[0]) > 1 - supporting[0].entailment.supported:
        sure = min(supporting[0].entailment.supported, against(contradicting[0]))
        return Decision("mixed", sure, (*pro, *con))
    if supporting:
        return Decision("supported", supporting[0].entailment.supported, tuple(pro))
    if contradicting:
        return Decision("contradicted", against(contradicting[0]), tuple(con))
    most = max((max(r.entailment.supported * (not r.conflicts), 0.5 * against(r)) for r in readings), default=0.0)
    return Decision("not_in_corpus", 0.5 if held_nowhere else 1 - min(most, 0.5))


def against(reading: Reading) -> float:
    """How sure it is that a source says otherwise: the verifier's word, raised by a conflict found by rule."""
    said = reading.entailment.contradicted
    return 1 - (1 - said) * 0.5 ** len(reading.conflicts[:2])


def _of_the_event(readings: Sequence[Reading]) -> list[Reading]:
    """`readings`, with those of another event marked so.

    Theirs is another day or number, and a source that fits the claim as well has the claim's: a message for one
    birthday says nothing against a claim about the next; two sources of one day do. Or they fit its context much less.
    """
    best = max((r.fit for r in readings), default=0.0)
    return [
        replace(r, same_event=False) if r.fit < best - FITS or any(_has_its(r, other) for other in readings) else r
        for r in readings
    ]


def _has_its(reading: Reading, other: Reading) -> bool:
    """Whether `other`, about another time, holds what `reading` has otherwise."""
    disputed = {d.claim for d in reading.conflicts if d.kind in ("date", "number")}
    days = [r.excerpt.document.metadata.date for r in (reading, other)]
    return (
        bool(disputed)
        and len(disputed) == len(reading.conflicts)
        and days[0] != days[1]
        and other.same_event
        and not other.conflicts
        and other.fit >= reading.fit - AS_WELL
        and not disputed & {d.claim for d in other.missing}
    )


def _that_fit_as_well(readings: Iterable[Reading], supporting: Sequence[Reading]) -> list[Reading]:
    """Those that fit the claim's context about as well as the best of them, and as the best of those `supporting`."""
    found = list(readings)
    best = max((r.fit for r in (*found, *supporting)), default=0.0)
    return [r for r in found if r.fit >= best - AS_WELL]


def _supports(reading: Reading) -> bool:
    if reading.conflicts or reading.cites_another_day or not reading.same_event or reading.alike < SPEAKS_OF:
        return False
    return reading.entailment.supported >= SUPPORTS


def _contradicts(reading: Reading) -> bool:
    if not reading.same_event or reading.alike < ALIKE:
        return False
    if reading.conflicts and not _of_its_own_day(reading):
        return reading.entailment.contradicted >= CONFLICTS
    return reading.entailment.contradicted >= CONTRADICTS and reading.telling >= TELLING


def says_otherwise_in_its_words(reading: Reading) -> bool:
    """Whether a source that holds every word of a claim contradicts it by the verifier's word alone."""
    plain = not (reading.conflicts or reading.missing or reading.reworded)
    return plain and reading.alike >= ALL_ITS_WORDS and _contradicts(reading)


def _of_its_own_day(reading: Reading) -> bool:
    """Whether the claim's day, which the source has otherwise, is the source's own: then it speaks of another event."""
    date = reading.excerpt.document.metadata.date or ""
    own = day_in_words(date) if len(date) == len("2024-10-06") else ""
    return bool(own) and all(d.kind == "date" and d.claim == own for d in reading.conflicts)


def _reworded(readings: Sequence[Reading]) -> list[Reading]:
    """Those that bear a claim out but for words it quotes, which they have otherwise and none has as quoted."""
    nowhere = _in_all([r.reworded for r in readings])
    found = [
        r
        for r in readings
        if any(d.source and d.claim in nowhere for d in r.reworded)
        and not r.conflicts
        and r.same_event
        and r.alike >= ALIKE
        and r.entailment.supported >= REWORDED
    ]
    return sorted(found, key=lambda r: -r.entailment.supported)


def _in_all(differences: Sequence[Sequence[Difference]]) -> set[str]:
    """What the claim says and every one of these sources lacks."""
    found = [{difference.claim for difference in one} for one in differences]
    return set.intersection(*found) if found else set()
