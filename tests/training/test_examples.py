"""How training pairs are made: a near miss must lack just the fact that was asked for."""

import json
import random
from pathlib import Path

import pytest

from training.cross.examples import ABOUT_PARAGRAPHS, ABOUT_RECORDS, answered, exchanged, text_of, written

TEXT = text_of(
    "Ships", "The Vasa sank in 1628. It was new. Nobody was punished. The guns were saved. A museum holds it."
)


def test_a_question_comes_with_its_passage_and_with_the_same_without_the_answer() -> None:
    for seed in range(20):
        first, second = answered("When did the Vasa sink?", TEXT, [0], random.Random(seed))
        assert first.answers
        assert "1628" in first.pair.text
        where = [first.pair.text[s.start : s.end] for s in first.pair.sentences]
        assert [s for s, label in zip(where, first.sentences, strict=True) if label] == ["The Vasa sank in 1628."]
        assert not second.answers
        assert "1628" not in second.pair.text
        assert not any(second.sentences)


def test_a_name_or_a_number_is_exchanged_for_one_of_the_same_kind() -> None:
    rng = random.Random(1)
    assert exchanged("when was it sunk in 1628", ["who sank in 1700"], rng) == "when was it sunk in 1700"
    assert exchanged("who built Oslo", ["who left Bergen"], rng) == "who built Bergen"
    assert exchanged("who built it", ["who left Bergen"], rng) is None


def test_the_written_questions_name_sentences_that_are_there(tmp_path: Path) -> None:
    file = tmp_path / "asked.json"
    rows = [
        {"entries": ["ships"], "question": "When did it sink?", "sentences": [0]},
        {"entries": ["ships"], "question": "Who built it?", "sentences": []},
        {"entries": ["elsewhere"], "question": "Who?", "sentences": []},
    ]
    file.write_text(json.dumps(rows), encoding="utf-8")
    found = list(written(file, {"ships": TEXT}, random.Random(1)))
    assert [e.answers for e in found] == [True, False, False]


def test_half_of_the_written_questions_are_near_misses() -> None:
    for file in (ABOUT_PARAGRAPHS, ABOUT_RECORDS):
        rows = json.loads(file.read_text(encoding="utf-8"))
        assert len({row["question"] for row in rows}) == len(rows)
        assert sum(not row["sentences"] for row in rows) == pytest.approx(len(rows) / 2, rel=0.02)
        assert all(row["answerable"] == bool(row["sentences"]) for row in rows)
