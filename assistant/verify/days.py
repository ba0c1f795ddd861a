"""Whether the days of a claim are those of its evidence. Pure.

Two times conflict only where both date one act: it is worded alike beside both, no day is common to them, and no
other time of the evidence fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.library.periods import period_of
from assistant.verify.difference import Difference
from assistant.verify.numerals import ORDINALS
from assistant.verify.times import Time, times
from assistant.verify.words import words

_NEEDED, _MARGIN = 0.3, 0.4
"""Likeness of company from which on two times date one act; how much more alike than one that fits."""

_OTHER_ACT = 0.5
"""How much more alike, where the very same day stands there too, for something else that was done on it."""


def fits(ours: Time, theirs: Time) -> bool:
    """Whether both may be the same time."""
    if ours.day or theirs.day:
        days = [t.day or next((int(p.first[8:]) for p in t.may_be if p.is_day), None) for t in (ours, theirs)]
        return None in days or days[0] == days[1]
    if ours.may_be and theirs.may_be:
        return any(a.meets(b) for a in ours.may_be for b in theirs.may_be)
    if ours.weekday is None or theirs.weekday is None:
        return True
    return ours.weekday == theirs.weekday


def day_conflicts(
    claim: str, evidence: str, claim_date: str | None = None, evidence_date: str | None = None
) -> Iterator[Difference]:
    """Times of the claim where the evidence dates the same act otherwise."""
    theirs = times(evidence, evidence_date or claim_date)
    if not theirs:
        return
    mine = times(claim, claim_date or evidence_date)
    for ours in mine:
        free = [t for t in theirs if not any(other is not ours and fits(other, t) for other in mine)]
        rivals = [t for t in free if not fits(ours, t) and not t.bound and not t.named]
        if ours.bound or ours.named or not rivals:
            continue
        rival = max(rivals, key=lambda t: (likeness(ours, t), _nearness(ours, t)))
        if _other_turn(claim, ours, evidence, rival):
            continue
        if likeness(ours, rival) < _NEEDED or any(_may_be_meant(ours, t, rival) for t in theirs):
            continue
        yield Difference("date", claim[ours.start : ours.end], evidence[rival.start : rival.end])


def _one(time: Time) -> tuple[str, str]:
    return time.may_be[0].first, time.may_be[0].last


def _other_turn(claim: str, ours: Time, evidence: str, theirs: Time) -> bool:
    """Whether the two speak of different turns of one thing: a first trial and a second one."""
    turns = [
        {w.low for w in words(text) if w.low in ORDINALS and abs(w.start - time.start) < _TURN}
        for text, time in ((claim, ours), (evidence, theirs))
    ]
    return bool(turns[0] and turns[1] and turns[0] != turns[1])


_TURN = 80  # characters


def _may_be_meant(ours: Time, theirs: Time, rival: Time) -> bool:
    """Whether another time of theirs leaves ours possible: it fits, and what it dates is not plainly something else."""
    if theirs.bound:  # since 2001, until May
        return likeness(ours, theirs) > likeness(ours, rival) - _MARGIN
    if not fits(ours, theirs):
        return False
    exact = ours.is_sharp and theirs.is_sharp and _one(ours) == _one(theirs)
    if exact and not ours.may_be[0].is_year:  # a day, or a month of a year
        own = theirs.company.get(ours.governor, 0.0)  # the act stands nearer to the same day than to the other
        nearer = own > 0 and own >= rival.company.get(ours.governor, 0.0)
        return nearer or likeness(ours, theirs) > likeness(ours, rival) - _OTHER_ACT
    elsewhere = ours.governor == rival.governor != theirs.governor and ours.governor not in theirs.company
    return not elsewhere or likeness(ours, theirs) > likeness(ours, rival) - _MARGIN


def likeness(ours: Time, theirs: Time) -> float:
    """How much of the company of ours theirs has too, 0..1, more where both belong to one word."""
    if not ours.company:
        return 0.0
    shared = sum(weight for key, weight in ours.company.items() if key in theirs.company) / sum(ours.company.values())
    if ours.governor and theirs.governor:
        shared += 0.25 if ours.governor == theirs.governor else -0.1
    return shared


def _nearness(ours: Time, theirs: Time) -> float:
    """How near to their time the words stand that both have: of two days in one sentence, whose they are."""
    return sum(theirs.company.get(key, 0.0) for key in ours.company)


def missing_days(
    claim: str, evidence: str, claim_date: str | None = None, evidence_date: str | None = None
) -> Iterator[Difference]:
    """Times of the claim that none of the evidence's fits."""
    theirs = times(evidence, evidence_date or claim_date)
    told = period_of(evidence_date) if evidence_date else None
    for ours in times(claim, claim_date or evidence_date):
        by_date = told is not None and any(p.meets(told) for p in ours.may_be)
        if not by_date and not any(fits(ours, t) for t in theirs):
            yield Difference("date", claim[ours.start : ours.end], "")
