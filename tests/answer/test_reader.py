"""Sentences read together with the question, by the networks that are shipped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.judge import weigh
from assistant.answer.reader import LEAST, Reader, log_odds
from assistant.assistant import Assistant
from assistant.records import Question
from assistant.verify.models import READER, Shipped
from tests.conftest import assistant_in

RECORD = """---
title: "The southern beacon"
date: 1911-03-03
---

# The southern beacon

The harbour master lit the southern beacon on 3 March 1911. The lamp of the southern beacon came from a foundry in
Bergen. The harbour board rebuilt the southern beacon in June 1925, after a storm had broken its gallery.
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Shipped(READER), Shipped())


@pytest.fixture
def beacon(library: Assistant, tmp_path) -> Assistant:
    (tmp_path / "beacon.md").write_text(RECORD)
    library.ingest([tmp_path / "beacon.md"])
    return library


def candidate(library: Assistant, question: str, said: str):
    u = library.extractor.read({"question": Question(question)})
    (part, *_) = library.extractor.parts(u, library.extractor.retrieve({"reading": u}))
    return next(c for c in part.gathered.candidates if said in c.text)


def test_a_sentence_that_tells_it_is_told_from_one_that_is_only_near(beacon: Assistant, reader: Reader) -> None:
    question = "When was the southern beacon rebuilt?"
    telling, near = (candidate(beacon, question, said) for said in ("rebuilt", "foundry"))
    likely, unlikely = reader.answers(question, [telling, near])
    assert likely > unlikely
    told, beside = reader.told(question, [telling, near])
    assert told.denied < beside.denied


def test_what_the_network_cannot_read_counts_by_its_measures(beacon: Assistant, reader: Reader) -> None:
    question = "Когда был перестроен южный маяк?"
    c = candidate(beacon, "When was the southern beacon rebuilt?", "rebuilt")
    assert reader.answers(question, [c]) == [weigh(c)]
    assert reader.answers("When was it rebuilt?", [replace(c, text="Маяк перестроили в 1925 году.")]) == [weigh(c)]


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Which folk saying about friendship did the host bring up over dinner?", True),
        ("Which of the measures are meant for ordinary North Koreans?", True),
        ("What did the UN Secretary-General say about Article 16 and Security Council sanctions?", False),
        ("What range and warhead weight does the Hyunmoo-5 shown on Armed Forces Day 2024 have?", False),
    ],
)
def test_questions_that_the_measures_alone_get_wrong(starter: Assistant, question: str, held: bool) -> None:
    """Of `benchmarks/questions`, which the weights were fitted on: in other words than the source, or near misses."""
    answer = starter.ask(Question(question))
    assert answer.refused is not held


def test_the_weights_stand_for_the_shipped_network_whatever_verifier_is_set(tmp_path, embeddings) -> None:
    other = assistant_in(tmp_path, embeddings, verifier_model="cross-encoder/nothing-there")
    (tmp_path / "beacon.md").write_text(RECORD)
    other.ingest([tmp_path / "beacon.md"])
    assert "June 1925" in other.ask(Question("When was the southern beacon rebuilt?")).answer
    other.close()


def test_one_sure_word_decides_nothing_alone() -> None:
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))
    assert log_odds(1.0) == log_odds(1 - LEAST)


def test_who_is_meant_by_a_pronoun_is_read_in_the_sentence_before(library: Assistant, reader: Reader, tmp_path) -> None:
    question = "When did the harbour master retire?"
    records = {
        "master": "The harbour master lit the southern beacon himself. He retired in May 1919.",
        "keeper": "The keeper's dog slept beside the southern beacon. He retired in May 1919.",
    }
    for name, text in records.items():
        (tmp_path / f"{name}.md").write_text(f"# The southern beacon\n\n{text}\n")
    library.ingest(list(tmp_path.glob("*.md")))
    u = library.extractor.read({"question": Question(question)})
    (part, *_) = library.extractor.parts(u, library.extractor.retrieve({"reading": u}))
    said = {c.document.id: c for c in part.gathered.candidates if "retired" in c.text}
    master, keeper = reader.told(question, [said["master"], said["keeper"]])
    assert master.read > keeper.read
    assert master.denied == pytest.approx(keeper.denied)


def test_where_the_most_promising_sentence_does_not_answer_another_one_may(beacon, monkeypatch) -> None:
    read: list[str] = []

    def answers(question: str, candidates) -> list[float]:
        read.extend(c.text for c in candidates)
        return [0.9 if "1911" in c.text else 0.1 for c in candidates]

    monkeypatch.setattr(beacon.extractor.reader, "answers", answers)
    answer = beacon.ask(Question("When was the southern beacon rebuilt?"))
    assert "rebuilt" in read[0] and len(read) > 1
    assert "3 March 1911" in answer.answer
