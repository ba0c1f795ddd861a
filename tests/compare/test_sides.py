"""A line on two texts, taken apart into what it says of each."""

from __future__ import annotations

import pytest

from assistant.compare.sides import halves


def apart(line: str, speaker: str = "") -> list[tuple[str, str]]:
    return [(half.side, half.claim(speaker).text) for half in halves(line)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Text A calls it a shield [1], while Text B calls it a bridge [2].",
         [("A", "It calls it a shield [1]"), ("B", "it calls it a bridge [2].")]),
        ("In Text A the pact is a shield; in Text B the pact is a bridge.",
         [("A", "the pact is a shield"), ("B", "the pact is a bridge.")]),
        ("While Text A names the river, Text B names the hill.",
         [("A", "It names the river"), ("B", "It names the hill.")]),
        ("Text A’s tone is warm, but Text B’s tone is cool.",
         [("A", "Its tone is warm"), ("B", "Its tone is cool.")]),
        ("**Tone, warmer by far:** Text A names the river, while Text B names the hill.",
         [("A", "It names the river"), ("B", "it names the hill.")]),
        ("Text A names the river and the hill.", [("A", "It names the river and the hill.")]),
        ("Both texts name the river.", [("both", "It name the river.")]),
        ("Text A and Text B both name the river.", [("both", "It name the river.")]),
        # not to be told apart
        ("Text A, unlike Text B, names the river.", []),
        ("Unlike Text B, Text A names the river.", []),
        ("Text A is longer than Text B.", []),
        ("Text A answers what Text B asks.", []),
        ("Text A names the river and Text B too.", []),
        ("The letters differ in tone.", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_said_of_each_side(line: str, found: list[tuple[str, str]]) -> None:
    assert [(side, claim.casefold()) for side, claim in apart(line)] == [(s, c.casefold()) for s, c in found]


def test_the_one_who_speaks_stands_for_the_text_and_gives_way_to_its_letter_again() -> None:
    first, second = halves("Text A says in it that it rains, and in Text A it snows; Text B says it is dry.")
    claim = first.claim("Ada Lund")
    assert claim.text == "Ada Lund says in it that it rains, and in it it snows"
    assert claim.shown(claim.text, "A") == "A says in it that it rains, and in A it snows"
    assert claim.shown("Ada Lund says that it rains", "A") is None
    assert second.before + (second.claim("").shown("it says it is dry.", "B") or "") == "; B says it is dry."


def test_what_leads_in_is_shown_and_not_held() -> None:
    (half,) = halves("In Text B, the pact is a bridge.")
    claim = half.claim("Ada Lund")
    assert claim.text == "the pact is a bridge."
    assert claim.shown(claim.text, "B") == "In B, the pact is a bridge."


@pytest.mark.parametrize(
    "line", ["'Text A' uses the words “mighty shield of peace” [1].", "‘Text A’ asks for more [1]."]
)
def test_a_name_in_marks_is_left_out_and_breaks_nothing(line: str):
    claims = [half.claim("Kim Jong Un") for half in halves(line)]
    assert claims
    assert [claim.shown(claim.text, "Text A") for claim in claims] == [None] * len(claims), "not found again"
