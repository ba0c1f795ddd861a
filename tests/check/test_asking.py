"""A chat model is asked so often and so long at most for one text, and never again once it has failed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from assistant.chat.chain import prompt
from assistant.chat.writer import Writer
from assistant.check.asking import Asking
from assistant.check.splitting import SPLIT
from assistant.settings import Settings
from tests.chat.server import ChatServer, Say

pytest.importorskip("langchain_openai")
VALUES = {"sentences": "[1] One.", "notice": "None."}


def writer(server: ChatServer) -> Callable[[], Writer]:
    given: dict[str, Any] = {"chat_model": "openai:scripted", "chat_base_url": server.url, "chat_retries": 0}
    return lambda: Writer.of(Settings(**given))


def test_no_more_is_asked_than_allowed():
    with ChatServer(Say("1: One.")) as server:
        asking = Asking(writer(server), 2)
        replies = [asking.reply(prompt("split", SPLIT), VALUES) for _ in range(4)]
        assert replies == ["1: One.", "1: One.", None, None]
        assert len(server.seen) == 2
    assert asking.spent == "it is asked 2 times at most for one text"
    assert asking.engine == "openai:scripted-1"


def test_all_replies_together_take_no_longer_than_allowed():
    with ChatServer(Say("word " * 200, between_s=0.05)) as server:
        asking = Asking(writer(server), 9, most_s=0.6)
        began = time.monotonic()
        replies = [asking.reply(prompt("split", SPLIT), VALUES) for _ in range(3)]
        assert replies == [None, None, None], "no half reply stands as a whole one"
        assert time.monotonic() - began < 3
        assert len(server.seen) == 1
    assert "0.6 seconds" in asking.spent


def test_once_failed_or_stopped_it_is_left_alone():
    with ChatServer(Say(status=500)) as server:
        asking = Asking(writer(server), 9)
        assert [asking.reply(prompt("split", SPLIT), VALUES) for _ in range(3)] == [None, None, None]
        assert len(server.seen) == 1 and "failed" in asking.failed
        stopped = Asking(writer(server), 9, stop=lambda: True)
        assert [stopped.reply(prompt("split", SPLIT), VALUES) for _ in range(2)] == [None, None]
        assert stopped.writer is None and not stopped.failed


def test_without_calls_the_model_is_not_even_built():
    def never() -> Writer:
        raise AssertionError("built")

    assert Asking(never, 0).writer is None
