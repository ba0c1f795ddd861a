from __future__ import annotations

from dataclasses import replace

from assistant.records import Choice, Question
from assistant.ui.log import log
from assistant.ui.turns import Problem, Turn, asked_after


def test_the_conversation_is_a_log_even_before_it_begins():
    assert 'role="log"' in log(())
    assert "The library is empty" in log((), [])
    assert "The library is empty" not in log(()), "nobody has looked yet"
    assert 'data-ask="Who wrote &quot;it&quot;?"' in log((), ['Who wrote "it"?'])


def test_a_turn_says_how_it_ended(answer, document):
    searching = Turn("a <b>?")
    assert "Searching the documents" in log((searching,))
    assert "a &lt;b&gt;?" in log((searching,))
    assert "Stopped." in log((searching.stopped(),))
    assert "no such thing" in log((searching.failed(Problem("no such thing", "try")),))
    assert "Copy answer" in log((searching.answered(answer, {"letter": document.metadata}),))


def test_only_the_last_turn_can_be_retried(answer, document):
    turn = Turn("q").answered(answer, {"letter": document.metadata})
    assert log((turn, turn)).count("Retry") == 1
    assert "Retry" not in log((turn, Turn("searching")))


def test_a_follow_up_is_told_the_questions_answered_and_the_documents_cited(answer):
    turns = (Turn("q1").answered(answer, {}), Turn("q2", state="stopped"))
    asked = asked_after(Question("q3"), turns)
    assert asked.conversation == (answer.question,)
    assert asked.last_cited == asked.talked_of == ("letter",)
    assert asked.read_before == answer.read_as
    assert asked_after(Question("q3"), ()) == Question("q3")


def test_another_reading_is_asked_in_the_place_of_its_turn(answer):
    chosen = replace(answer, choices=(Choice("x", "The other <letter>", "2023"),))
    html = log((Turn("q0").answered(answer, {}), Turn("How?").answered(chosen, {})))
    assert 'data-of="x" data-turn="2"' in html
    assert 'aria-label="Ask the same of The other &lt;letter&gt;, 2023"' in html


def test_an_answer_is_downloaded_alone_and_two_as_a_conversation(answer):
    first, second = (Turn("q").answered(answer, {}, token) for token in ("one", "two"))
    assert 'data-product="one"' in log((first,))
    assert "Download the conversation" not in log((first,))
    assert 'data-product="one two"' in log((first, Turn("q", state="stopped"), second))
    assert "Download the conversation" not in log((first, second, Turn("still searching")))
