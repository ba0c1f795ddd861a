"""What a claim quotes, in the sources: word for word, or as another translator has it."""

from __future__ import annotations

import pytest

from assistant.check.wording import Wording, quotations

SENTENCES = (
    "The message opens with a greeting.",
    'He speaks of "the invincible alliance relations and eternal strategic relations".',
    'He expresses "our full and disinterested support and solidarity" for the army.',
    'In another language the phrase is "不敗の同盟関係".',
)


@pytest.fixture(scope="module")
def wording(embeddings):
    return Wording(embeddings)


def test_single_words_and_titles_are_no_quotations():
    claim = 'The "respected" leader signed the "Treaty on Strategic Partnership" and spoke of "full support."'
    assert quotations(claim) == ("full support",)


def test_words_found_as_quoted_are_verbatim(wording):
    found = wording.rendering("full and disinterested support", SENTENCES)
    assert (found.sentence, found.alike) == (2, 1.0)
    assert wording.differences('It has "full and disinterested support".', SENTENCES) == ()


@pytest.mark.parametrize(
    ("said", "sentence", "words"),
    [
        ("unconquerable alliance", 1, "the invincible alliance relations and eternal strategic relations"),
        ("full support and solidarity", 2, "our full and disinterested support and solidarity"),
    ],
)
def test_words_that_another_translator_chose_are_found(wording, said, sentence, words):
    found = wording.rendering(said, SENTENCES)
    assert (found.sentence, found.words) == (sentence, words)
    assert found.alike < 1


def test_words_that_no_source_has_anything_like_are_said_to_be_nowhere(wording):
    (missing,) = wording.differences('They called it "a new axis of fishermen".', SENTENCES)
    assert (missing.kind, missing.claim, missing.source) == ("quotation", "a new axis of fishermen", "")
