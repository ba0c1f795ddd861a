"""The users file: readable, for its owner alone, changed whole or not at all; a mistake in it is named."""

from __future__ import annotations

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.accounts.accounts import Accounts
from assistant.accounts.users import Users
from assistant.errors import AccountsError, BadPassword, NoAccounts, UnknownUser
from assistant.settings import Settings

PASSWORD = "a password that is long"


@pytest.fixture
def users(tmp_path: Path) -> Users:
    return Users(tmp_path / "there" / "users")


def test_a_user_is_a_line_without_what_opens_the_account(users: Users) -> None:
    users.add("Ada.Low@example.org", "admin", PASSWORD)
    token = users.give_token("ada.low@example.org")
    (line,) = users.path.read_text().splitlines()
    assert json.loads(line) | {"password": "", "token": "", "since": ""} == {
        "name": "ada.low@example.org", "role": "admin", "password": "", "token": "", "since": "",
    }  # fmt: skip
    assert "$argon2id$" in line
    assert PASSWORD not in line and token not in line
    assert users.signed_in("ADA.LOW@EXAMPLE.ORG", PASSWORD)
    assert users.by_token(token) == users.get("ada.low@example.org")
    assert not users.signed_in("ada.low@example.org", PASSWORD + " ")


def test_only_its_owner_may_read_it_and_nothing_is_left_beside_it(users: Users) -> None:
    users.add("ada", "admin", PASSWORD)
    users.path.chmod(0o644)
    users.set_role("ada", "reader")
    assert stat.S_IMODE(users.path.stat().st_mode) == 0o600
    assert {file.name for file in users.path.parent.iterdir()} == {"users", "users.lock"}


def test_a_file_that_others_may_write_is_refused(users: Users) -> None:
    users.add("ada", "admin", PASSWORD)
    users.path.chmod(0o620)
    with pytest.raises(AccountsError, match="Others may write") as told:
        users.all()
    assert told.value.hint == f"chmod 600 {users.path}"


def test_many_changes_at_once_are_all_kept(tmp_path: Path) -> None:
    def add(number: int) -> None:
        Users(tmp_path / "users").add(f"user-{number}", "reader", "")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(24)))
    assert len(Users(tmp_path / "users").all()) == 24


def test_a_change_by_another_process_is_seen(users: Users) -> None:
    users.add("ada", "admin", "")
    assert users.get("ada").role == "admin"
    Users(users.path).set_role("ada", "reader")
    assert users.get("ada").role == "reader"


@pytest.mark.parametrize("name", ["", "a b", "-ada", "a/b", "ada\n", "a" * 65, "local", "<b>", "ada\u202e"])
def test_what_is_no_name_is_refused(users: Users, name: str) -> None:
    if name == "ada\n":
        assert users.add(name, "reader", "").name == "ada"
        return
    with pytest.raises(AccountsError):
        users.add(name, "reader", "")


def test_names_are_one_whatever_their_case_and_width(users: Users) -> None:
    users.add("Ａda", "reader", "")
    with pytest.raises(AccountsError, match="already"):
        users.add("ADA", "reader", "")
    users.add("山田", "reader", "")
    assert set(users.all()) == {"ada", "山田"}


@pytest.mark.parametrize("password", ["short", "x" * 1001])
def test_a_password_is_neither_short_nor_endless(users: Users, password: str) -> None:
    with pytest.raises(BadPassword):
        users.add("ada", "reader", password)
    assert not users.path.exists()


@pytest.mark.parametrize(
    "line",
    [
        "ada",
        "[]",
        '{"name": "ada", "role": "owner"}',
        '{"name": "ada", "password": 7}',
        '{"name": "Ada"}',
        '{"name": "ada", "more": ""}',
        '{"name": "first"}',
    ],
)
def test_a_line_that_is_no_user_is_named(users: Users, line: str) -> None:
    users.add("first", "admin", "")
    with users.path.open("a") as file:
        file.write(f"{line}\n")
    with pytest.raises(AccountsError, match="Line 2 of the users file"):
        users.all()


def test_without_password_or_token_nothing_opens_an_account(users: Users) -> None:
    users.add("ada", "admin", "")
    assert users.signed_in("ada", "") is None
    assert users.by_token("") is None
    assert users.by_token("wrong") is None


def test_who_is_not_there_is_said(users: Users) -> None:
    with pytest.raises(NoAccounts):
        users.all()
    users.add("ada", "admin", "")
    for change in (users.remove, users.give_token, users.revoke_token, users.get):
        with pytest.raises(UnknownUser, match="bob"):
            change("bob")


def test_a_page_for_accounts_is_not_served_for_nobody(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, auth=str(tmp_path / "users"))
    with pytest.raises(NoAccounts) as told:
        Accounts.of(settings)
    assert "briefing users add" in told.value.hint
    (tmp_path / "users").touch(mode=0o600)
    with pytest.raises(NoAccounts, match="names nobody"):
        Accounts.of(settings)


def test_proxies_are_addresses_and_networks_in_whatever_form_a_socket_sees_them(tmp_path: Path) -> None:
    users = Users(tmp_path / "users")
    users.add("ada", "admin", "")
    settings = Settings(data_dir=tmp_path, auth=str(users.path), auth_proxies="10.0.0.0/8, ::1, 192.168.1.5")
    accounts = Accounts.of(settings)
    assert [accounts.trusts(a) for a in ("10.9.8.7", "::ffff:10.9.8.7", "::1", "192.168.1.5")] == [True] * 4
    assert [accounts.trusts(a) for a in ("11.0.0.1", "::2", "192.168.1.6", "", "proxy.example")] == [False] * 5
    accounts.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(AccountsError, match="cannot be written"):
        Users(tmp_path / "users").add("ada", "admin", "")
