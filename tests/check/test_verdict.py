import pytest

from assistant.check.evidence import Excerpt
from assistant.check.verdict import Reading, decide
from assistant.records import Document, Metadata, Span
from assistant.verify.difference import Difference
from assistant.verify.entail import Entailment


def reading(supported, contradicted, **given):
    text = "The envoy arrived on Monday."
    metadata = Metadata(title="A record", date=given.pop("date", None))
    document = Document(id=f"d{supported}{contradicted}", version=1, text=text, metadata=metadata)
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


def test_what_fits_the_claims_context_less_does_not_contradict_a_source_that_bears_it_out():
    assert verdict(reading(0.6, 0.1, fit=1.2), reading(0.3, 0.7, fit=0.9)) == "supported"
    assert verdict(reading(0.6, 0.1, fit=1.0), reading(0.3, 0.7, fit=0.95)) == "mixed"


def test_words_quoted_otherwise_than_the_source_has_them_leave_a_claim_mixed():
    other = Difference("quotation", "unconquerable alliance", "invincible alliance")
    decision = decide([reading(0.9, 0.05, reworded=(other,))])
    assert decision.verdict == "mixed"
    assert [stance for _, stance in decision.readings] == ["supports"]
    assert verdict(reading(0.9, 0.05, reworded=(other,)), reading(0.7, 0.1)) == "supported"  # another has it verbatim


def test_words_that_no_source_has_nor_anything_like_them_are_not_supported():
    assert verdict(reading(0.9, 0.05, reworded=(Difference("quotation", "a lion's roar", ""),))) == "not_in_corpus"


def test_another_years_event_contradicts_nothing_where_a_source_fits_the_claims_year():
    other_year = {"conflicts": (Difference("number", "72nd birthday", "73rd birthday"),), "date": "2025-10-07"}
    assert verdict(reading(0.3, 0.4, **other_year)) == "contradicted"
    assert verdict(reading(0.3, 0.4, **other_year), reading(0.4, 0.2, date="2024-10-07")) == "not_in_corpus"
    same_day = reading(0.4, 0.2, date="2025-10-07")
    assert verdict(reading(0.3, 0.4, **other_year), same_day) == "contradicted"


@pytest.mark.parametrize("supported", [0.5, 0.7, 0.99])
def test_confidence_of_support_is_the_verifiers(supported):
    assert decide([reading(supported, 0.0)]).confidence == supported
