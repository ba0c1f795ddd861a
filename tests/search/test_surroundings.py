"""Passages counted together with what stands around them, by numbers worked out by hand."""

from __future__ import annotations

import math

import pytest

from assistant.search.surroundings import REACH, WEIGHT, with_surroundings

LEAD = [("x@1:0-900", 1.0), ("y@1:0-900", 0.9), ("z@1:0-900", 0.8)]


def test_a_passage_beside_one_that_matches_comes_before_one_that_stands_alone() -> None:
    found = [*LEAD, ("alone@1:0-900", 0.5), ("a@1:0-900", 0.45), ("a@1:901-1800", 0.4)]
    assert [passage for passage, _ in with_surroundings(found)[3:]] == ["a@1:0-900", "a@1:901-1800", "alone@1:0-900"]


def test_the_first_three_keep_their_places_and_scores() -> None:
    found = [*LEAD, ("x@1:901-1800", 0.79), ("x@1:1801-2700", 0.78)]
    order = with_surroundings(found)
    assert order[:3] == LEAD
    assert all(score <= 0.8 for _, score in order[3:])


def test_what_a_neighbour_gives_falls_with_the_distance() -> None:
    found = [*LEAD, ("a@1:0-900", 0.6), ("a@1:1600-2500", 0.2)]
    scores = dict(with_surroundings(found))
    share = WEIGHT * math.exp(-700 / REACH)
    assert scores["a@1:1600-2500"] / scores["a@1:0-900"] == pytest.approx((0.2 + share * 0.6) / (0.6 + share * 0.2))


def test_other_documents_and_versions_are_no_neighbours() -> None:
    found = [*LEAD, ("a@1:0-900", 0.5), ("b@1:901-1800", 0.5), ("a@2:901-1800", 0.4)]
    scores = dict(with_surroundings(found))
    assert scores["a@2:901-1800"] / scores["a@1:0-900"] == pytest.approx(0.4 / 0.5)


def test_names_with_colons_are_read() -> None:
    found = [*LEAD, ("w@1:0-900", 0.5), ("note:2024@1:0-900", 0.45), ("note:2024@1:901-1800", 0.45)]
    assert with_surroundings(found)[3][0] == "note:2024@1:0-900"


def test_nothing_found_and_one_found_stay_as_they_are() -> None:
    assert with_surroundings([]) == []
    assert with_surroundings([("a@1:0-9", 0.3)]) == [("a@1:0-9", 0.3)]
