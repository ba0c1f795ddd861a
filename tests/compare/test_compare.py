"""Two documents side by side, as `Assistant.compare` gives them."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.errors import NothingToCompare, SameDocument, UnknownDocument
from assistant.records import Citation, Comparison
from tests.compare.conftest import PLEDGE, letter

STARTER_PAIRS = [
    ("kim-putin-birthday-2024", "kim-xi-ties75-2024"),
    ("freedom-edge-2024-06", "camp-david-2023-08-18"),
    ("dprk-russia-treaty-2024", "yoon-unification-doctrine-2024-08-15"),
]


def cited(found: Comparison) -> list[Citation]:
    out = [c for slot in found.slots for c in (*slot.a, *slot.b)]
    out += [c for pair in found.alignment for c in (pair.a, pair.b) if c]
    return out + [c for gone in found.absent for c in gone.usual_in]


def whole(assistant: Assistant, found: Comparison) -> None:
    """What holds of every comparison: each citation is a span, numbered, and listed once; a summary is cited."""
    assert [c.n for c in found.citations] == list(range(1, len(found.citations) + 1))
    assert set(cited(found)) <= set(found.citations)
    for c in found.citations:
        assert c.quote == assistant.document(c.document_id, c.version).text[c.start : c.end]
        assert c.quote.strip()
    assert len(found.summary) <= 7
    for line in found.summary:
        assert line.citations or line.text == found.note
        assert set(line.citations) <= {c.n for c in found.citations}
    for pair in found.alignment:
        if pair.diff and pair.a and pair.b:
            assert "".join(e.a for e in pair.diff) == pair.a.quote
            assert "".join(e.b for e in pair.diff) == pair.b.quote


@pytest.mark.parametrize(("a", "b"), STARTER_PAIRS)
def test_records_are_compared_by_what_they_attest_and_said_to_be_summaries(starter, a, b):
    found = starter.compare(a, b)
    whole(starter, found)
    assert found.alignment == ()
    assert found.absent == ()
    assert "summaries" in found.note
    assert any(line.text == found.note for line in found.summary)


def test_the_address_of_two_records_is_the_wording_that_they_attest(starter):
    found = starter.compare("kim-putin-birthday-2024", "kim-xi-ties75-2024")
    address = next(slot for slot in found.slots if slot.slot == "address")
    assert "closest Comrade" in address.a[0].quote
    assert "Comrade General Secretary" in address.b[0].quote
    silent = next(slot for slot in found.slots if slot.slot == "who acts")
    assert silent.a == ()
    assert "A: not in this record" in silent.note


def test_two_letters_are_aligned_and_a_dropped_pledge_comes_first(holding):
    assistant = holding(x=letter(2023), y=letter(2024, pledge="The harvest was good."))
    found = assistant.compare("veld-2023", "veld-2024")
    whole(assistant, found)
    relations = [pair.relation for pair in found.alignment]
    assert relations.count("same") >= 3
    assert PLEDGE in [pair.a.quote for pair in found.alignment if pair.relation == "only_a" and pair.a]
    commitments = next(slot for slot in found.slots if slot.slot == "commitments")
    assert commitments.a and not commitments.b
    assert commitments.note == "B: absent"
    facts = {fact.name: (fact.a, fact.b) for fact in found.facts}
    assert facts["date"] == ("1 May 2023", "1 May 2024")
    assert facts["issuer"] == ("Ada Lund", "Ada Lund")


def test_a_word_that_is_usual_in_the_address_and_missing_is_listed_with_where_it_last_stood(holding):
    latest = letter(2024, address="Comrade President Boris Veld")
    assistant = holding(a=letter(2021), b=letter(2022), c=letter(2023), d=latest, e=letter(2020, id="other"))
    found = assistant.compare("veld-2024", "other")
    whole(assistant, found)
    gone = found.absent[0]
    assert gone.side == "a"
    assert gone.phrase.casefold().startswith("respected")
    assert gone.usual_in[0].document_id == "veld-2023"
    assert found.summary[0].text.startswith("Absent from A")
    assert any(line.inference for line in found.summary)


def test_absence_is_not_claimed_of_a_part(holding):
    part = letter(2024, address="Comrade President Boris Veld").replace("language: en", "language: en\ntext: part")
    assistant = holding(a=letter(2022), b=letter(2023), d=part)
    found = assistant.compare("veld-2024", "veld-2022")
    assert found.absent == ()


def test_a_formula_that_most_had_is_missed_and_one_that_another_occasion_had_is_not(holding):
    other = letter(2023, id="harvest", occasion="harvest festival", relations="The iron bond of the two seas holds.")
    assistant = holding(a=letter(2021), b=letter(2022), c=other, d=letter(2024, relations="All is well."))
    phrases = [gone.phrase for gone in assistant.compare("veld-2024", "harvest").absent if gone.side == "a"]
    assert any("relations of friendship" in phrase for phrase in phrases)
    assert not any("iron bond" in phrase for phrase in phrases)


def test_versions_of_one_document_compare_like_two(holding):
    holding(x=letter(2023))
    assistant = holding(x=letter(2023, pledge=PLEDGE.replace("always", "not")))
    found = assistant.compare("veld-2023@1", "veld-2023")
    whole(assistant, found)
    assert (found.a, found.b) == ("veld-2023@1", "veld-2023")
    changed = [pair for pair in found.alignment if pair.relation != "same"]
    assert [pair.touches for pair in changed] == [("negation",)]
    assert {c.version for c in found.citations} == {1, 2}
    assert found.summary[0].text.startswith("A negation differs") or any("negation" in s.text for s in found.summary)


@pytest.mark.parametrize(("a", "b"), [("veld-2023", "veld-2023"), ("veld-2023@1", "veld-2023")])
def test_a_document_is_not_compared_with_itself(holding, a, b):
    with pytest.raises(SameDocument):
        holding(x=letter(2023)).compare(a, b)


def test_what_is_not_held_is_named(holding):
    with pytest.raises(UnknownDocument, match="version 7"):
        holding(x=letter(2023)).compare("veld-2023", "veld-2023@7")


def test_a_document_without_a_sentence_is_refused(holding):
    with pytest.raises(NothingToCompare, match="empty"):
        holding(x=letter(2023), empty="# A heading alone\n").compare("veld-2023", "empty")


def test_two_languages_are_compared_by_facts_and_said_not_to_be_aligned(holding):
    russian = "Президент поздравил коллегу с годовщиной. Он пожелал ему здоровья и успехов в работе.\n"
    assistant = holding(x=letter(2023), y=russian)
    found = assistant.compare("veld-2023", "y")
    whole(assistant, found)
    assert found.alignment == ()
    assert "different languages (English and Russian)" in found.note
    assert {fact.name: fact.b for fact in found.facts}["language"] == "Russian"


def test_the_json_is_the_contracts(holding):
    found = holding(a=letter(2021), b=letter(2022), d=letter(2024, address="Comrade President")).compare(
        "veld-2024", "veld-2022"
    )
    out = found.as_json()
    assert list(out) == ["a", "b", "facts", "slots", "alignment", "phrases", "absent", "summary", "citations"]
    assert set(out["facts"][0]) == {"name", "a", "b"}
    assert set(out["slots"][0]) == {"slot", "a", "b", "note"}
    assert set(out["alignment"][0]) == {"relation", "a", "b", "similarity", "diff"}
    assert {key for pair in out["alignment"] for edit in pair["diff"] for key in edit} == {"op", "a", "b"}
    assert {key for use in out["phrases"] for key in use} == {"phrase", "a", "b", "first_seen", "last_seen"}
    assert set(out["absent"][0]) == {"phrase", "usual_in"}
    assert set(out["summary"][0]) == {"text", "citations", "inference"}
    assert out["citations"][0] in [c for slot in out["slots"] for c in (*slot["a"], *slot["b"])]


def test_a_text_too_short_to_tell_its_language_is_not_aligned_with_another_script(holding):
    found = holding(x="Kim sent a letter.\n", y="金正恩委員長は祝電を送った。二人は同志である。\n").compare("x", "y")
    assert found.alignment == ()
    assert "different scripts" in found.note
