"""Claims about the starter library, held against its records by the deterministic checks alone."""

from __future__ import annotations

import pytest

from assistant.check.checker import Checker
from assistant.check.claims import claims
from assistant.verify.entail import Entailment


class Undecided:
    """A verifier that has no view, so that only what is found by rule is seen."""

    def judge(self, pairs):
        return [Entailment(0.3, 0.4) for _ in pairs]


@pytest.fixture(scope="module")
def read(starter):
    checker = Checker(starter.shelf, starter.retriever, Undecided())

    def read(text):
        """Each document's reading of the only claim of `text`, by id."""
        ((_, readings),) = checker.readings(text, claims(text))
        return {r.excerpt.document.id: r for r in readings}

    return read


def test_a_visit_is_not_for_the_anniversary_that_a_record_rules_out(read):
    found = read(
        "In September a Chinese delegation headed by Vice Premier Liu Guozhong attended the anniversary of the Korean "
        "War armistice."
    )
    (conflict,) = found["liu-guozhong-visit-2023-09"].conflicts
    assert conflict.source == "not for the anniversary of the Korean War armistice"
    assert found["liu-guozhong-visit-2023-09"].same_event


def test_other_words_for_what_is_quoted_are_part_of_the_evidence(read):
    found = read('In his birthday message of October 2024 Kim Jong Un spoke to Putin of an "unconquerable alliance".')
    reading = found["kim-putin-birthday-2024"]
    (other,) = reading.reworded
    assert "invincible" in other.source and other.source in reading.excerpt.text


def test_a_detail_may_stand_beside_the_sentences_that_were_chosen(read):
    found = read("Kim Jong Un sent Vladimir Putin a message on his 72nd birthday on 7 October 2024.")
    assert found["kim-putin-birthday-2024"].missing == ()


def test_another_persons_message_is_another_event(read):
    found = read("Emmanuel Macron sent Olaf Scholz a birthday message on 7 October 2024.")
    assert not any(reading.same_event for reading in found.values())


class Distracted:
    """A verifier that takes a claim for contradicted among other sentences, and for supported beside one alone."""

    def judge(self, pairs):
        return [Entailment(0.2, 0.7) if evidence.count(". ") > 1 else Entailment(0.8, 0.1) for evidence, _ in pairs]


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("Eleven states set up the Multilateral Sanctions Monitoring Team in October 2024.", 0.8),
        ("Eleven states set up the Multilateral Fisheries Monitoring Team in October 2024.", 0.2),  # a word of its own
    ],
)
def test_what_says_the_same_words_is_read_alone_before_it_contradicts(starter, claim, supported):
    checker = Checker(starter.shelf, starter.retriever, Distracted())
    ((_, readings),) = checker.readings(claim, claims(claim))
    found = {r.excerpt.document.id: r.entailment.supported for r in readings}
    assert found["msmt-2024-10-16"] == supported
