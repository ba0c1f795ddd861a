"""Replies of a chat model, well and badly behaved: a real server on loopback, the real client before it."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from assistant.chat.budget import Budget
from assistant.chat.writer import Limits, Writer, Written
from assistant.errors import (
    ChatBusy,
    ChatError,
    ChatFailed,
    ChatRefused,
    ChatTimeout,
    ChatTooLong,
    ChatUnreachable,
)
from assistant.settings import Settings
from tests.chat.server import ChatServer, Say

pytest.importorskip("langchain_openai", reason="needs the [openai] extra")

KEY = "sk-not-to-be-seen-8c1f"
PROMPT = [("system", "Answer."), ("user", "When did the ferry sail?")]
TWICE = 2  # tries, where one retry is allowed


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


def writer(server: ChatServer, **settings: object) -> Writer:
    patient = {"chat_first_token_s": 10, "chat_stall_s": 10, "chat_reply_s": 20, "chat_retries": 1}
    given = {"chat_model": "openai:m", "chat_base_url": server.url, "chat_reply_tokens": 60, **patient, **settings}
    made = Writer.of(Settings(**given))
    return Writer(made.model, made.name, replace(made.limits, pause_s=0.05), made.budget)


def reply(server: ChatServer, **settings: object) -> Written:
    *pieces, done = writer(server, **settings).write(PROMPT)
    assert "".join(pieces) == done.text
    return done


def refused(server: ChatServer, kind: type[ChatError], **settings: object) -> ChatError:
    with pytest.raises(ChatError) as caught:
        reply(server, **settings)
    assert type(caught.value) is kind, caught.value.message
    assert "\n" not in caught.value.message + caught.value.hint
    return caught.value


def was_cut_off(server: ChatServer) -> bool:
    """Whether the server is told that nobody reads on."""
    until = time.monotonic() + 5
    while not server.cut_off and time.monotonic() < until:
        time.sleep(0.02)
    return server.cut_off == 1


# A reply as it should be --------------------------------------------------------------------------------------------


def test_pieces_come_as_they_are_written():
    with ChatServer(Say("It sailed on Monday [1].", between_s=0.1)) as server:
        began, at = time.monotonic(), []
        for piece in writer(server).write(PROMPT):
            at.append((piece, time.monotonic() - began))
    assert [piece for piece, _ in at[:-1]] == ["It", " sailed", " on", " Monday", " [1]."]
    assert at[0][1] < at[-1][1] - 0.3, "the first word did not wait for the last"


def test_the_record_tells_who_answered_what_it_took_and_how_long():
    with ChatServer(Say("On Monday.", usage=(31, 4), model="m-2026-02", between_s=0.05)) as server:
        done = reply(server)
    assert (done.text, done.model) == ("On Monday.", "openai:m-2026-02")
    assert (done.prompt_tokens, done.reply_tokens, done.counted) == (31, 4, True)
    assert (0.05 < done.seconds < 3, done.tries, done.stopped) == (True, 1, False)


def test_without_the_servers_count_tokens_are_estimated_and_said_to_be():
    with ChatServer(Say("On Monday the ferry sailed.")) as server:
        done = reply(server)
    assert not done.counted
    assert 4 <= done.reply_tokens <= 12
    assert done.prompt_tokens >= 8


def test_the_request_is_what_the_settings_say():
    with ChatServer(Say("Yes.")) as server:
        reply(server, chat_temperature=0.3)
    [asked] = server.seen
    assert (asked["model"], asked["stream"], asked["temperature"]) == ("m", True, 0.3)
    assert asked["max_completion_tokens"] == 60
    assert [m["content"] for m in asked["messages"]] == ["Answer.", "When did the ferry sail?"]
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


def test_an_address_of_ones_own_needs_no_key(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("OPENAI_API_KEY")
    with ChatServer(Say("Yes.")) as server:
        assert reply(server).text == "Yes."


def test_invisible_and_bidirectional_characters_do_not_come_through():
    with ChatServer(Say(pieces=["On\u200b Mon", "\u202eday", "\U000e0041."])) as server:
        assert reply(server).text == "On Monday."


def test_what_a_model_thinks_aloud_is_no_reply():
    with ChatServer(Say(pieces=["<thi", "nk>Perhaps Tuesday", "?</th", "ink>\n\n", "On Monday."])) as server:
        assert reply(server).text == "On Monday."


def test_several_replies_at_once_do_not_mix():
    with ChatServer(Say("a b c d e", between_s=0.02)) as server:
        shared, out = writer(server), []

        def ask() -> None:
            out.append([*shared.write(PROMPT)][-1].text)

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    assert out == ["a b c d e"] * 8


# Too slow, too long, cut --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role_first", [False, True])
def test_a_slow_first_word_is_not_waited_for(role_first: bool):
    with ChatServer(Say("On Monday.", first_s=9, role_first=role_first)) as server:
        began = time.monotonic()
        error = refused(server, ChatTimeout, chat_first_token_s=0.6, chat_stall_s=0.4)
        assert time.monotonic() - began < 5
    assert error.message == "openai:m gave no word within 0.6 seconds."
    assert "ASSISTANT_CHAT_FIRST_TOKEN_S" in error.hint
    assert len(server.seen) == 1, "who has waited that long is not made to wait again"


def test_a_stall_in_the_midst_ends_the_reply():
    with ChatServer(Say("On Monday the ferry sailed.", stall_after=2)) as server:
        pieces: list[str] = []
        with pytest.raises(ChatTimeout, match=r"^openai:m fell silent in the midst of its reply for 0\.4 seconds\.$"):
            pieces += writer(server, chat_stall_s=0.4).write(PROMPT)  # type: ignore[arg-type]
        assert len(server.seen) == 1, "what was begun is not begun anew"


def test_a_reply_without_end_ends():
    with ChatServer(Say(pieces=["on "] * 5000, between_s=0.02)) as server:
        error = refused(server, ChatTimeout, chat_reply_s=1.0, chat_reply_tokens=100_000)
    assert error.message == "openai:m did not come to an end within 1 seconds."


def test_no_thread_and_no_connection_stays_behind():
    with ChatServer(Say("a b c d", stall_after=2, stall_s=3.0)) as server:
        refused(server, ChatTimeout, chat_first_token_s=1, chat_stall_s=0.3)
        until = time.monotonic() + 5
        while any(t.name == "chat-reply" for t in threading.enumerate()) and time.monotonic() < until:
            time.sleep(0.05)
        assert not any(t.name == "chat-reply" for t in threading.enumerate())


@pytest.mark.parametrize("chunked", [True, False])
def test_half_a_reply_does_not_stand_as_a_whole_one(chunked: bool):
    with ChatServer(Say("On Monday the ferry sailed.", cut_after=3, chunked=chunked)) as server:
        pieces: list[str] = []
        with pytest.raises(ChatUnreachable, match="was cut"):
            for piece in writer(server).write(PROMPT):
                assert isinstance(piece, str)
                pieces.append(piece)
    assert pieces == ["On", " Monday", " the"]


def test_a_connection_cut_before_the_first_word_is_tried_again():
    with ChatServer(Say("Lost.", cut_after=0), Say("On Monday.")) as server:
        done = reply(server)
    assert (done.text, done.tries) == ("On Monday.", TWICE)


@pytest.mark.parametrize(
    "say",
    [
        Say("It sailed on", finish="length"),
        Say(pieces=["no"] * 100_000),
        Say(pieces=["x" * 200_000]),
    ],
    ids=["cut off by the server", "200 kB of one token", "200 kB at once"],
)
def test_a_reply_over_budget_is_none(say: Say):
    with ChatServer(say) as server:
        began = time.monotonic()
        error = refused(server, ChatTooLong)
        assert time.monotonic() - began < 10
    assert error.message == "The reply of openai:m is longer than 60 tokens."
    assert "ASSISTANT_CHAT_REPLY_TOKENS" in error.hint


def test_a_reply_that_is_too_long_is_not_read_to_its_end():
    with ChatServer(Say(pieces=["no " * 20] * 2000, between_s=0.02)) as server:
        error = refused(server, ChatTooLong)  # held, and with it its traceback
        assert was_cut_off(server), error


# Refusals and failures of the server --------------------------------------------------------------------------------


def test_a_wrong_key_is_named_by_its_variable():
    with ChatServer(Say(status=401)) as server:
        error = refused(server, ChatRefused)
    assert error.message == "The provider did not accept the key for openai:m (status 401)."
    assert error.hint == "Correct OPENAI_API_KEY in the environment or in .env."
    assert len(server.seen) == 1


def test_a_busy_server_is_left_alone_as_long_as_it_asks():
    with ChatServer(Say(status=429, headers={"Retry-After": "0.5"}), Say("On Monday.")) as server:
        began = time.monotonic()
        done = reply(server)
    assert time.monotonic() - began >= 0.5
    assert (done.text, done.tries) == ("On Monday.", TWICE)


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_server_that_asks_for_long_is_not_waited_for(form: str):
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=120), usegmt=True)
    with ChatServer(Say(status=429, headers={"Retry-After": "120" if form == "seconds" else later})) as server:
        began = time.monotonic()
        error = refused(server, ChatBusy)
        assert time.monotonic() - began < 5
    assert "it asks to wait 1" in error.message
    assert error.message.endswith(" seconds.")


@pytest.mark.parametrize(
    ("say", "kind", "told", "tries"),
    [
        (Say(status=500), ChatFailed, "failed (status 500)", TWICE),
        (Say(status=503), ChatFailed, "failed (status 503)", TWICE),
        (Say(status=429), ChatBusy, "no further requests just now (status 429)", TWICE),
        (Say(status=400), ChatRefused, "refused the request (status 400)", 1),
        (Say(status=403), ChatRefused, "did not accept the key", 1),
        (Say(status=404), ChatRefused, "There is no openai:m", 1),
        (Say(body=b'{"choices": [{'), ChatFailed, "cannot be read", TWICE),
        (Say(body=b"<html>Bad gateway</html>"), ChatFailed, "cannot be read", TWICE),
        (Say("a b c", event="{broken"), ChatFailed, "cannot be read", 1),
        (Say("a b c", event='{"choices": [7]}'), ChatFailed, "cannot be read", 1),
        (Say("a b c", event='{"error": {"message": "overloaded"}}'), ChatFailed, "broke off", 1),
        (Say(""), ChatFailed, "gave an empty reply", TWICE),
        (Say(" \n \n"), ChatFailed, "gave an empty reply", TWICE),
        (Say("a b", finish="content_filter"), ChatRefused, "withheld its reply", 1),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_every_failure_has_its_name_and_is_tried_again_where_that_may_help(
    say: Say, kind: type[ChatError], told: str, tries: int
):
    with ChatServer(say) as server:
        error = refused(server, kind)
    assert told in error.message
    assert len(server.seen) == tries


def test_what_passes_is_tried_as_often_as_set():
    with ChatServer(Say(status=500), Say(status=500), Say("On Monday.")) as server:
        assert reply(server, chat_retries=2).tries == TWICE + 1
    with ChatServer(Say(status=500), Say("On Monday.")) as server:
        refused(server, ChatFailed, chat_retries=0)


def test_nobody_there_is_said():
    with ChatServer() as server:
        pass
    error = refused(server, ChatUnreachable)
    assert error.message == "openai:m cannot be reached."


# The key and the address --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("password", [False, True], ids=["key", "password"])
@pytest.mark.parametrize(
    "say",
    [
        Say("On Monday."),
        Say(status=401),
        Say(status=400),
        Say(status=500),
        Say(body=b"{"),
        Say("a b", event="{broken"),
        Say("a b", cut_after=1),
    ],
    ids=["fine", "401", "400", "500", "unreadable", "broken event", "cut"],
)
def test_neither_key_nor_password_stands_in_a_message_a_traceback_or_a_log(
    say: Say, password: bool, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
):
    """The scripted server repeats the key in its error, as providers do."""
    caplog.set_level(logging.DEBUG)
    with ChatServer(say) as server:
        address = server.url.replace("http://", "http://clerk:pass-8c1f@") if password else server.url
        told = ""
        try:
            reply(server, chat_base_url=address)
        except ChatError as error:
            told = "".join(traceback.format_exception(error)) + repr(error.as_json())
    printed = capfd.readouterr()
    everything = told + caplog.text + printed.out + printed.err
    pair = b64encode(b"clerk:pass-8c1f").decode()
    assert server.headers[0]["authorization"] == (f"Basic {pair}" if password else f"Bearer {KEY}")
    assert [secret for secret in (KEY, "pass-8c1f", pair) if secret in everything] == []


# Stopping -----------------------------------------------------------------------------------------------------------


def test_a_reply_can_be_stopped_in_the_midst():
    with ChatServer(Say(pieces=["on "] * 2000, between_s=0.02)) as server:
        halt, said = threading.Event(), []
        for piece in writer(server, chat_reply_tokens=9999).write(PROMPT, halt.is_set):
            said.append(piece)
            if len(said) == 5:
                halt.set()
        done = said[-1]
        assert was_cut_off(server)
    assert done.stopped
    assert done.text == "".join(said[:-1])


def test_stop_works_before_the_first_word_and_in_a_pause():
    with ChatServer(Say("Late.", first_s=9)) as server:
        asking, began = writer(server), time.monotonic()
        [done] = asking.write(PROMPT, lambda: time.monotonic() - began > 0.3)
        assert (done.stopped, done.text) == (True, "")
        assert time.monotonic() - began < 5
    with ChatServer(Say(status=429, headers={"Retry-After": "3"})) as server:
        asking, began = writer(server), time.monotonic()
        [done] = asking.write(PROMPT, lambda: time.monotonic() - began > 0.3)
        assert done.stopped
        assert time.monotonic() - began < 2.9
        assert len(server.seen) == 1


def test_who_reads_no_further_ends_the_reply():
    with ChatServer(Say(pieces=["on "] * 2000, between_s=0.02)) as server:
        pieces = writer(server, chat_reply_tokens=9999).write(PROMPT)
        next(pieces)
        pieces.close()  # type: ignore[attr-defined]
        assert was_cut_off(server)


def test_a_reader_that_takes_its_time_is_no_stall():
    with ChatServer(Say("On Monday the ferry sailed.")) as server:
        said: list[str | Written] = []
        for piece in writer(server, chat_stall_s=0.2).write(PROMPT):
            said.append(piece)
            if len(said) == 2:
                time.sleep(0.6)
    assert isinstance(said[-1], Written)


# A package that blocks ----------------------------------------------------------------------------------------------


def test_limits_hold_where_the_package_itself_hangs():
    from langchain_core.language_models import GenericFakeChatModel
    from langchain_core.messages import AIMessage

    wake = threading.Event()

    def hanging() -> Iterator[AIMessage]:
        wake.wait(20)
        yield AIMessage("Late.")

    limits = Limits(first_token_s=0.3, retries=0)
    hung = Writer(GenericFakeChatModel(messages=hanging()), "fake:m", limits, Budget(1000, 100))
    began = time.monotonic()
    with pytest.raises(ChatTimeout, match="no word within 0.3 seconds"):
        list(hung.write(PROMPT))
    assert time.monotonic() - began < 5
    wake.set()
