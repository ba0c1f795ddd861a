"""Quotations, word for word or nearly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verify.quotation import find, is_title, nearest, quoted

TEXT = "Both sides praised the “Invincible  alliance — forged in blood”, and the long-standing friendship of Ｌund."


def words(spans, text: str) -> list[str]:
    return [text[s.start : s.end] for s in spans]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "one two" and “three”.', ["one two", "three"]),
        ("«четыре», „fünf sechs“, 「七」, 《八》", ["четыре", "fünf sechs", "七", "八"]),
        ("British papers write 'six seven', don't they?", ["six seven"]),
        ("the workers' party and the players' union", []),
        ("It's the dog's; 'tis so, in the '90s", []),
        ("‘It’s fine’, she said.", ["It’s fine"]),
        ("“He said ‘no’ to me”", ["He said ‘no’ to me"]),
        ("typed ``like this'' once", ["like this"]),
        ('a so-called "reform" of law', ["reform"]),
        ('an open "mark\n\nand "more" here', ["more"]),
    ],
)
def test_what_stands_in_marks_is_quoted(text, inside):
    assert words(quoted(text), text) == inside


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("INVINCIBLE alliance", ["Invincible  alliance"]),
        ("invincible alliance, forged in blood.", ["Invincible  alliance — forged in blood"]),
        ("praised … forged in blood", ["praised the “Invincible  alliance — forged in blood"]),
        ("[they] praised the invincible alliance", ["praised the “Invincible  alliance"]),
        ("long standing friendship", ["long-standing friendship"]),
        ("Lund", ["Ｌund"]),
        ("weak alliance", []),
        ("", []),
        ("…", []),
    ],
)
def test_a_quotation_is_found_however_it_is_typed(phrase, found):
    assert words(find(phrase, TEXT), TEXT) == found


def test_it_is_found_as_often_as_it_stands():
    assert len(find("iron bond", "Iron bond, iron\nbond; iron bonds")) == 2
    assert words(find("牢固的友谊", "这是牢固的友谊。"), "这是牢固的友谊。") == ["牢固的友谊"]


def test_the_nearest_words_stand_in_for_another_translation():
    near = nearest("unconquerable alliance forged in blood", TEXT)
    assert near is not None and "alliance — forged in blood" in TEXT[near.start : near.end]
    assert nearest("bananas and pears", TEXT) is None


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Comprehensive Strategic Partnership Treaty", True),
        ("A Study of War", True),
        ("closest comrade", False),
        ("My closest Comrade Vladimir Vladimirovich", False),
        ("and of", False),
    ],
)
def test_the_name_of_a_work_is_no_quotation(said, title):
    assert is_title(said) is title


@given(st.text(max_size=80), st.text(max_size=80))
def test_spans_lie_in_their_text(phrase, text):
    for span in (*quoted(text), *find(phrase, text)):
        assert 0 <= span.start < span.end <= len(text)
