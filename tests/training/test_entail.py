"""How claims are altered for training the verifier, and what is held out."""

import random

import pytest

from assistant.verify.choose import sentences_of
from training.entail import edits, examples

EVIDENCE = "The president Anna Vell met 300 miners in Port Lorne on 4 May 1987. Governor Ivo Brandt had opposed it."
CLAIM = "President Anna Vell met 300 miners in Port Lorne in May 1987."


@pytest.mark.parametrize("seed", range(40))
def test_an_edit_says_which_words_are_wrong(seed):
    found = edits.edit(CLAIM, EVIDENCE, random.Random(seed))
    assert found and found.text != CLAIM
    wrong = found.text[found.wrong.start : found.wrong.end]
    assert wrong and found.right in CLAIM and wrong != found.right


def test_names_come_from_the_evidence_where_it_has_others():
    found = [edits.name(CLAIM, EVIDENCE, random.Random(seed)) for seed in range(30)]
    assert any(one and "Ivo Brandt" in one.text for one in found)


def test_a_claim_is_shortened_by_its_last_clause():
    long = "The court in Lorne annulled the vote of March, although two judges dissented in writing."
    assert edits.shortened(long) == "The court in Lorne annulled the vote of March."
    assert edits.shortened("It rained.") is None


def test_changed_words_are_found_and_a_gap_is_marked_beside_it():
    assert [CLAIM[s.start : s.end] for s in examples.changed(CLAIM.replace("300", "200"), CLAIM)] == ["300"]
    without = "The envoy did leave."
    assert [without[s.start : s.end] for s in examples.changed("The envoy did not leave.", without)] == ["did leave"]


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        ("Who opposed it?", "Ivo Brandt", "Ivo Brandt opposed it."),
        ("When did Vell meet the miners?", "1987", "Vell meet the miners in 1987."),
        ("How many miners did she meet?", "300", "She meet 300 miners."),
        ("What was the capital?", "Lorne", "Lorne was the capital."),
        ("Because of what, then?", "rain", "Because of what, then? Rain."),
    ],
)
def test_a_question_and_its_answer_become_a_statement(question, answer, told):
    assert examples.statement(question, answer) == told


def test_documents_of_held_genres_are_never_trained_on():
    held, seen = examples.documents(held_out=True), examples.documents()
    assert len(held) > 15 and len(seen) > 100
    assert not {row["id"] for row in held} & {row["id"] for row in seen}


def test_every_example_says_where_it_comes_from():
    rng = random.Random(1)
    for example in examples.own_sentences([sentences_of(EVIDENCE * 2)], rng, 1.0, "made"):
        assert example.source.startswith("made") and (example.wrong is None or isinstance(example.wrong, tuple))


def test_every_altered_claim_of_a_document_is_in_its_examples():
    row = examples.documents()[0]
    found = list(examples.written([row], random.Random(1)))
    claims = {example.claim: example for example in found if example.source == "written changed"}
    for change in row["changed"]:
        assert claims[change["text"]].label != examples.SUPPORTED
        assert claims[change["text"]].wrong
