"""Conversations come back as they were, to their user alone; they are found, renamed and deleted."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from assistant.errors import BadQuestion, LibraryDamaged, StoreError, UnknownConversation
from assistant.records import KeptAt, Opinion, Question, Scope
from assistant.talks.talks import MOST_NOTED, UNDO, Asking, Talks
from tests.talks.conftest import LOG, answer, find

ME, YOU = "local", "another"


def named(talks, words="", user=ME):
    return [entry.name for entry in talks.entries(user, words)]


def questions(talks, token, user=ME):
    return [turn.answered.answer.question for turn in talks.turns(user, token, find)]


def test_a_conversation_outlives_the_program(talks, tmp_path):
    first = talks.keep(ME, "", Asking(answer("When did he board?"), Scope(documents=("log",))))
    second = talks.keep(ME, first.token, Asking(answer("And then?", refused=True), after=first.place))
    talks.close()
    again = Talks(tmp_path / "data" / "talks.sqlite")
    turns = again.turns(ME, first.token, find)
    assert [turn.kept_at for turn in turns] == [first, second]
    assert turns[0].answered.answer == answer("When did he board?"), "with its citations and what it was about"
    assert turns[0].answered.sources == {"log": LOG.metadata}
    assert turns[0].answered.excerpts, "its passages, for an annex"
    assert turns[1].answered.answer.refused
    (entry,) = again.entries(ME)
    assert (entry.name, entry.questions, entry.token) == ("When did he board?", 2, first.token)


def test_a_follow_up_in_one_that_is_opened_again_leans_on_what_was_said(talks):
    where = talks.keep(ME, "", Asking(answer("When did he board?")))
    asked = Question("And then?").after(talks.turns(ME, where.token, find)[0].answered.answer)
    assert asked == Question("And then?").after(answer("When did he board?"))


def test_words_that_the_library_lost_since_are_said_to_be_so(talks):
    where = talks.keep(ME, "", Asking(answer("When?")))

    def changed(document_id, version):
        return find(document_id, version).__class__(LOG.id, 1, "Another text altogether.", LOG.metadata)

    (turn,) = talks.turns(ME, where.token, changed)
    assert "no longer stand in the library" in turn.answered.answer.notices[-1]


def test_another_user_sees_and_changes_nothing(talks):
    where = talks.keep(ME, "", Asking(answer("Mine?")))
    assert named(talks, user=YOU) == []
    for forbidden in (
        lambda: talks.turns(YOU, where.token, find),
        lambda: talks.name(YOU, where.token),
        lambda: talks.rename(YOU, where.token, "Yours"),
        lambda: talks.delete(YOU, where.token),
        lambda: talks.judge(YOU, where, Opinion("up")),
    ):
        with pytest.raises(UnknownConversation):
            forbidden()
    assert talks.keep(YOU, where.token, Asking(answer("Yours?"))).token != where.token, "a conversation of their own"
    assert questions(talks, where.token) == ["Mine?"]


def test_tokens_cannot_be_guessed(talks):
    tokens = {talks.keep(ME, "", Asking(answer("When?"))).token for _ in range(50)}
    assert len(tokens) == 50
    assert min(map(len, tokens)) >= 22


def test_the_latest_stands_first_and_every_word_sought_must_stand_somewhere(talks):
    treaty = talks.keep(ME, "", Asking(answer("What does the TREATY say of Kraków?")))
    talks.keep(ME, "", Asking(answer("Wer schrieb 金正恩?", refused=True)))
    talks.keep(ME, treaty.token, Asking(answer("And 100% of it?", refused=True)))
    assert named(talks) == ["What does the TREATY say of Kraków?", "Wer schrieb 金正恩?"]
    assert named(talks, "treaty krakow") == ["What does the TREATY say of Kraków?"], "neither case nor accents matter"
    assert named(talks, "boarded noon") == ["What does the TREATY say of Kraków?"], "words of an answer"
    assert named(talks, "treaty 正恩") == []
    assert named(talks, "正恩") == ["Wer schrieb 金正恩?"]
    assert named(talks, "0% of") == ["What does the TREATY say of Kraków?"]
    assert named(talks, "%_%") == [], "signs of SQL are signs like others"
    assert [entry.name for entry in talks.entries(ME, most=1)] == ["What does the TREATY say of Kraków?"]


def test_a_name_is_one_line_and_can_be_changed(talks):
    where = talks.keep(ME, "", Asking(answer("When did\nhe  board?\u202e")))
    assert talks.name(ME, where.token) == "When did he board?"
    talks.rename(ME, where.token, f"  Ülzen {'x' * 400} ")
    assert talks.name(ME, where.token) == "Ülzen …"
    assert named(talks, "ulzen") == ["Ülzen …"]
    with pytest.raises(BadQuestion):
        talks.rename(ME, where.token, " \n\u200b")


def test_what_is_deleted_can_be_brought_back_for_an_hour_and_is_gone_then(talks, clock, tmp_path):
    where = talks.keep(ME, "", Asking(answer("A secret of the Order of the Owl?")))
    talks.judge(ME, where, Opinion("up", "an owl"))
    talks.delete(ME, where.token)
    assert named(talks) == named(talks, "owl") == talks.judged() == []
    with pytest.raises(UnknownConversation):
        talks.turns(ME, where.token, find)
    talks.restore(ME, where.token)
    assert questions(talks, where.token) == ["A secret of the Order of the Owl?"]
    assert len(talks.judged()) == 1
    talks.delete(ME, where.token)
    clock.now += UNDO + timedelta(seconds=1)
    with pytest.raises(UnknownConversation):
        talks.restore(ME, where.token)
    talks.close()
    assert b"Owl" not in (tmp_path / "data" / "talks.sqlite").read_bytes(), "overwritten, not only forgotten"


def test_a_clock_that_goes_back_neither_loses_nor_reorders(talks, clock):
    first = talks.keep(ME, "", Asking(answer("First?")))
    right = clock.now
    clock.now = right - timedelta(days=400)
    second = talks.keep(ME, "", Asking(answer("Second?")))
    assert named(talks) == ["Second?", "First?"]
    talks.keep(ME, first.token, Asking(answer("More?"), after=first.place))
    assert named(talks) == ["First?", "Second?"]
    talks.delete(ME, second.token)
    clock.now = right + timedelta(minutes=50)
    talks.restore(ME, second.token)
    assert questions(talks, second.token) == ["Second?"]


def test_a_question_asked_again_takes_the_place_of_its_turn(talks):
    first = talks.keep(ME, "", Asking(answer("One?")))
    second = talks.keep(ME, first.token, Asking(answer("Two?", refused=True), after=first.place))
    talks.judge(ME, second, Opinion("down", "it is there"))
    third = talks.keep(ME, first.token, Asking(answer("Two?"), after=first.place, instead=second.place))
    turns = talks.turns(ME, first.token, find)
    assert [turn.kept_at for turn in turns] == [first, third]
    assert turns[1].opinion is None, "that was of the answer before"
    assert [row["note"] for row in talks.judged() if row["verdict"]] == ["it is there"], "and is still counted"


def test_two_that_ask_in_one_conversation_lose_nothing(talks):
    where = talks.keep(ME, "", Asking(answer("One?")))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: talks.keep(ME, where.token, Asking(answer(f"{n}?"), after=where.place)), range(24)))
    assert sorted(questions(talks, where.token)[1:]) == sorted(f"{n}?" for n in range(24))


def test_an_opinion_is_kept_changed_and_taken_back(talks):
    where = talks.keep(ME, "", Asking(answer("When?")))
    other = talks.keep(ME, "", Asking(answer("KeptAt?")))
    talks.judge(ME, where, Opinion("up"))
    talks.judge(ME, where, Opinion("down", " the wrong day "))
    assert talks.turns(ME, where.token, find)[0].opinion == Opinion("down", "the wrong day")
    talks.judge(ME, where, None)
    assert talks.turns(ME, where.token, find)[0].opinion is None
    with pytest.raises(BadQuestion):
        talks.judge(ME, where, Opinion("up", "x" * (MOST_NOTED + 1)))
    with pytest.raises(UnknownConversation):
        talks.judge(ME, KeptAt(where.token, other.place), Opinion("up"))


def test_a_file_that_is_none_and_one_of_another_version_are_named(tmp_path):
    (tmp_path / "none.sqlite").write_bytes(b"no database" * 500)
    with pytest.raises(LibraryDamaged, match="file is not a database"):
        Talks(tmp_path / "none.sqlite")
    with sqlite3.connect(tmp_path / "later.sqlite") as db:
        db.execute("CREATE TABLE talks (id)")
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="another version"):
        Talks(tmp_path / "later.sqlite")
