"""Sentences matched one to one: what stands in both is found, what changed is paired, what moved is said to have."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.compare.align import align, assign, longest_run, verbatim, word_similarity


def no_meaning(left, right):
    """Vectors that say nothing, so that words alone decide."""
    return np.zeros((len(left), 2), np.float32), np.zeros((len(right), 2), np.float32)


def relations(a, b):
    return [(m.relation, m.a, m.b) for m in align(a, b, no_meaning)]


def test_white_space_makes_no_difference():
    assert relations(["The bridge\nis  open."], ["The bridge is open."]) == [("same", 0, 0)]


def test_what_stands_in_another_order_has_moved_and_the_longest_run_has_not():
    a = ["One stays.", "Two stays.", "Three wanders.", "Four stays."]
    b = ["Three wanders.", "One stays.", "Two stays.", "Four stays."]
    assert relations(a, b) == [("same", 0, 1), ("same", 1, 2), ("moved", 2, 0), ("same", 3, 3)]


def test_a_sentence_that_comes_twice_is_matched_twice_at_most():
    found = relations(["Again.", "Other words.", "Again."], ["Other words.", "Again."])
    assert found == [("only_a", 0, None), ("same", 1, 0), ("same", 2, 1)]


def test_a_changed_sentence_is_paired_by_its_words_and_the_rest_stands_alone():
    a = ["The council raised the tariff on steel to five percent.", "Whales sing."]
    b = ["Rain is expected in the north.", "The council raised the tariff on steel to nine percent today."]
    assert relations(a, b) == [("only_b", None, 0), ("reworded", 0, 1), ("only_a", 1, None)]


def test_meaning_pairs_what_shares_no_word():
    def meaning(left, right):
        return np.asarray([[1, 0]] * len(left), np.float32), np.asarray([[1, 0]] * len(right), np.float32)

    found = align(["Shipments resumed."], ["Deliveries started again."], meaning)
    assert [m.relation for m in found] == ["reworded"]


def test_the_total_decides_and_not_who_came_first():
    scores = np.asarray([[0.9, 0.8], [0.85, 0.1]])
    assert {(i, j) for i, j, _ in assign(scores, 0.4)} == {(0, 1), (1, 0)}


def test_nothing_below_the_least_is_paired():
    assert assign(np.asarray([[0.3]]), 0.4) == []


def test_the_heaviest_run_wins():
    assert longest_run([(0, 1, 1.0), (1, 0, 0.4)]) == {(0, 1)}
    assert longest_run([]) == set()


def test_words_count_by_rarity():
    scores = word_similarity(["the tariff on steel", "the tariff on wool"], ["a tariff on steel"])
    assert scores[0, 0] > scores[1, 0] > 0


SAID = ["Alpha came.", "Beta\nwent.", "Gamma  stayed.", "Delta left.", "Beta went."]
LINES = st.lists(st.sampled_from(SAID), max_size=8)


@given(LINES, LINES)
def test_every_sentence_comes_once_and_only_equal_ones_are_the_same(a, b):
    found = align(a, b, no_meaning)
    assert sorted(m.a for m in found if m.a is not None) == list(range(len(a)))
    assert sorted(m.b for m in found if m.b is not None) == list(range(len(b)))
    for m in found:
        if m.relation in ("same", "moved"):
            assert a[m.a].split() == b[m.b].split()
    folded_a, folded_b = [" ".join(s.split()) for s in a], [" ".join(s.split()) for s in b]
    both = sum(min(folded_a.count(s), folded_b.count(s)) for s in set(folded_a))
    assert len(verbatim(folded_a, folded_b)) == both == sum(m.relation in ("same", "moved") for m in found)


def test_two_empty_texts():
    assert align([], [], no_meaning) == []
