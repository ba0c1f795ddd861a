"""What leaves the machine is recorded where it leaves it, commands too; `briefing audit` and `users forget`."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.accounts.users import Users
from assistant.audit.trail import Trail
from assistant.errors import WebAddressRefused
from assistant.library.embed import ModelEmbeddings
from assistant.library.web.kept import Web
from assistant.outward import leaves, noting
from assistant.records import Asker, Opinion, Question
from assistant.talks.talks import Asking, Talks
from tests.chat.server import ChatServer, Say
from tests.conftest import assistant_in
from tests.test_cli import Briefing, Ran, briefing, filled
from tests.test_cli_feedback import ANSWER

__all__ = ["briefing", "filled"]  # fixtures
TREATY = "Treaty of friendship\n\nThe treaty of friendship obliges Norland to deliver forty ships.\n"
QUESTION = "How many ships does the treaty of friendship oblige Norland to deliver?"
LONG = (
    "The treaty of friendship, which was signed in Oslo, obliges Norland to deliver forty ships, and the mayor of "
    "Bergen said that Norland will keep it because the harbour needs them, while others wrote that nobody will."
)


def test_a_chat_model_that_was_asked_is_recorded_with_its_host(tmp_path: Path, embeddings: ModelEmbeddings) -> None:
    with ChatServer(Say("Norland is to deliver forty ships [1].")) as server:
        settings = {"chat_model": "openai:scripted", "chat_base_url": server.url, "audit": "on"}
        (tmp_path / "treaty.txt").write_text(TREATY)
        assistant = assistant_in(tmp_path, embeddings, **settings)
        assistant.ingest([tmp_path / "treaty.txt"])
        sent = {}
        for what, do in {
            "ask": lambda: assistant.ask(Question(QUESTION)),
            "check": lambda: assistant.check(LONG),
            "brief": lambda: assistant.draft("forty ships of Norland"),
            "search": lambda: assistant.found(QUESTION),
        }.items():
            before = len(server.seen)
            do()
            sent[what] = len(server.seen) > before
        entries = {entry.what: entry.told for entry in assistant.trail.entries()}
        assistant.close()
    assert {what: "left_for" in entries[what] for what in sent} == sent
    assert sent["ask"] and not sent["search"]
    assert entries["ask"]["left_for"] == ["openai:scripted at 127.0.0.1"]


def test_a_web_address_that_was_fetched_is_recorded(tmp_path: Path) -> None:
    def refused(address: str) -> None:
        raise WebAddressRefused("No.")

    with noting() as left, pytest.raises(WebAddressRefused):
        Web(tmp_path, refused).file("https://news.example/memo?key=1")  # type: ignore[arg-type]
    assert left == ["https://news.example/memo?key=1"]
    with noting() as left, pytest.raises(WebAddressRefused):
        Web(tmp_path, None).file("https://news.example/memo")
    assert left == [], "where nothing is fetched nothing leaves"
    leaves("nobody listens")


def test_what_fails_is_recorded_with_why(tmp_path: Path, embeddings: ModelEmbeddings) -> None:
    assistant = assistant_in(tmp_path, embeddings, audit="on")
    with pytest.raises(Exception, match="empty"):
        assistant.ask(Question(" "))
    (entry,) = assistant.trail.entries()
    assistant.close()
    assert (entry.what, entry.told["error"]) == ("ask", "BadQuestion")


def test_without_the_setting_nothing_is_recorded(tmp_path: Path, embeddings: ModelEmbeddings) -> None:
    off = {"off": {"auth": str(tmp_path / "users"), "audit": "off"}, "auto": {}}
    for settings in off.values():
        assistant = assistant_in(tmp_path, embeddings, **settings)
        assistant.note("nothing")
        assert assistant.trail is None
        assistant.close()
    assert not (tmp_path / "data" / "audit").exists()
    assert assistant_in(tmp_path, embeddings, auth=str(tmp_path / "users")).trail is not None


# Commands ---------------------------------------------------------------------------------------------------------


def test_commands_are_recorded_printed_written_and_verified(
    briefing: Briefing, filled: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert briefing("audit", "--json").json["error"]["type"] == "NoAudit"
    monkeypatch.setenv("ASSISTANT_AUDIT", "on")
    briefing("ask", QUESTION)
    briefing("remove", "letter")
    entries = briefing("audit", "--json").json["entries"]
    assert [entry["what"] for entry in entries] == ["ask", "remove"]
    assert {entry["door"] for entry in entries} == {"command line"}
    assert entries[0]["who"].startswith("os:")
    assert entries[0]["told"]["question"] == QUESTION
    assert entries[1]["told"]["documents"] == ["letter"]
    assert QUESTION in briefing("audit", "--user", entries[0]["who"]).out.decode()
    assert briefing("audit", "--user", "nobody").out == b""
    assert briefing("audit", "--to", "2001").out == b""
    assert briefing("audit", "--out", "trail.csv").status == 0
    assert (tmp_path / "trail.csv").read_bytes().count(b"\r\n") == 3
    assert briefing("audit", "--out", "trail.jsonl", "--json").json == {"out": "trail.jsonl"}
    assert briefing("audit", "--out", "trail.pdf", "--json").json["error"]["type"] == "UnknownExport"
    verified = briefing("audit", "--verify", "--json").json
    assert (verified["first"], verified["last"]) == (1, 2)
    (file,) = (tmp_path / "data" / "audit").glob("*.jsonl")
    file.write_text(file.read_text().replace("forty", "four").replace("How many", "How few"))
    ran = briefing("audit", "--verify", "--json")
    assert ran.status == 1
    assert ran.json["error"]["type"] == "AuditBroken"
    assert "line 1" in ran.json["error"]["message"]


def test_all_that_is_kept_of_somebody_is_deleted_by_command(
    briefing: Briefing, filled: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_AUTH", str(tmp_path / "users"))
    users = Users(tmp_path / "users")
    for name in ("ron", "eve"):
        users.add(name, "reader", "")
        users.give_token(name)
    talks = Talks(tmp_path / "data" / "talks.sqlite")
    for name in ("ron", "eve"):
        talks.judge(name, talks.keep(name, "", Asking(ANSWER)), Opinion("up", f"said {name}"))
    talks.close()
    trail = Trail(tmp_path / "data" / "audit")
    trail.record(Asker("ron", "reader"), "ask", {"question": "a private question"})
    trail.close()
    forgotten = briefing("users", "forget", "Ron", "--json").json
    assert forgotten == {"name": "ron", "conversations": 1, "sessions": 0, "entries": 1}
    assert not users.get("ron").token and users.get("eve").token
    assert [q["note"] for q in briefing("feedback", "--json").json["questions"]] == ["said eve"]
    kept = b"".join(file.read_bytes() for file in (tmp_path / "data").rglob("*") if file.is_file())
    assert b"said ron" not in kept and b"a private question" not in kept
    assert briefing("audit", "--verify", "--json").json["forgotten"] == 1
    assert briefing("users", "forget", "os:root", "--json").json["error"]["type"] == "AccountsError"
