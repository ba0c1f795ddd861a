"""A conversation in a file: what the next question is asked with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import BadQuestion
from assistant.records import Answer, Citation, Question, Scope
from assistant.saved import remember, resume


def answered(question: str, *documents: str, refused: bool = False) -> Answer:
    citations = tuple(Citation(n, d, 1, d, None, None, None, 0, 1, "x") for n, d in enumerate(documents, 1))
    return Answer(question, question, "lookup", "said", refused, citations=citations)


def test_a_new_conversation_begins_with_nothing(tmp_path: Path) -> None:
    asked = Question("Who?", Scope(kinds=("treaty",)))
    assert resume(asked, tmp_path / "talk.jsonl") == asked


def test_a_follow_up_knows_the_questions_before_it_and_what_was_cited_last(tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    remember(answered("Who wrote?", "a", "b", "a"), file)
    remember(answered("And to whom?", "c"), file)
    found = resume(Question("When?"), file)
    assert found.conversation == ("Who wrote?", "And to whom?")
    assert found.last_cited == ("c",)


def test_a_refusal_that_cites_nothing_leaves_what_was_cited_before(tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    remember(answered("Who wrote?", "a", "b"), file)
    remember(answered("Which horse?", refused=True), file)
    assert resume(Question("When?"), file).last_cited == ("a", "b")


def test_one_answer_is_one_line_whatever_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    odd = "金正恩\u2028next\x85line\n“quoted”"
    remember(answered(odd, "a"), file)
    remember(answered("Next?", "b"), file)
    assert file.read_bytes().count(b"\n") == 2
    assert resume(Question("When?"), file).conversation == (odd, "Next?")
    assert [json.loads(line)["answer"] for line in file.read_text().split("\n")[:2]] == ["said", "said"]


@pytest.mark.parametrize("content", ["no JSON\n", "[1]\n", '{"question": "q"}\n', '{"cited": []}\n', "\xff"])
def test_another_file_is_no_conversation(tmp_path: Path, content: str) -> None:
    file = tmp_path / "talk.jsonl"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(BadQuestion, match="is no conversation"):
        resume(Question("When?"), file)


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match="cannot be written"):
        remember(answered("Who?"), tmp_path / "nowhere" / "talk.jsonl")


def test_documents_are_cited_in_order_of_first_mention() -> None:
    assert answered("q", "b", "a", "b").cited == ["b", "a"]


def test_a_question_how_two_differ_is_answered_by_comparing_them(starter: Assistant) -> None:
    first = starter.ask(Question("What did Kim Jong Un say to Putin in his birthday message of October 2024?"))
    answer = starter.ask(Question("How does this message differ from the one to Xi?").after(first))
    assert answer.form == "comparison"
    assert not answer.refused
    assert answer.answer.startswith("A: Kim Jong Un's birthday message to Vladimir Putin")
    assert "closest Comrade" in answer.answer
    assert "Comrade General Secretary" in answer.answer
    assert "nearest in date" in (answer.assumed or "")
    assert "kim-xi-ties70-2019" in [choice.document_id for choice in answer.choices]
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert {c.document_id for c in answer.citations} == {"kim-putin-birthday-2024", "kim-xi-ties75-2024"}
    for sentence in answer.sentences:
        assert sentence.citations
        assert f"{sentence.text} {''.join(f'[{n}]' for n in sentence.citations)}" in answer.answer
    for c in answer.citations:
        assert c.quote == starter.document(c.document_id, c.version).text[c.start : c.end]
    assert any("summaries" in notice for notice in answer.notices)


def test_it_is_next_what_the_answer_cites_first(starter: Assistant) -> None:
    answer = starter.ask(Question("What did Kim write to Xi in October 2024?"))
    assert answer.about[0] == answer.citations[0].document_id
