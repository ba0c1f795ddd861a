"""What a claim affirms and its evidence denies, and opposites."""

from __future__ import annotations

import pytest

from assistant.verify.negation import negation_conflicts
from assistant.verify.opposites import opposites


def differ(claim: str, evidence: str) -> list[tuple[str, str]]:
    return [(d.claim, d.source) for d in negation_conflicts(claim, evidence)]


def test_there_are_many_opposites_and_none_of_itself():
    table = opposites()
    assert sum(map(len, table.values())) // 2 >= 150
    assert all(key not in others for key, others in table.items())
    assert all(key in table[other] for key, others in table.items() for other in others)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The ministry did not send the letter to Oslo.", "The ministry sent the letter to Oslo."),
        ("The ministry sent the letter to Oslo.", "The ministry never sent the letter to Oslo."),
        ("The army failed to capture the town of Lund.", "The army captured the town of Lund."),
        ("The minister refused to sign the treaty.", "The minister signed the treaty."),
        ("The city hall was damaged in the storm.", "The city hall was undamaged in the storm."),
        ("Wheat prices rose in the second quarter.", "Wheat prices fell in the second quarter."),
        ("The committee accepted the budget proposal.", "The committee rejected the budget proposal."),
        ("The firm exports steel pipes to Norway.", "The firm imports steel pipes to Norway."),
        ("The vote was held before the summit in Oslo.", "The vote was held after the summit in Oslo."),
        (
            "Anna Maria Vell was present at the session of the Grand Council of 7 May 1998, by the radio.",
            "Anna Maria Vell was reported absent from the council session of 7 May 1998, by the radio.",
        ),
        ("All members of the council backed the plan.", "Some members of the council backed the plan."),
    ],
)
def test_a_denial_or_an_opposite_is_a_conflict(claim, evidence):
    assert len(differ(claim, evidence)) == 1


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The ministry did not fail to send the letter.", "The ministry sent the letter."),
        ("The town was not unaffected by the storm.", "The town was affected by the storm."),
        ("Wages fell in the quarter.", "Prices rose in the quarter while wages fell."),
        ("The firm not only builds ships but sells them.", "The firm builds ships and sells them."),
        ("The ministry sent no later than May the letter.", "The ministry sent the letter."),
        ("Prices did not rise in May.", "Prices fell in May."),
        ("The plan would not be approved in May.", "The plan may be approved in May."),
        ("Some members backed the plan.", "All members backed the plan."),
        ("Imports and exports of steel rose.", "Exports of steel rose."),
        ("The war began in May.", "The peace talks ended in June."),
        ("The council has yet to approve the plan.", "The council has not approved the plan."),
        ("The minister ruled out a vote on the plan.", "There will be no vote on the plan, the minister said."),
    ],
)
def test_two_denials_other_places_and_open_questions_are_none(claim, evidence):
    assert differ(claim, evidence) == []
