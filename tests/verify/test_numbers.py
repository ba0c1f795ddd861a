"""Numbers of a claim beside those of its evidence."""

from __future__ import annotations

import pytest

from assistant.verify.counts import counts
from assistant.verify.figures import figures
from assistant.verify.numbers import missing_numbers, number_conflicts


def read(text: str) -> list[tuple[str, float]]:
    return [(text[f.start : f.end], round(f.low, 2)) for f in figures(text)]


def differ(claim: str, evidence: str) -> list[tuple[str, str]]:
    return [(d.claim, d.source) for d in number_conflicts(claim, evidence)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3,000 troops", [("3,000", 3000)]),
        ("three thousand troops", [("three thousand", 3000)]),
        ("two hundred and five, and twenty-one", [("two hundred and five", 205), ("twenty-one", 21)]),
        ("$2.4 million and £3m and 1.5bn", [("$2.4 million", 2.4e6), ("£3m", 3e6), ("1.5bn", 1.5e9)]),
        ("500m away", [("500", 500)]),
        ("a dozen, half a million", [("a dozen", 12), ("half a million", 500_000)]),
        ("two and a half years", [("two and a half", 2.5)]),
        ("two fifths; three-quarters; a third of it", [("two fifths", 40), ("three-quarters", 75), ("a third", 33.33)]),
        ("one in three, nine out of ten", [("one in three", 33.33), ("nine out of ten", 90)]),
        ("its third term and the 75th session", [("third", 3), ("75th", 75)]),
        ("1 3/4 percent, 1-3/4 percent", [("1 3/4", 1.75), ("1-3/4", 1.75)]),
        ("at 5:30 pm", [("5:30 pm", 1050)]),
        ("30万人, 300 тыс.", [("30万", 300_000), ("300 тыс", 300_000)]),
        ("on 7 October 2024, in the 1990s, COVID-19, the G7, version 3.x", []),
        ("nobody but one of them, once and for all", []),
    ],
)
def test_a_number_is_read(text, found):
    assert read(text) == found


def test_a_number_knows_its_unit_and_what_it_counts():
    [troops, share, points] = counts("3,000 more troops, 40 percent of voters, 2 percentage points")
    assert (troops.unit, troops.counted) == ("", {"troop"})
    assert (share.unit, share.counted) == ("%", {"voter"})
    assert points.unit == "points"
    assert [c.unit for c in counts("from 260 million to 312 million dollars")] == ["$", "$"]
    assert [c.unit for c in counts("cut from fifteen years to ten")] == ["year", "year"]


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The army sent 3,000 troops to the border.", "The army sent 5,000 troops to the border on Monday."),
        ("The army sent three thousand troops north.", "The army sent 5,000 troops north."),
        ("Exports rose by 12 percent in the quarter.", "Exports rose by 21 percent in the quarter."),
        ("The council approved $2.4 million for the bridge.", "The council approved $4.2 million for the bridge."),
        ("The party held its third plenary meeting in June.", "The party held its fourth plenary meeting in June."),
        ("The trial enrolled 288 patients in nine clinics.", "The trial enrolled 288 patients in seven clinics."),
        ("The lease was cut to ten years.", "The lease was cut to five years."),
        ("Article 9 of the treaty binds both sides.", "Article 4 of the treaty binds both sides."),
        ("The club won the final 3-1 in Lisbon.", "The club won the final 3-2 in Lisbon."),
    ],
)
def test_another_number_for_the_same_thing_is_a_conflict(claim, evidence):
    assert len(differ(claim, evidence)) == 1


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("About 2.4 million people voted.", "2,398,112 people voted."),
        ("The fund paid 2.4 million dollars.", "The fund paid $2,398,000."),
        ("Nearly 300 people came to the rally.", "297 people came to the rally."),
        ("More than 90 ships called at the port.", "Ninety-four ships called at the port."),
        ("Two fifths of voters stayed at home.", "40% of voters stayed at home."),
        ("A third of the houses are empty.", "33 percent of the houses are empty."),
        ("A dozen men were arrested in the raid.", "Twelve men were arrested in the raid."),
        ("Twenty-five patients left the trial.", "Nineteen patients and six patients left the trial."),
        ("Four of 12 ships sank, a third of them.", "Four of the twelve ships sank."),
        ("The plant runs at 30 percent below capacity.", "The plant runs at 70 percent of capacity."),
        ("Three soldiers guard the gate.", "Two officers and three soldiers guard the gate."),
        ("The city has 5 parks.", "The city has 12 schools."),
        ("Half of the 400 places, 200 places, go to women.", "There are 400 places, half of them for women."),
        ("It takes 130 minutes by train.", "It takes two hours and ten minutes by train."),
        ("She was the first woman president.", "She was the 44th president."),
        ("The budget is 3 billion won.", "The budget is 2 million dollars."),
        ("GDP grew by 2 percentage points.", "GDP grew by 5 percent."),
    ],
)
def test_rounding_sums_and_other_things_are_none(claim, evidence):
    assert differ(claim, evidence) == []


def test_what_conflicts_is_shown_in_both_texts_own_words():
    assert differ("They sent 3,000 troops home.", "They sent five thousand troops home.") == [
        ("3,000 troops", "five thousand troops")
    ]


def test_a_number_that_the_evidence_lacks_is_missing():
    [missing] = missing_numbers("The fire killed 14 people.", "The fire killed several people.")
    assert (missing.kind, missing.claim, missing.source) == ("number", "14 people", "")
    assert not list(missing_numbers("The fire killed fourteen.", "The fire killed 14 people."))
