"""Whether a claim and a source speak of the same event: the same actors, at a time that can be the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.check.evidence import Excerpt
from assistant.library.periods import Period, periods
from assistant.library.terms import analyse
from assistant.search.named import acts
from assistant.search.names import parties, people
from assistant.search.reading import STOP
from assistant.verify.difference import Difference

ACTORS = 0.67
"""Share of a claim's actors that a source must name."""


def same_event(claim: str, excerpt: Excerpt, conflicts: Sequence[Difference] = ()) -> bool:
    """Whether `excerpt` speaks of what `claim` speaks of.

    A name or a date in conflict by the deterministic checks is the very thing in question, so it does not count.
    """
    disputed = " ".join(c.claim for c in conflicts)
    told = f"{excerpt.heading} {excerpt.text}"
    actors = [actor for actor in _actors(claim) if not actor & _words(disputed)]
    if actors:
        held = _words(told)
        if sum(bool(actor & held) for actor in actors) < ACTORS * len(actors):
            return False
    if any(c.kind == "date" for c in conflicts):
        return True
    named = periods(claim)
    known: list[Period] = [*acts(excerpt.document), *periods(excerpt.text)]
    return not named or not known or any(a.meets(b) for a in named for b in known)


def alike(claim: str, excerpt: Excerpt) -> float:
    """Share of a claim's telling words that an excerpt and its heading hold."""
    asked = {term for term in analyse(claim) if term not in STOP}
    held = set(analyse(f"{excerpt.heading} {excerpt.text}"))
    return len(asked & held) / len(asked) if asked else 0.0


@lru_cache(maxsize=10_000)
def _actors(claim: str) -> tuple[frozenset[str], ...]:
    """Each actor that a claim names, as the terms that it can be told by: a party, or the words of a name."""
    return tuple([frozenset([party]) for party in parties(claim)] + [_words(name) for name in people(claim)])


@lru_cache(maxsize=10_000)
def _words(text: str) -> frozenset[str]:
    return frozenset([*(t for t in analyse(text) if t not in STOP), *parties(text)])
