"""What a source expressly sets right, and claims that say what it denies."""

from __future__ import annotations

import pytest

from assistant.verify.corrections import corrected

CAME = "The French delegation came for the queen's 60th birthday on 9 May 1998, and not for the harbour anniversary."
FORMULA = (
    "The formula that calls the island a lasting home does not come from March 1998 but from the speech of 4 May 1998."
)


@pytest.mark.parametrize(
    ("claim", "evidence", "kind", "source"),
    [
        (
            "In May a French delegation attended the harbour anniversary.",
            CAME,
            "negation",
            "not for the harbour anniversary",
        ),
        (
            "In March 1998 the council called the island a lasting home.",
            FORMULA,
            "date",
            "from the speech of 4 May 1998",
        ),
        (
            "The peace talks were held in Geneva.",
            "The peace talks were held not in Geneva but in Vienna.",
            "negation",
            "",
        ),
        ("The two met on 3 May 1998.", "The two met on 4 May 1998, not on 3 May 1998.", "date", "on 4 May 1998"),
    ],
)
def test_a_claim_of_what_a_source_sets_right_is_a_conflict(claim, evidence, kind, source):
    (found,) = corrected(claim, evidence)
    assert found.kind == kind
    assert found.claim in claim and found.source in evidence
    assert source in found.source


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("A French delegation came for the queen's birthday on 9 May 1998.", CAME),
        ("A French delegation came, though not for the harbour anniversary.", CAME),
        ("The Danish fleet held its harbour anniversary.", CAME),
        ("In a speech of May 1998 the king called the island a lasting home.", FORMULA),
        ("The peace talks were held in Vienna.", "The peace talks were held not in Geneva but in Vienna."),
        ("They met in Geneva.", "They met not only in Geneva but in Vienna too."),
    ],
)
def test_a_claim_of_what_a_source_puts_in_its_place_is_none(claim, evidence):
    assert list(corrected(claim, evidence)) == []
