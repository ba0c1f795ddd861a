"""`briefing users`: accounts by command; a password is never an argument, a token is shown once."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.accounts.users import Users
from assistant.settings import PROJECT
from tests.test_cli import Briefing, briefing

__all__ = ["briefing"]  # a fixture
PASSWORD = "a password that is long"


@pytest.fixture
def users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Users:
    monkeypatch.setenv("ASSISTANT_AUTH", str(tmp_path / "users"))
    return Users(tmp_path / "users")


def test_users_are_added_listed_changed_and_removed(
    briefing: Briefing, users: Users, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\nmore"))
    ada = {"name": "ada", "role": "admin", "password": True, "token": False}
    added = briefing("users", "add", "Ada", "--role", "admin", "--password-stdin", "--json").json
    assert added.pop("since")
    assert added == ada
    assert users.signed_in("ada", PASSWORD)
    assert briefing("users", "add", "bob", "--no-password").out.decode() == "Added bob as reader.\n"
    assert [user["name"] for user in briefing("users", "list", "--json").json["users"]] == ["ada", "bob"]
    assert "proxy only" in briefing("users", "list").out.decode()
    assert briefing("users", "role", "bob", "editor", "--json").json["role"] == "editor"
    token = briefing("users", "token", "bob").out.decode().strip()
    assert users.by_token(token) == users.get("bob")
    assert briefing("users", "token", "bob", "--revoke", "--json").json["token"] is False
    assert users.by_token(token) is None
    monkeypatch.setattr("sys.stdin", io.StringIO("another long password"))
    assert briefing("users", "password", "ada", "--password-stdin").status == 0
    assert not users.signed_in("ada", PASSWORD)
    assert briefing("users", "remove", "bob").status == 0
    assert list(users.all()) == ["ada"]


def test_mistakes_are_named(briefing: Briefing, users: Users, monkeypatch: pytest.MonkeyPatch) -> None:
    assert briefing("users", "list", "--json").json["error"]["type"] == "NoAccounts"
    assert briefing("users", "add", "ada", "--no-password").status == 0
    assert briefing("users", "add", "ada", "--no-password", "--json").json["error"]["type"] == "AccountsError"
    assert briefing("users", "remove", "bob", "--json").json["error"]["type"] == "UnknownUser"
    assert briefing("users", "role", "ada", "owner").status == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("short"))
    assert briefing("users", "password", "ada", "--password-stdin", "--json").json["error"]["type"] == "BadPassword"
    assert briefing("users", "password", "ada", "--json").json["error"]["hint"].endswith("--password-stdin.")
    monkeypatch.delenv("ASSISTANT_AUTH")
    error = briefing("users", "add", "ada", "--json").json["error"]
    assert error["type"] == "NoAccounts"
    assert "ASSISTANT_AUTH" in error["hint"]


@pytest.mark.parametrize("command", ["add", "list", "role", "password", "token", "remove"])
def test_each_command_says_what_it_takes(briefing: Briefing, command: str) -> None:
    ran = briefing("users", command, "--help")
    assert ran.status == 0
    assert b"--json" in ran.out


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals")
@pytest.mark.parametrize(("second", "said"), [(PASSWORD, "Added ada"), ("something else", "The two passwords differ.")])
def test_a_password_is_typed_twice_and_not_shown(tmp_path: Path, second: str, said: str) -> None:
    ours, theirs = pty.openpty()
    users, data = str(tmp_path / "users"), str(tmp_path)
    settings = {"ASSISTANT_AUTH": users, "ASSISTANT_DATA_DIR": data, "PYTHONPATH": str(PROJECT)}
    run = "import sys; from assistant.cli import main; sys.exit(main(['users', 'add', 'ada']))"
    process = subprocess.Popen(
        [sys.executable, "-c", run], env={**os.environ, **settings}, stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True, cwd=tmp_path,
    )  # fmt: skip
    os.close(theirs)
    shown, typed = b"", [PASSWORD, second]
    while True:
        try:
            piece = os.read(ours, 1000)
        except OSError:  # the other end is closed
            break
        shown += piece
        if shown.count(b": ") + shown.count(b"more: ") and typed and piece.rstrip().endswith(b":"):
            os.write(ours, f"{typed.pop(0)}\n".encode())
        if not piece:
            break
    process.wait(30)
    os.close(ours)
    assert said in shown.decode()
    assert PASSWORD not in shown.decode()
    assert (tmp_path / "users").exists() == (second == PASSWORD)
