"""One place where a claim and its evidence say different things."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records.checks import MismatchKind


@dataclass(frozen=True, slots=True)
class Difference:
    """What a claim says in its own words, and what the evidence says in that place: "" where it has nothing there."""

    kind: MismatchKind
    claim: str
    source: str
