"""A sentence in its source's terms: what says the same is worded the same, and nothing else is."""

from __future__ import annotations

import pytest

from assistant.verify.alike import in_terms_of, without_frame
from assistant.verify.silent import says_not_in_corpus, states_nothing

TOLD = "The DPRK sent three envoys to Moscow on 7 October 2024. Russian officials met them."


@pytest.mark.parametrize(
    ("sentence", "worded"),
    [
        ("North Korea sent 3 envoys on Oct 7, 2024.", "DPRK sent three envoys on 7 October 2024."),
        ("North Korea sent 4 envoys on Oct 8, 2024.", "DPRK sent 4 envoys on Oct 8, 2024."),
        ("South Korea sent three envoys.", "South Korea sent three envoys."),
        ("The envoys went to Beijing.", "The envoys went to Beijing."),
    ],
)
def test_days_numbers_and_states_take_the_sources_form(sentence, worded):
    assert in_terms_of(sentence, TOLD) == worded


def test_a_capital_is_not_its_state():
    sentence = "The parade was held in Moscow."
    assert in_terms_of(sentence, "Russia held a parade in Kazan.") == sentence


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("According to the source, envoys came.", "Envoys came."),
        ("The passages say that envoys came.", "Envoys came."),
        ("Envoys came, and according to the record, they left.", "Envoys came, and they left."),
        ("Envoys came, according to the document.", "Envoys came."),
        ("According to the minister, envoys came.", "According to the minister, envoys came."),
        ("The source.", "The source."),
    ],
)
def test_who_reports_it_is_left_out(sentence, bare):
    assert without_frame(sentence) == bare


@pytest.mark.parametrize(
    "sentence", ["Here is what the sources say:", "In summary:", "The passages state the following."]
)
def test_lead_ins_state_nothing(sentence):
    assert states_nothing(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Visit our page for the answer.", "The sources do not say so.", "Kim answered.", "The sources are wrong.",
     "Which sources?", "The first source is from 2024."],
)  # fmt: skip
def test_anything_else_states_something(sentence):
    assert not states_nothing(sentence)


def test_the_marker_of_absence_is_known_in_any_dress():
    assert all(map(says_not_in_corpus, ["NOT IN THE CORPUS", "Not in the corpus.", "**NOT_IN_CORPUS**"]))
    assert not says_not_in_corpus("The bridge is not in the corpus of plans.")
