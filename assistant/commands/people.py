"""The commands about accounts: users add, list, role, password, token, remove and forget."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING

from assistant.errors import BadPassword
from assistant.terminal import print_json

if TYPE_CHECKING:
    import argparse

    from assistant.accounts.users import User, Users
    from assistant.audited import Audited


def add(assistant: Audited, a: argparse.Namespace) -> None:
    """Add a user."""
    users = _users(assistant)
    user = users.add(a.name, a.role, "" if a.no_password else _new_password(a))
    assistant.note("user added", user=user.name, role=user.role)
    _told(a, user, f"Added {user.name} as {user.role}.")


def listed(assistant: Audited, a: argparse.Namespace) -> None:
    """List the users."""
    users = [*_users(assistant).all().values()]
    if a.json:
        print_json({"users": [_as_json(user) for user in users]})
        return
    for user in users:
        opens = ", ".join(what for what, kept in (("password", user.password), ("token", user.token)) if kept)
        print(f"{user.role:7} {user.since:10}  {user.name:24}  {opens or 'proxy only'}")


def role(assistant: Audited, a: argparse.Namespace) -> None:
    """Give a user another role."""
    user = _users(assistant).set_role(a.name, a.role)
    assistant.note("role changed", user=user.name, role=user.role)
    _told(a, user, f"{user.name} is {user.role} from the next request on.")


def password(assistant: Audited, a: argparse.Namespace) -> None:
    """Give a user another password."""
    users = _users(assistant)
    users.get(a.name)
    user = users.set_password(a.name, _new_password(a))
    assistant.note("password changed", user=user.name)
    _told(a, user, f"{user.name} has another password; sessions of {user.name} are over.")


def token(assistant: Audited, a: argparse.Namespace) -> None:
    """Print a new token of a user, or let none open the account."""
    users = _users(assistant)
    if a.revoke:
        user = users.revoke_token(a.name)
        assistant.note("token revoked", user=user.name)
        _told(a, user, f"No token opens the account of {user.name}.")
        return
    made = users.give_token(a.name)
    assistant.note("token given", user=users.get(a.name).name)
    if a.json:
        print_json({**_as_json(users.get(a.name)), "token": made})
        return
    print("It is shown this once; another one takes its place.", file=sys.stderr)
    print(made)


def remove(assistant: Audited, a: argparse.Namespace) -> None:
    """Take a user out of the users file."""
    users = _users(assistant)
    user = users.get(a.name)
    users.remove(a.name)
    assistant.note("user removed", user=user.name)
    _told(a, user, f"Removed {user.name}. What they asked is kept; briefing users forget {user.name} deletes it.")


def forget(assistant: Audited, a: argparse.Namespace) -> None:
    """Delete what is kept of a user, who may be in the users file still."""
    from assistant.accounts.accounts import sessions_of
    from assistant.accounts.users import must_be_name

    users, name = _users(assistant), must_be_name(a.name)
    if users.path.exists() and users.find(name):
        users.revoke_token(name)
    sessions = sessions_of(assistant.settings)
    forgotten = {"conversations": assistant.talks.forget(name), "sessions": sessions.forget(name)}
    sessions.close()
    forgotten["entries"] = assistant.trail.forget(name, assistant.who()) if assistant.trail else 0
    if a.json:
        print_json({"name": name, **forgotten})
        return
    told = ", ".join(f"{number} {what}" for what, number in forgotten.items())
    print(f"Forgotten of {name}: {told} of the audit trail.")


def _users(assistant: Audited) -> Users:
    from assistant.accounts.accounts import users_file
    from assistant.accounts.users import Users

    return Users(users_file(assistant.settings))


def _new_password(a: argparse.Namespace) -> str:
    """A password that is typed twice without being shown, or the first line of standard input.

    Raises:
        BadPassword: the two differ, or there is nobody to type one.
    """
    if a.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise BadPassword("There is no terminal to type a password at.", "Give it on standard input: --password-stdin.")
    typed = getpass.getpass(f"Password for {a.name}: ")
    if getpass.getpass("Once more: ") != typed:
        raise BadPassword("The two passwords differ.", "Type the same one twice.")
    return typed


def _told(a: argparse.Namespace, user: User, line: str) -> None:
    if a.json:
        print_json(_as_json(user))
    else:
        print(line)


def _as_json(user: User) -> dict[str, object]:
    """A user without their hashes."""
    has = {"password": bool(user.password), "token": bool(user.token)}
    return {"name": user.name, "role": user.role, "since": user.since, **has}
