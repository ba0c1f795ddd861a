"""Which words mean the same party."""

import pytest

from assistant.search.names import parties, people


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Pyongyang answered", {"north-korea"}),
        ("the D.P.R.K. and the ROK", {"north-korea", "south-korea"}),
        ("the two Koreas", {"north-korea", "south-korea"}),
        ("Beijing's view", {"china"}),
        ("U.S. forces", {"united-states"}),
        ("tell us about Kim Jong Un", set()),
        ("he called the South an enemy", {"south-korea"}),
        ("the South Pole", set()),
        ("the trilateral statement", {"trilateral"}),
        ("the United States, South Korea and Japan", {"united-states", "south-korea", "japan", "trilateral"}),
    ],
)
def test_states_are_known_by_their_names(text: str, named: set[str]) -> None:
    assert parties(text) == named


def test_people_are_runs_of_capitalised_words_without_states_and_question_words() -> None:
    assert people("What did Kim Yo Jong say of Yoon's offer in August 2024?") == ["Kim Yo Jong", "Yoon"]
    assert people("Which Russian minister met Kim in Pyongyang?") == ["Kim"]
