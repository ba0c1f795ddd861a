import pytest

from assistant.check.evidence import Excerpt
from assistant.check.verdict import Reading, decide
from assistant.records import Document, Metadata, Span
from assistant.verify.difference import Difference
from assistant.verify.entail import Entailment


def reading(supported, contradicted, **given):
    text = "The envoy arrived on Monday."
    document = Document(id=f"d{supported}{contradicted}", version=1, text=text, metadata=Metadata(title="A record"))
    return Reading(Excerpt(document, (Span(0, len(text)),)), Entailment(supported, contradicted), **given)


MONDAY = Difference("date", "Tuesday", "Monday")
NUMBER = Difference("number", "300", "")


def verdict(*readings):
    return decide(readings).verdict


def test_a_source_that_bears_it_out_supports_a_claim():
    assert verdict(reading(0.9, 0.02), reading(0.1, 0.1)) == "supported"


def test_no_source_no_verdict_but_not_in_corpus():
    assert verdict() == "not_in_corpus"
    assert verdict(reading(0.2, 0.3)) == "not_in_corpus"


def test_a_conflict_cannot_be_overruled_by_the_verifier():
    assert verdict(reading(0.99, 0.01, conflicts=(MONDAY,))) == "not_in_corpus"
    assert verdict(reading(0.4, 0.4, conflicts=(MONDAY,))) == "contradicted"


def test_a_detail_that_no_supporting_source_holds_keeps_a_claim_from_being_supported():
    assert verdict(reading(0.95, 0.01, missing=(NUMBER,))) == "not_in_corpus"
    assert verdict(reading(0.95, 0.01, missing=(NUMBER,)), reading(0.7, 0.1)) == "supported"


def test_a_source_on_another_event_contradicts_nothing():
    assert verdict(reading(0.02, 0.97)) == "contradicted"
    assert verdict(reading(0.02, 0.97, same_event=False)) == "not_in_corpus"
    assert verdict(reading(0.02, 0.97, alike=0.2)) == "not_in_corpus"


def test_two_sources_that_disagree_are_both_shown():
    decision = decide([reading(0.9, 0.05), reading(0.02, 0.95)])
    assert decision.verdict == "mixed"
    assert {stance for _, stance in decision.readings} == {"supports", "contradicts"}


@pytest.mark.parametrize("supported", [0.5, 0.7, 0.99])
def test_confidence_of_support_is_the_verifiers(supported):
    assert decide([reading(supported, 0.0)]).confidence == supported
