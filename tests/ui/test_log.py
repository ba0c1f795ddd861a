from __future__ import annotations

from assistant.ui.log import log
from assistant.ui.turns import Problem, Turn, earlier_questions, last_cited, stopped


def test_the_conversation_is_a_log_even_before_it_begins():
    assert 'role="log"' in log(())
    assert "The library is empty" in log(())
    assert 'data-ask="Who wrote &quot;it&quot;?"' in log((), ['Who wrote "it"?'])


def test_a_turn_says_how_it_ended(answer, document):
    searching = Turn("a <b>?")
    assert "Searching the documents" in log((searching,))
    assert "a &lt;b&gt;?" in log((searching,))
    assert "Stopped." in log(stopped((searching,)))
    assert "no such thing" in log((searching.failed(Problem("no such thing", "try")),))
    assert "Copy answer" in log((searching.answered(answer, {"letter": document.metadata}),))


def test_only_the_last_turn_can_be_retried(answer, document):
    turn = Turn("q").answered(answer, {"letter": document.metadata})
    assert log((turn, turn)).count("Retry") == 1
    assert "Retry" not in log((turn, Turn("searching")))


def test_stopping_leaves_what_has_ended_alone(answer):
    ended = (Turn("q").answered(answer, {}),)
    assert stopped(ended) == ended
    assert stopped(()) == ()


def test_a_follow_up_is_told_the_questions_answered_and_the_documents_cited(answer):
    turns = (Turn("q1").answered(answer, {}), Turn("q2", state="stopped"))
    assert earlier_questions(turns) == ("q1",)
    assert last_cited(turns) == ("letter",)
    assert last_cited(()) == ()
