"""Metrics, by numbers worked out by hand, and the question sets that cannot be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import EvaluationError
from assistant.evaluate import Overlap, answers, overlap, question_lines, retrieval
from assistant.records import Answer, Citation, Hit, Passage, Question, Span


@pytest.mark.parametrize(
    ("found", "wanted", "recall", "precision", "iou"),
    [
        ([(0, 10)], [(0, 10)], 1.0, 1.0, 1.0),
        ([(0, 20)], [(10, 20)], 1.0, 0.5, 0.5),
        ([(0, 10)], [(5, 25)], 5 / 20, 5 / 10, 5 / 25),
        ([(0, 10), (5, 15)], [(0, 10), (20, 30)], 10 / 20, 10 / 15, 10 / 25),  # what is found twice counts once
        ([(0, 10)], [(10, 20)], 0.0, 0.0, 0.0),
        ([], [(0, 10)], 0.0, 0.0, 0.0),
        ([(0, 10)], [], 0.0, 0.0, 0.0),
        ([], [], 0.0, 0.0, 0.0),
    ],
)
def test_overlap(
    found: list[tuple[int, int]], wanted: list[tuple[int, int]], recall: float, precision: float, iou: float
) -> None:
    assert overlap([Span(*s) for s in found], [Span(*s) for s in wanted]) == Overlap(
        pytest.approx(recall), pytest.approx(precision), pytest.approx(iou)
    )


def hit(document_id: str, start: int, end: int) -> Hit:
    return Hit(1, 1.0, Passage(f"{document_id}:{start}", document_id, 1, start, end, ""))


def lines(folder: Path, *questions: object) -> Path:
    file = folder / "questions.jsonl"
    file.write_text("\n".join(json.dumps(question) for question in questions))
    return file


def test_retrieval_is_the_mean_over_questions(tmp_path: Path) -> None:
    lines(
        tmp_path,
        {"question": "q1", "document": "a.md", "spans": [[0, 10]]},
        {"question": "q2", "document": "a.md", "spans": [[0, 10], [50, 60]]},
        {"question": "q3", "document": "b.md", "spans": [[5, 15]]},
    )
    found = {
        "q1": [hit("A", 0, 20)],  # recall 1, precision 0.5, iou 0.5
        "q2": [hit("B", 0, 10), hit("A", 50, 60)],  # of the other document: nothing; so 0.5, 1, 0.5
        "q3": [hit("B", 100, 110)] * 5 + [hit("B", 5, 15)],  # the sixth is not looked at
    }
    assert retrieval(tmp_path, lambda question: found[question], {"a.md": "A", "b.md": "B"}) == {
        "recall": 50.0,
        "precision": 50.0,
        "iou": 33.33,
        "questions": 3,
        "by_document": {
            "a.md": {"recall": 75.0, "precision": 75.0, "iou": 50.0, "questions": 2},
            "b.md": {"recall": 0.0, "precision": 0.0, "iou": 0.0, "questions": 1},
        },
    }


@pytest.mark.parametrize(
    "line",
    [
        {"question": "q", "document": "a.md"},
        {"question": "q", "spans": [[0, 1]]},
        {"question": "q", "document": "a.md", "spans": [[0]]},
        {"question": "q", "document": "a.md", "spans": 3},
        {"document": "a.md", "spans": [[0, 1]]},
        {"question": "q", "document": "unheard-of.md", "spans": [[0, 1]]},
        "q",
    ],
)
def test_a_question_that_cannot_be_judged_is_named(tmp_path: Path, line: object) -> None:
    lines(tmp_path, line)
    with pytest.raises(EvaluationError):
        retrieval(tmp_path, lambda _: [], {"a.md": "A"})


def test_question_lines(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + '{"question": "a\u2028b"}\r\n\n{"question": "c", "documents": []}'.encode())
    assert question_lines(file) == [{"question": "a\u2028b"}, {"question": "c", "documents": []}]
    with pytest.raises(EvaluationError, match="There is no"):
        question_lines(tmp_path / "gone.jsonl")
    with pytest.raises(EvaluationError):
        question_lines(tmp_path)
    file.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(EvaluationError, match="no JSON Lines|is not JSON Lines"):
        question_lines(file)


# Answers -----------------------------------------------------------------------------------------------------------

Ask = Callable[[Question], Answer]


def answering(given: dict[str, tuple[str, list[str]] | None], asked: list[Question]) -> Ask:
    """Answers by question: (text, ids cited), or None for a refusal. `asked` remembers."""

    def ask(question: Question) -> Answer:
        asked.append(question)
        found = given[question.text]
        if found is None:
            return Answer(question.text, question.text, "lookup", "Not here.", True)
        text, ids = found
        citations = tuple(Citation(n, i, 1, i, None, None, None, 0, 1, f"quoted {i}") for n, i in enumerate(ids, 1))
        return Answer(question.text, question.text, "lookup", text, False, citations=citations)

    return ask


def question(key: str, **fields: Any) -> dict[str, Any]:
    return {"id": key, "question": f"{key}?", **fields}


def test_answers_are_judged_by_entry_words_and_refusal(tmp_path: Path) -> None:
    file = tmp_path / "questions.json"
    file.write_text(
        json.dumps(
            [
                question("first", entries=["a"], must_contain=["Forty|40", "quoted A"]),
                question("second", entries=["a"], must_contain=["forty"]),
                question("lost", entries=["a"]),
                question("shy", entries=["a"], must_contain=["not here"]),
                question("unknown", answerable=False),
                question("invented", answerable=False, must_contain=["x"]),
            ]
        )
    )
    given = {
        "first?": ("It is 40.", ["a", "b"]),
        "second?": ("It is fifty.", ["b", "a"]),
        "lost?": ("It is.", ["b"]),
        "shy?": None,
        "unknown?": None,
        "invented?": ("It is.", ["a"]),
    }
    asked: list[Question] = []
    result = answers(file, answering(given, asked))
    rows = result.pop("rows")
    assert result == {
        "first_entry": 25.0,  # of four that can be answered
        "any_entry": 50.0,
        "must_contain": 33.3,  # of three that ask for words; a refusal holds none
        "refused_right": 50.0,
        "refused_wrong": 25.0,
    }
    assert [row["id"] for row in rows] == ["first", "second", "lost", "shy", "unknown", "invented"]
    assert rows[0]["cited"] == ["a", "b"]


def test_a_follow_up_is_asked_in_its_conversation(tmp_path: Path) -> None:
    file = tmp_path / "questions.json"
    chain = [question("q1"), question("q2", follow_up_of="q1"), question("q3", follow_up_of="q2")]
    file.write_text(json.dumps(chain))
    asked: list[Question] = []
    answers(file, answering({"q1?": ("x", ["a", "b", "a"]), "q2?": ("y", ["c"]), "q3?": None}, asked))
    assert [(q.conversation, q.last_cited) for q in asked] == [
        ((), ()),
        (("q1?",), ("a", "b")),
        (("q1?", "q2?"), ("c",)),
    ]


def test_shares_of_nothing_are_none(tmp_path: Path) -> None:
    (tmp_path / "none.json").write_text("[]")
    assert answers(tmp_path / "none.json", answering({}, [])) == {
        "first_entry": None,
        "any_entry": None,
        "must_contain": None,
        "refused_right": None,
        "refused_wrong": None,
        "rows": [],
    }


@pytest.mark.parametrize("content", ["{}", "[1]", '[{"id": "q"}]', "no JSON", ""])
def test_what_is_no_question_set_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "questions.json").write_text(content)
    with pytest.raises(EvaluationError):
        answers(tmp_path / "questions.json", answering({}, []))
    with pytest.raises(EvaluationError, match="There is no question set"):
        answers(tmp_path / "gone.json", answering({}, []))
