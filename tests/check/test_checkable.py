"""What sources can say something about, and what not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.check.checkable import is_checkable, is_question

_ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "checkable_by_hand.jsonl").read_text(encoding="utf-8").splitlines()
]


_DEVELOPED = [row for row in _ROWS if row["half"] == "developed"]


@pytest.mark.parametrize("row", _DEVELOPED, ids=lambda row: row["sentence"][:40])
def test_sentences_used_in_developing_are_read_as_labelled(row: dict[str, object]) -> None:
    assert is_checkable(str(row["sentence"])) is row["checkable"]


def test_nine_in_ten_of_the_sentences_kept_aside_are_read_as_labelled() -> None:
    kept = [row for row in _ROWS if row["half"] == "kept"]
    right = [row for row in kept if is_checkable(row["sentence"]) is row["checkable"]]
    assert len(right) >= 0.9 * len(kept)


@pytest.mark.parametrize(
    "text",
    [
        "Kim said that the alliance would never break.",
        'The message calls the alliance "certain to prevail".',
        "Prices may rise, the minister argued.",
        "Most voters should stay at home, he told the paper.",
        "Critics call the law a disaster.",
        "The Committee continues to believe that the risks are balanced.",
        "The minutes show that members would have preferred to wait.",
        "called the plan a grave mistake",
        "adding that the talks would fail",
    ],
)
def test_an_opinion_that_somebody_is_said_to_hold_is_checkable(text: str) -> None:
    assert is_checkable(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is likely that Kim said so in private.",
        "This implies that the minister told the truth.",
        "The bank will probably say that it was surprised.",
        "I believe that he called the king a liar.",
        "The move suggested that the two had fallen out.",
        "This report argues that the minister lied.",
    ],
)
def test_a_guess_about_what_was_said_is_not(text: str) -> None:
    assert not is_checkable(text)


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May the fleet sailed from Brest.",
        "The will of the late duke was read in March.",
        "The might of the empire rested on its fleet of 300 ships.",
        "In May the two met again.",
        "The pilots could not see the runway.",
        "The index fell by 12 points to 340.",
        "He was critical of the law and voted against it.",
        "The opening will take place on 4 June.",
        "She took lessons in drawing, probably until 1919.",
        "He would later deny the charge.",
    ],
)
def test_words_with_two_meanings_do_not_mislead(text: str) -> None:
    assert is_checkable(text)


@pytest.mark.parametrize("text", ["Why now?", "真的吗？", "Что дальше?", "Is it “true”?", "¿Qué pasó?"])
def test_questions_ask_in_any_language(text: str) -> None:
    assert is_question(text)
    assert not is_checkable(text, None)


def test_a_question_that_was_put_by_somebody_is_a_fact() -> None:
    assert is_checkable('The judge asked him: "Where were you that night?"')
