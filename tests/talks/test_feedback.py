"""What was thought of answers, as a question set: good ones are a standard, bad ones are asked again and shown."""

from __future__ import annotations

import json

from assistant.evaluate import answers
from assistant.records import Opinion, Question, Scope
from assistant.talks.feedback import as_text, question_set
from assistant.talks.talks import Asking
from tests.talks.conftest import answer

ME = "local"


def test_a_good_answer_and_a_good_refusal_are_standards(talks):
    good = talks.keep(ME, "", Asking(answer("When did he board?"), Scope(documents=("log",), since="1931")))
    refusal = talks.keep(ME, "", Asking(answer("Who?", refused=True)))
    talks.keep(ME, "", Asking(answer("Never judged?")))
    talks.judge(ME, good, Opinion("up", "to the minute"))
    talks.judge(ME, refusal, Opinion("up"))
    first, second = question_set(talks.judged())
    assert (first["question"], first["answerable"], first["entries"]) == ("When did he board?", True, ["log"])
    assert first["scope"] == {"documents": ["log"], "since": "1931"}
    assert (first["verdict"], first["note"]) == ("up", "to the minute")
    assert (second["answerable"], second["entries"]) == (False, [])


def test_a_bad_answer_brings_the_questions_that_it_was_asked_after(talks):
    one = talks.keep(ME, "", Asking(answer("One?")))
    two = talks.keep(ME, one.token, Asking(answer("Two?"), after=one.place))
    talks.keep(ME, one.token, Asking(answer("Aside?"), after=two.place))
    four = talks.keep(ME, one.token, Asking(answer("Four?", refused=True), after=two.place))
    talks.judge(ME, four, Opinion("down", "it is in the log"))
    found = question_set(talks.judged())
    assert [q["question"] for q in found] == ["One?", "Two?", "Four?"]
    assert [q.get("follow_up_of") for q in found] == [None, found[0]["id"], found[1]["id"]]
    assert [q["answerable"] for q in found] == [None, None, None]
    assert one.token not in json.dumps(found), "a link is nobody else's"


def test_it_is_evaluated_as_any_question_set(talks, tmp_path):
    one = talks.keep(ME, "", Asking(answer("One?"), Scope(documents=("log",))))
    two = talks.keep(ME, one.token, Asking(answer("Two?"), after=one.place))
    three = talks.keep(ME, "", Asking(answer("Three?", refused=True)))
    for where, verdict in ((one, "up"), (two, "down"), (three, "up")):
        talks.judge(ME, where, Opinion(verdict, "a note"))
    file = tmp_path / "feedback.json"
    file.write_text(json.dumps({"questions": question_set(talks.judged())}))
    asked: list[Question] = []

    def ask(question: Question):
        asked.append(question)
        return answer(question.text, refused=question.text == "Three?")

    result = answers(file, ask)
    assert [(q.text, q.conversation, q.scope.documents) for q in asked] == [
        ("One?", (), ("log",)), ("Two?", ("One?",), ()), ("Three?", (), ()),
    ]  # fmt: skip
    assert (result["first_entry"], result["refused_right"], result["refused_wrong"]) == (100.0, 100.0, 0.0)
    assert [(row["verdict"], row["note"], row["answerable"]) for row in result["rows"]] == [
        ("up", "a note", True), ("down", "a note", None), ("up", "a note", False),
    ]  # fmt: skip


def test_it_is_read_in_a_terminal(talks):
    where = talks.keep(ME, "", Asking(answer("When?")))
    assert as_text(question_set(talks.judged())).startswith("Nobody has said")
    talks.judge(ME, where, Opinion("down", "late"))
    assert as_text(question_set(talks.judged())) == "2026-03-01  down  When? (late)"
