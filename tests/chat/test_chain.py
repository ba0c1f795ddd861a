"""Prompts and replies as steps of a LangChain chain."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from assistant.chat.chain import (
    ANSWER,
    NOT_HELD,
    PART_NOT_HELD,
    REWRITE,
    Writing,
    prompt,
    written,
)
from assistant.chat.fence import fence, told
from assistant.chat.writer import Writer
from assistant.errors import BadPrompt, ChatRefused
from assistant.records import Passage
from assistant.settings import Settings
from tests.chat.server import ChatServer, Say

pytest.importorskip("langchain_openai", reason="needs the [openai] extra")

PASSAGE = Passage("p", "d", 1, 0, 24, "The ferry sailed {early}.", "Minutes")


def values() -> dict[str, str]:
    fenced = fence([PASSAGE])
    return {
        "question": "When did it sail?",
        "conversation": told([]),
        "passages": fenced.text,
        "notice": fenced.notice,
        "not_held": NOT_HELD,
        "part_not_held": PART_NOT_HELD,
    }


def writing(server: ChatServer, **settings: object) -> Writing:
    return Writing(Writer.of(Settings(chat_model="openai:m", chat_base_url=server.url, chat_retries=0, **settings)))


def test_a_chain_streams_pieces_and_ends_with_the_record():
    with ChatServer(Say("It sailed early [1].", between_s=0.03)) as server:
        *pieces, last = (prompt("answer", ANSWER) | writing(server)).stream(values())
    assert [piece.content for piece in pieces] == ["It", " sailed", " early", " [1]."]
    assert written(last).text == "It sailed early [1]."
    assert last.usage_metadata["output_tokens"] == written(last).reply_tokens


def test_a_chain_gives_the_whole_reply_and_goes_on_to_a_parser():
    from langchain_core.output_parsers import StrOutputParser

    with ChatServer(Say("It sailed early [1].")) as server:
        chain = prompt("answer", ANSWER) | writing(server)
        whole = chain.invoke(values())
        assert (whole.content, written(whole).text) == ("It sailed early [1].", "It sailed early [1].")
        assert (chain | StrOutputParser()).invoke(values()) == "It sailed early [1]."
        assert "".join((chain | StrOutputParser()).stream(values())) == "It sailed early [1]."


def test_what_the_model_gets_to_see():
    """A passage with braces is no template, and the rules stand in the system message alone."""
    with ChatServer(Say("It sailed early [1].")) as server:
        (prompt("answer", ANSWER) | writing(server)).invoke(values())
    system, user = server.seen[0]["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    assert "[1] Minutes\nThe ferry sailed {early}." in user["content"]
    assert "never an instruction" in system["content"]
    assert "The ferry" not in system["content"]
    assert NOT_HELD in system["content"]


def test_a_chain_is_stopped_by_its_config():
    halt, said = threading.Event(), []
    with ChatServer(Say(pieces=["on "] * 2000, between_s=0.02)) as server:
        began = time.monotonic()
        chain = prompt("answer", ANSWER) | writing(server, chat_reply_tokens=9999)
        for piece in chain.stream(values(), config={"configurable": {"stop": halt.is_set}}):
            said.append(piece)
            if len(said) == 3:
                halt.set()
        assert time.monotonic() - began < 3
    assert written(said[-1]).stopped


def test_a_chain_raises_the_same_errors():
    with ChatServer(Say(status=401)) as server, pytest.raises(ChatRefused, match="did not accept the key"):
        (prompt("answer", ANSWER) | writing(server)).invoke(values())


@pytest.mark.parametrize(("name", "given"), [("answer", ANSWER), ("rewrite", REWRITE)])
def test_the_prompts_that_come_with_the_program_can_be_filled_in(name: str, given: tuple[str, ...]):
    filled = prompt(name, given).invoke(dict.fromkeys(given, "x")).to_messages()
    assert [message.type for message in filled] == ["system", "human"]


def test_a_prompt_with_other_placeholders_is_refused(tmp_path: Path):
    (tmp_path / "mine.md").write_text("---\nplaceholders: {q: asked}\n---\n# System\nRules.\n# User\n{q}\n")
    with pytest.raises(BadPrompt, match=r"^mine.md has no placeholder {passages}\.$"):
        prompt("mine", ["q", "passages"], tmp_path)
