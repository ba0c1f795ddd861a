"""Which sentences carry a sentence, and how a sentence stands to them."""

from __future__ import annotations

import pytest

from assistant.records import Document, GivenPassage, Metadata, Span
from assistant.verify.bind import Binder, told_by
from assistant.verify.denied import denied, opposite
from assistant.verify.entail import Entailment
from assistant.verify.grounds import grounds
from assistant.verify.support import judge

TEXT = (
    "Anna Berg opened the harbour of Lund Bay on 3 June 2019. She thanked the divers for their work. The harbour holds "
    "40 boats. Peter Holm closed the old pier in May 2018."
)
DOCUMENT = Document("harbour", 1, TEXT, Metadata("The harbour of Lund Bay", date="2019-06-03"))
PASSAGES = [GivenPassage(DOCUMENT, Span(0, len(TEXT)))]


@pytest.fixture
def binder():
    return Binder(told_by(PASSAGES))


def carried(binder, sentence):
    return binder.carrying(sentence, {1}, [0.0] * len(binder.told))


def look(binder, sentence, embeddings, verdict=0.9):
    carrying = carried(binder, sentence)
    return grounds(sentence, carrying, Entailment(verdict, 0.0), binder.weight, embeddings.embed_words)


def test_spans_are_the_documents_own_sentences(binder):
    spans = carried(binder, "The harbour holds 40 boats.").spans()
    assert [TEXT[s.start : s.end] for _, s in spans] == ["The harbour holds 40 boats."]


def test_two_facts_are_carried_by_two_sentences(binder):
    carrying = carried(binder, "The harbour holds 40 boats, and Peter Holm closed the old pier in May 2018.")
    told = [one.text for one in carrying.told]
    assert told == ["The harbour holds 40 boats.", "Peter Holm closed the old pier in May 2018."]


def test_a_name_left_unsaid_is_taken_from_the_sentence_before_and_not_counted_as_lent(binder):
    carrying = carried(binder, "Anna Berg thanked the divers for their work.")
    assert not carrying.lent
    assert carrying.told[0].text.startswith("Anna Berg")


def test_a_name_from_elsewhere_is_lent_or_apart(binder, embeddings):
    found = look(binder, "Peter Holm opened the harbour of Lund Bay on 3 June 2019.", embeddings)
    assert found.lent or found.apart or found.conflicts
    assert judge(found).support != "supported"


def test_two_names_in_each_others_place_are_seen(embeddings):
    text = "Anna Berg sent Peter Holm a sharp letter about the pier on 2 May 2018."
    binder = Binder(told_by([GivenPassage(Document("letter", 1, text, Metadata("A letter")), Span(0, len(text)))]))
    assert look(binder, "Peter Holm sent Anna Berg a sharp letter about the pier on 2 May 2018.", embeddings).turned
    assert not look(binder, "Anna Berg sent Peter Holm a letter about the pier.", embeddings).turned


def test_a_rounded_number_and_a_wider_time_are_exact_enough(binder, embeddings):
    assert look(binder, "Anna Berg opened the harbour of Lund Bay in June 2019.", embeddings).inexact == 0


def test_the_verifier_cannot_overrule_a_conflict(binder, embeddings):
    found = look(binder, "Anna Berg opened the harbour of Lund Bay on 4 June 2019.", embeddings, verdict=0.999)
    assert judge(found).support == "unsupported"


def test_denials_and_opposites_need_no_company():
    assert denied("It opened.", "It never opened.")
    assert denied("The pact is aimed at a third state.", "The pact is aimed at no third state.")
    assert denied("They did not meet in May.", "They met in May.")
    assert not denied("They did not meet in May.", "In May they did not meet, and they wrote in June.")
    assert opposite("It rose in May.", "It fell in May.")
    assert not opposite("It rose and fell.", "It fell in May.")


def test_a_passage_without_a_word_of_it_carries_nothing(binder):
    assert carried(binder, "Quarterly dividends vanish.") is None
    assert judge(None).support == "unsupported"
