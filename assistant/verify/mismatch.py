"""Where a claim and its evidence say different things: numbers, days, names, negations. Pure; no model.

These checks stand beside the learned verifier, which cannot overrule them upward: a claim with a mismatch is not
supported. So they say nothing in doubt. What a claim adds and the evidence only lacks is told apart, by
`unsupported_details`.
"""

from __future__ import annotations

from assistant.verify.corrections import corrected
from assistant.verify.days import day_conflicts, missing_days
from assistant.verify.difference import Difference
from assistant.verify.negation import negation_conflicts
from assistant.verify.numbers import missing_numbers, number_conflicts
from assistant.verify.proper import missing_names
from assistant.verify.roles import other_offices, replaced_names, swapped_roles

__all__ = ["Difference", "mismatches", "unsupported_details"]


def mismatches(
    claim: str, evidence: str, *, claim_date: str | None = None, evidence_date: str | None = None
) -> list[Difference]:
    """Where both speak of one thing and say something different.

    Args:
        claim: a sentence, or a clause of one.
        evidence: the sentences of a source that speak of the same, one or several.
        claim_date, evidence_date: when each was written (ISO, may be partial), for "on Tuesday" and "last month".
    """
    return [
        *number_conflicts(claim, evidence),
        *day_conflicts(claim, evidence, claim_date, evidence_date),
        *swapped_roles(claim, evidence),
        *replaced_names(claim, evidence),
        *other_offices(claim, evidence),
        *negation_conflicts(claim, evidence),
        *corrected(claim, evidence),
    ]


def unsupported_details(
    claim: str, evidence: str, *, claim_date: str | None = None, evidence_date: str | None = None
) -> list[Difference]:
    """Numbers, times, names and offices of the claim that the evidence does not hold at all; `source` is always "".

    No conflict: another sentence of the source may hold them.
    """
    return [
        *missing_numbers(claim, evidence),
        *missing_days(claim, evidence, claim_date, evidence_date),
        *missing_names(claim, evidence),
    ]
