"""What a chat model's word does to a verdict, and what it cannot do."""

from __future__ import annotations

import pytest

from assistant.check.evidence import Excerpt
from assistant.check.judging import read
from assistant.check.verdict import Reading, decide
from assistant.check.witness import Said, Word, heard, in_doubt
from assistant.records import Document, Metadata, Span
from assistant.verify.difference import Difference
from assistant.verify.entail import Entailment

TEXT = "The envoy arrived on Monday."
MONDAY = Difference("date", "Tuesday", "Monday")
NUMBER = Difference("number", "300", "")


def reading(supported: float, contradicted: float, **given: object) -> Reading:
    document = Document(f"d{supported}{contradicted}", 1, TEXT, Metadata(title="A record"))
    return Reading(Excerpt(document, (Span(0, len(TEXT)),)), Entailment(supported, contradicted), **given)  # type: ignore[arg-type]


def after(said: Said, *readings: Reading) -> str:
    return decide(heard(readings, Word(said, frozenset(range(len(readings)))))).verdict


def test_a_claim_left_open_is_settled_by_the_sources_that_the_model_names():
    readings = [reading(0.1, 0.1), reading(0.4, 0.1)]
    assert decide(readings).verdict == "not_in_corpus"
    assert decide(heard(readings, Word("supported", frozenset({0})))).verdict == "not_in_corpus"
    decision = decide(heard(readings, Word("supported", frozenset({1}))))
    assert decision.verdict == "supported"
    assert 0.6 < decision.confidence < 0.75, "no surer than a witness is who is right three times in four"
    assert [r.excerpt.document.id for r, _ in decision.readings] == ["d0.40.1"]


def test_a_word_against_what_was_little_sure_leaves_the_claim_open():
    assert after("open", reading(0.6, 0.1)) == "not_in_corpus"
    assert after("contradicted", reading(0.6, 0.25)) == "not_in_corpus"
    assert after("open", reading(0.02, 0.65)) == "not_in_corpus"


def test_a_word_that_agrees_makes_surer():
    readings = [reading(0.6, 0.1)]
    assert decide(heard(readings, Word("supported", frozenset({0})))).confidence > decide(readings).confidence
    assert after("contradicted", reading(0.1, 0.5)) == "contradicted"


def test_what_the_verifier_is_sure_of_is_not_put_to_a_model():
    for readings in ([reading(0.9, 0.05)], [reading(0.02, 0.97)], [reading(0.03, 0.03)], []):
        assert not in_doubt(readings, decide(readings))
    for readings in ([reading(0.6, 0.1)], [reading(0.35, 0.1)], [reading(0.1, 0.5)]):
        assert in_doubt(readings, decide(readings))


@pytest.mark.parametrize("supported", [0.01, 0.3, 0.49, 0.9])
def test_no_word_makes_up_for_a_difference(supported: float):
    assert after("supported", reading(supported, 0.05, conflicts=(MONDAY,))) != "supported"
    assert after("supported", reading(supported, 0.05, missing=(NUMBER,))) != "supported"
    quoted = Difference("quotation", "unconquerable alliance", "invincible alliance")
    assert after("supported", reading(supported, 0.05, reworded=(quoted,))) != "supported"


def test_what_differs_by_rule_is_not_put_to_a_model_and_would_stay():
    readings = [reading(0.3, 0.4, conflicts=(MONDAY,)), reading(0.45, 0.1)]
    decision = decide(readings)
    assert decision.verdict == "contradicted"
    assert not in_doubt(readings, decision)
    for said in ("supported", "open"):
        assert after(said, readings[0]) == "contradicted"


def test_a_source_on_another_event_still_contradicts_nothing():
    assert after("contradicted", reading(0.02, 0.9, same_event=False)) == "not_in_corpus"
    assert after("contradicted", reading(0.02, 0.5, alike=0.2)) == "not_in_corpus"


NUMBERS = [[1, 2, 3], [4, 5]]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("1: supported [2][3]\n4: open", [Word("supported", frozenset({0, 1})), Word("open")]),
        ("Claim 1: Supported by passages 2 and 3.\n[4] contradicted [5]",
         [Word("supported", frozenset({0, 1})), Word("contradicted", frozenset({0}))]),
        ("| 1 | supported | 2 |\n| 4 | open | – |", [Word("supported", frozenset({0})), Word("open")]),
        ("**1**: contradicted [3]\n- 4: open: no passage says so",
         [Word("contradicted", frozenset({1})), Word("open")]),
        ("1: supported [5]\n4: supported [1]", [None, None]),  # another claim's passages
        ("1: supported [1]\n4: supported [9]", [None, None]),  # itself; none that was given
        ("1: supported\n4: supported by everything", [None, None]),
        ("1: not supported [2]\n4: unsupported [5]", [None, None]),
        ("1: supported [2] but not the number in [3]\n4: open", [None, Word("open")]),
        ("1: supported [2]\n1: contradicted [2]\n4: open\n4: open", [None, Word("open")]),
        ("All claims are supported.", [None, None]),
        ('{"claim": 1, "verdict": "supported"', [None, None]),
        ("7: supported [2]", [None, None]),
    ],
)  # fmt: skip
def test_only_a_line_of_the_form_asked_for_counts(reply: str, words: list[Word | None]):
    assert read(reply, NUMBERS) == words
