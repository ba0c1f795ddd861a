"""Whole texts checked against the starter library, by everything that a check is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DRAFT = ROOT / "docs" / "demonstration" / "draft.md"
ARTICLE = ROOT.parent / "shared" / "facts" / "article.txt"


def checked(starter, file):
    return starter.check(file.read_text(encoding="utf-8"), title=file.name)


def about(check, words):
    """The verdict on the claim that holds `words`."""
    (found,) = [c for c in check.claims if words in " ".join(c.claim.text.split())]
    return found


def documents(verdict, stance):
    return {e.citation.document_id for e in verdict.evidence if e.stance == stance}


# The draft with slips ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def draft(starter):
    return checked(starter, DRAFT)


@pytest.mark.parametrize(
    ("words", "document", "says"),
    [
        ("32 articles", "dprk-russia-treaty-2024", "23 articles"),
        ("anniversary of the Korean War armistice", "liu-guozhong-visit-2023-09", "not for the anniversary"),
        ("led by Zhao Leji", "li-shoigu-visits-2023-07", "Li Hongzhong"),
    ],
)
def test_a_planted_slip_is_contradicted_by_the_source_that_knows_better(draft, words, document, says):
    found = about(draft, words)
    assert found.verdict == "contradicted"
    assert document in documents(found, "contradicts")
    assert any(says in mismatch.source for mismatch in found.mismatches)


def test_words_quoted_otherwise_are_shown_beside_the_sources(draft):
    found = about(draft, "unconditional support")
    assert found.verdict == "mixed"
    (mismatch,) = [m for m in found.mismatches if m.kind == "quotation" and "unconditional" in m.claim]
    assert mismatch.source == "our full and disinterested support and solidarity"


@pytest.mark.parametrize(
    "words",
    [
        "a birthday message on 7 October 2024",
        "KCNA published the text on 8 October",
        "State Duma approved it on 24 October 2024",
        "entered into force on 4 December 2024",
        "wrote to Xi Jinping for the 75th anniversary",
        "Zhao Leji led a Chinese delegation to Pyongyang in April 2024",
        "blew up parts of two roads",
    ],
)
def test_what_is_true_in_it_is_not_contradicted(draft, words):
    assert about(draft, words).verdict in ("supported", "not_in_corpus")


def test_forecast_and_advice_are_not_judged(draft):
    assert about(draft, "may warm again").verdict == "not_checkable"
    assert about(draft, "Tokyo should prepare").verdict == "not_checkable"


# An article that is kept outside the repository ----------------------------------------------------------------


@pytest.fixture(scope="module")
def article(starter):
    if not ARTICLE.is_file():
        pytest.skip("the shared article is not here")
    return checked(starter, ARTICLE)


@pytest.mark.parametrize(
    ("words", "document"),
    [("70th anniversary ceremony", "liu-guozhong-visit-2023-09"), ("unchanging main enemy", "wpk-plenum-2023-12")],
)
def test_its_slips_are_contradicted_by_the_right_records(article, words, document):
    found = about(article, words)
    assert found.verdict == "contradicted"
    assert document in documents(found, "contradicts")


@pytest.mark.parametrize("words", ["72nd birthday on October 7", "closest comrade"])
def test_its_account_of_the_message_is_supported(article, words):
    found = about(article, words)
    assert found.verdict == "supported"
    assert "kim-putin-birthday-2024" in documents(found, "supports")


def test_its_translation_is_held_against_the_sources_words(article):
    found = about(article, "unconquerable alliance")
    assert found.verdict != "contradicted"
    assert any("invincible" in m.source for m in found.mismatches if m.kind == "quotation")
