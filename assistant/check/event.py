"""Whether a claim and a source speak of the same event: the same actors, at a time that can be the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from assistant.check.evidence import Excerpt
from assistant.library.periods import Period, periods
from assistant.library.terms import analyse
from assistant.search.named import acts
from assistant.search.names import parties
from assistant.search.stop_words import STOP
from assistant.verify.difference import Difference
from assistant.verify.proper import TITLES, Name, mentioned, names

ACTORS = 0.66
"""Share of a claim's actors that a source must name: two of three."""

TIME = 0.25
"""What being of a time that is named counts beside all the words."""


def same_event(claim: str, excerpt: Excerpt, conflicts: Sequence[Difference] = ()) -> bool:
    """Whether `excerpt` speaks of what `claim` speaks of.

    A name or a date in conflict by the deterministic checks is the very thing in question, so it does not count.
    """
    disputed = " ".join(c.claim for c in conflicts)
    named = _actors(claim, excerpt.read)
    actors = [name for name in named if not mentioned(name, disputed)]
    if len(named) > 1 and not actors:  # nobody is left by whom to tell the event
        return False
    if actors and sum(_is_named(actor, claim, excerpt.read) for actor in actors) < ACTORS * len(actors):
        return False
    if any(c.kind == "date" for c in conflicts):
        return True
    days = periods(claim)
    known: list[Period] = [*acts(excerpt.document), *periods(excerpt.text)]
    return not days or not known or any(a.meets(b) for a in days for b in known)


def alike(claim: str, excerpt: Excerpt) -> float:
    """Share of a claim's telling words that an excerpt and its heading hold."""
    asked = telling(claim)
    return len(asked & excerpt.terms) / len(asked) if asked else 0.0


def telling(claim: str) -> frozenset[str]:
    """The terms of a claim that say what it is about."""
    return frozenset(term for term in analyse(claim) if term not in STOP)


def fit(in_context: str, excerpt: Excerpt) -> float:
    """How well a source fits a claim with its context: the words that they share, and whether it is of that time."""
    named = periods(in_context)
    of_the_time = any(a.meets(b) for a in named for b in acts(excerpt.document))
    return alike(in_context, excerpt) + TIME * of_the_time


def _actors(claim: str, told: str) -> list[Name]:
    """Those whom a claim names; a state before its leader's name ("Russian President …") is part of the name."""
    found = names(claim, told)
    return [
        name
        for name, following in zip_longest(found, found[1:])
        if not (name.party and following and not following.party and _is_run(claim[name.end : following.start]))
    ]


def _is_run(between: str) -> bool:
    """Whether what stands between two names makes them one: nothing, or an office in small letters."""
    return set(between.split()) <= TITLES


def _is_named(actor: Name, claim: str, told: str) -> bool:
    return bool(parties(claim[actor.start : actor.end]) & parties(told)) or mentioned(actor, told)
