"""Conversations beside the tab "Ask": what is kept and shown, what leads onward; the browser is trusted for nothing."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from assistant.errors import StoreError
from assistant.records import KeptAt, Opinion, Question, TalkEntry
from assistant.talks.talks import Talks
from assistant.ui.kept import Kept
from assistant.ui.log import log
from assistant.ui.onward import from_answer, from_conversation, phrase
from assistant.ui.opinion import opinion
from assistant.ui.talk_list import deleted, frame, talk_list
from assistant.ui.talks import Talking, talks_list
from assistant.ui.turns import Turn, asked_after, conversation_of, place_of


@pytest.fixture
def served(tmp_path, document):
    kept = Talks(tmp_path / "talks.sqlite")
    yield SimpleNamespace(talks=kept, document=lambda *_: document)
    kept.close()


@pytest.fixture
def talking(served):
    return Talking(served, Kept())


def test_a_conversation_comes_back_as_the_page_had_it_and_goes_on(talking, answer, document):
    first = talking.keep(Turn("How?").answered(answer, {}), (), ())
    second = talking.keep(Turn("Why?", kept_at=KeptAt(first.kept_at.token)).answered(answer, {}), (), (first,))
    assert conversation_of((first, second)) == first.kept_at.token
    opened = talking.opened(first.kept_at.token)
    assert [turn.kept_at for turn in opened] == [first.kept_at, second.kept_at]
    assert opened[0].sources == {"letter": document.metadata}
    assert asked_after(Question("And?"), opened) == asked_after(Question("And?"), (first, second))
    made = talking.kept.download({"product": " ".join(turn.token for turn in opened), "form": "md"})
    assert made["name"] == "conversation-how-does-it-open.md"


def test_an_answer_that_cannot_be_kept_is_shown_and_this_is_said(talking, served, answer):
    def full(*_):
        raise StoreError("The disk is full.", "Make room.")

    served.talks = SimpleNamespace(keep=full)
    html = log((talking.keep(Turn("How?").answered(answer, {}), (), ()),))
    assert "Copy answer" in html
    assert "This answer is not kept." in html
    assert "The disk is full. Make room." in html


def test_a_turn_that_failed_is_not_kept(talking, served):
    assert talking.keep(Turn("How?", "stopped"), (), ()).kept_at is None
    assert served.talks.entries("local") == []


def test_the_list_lists_renames_deletes_and_restores(talking, served, answer):
    token = talking.keep(Turn("How?").answered(answer, {}), (), ()).kept_at.token
    does = talks_list(served).talks
    assert f'data-open="{token}"' in does({"does": "list"})["list"]
    assert "Its opening" in does({"does": "rename", "token": token, "name": "Its opening"})["list"]
    assert "No conversation has these words." in does({"does": "list", "find": "closing"})["list"]
    gone = does({"does": "delete", "token": token})
    assert f'data-restore="{token}"' in gone["told"]
    assert "Kept here once" in gone["list"]
    assert "Its opening" in does({"does": "restore", "token": token})["list"]


@pytest.mark.parametrize(
    "asked",
    [
        {"does": "delete", "token": "x"},
        {"does": "rename", "token": None, "name": {"a": 1}},
        {"does": "restore", "token": [1]},
    ],
)
def test_what_the_browser_says_is_trusted_for_nothing(served, asked):
    assert "There is no such conversation" in talks_list(served).talks(asked)["said"]


@pytest.mark.parametrize("place", ["x", -1, None, "1e3", 999, "²"])
def test_an_opinion_of_no_answer_is_refused(talking, served, answer, place):
    token = talking.keep(Turn("How?").answered(answer, {}), (), ()).kept_at.token
    judge = talks_list(served).judge
    assert "no longer kept" in judge({"token": token, "place": place, "verdict": "up"})["said"]
    assert served.talks.judged() == []


def test_an_opinion_is_shown_as_it_was_given(answer):
    turn = Turn("How?", kept_at=KeptAt("to<ken", 7)).answered(answer, {})
    assert opinion(replace(turn, kept_at=None)) == ""
    fresh = opinion(turn)
    assert 'data-token="to&lt;ken"' in fresh
    assert fresh.count('aria-pressed="false"') == 2
    assert "<form" in fresh and " hidden" in fresh
    given = opinion(replace(turn, opinion=Opinion("down", '"><b>wrong')))
    assert given.count('aria-pressed="true"') == 1
    assert 'value="&quot;&gt;&lt;b&gt;wrong"' in given
    assert " hidden" not in given


def test_the_list_escapes_names_and_says_where_it_ends():
    entry = TalkEntry("t", "<script>1</script>", "2024-10-07", 1)
    html = talk_list([entry, entry], most=2)
    assert "<script>" not in html + deleted(entry.name, entry.token)
    assert "7 October 2024 · 1 question" in html
    assert "The latest 2." in html
    assert 'aria-label="Find a conversation"' in frame()


def test_the_log_names_its_conversation_and_an_opinions_place(answer):
    turn = Turn("How?", kept_at=KeptAt("token", 3)).answered(answer, {}, "product")
    html = log((turn, Turn("Why?", "stopped")))
    assert 'data-conversation="token"' in html
    assert 'data-place="3"' in html
    assert place_of((turn, Turn("Why?", kept_at=KeptAt("token")))) == 3
    assert "data-conversation" not in log((Turn("Why?"),))


def test_what_leads_onward_carries_what_it_takes(answer, document):
    assert "Compare" not in from_answer(answer), "it cites one document"
    assert 'data-text="The letter opens “Dear friend”.' in from_answer(answer)
    other = replace(answer.citations[1], document_id="reply", title='The "reply"')
    pair = from_answer(replace(answer, citations=(answer.citations[0], other)))
    assert 'data-a="letter" data-b="reply"' in pair
    assert 'aria-label="Compare “Letter to B &amp; C” and “The &quot;reply&quot;”"' in pair
    assert "Check" not in from_answer(replace(answer, refused=True))
    assert from_conversation("") == ""
    assert 'data-copy-link="t"' in from_conversation("t")
    assert 'data-phrase="a &lt;b&gt;"' in phrase("a <b>")
