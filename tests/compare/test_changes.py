"""Differences word by word; numbers, dates, names and negations apart from wording."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compare.changes import diff, numbers


def touched(a, b):
    return {touch for edit in diff(a, b) for touch in edit.touches}


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_edits_hold_both_sentences_to_the_character(a, b):
    edits = diff(a, b)
    assert "".join(e.a for e in edits) == a
    assert "".join(e.b for e in edits) == b


@pytest.mark.parametrize(
    ("a", "b", "what"),
    [
        ("It rose to 4-1/4 percent.", "It rose to 4-1/2 percent.", {"number"}),
        ("They sent three ships.", "They sent five ships.", {"number"}),
        ("The rate is 1-3/4 percent.", "The rate is 1 3/4 percent.", set()),
        ("They met in March.", "They met in April.", {"date"}),
        ("We thank Minister Lund.", "We thank Minister Berg.", {"name"}),
        ("They will join the pact.", "They will not join the pact.", {"negation"}),
        ("Growth is strong.", "Growth is solid.", set()),
        ("Growth is slow.", "However, growth is slow.", set()),
    ],
)
def test_what_more_than_wording_differs(a, b, what):
    assert touched(a, b) == what


def test_only_the_changed_words_are_marked():
    edits = diff("The council met on\nMonday in Oslo.", "The council met on Monday in Bergen.")
    assert [e.op for e in edits] == ["equal", "replace", "equal"]
    assert (edits[1].a, edits[1].b) == ("Oslo", "Bergen")


def test_a_slight_word_between_two_changes_does_not_part_them():
    ops = [e.op for e in diff("friendship and trust", "partnership and candour")]
    assert ops == ["replace"]


def test_characters_are_words_where_no_spaces_are_written():
    edits = diff("両国の友好関係", "両国の同盟関係")
    assert [(e.a, e.b) for e in edits if e.op != "equal"] == [("友好", "同盟")]


def test_numbers_have_values():
    assert numbers("1-1/4") == numbers("1 1/4") == numbers("1.25")
    assert numbers("1,000") == numbers("thousand")
