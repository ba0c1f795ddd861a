"""Which sentence a marker belongs to, which numbers it gives, and what the sentence reads like without it."""

from __future__ import annotations

import time

import pytest

from assistant.verify.inert import inert
from assistant.verify.markers import marked_sentences, numbers_of


def read(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.text, one.numbers) for one in marked_sentences(inert(text).lines)]


@pytest.mark.parametrize(
    ("marker", "numbers"),
    [("[1]", [1]), ("[2, 3]", [2, 3]), ("[1][2]", [1, 2]), ("[1-3]", [1, 2, 3]), ("[1–3, 5]", [1, 2, 3, 5]),
     ("[3-1]", [1, 2, 3]), ("[Source 4]", [4]), ("【2†source】", [2]), ("[^7]", [7])],
)  # fmt: skip
def test_numbers(marker, numbers):
    assert numbers_of(marker) == numbers
    assert read(f"The envoy came by train {marker}.") == [("The envoy came by train.", tuple(numbers))]


@pytest.mark.parametrize(
    "text",
    ["The envoy came [1]. He left [2].", "The envoy came. [1] He left. [2]", "The envoy came.[1] He left.[2]",
     "- The envoy came. [1]\n- He left. [2]", "The envoy [1] came. He [2] left.", "[1] The envoy came.\n[2] He left.",
     "The envoy came ([1]). He left (see [2])."],
)  # fmt: skip
def test_a_marker_belongs_to_its_sentence_before_the_stop_or_behind_it(text):
    assert read(text) == [("The envoy came.", (1,)), ("He left.", (2,))]


def test_markers_on_a_line_of_their_own_belong_to_what_stands_before():
    assert read("The envoy came by train.\n\n[2][3]") == [("The envoy came by train.", (2, 3))]


@pytest.mark.parametrize(
    ("text", "plain"),
    [("According to [2], the envoy came.", "According to the source, the envoy came."),
     ("[2] says that the envoy came.", "The source says that the envoy came."),
     ("Passage [2] says that the envoy came.", "Passage says that the envoy came."),
     ("As stated in [2] and [3], the envoy came.", "As stated in the sources, the envoy came.")],
)  # fmt: skip
def test_a_sentence_that_leans_on_its_marker_stays_readable(text, plain):
    assert read(text)[0][0] == plain


def test_a_year_that_an_editor_put_in_is_no_marker():
    assert read("He came in May [2019] by train. [1]") == [("He came in May [2019] by train.", (1,))]


def test_a_quotation_of_several_sentences_is_not_parted():
    assert len(read("He said: “We came. We saw.” [1]")) == 1


def test_only_markers_and_nothing_give_no_sentence():
    assert read("[1] [2][3]") == []
    assert read("") == []
    assert read("...!?") == []


@pytest.mark.parametrize("piece", ["a", "word ", "word. ", "[1]", "[1-9999]", "“", '"', "‘a. ", "( [1"])
def test_garbage_takes_no_time(piece):
    began = time.process_time()
    marked_sentences(inert(piece * (60_000 // len(piece))).lines)
    assert time.process_time() - began < 4
