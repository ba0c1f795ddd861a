"""Score fusion, by numbers worked out by hand."""

from __future__ import annotations

import pytest

from assistant.search.fuse import Signal, fuse, scale


def test_scores_are_scaled_to_their_own_range() -> None:
    assert scale({"a": 30.0, "b": 10.0, "c": 20.0}) == {"a": 1.0, "b": 0.0, "c": 0.5}


def test_a_single_score_and_equal_scores_are_best() -> None:
    assert scale({"a": 0.2}) == {"a": 1.0}
    assert scale({"a": 3.0, "b": 3.0}) == {"a": 1.0, "b": 1.0}
    assert scale({}) == {}


def test_weighted_sum_of_scaled_scores() -> None:
    words = Signal({"a": 12.0, "b": 8.0, "c": 4.0}, 2.0)  # a 1, b 0.5, c 0
    vectors = Signal({"b": 0.9, "a": 0.6, "d": 0.5}, 1.0)  # b 1, a 0.25, d 0
    assert fuse([words, vectors]) == [
        ("a", pytest.approx((2 * 1 + 0.25) / 3)),
        ("b", pytest.approx((2 * 0.5 + 1) / 3)),
        ("c", 0.0),
        ("d", 0.0),
    ]


def test_first_in_every_signal_is_one() -> None:
    order = fuse([Signal({"a": 5.0, "b": 1.0}, 2.0), Signal({"a": 0.7, "b": 0.6}, 1.0)])
    assert order[0] == ("a", pytest.approx(1.0))


def test_a_signal_that_found_nothing_does_not_lower_the_others() -> None:
    assert fuse([Signal({}, 2.0), Signal({"a": 0.7, "b": 0.1}, 1.0)]) == [("a", 1.0), ("b", 0.0)]


def test_a_passage_far_ahead_in_one_list_stays_ahead() -> None:
    """Ranks alone would tie these two: each is first once and second once."""
    order = fuse([Signal({"a": 40.0, "b": 6.0, "c": 5.0}, 1.0), Signal({"b": 0.61, "a": 0.60, "c": 0.30}, 1.0)])
    assert [passage for passage, _ in order] == ["a", "b", "c"]


def test_equal_scores_stand_in_order_of_id() -> None:
    assert fuse([Signal({"b": 1.0, "a": 1.0}, 1.0)]) == [("a", 1.0), ("b", 1.0)]


def test_nothing_found_is_nothing() -> None:
    assert fuse([]) == fuse([Signal({}, 1.0)]) == []
