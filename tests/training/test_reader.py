"""How the reader's training pairs are made: a near miss must lack just the fact that was asked for."""

import json
import random
from collections import Counter
from pathlib import Path

import torch
from transformers import AutoTokenizer

from assistant.library.embed import packaged_path
from assistant.verify.network import tokens
from training.entail.examples import rows
from training.reader import texts, train
from training.reader.examples import (
    ABOUT_PARAGRAPHS,
    QUESTIONS,
    Example,
    answered,
    exchanged,
    invented,
    text_of,
    written,
)

TEXT = text_of(
    "Ships", "The Vasa sank in 1628. It was new. Nobody was punished. The guns were saved. A museum holds it."
)


def test_a_question_comes_with_its_passage_and_now_and_then_with_the_same_without_the_answer() -> None:
    without = 0
    for seed in range(20):
        first, *second = answered("When did the Vasa sink?", TEXT, [0], random.Random(seed), "ships")
        assert first.answers
        assert [first.text[s.start : s.end] for s in first.wanted] == ["The Vasa sank in 1628."]
        for other in second:
            assert not other.answers
            assert "1628" not in other.text
            without += 1
    assert 0 < without < 20


def test_a_name_or_a_number_is_exchanged_for_one_of_the_same_kind() -> None:
    rng = random.Random(1)
    assert exchanged("when was it sunk in 1628", ["who sank in 1700"], rng) == "when was it sunk in 1700"
    assert exchanged("who built Oslo", ["who left Bergen"], rng) == "who built Bergen"
    assert exchanged("who built it", ["who left Bergen"], rng) is None


def test_the_written_questions_name_sentences_that_are_there(tmp_path: Path) -> None:
    file = tmp_path / "asked.json"
    found = [
        {"entries": ["ships"], "question": "When did it sink?", "sentences": [0]},
        {"entries": ["ships"], "question": "Who built it?", "sentences": []},
        {"entries": ["elsewhere"], "question": "Who?", "sentences": []},
    ]
    file.write_text(json.dumps(found), encoding="utf-8")
    assert [e.answers for e in written(file, {"ships": TEXT}, random.Random(1)) if "without" not in e.source] == [
        True,
        False,
    ]


def test_of_the_questions_about_paragraphs_more_than_half_are_near_misses() -> None:
    about = json.loads(ABOUT_PARAGRAPHS.read_text(encoding="utf-8"))
    assert len({row["question"] for row in about}) == len(about)
    assert 0.5 <= sum(not row["sentences"] for row in about) / len(about) < 0.6, "the set itself is all answered"
    assert all(row["answerable"] == bool(row["sentences"]) for row in about)


def test_each_invented_document_is_asked_what_it_tells_and_what_it_does_not() -> None:
    told_of = texts.invented(held_out=True) | texts.invented(held_out=False)
    about = {name: " ".join(text.text.split()) for name, text in told_of.items()}
    asked = [row for file in QUESTIONS.glob("*.jsonl") for row in rows(file)]
    assert {row["document"] for row in asked} == set(about)
    for row in asked:
        assert bool(row["answer"]) != bool(row["near"])
        for part in (row["answer"] or row["near"]).split(" ... "):
            assert " ".join(part.split()) in about[row["document"]]
    told = Counter((row["document"], bool(row["answer"])) for row in asked)
    paragraphs = {name for name in about if name.startswith("s")}  # of an encyclopedia, a third as long as a record
    assert min(count for (name, _), count in told.items() if name not in paragraphs) >= 4
    assert {told[name, answered] for name in paragraphs for answered in (True, False)} == {3}


def test_the_text_of_an_answered_question_holds_the_answer_and_the_others_are_of_every_kind() -> None:
    found = list(invented(texts.invented(held_out=True), random.Random(1)))
    sources = Counter(e.source for e in found)
    assert set(sources) == {
        "invented",
        "invented without",
        "invented, near",
        "invented, elsewhere",
        "invented, other document",
    }
    assert all(e.answers == bool(e.wanted) for e in found)
    learnt = invented(texts.invented(held_out=False), random.Random(1))
    assert not {e.question for e in found} & {e.question for e in learnt}


def test_the_tokens_of_the_answer_are_told_from_those_around_it() -> None:
    tokenizer = AutoTokenizer.from_pretrained(packaged_path(), local_files_only=True)
    wanted = tuple(TEXT.spans[i] for i in (1,))
    example = Example("How old was it?", "Ships", TEXT.text, wanted, "ships")
    inputs = tokens(tokenizer, [(example.evidence, example.question)], offsets=True)
    of_text, marked = train._answer_tokens([example], inputs, inputs.pop("offset_mapping"))
    words = tokenizer.convert_ids_to_tokens(inputs["input_ids"][0])
    assert [words[i] for i in marked[0].nonzero().flatten()] == ["it", "was", "new", "."]
    assert "how" not in [words[i] for i in of_text[0].nonzero().flatten()]
    assert torch.equal(marked * of_text, marked)
