"""The users file: a JSON object a line, each a user. Changed whole or not at all; read again whenever it changes.

A password or a role that changes holds at the next request, whichever process changed it.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import stat
import threading
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from filelock import FileLock

from assistant.accounts.passwords import fits, hash_of, hashed, new_token, same
from assistant.errors import AccountsError, NoAccounts, UnknownUser
from assistant.records import LOCAL, ROLES, Role

NAME = re.compile(r"\w[\w.@+-]{0,63}")
LOCK_S = 10.0
"""Seconds to wait for another command that changes the file."""


@dataclass(frozen=True, slots=True)
class User:
    """One account. Of password and token only hashes are kept; either may be empty, and then opens nothing."""

    name: str
    role: Role = "reader"
    password: str = ""
    token: str = ""
    since: str = ""  # ISO day

    @property
    def stamp(self) -> str:
        """Another one once the password is another: sessions begun under an earlier one are over."""
        return hash_of(self.password)[:16]

    def opened_by(self, token: str) -> bool:
        """Whether `token` is this user's."""
        return bool(self.token) and same(self.token, hash_of(token))


class Users:
    """The users of one file. Safe to share between threads and processes."""

    def __init__(self, path: Path) -> None:
        """Nothing is read yet."""
        self.path = Path(os.path.realpath(path))
        self._lock = threading.Lock()
        self._seen: tuple[int, ...] = ()
        self._users: Mapping[str, User] = MappingProxyType({})

    def all(self) -> Mapping[str, User]:
        """Every user by name.

        Raises:
            NoAccounts: there is no such file.
            AccountsError: it cannot be read, or anybody may write it.
        """
        try:
            known = self.path.stat()
        except FileNotFoundError:
            raise NoAccounts(f"The users file {self.path} is not there.") from None
        except OSError as error:
            raise AccountsError(f"The users file {self.path} cannot be read: {error.strerror}.") from error
        if os.name != "nt" and known.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise AccountsError(f"Others may write the users file {self.path}.", f"chmod 600 {self.path}")
        seen = (known.st_mtime_ns, known.st_size, known.st_ino)
        with self._lock:
            if seen != self._seen:
                self._users, self._seen = MappingProxyType(_read(self.path)), seen
            return self._users

    def get(self, name: str) -> User:
        """One user; raises `UnknownUser`, and as `all` does."""
        return self.all()[_known(self.all(), name)]

    def find(self, name: str) -> User | None:
        """One user, None where there is none of this name; raises as `all` does."""
        return self.all().get(folded(name))

    def signed_in(self, name: str, password: str) -> User | None:
        """The user whose name and password these are. An unknown name takes as long as a wrong password."""
        user = self.find(name)
        return user if fits(password, (user.password or None) if user else None) else None

    def by_token(self, token: str) -> User | None:
        """The user whose token this is."""
        return next((user for user in self.all().values() if user.opened_by(token)), None)

    # Changes ------------------------------------------------------------------------------------------------------

    def add(self, name: str, role: Role, password: str) -> User:
        """A new user; without a password only a token or a proxy opens the account.

        Raises:
            AccountsError: the name is taken, or no name.
            BadPassword: as `hashed` does.
        """
        user = User(must_be_name(name), role, hashed(password) if password else "", since=date.today().isoformat())

        def add(users: dict[str, User]) -> None:
            if user.name in users:
                raise AccountsError(f"There is a user {user.name!r} already.", "Choose another name.")
            users[user.name] = user

        self._change(add)
        return user

    def set_role(self, name: str, role: Role) -> User:
        """Give a user another role; raises `UnknownUser`."""
        return self._renew(name, lambda user: replace(user, role=role))

    def set_password(self, name: str, password: str) -> User:
        """Give a user another password, which ends their sessions; raises `UnknownUser`, `BadPassword`."""
        kept = hashed(password)
        return self._renew(name, lambda user: replace(user, password=kept))

    def give_token(self, name: str) -> str:
        """A new token of a user, in place of the one before; raises `UnknownUser`."""
        token = new_token()
        self._renew(name, lambda user: replace(user, token=hash_of(token)))
        return token

    def revoke_token(self, name: str) -> User:
        """Let no token open the account; raises `UnknownUser`."""
        return self._renew(name, lambda user: replace(user, token=""))

    def remove(self, name: str) -> None:
        """Take a user out of the file; raises `UnknownUser`."""

        def remove(users: dict[str, User]) -> None:
            del users[_known(users, name)]

        self._change(remove)

    def _renew(self, name: str, change: Callable[[User], User]) -> User:
        def renew(users: dict[str, User]) -> None:
            known = _known(users, name)
            users[known] = change(users[known])

        return self._change(renew)[folded(name)]

    def _change(self, change: Callable[[dict[str, User]], None]) -> Mapping[str, User]:
        """Have `change` applied to the users and write them all, while no other process does."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.path}.lock", timeout=LOCK_S, mode=0o600):
                users = dict(self.all()) if self.path.exists() else {}
                change(users)
                _write(self.path, users)
                return users
        except OSError as error:  # a lock that is not to be had is one too
            told = error.strerror or "another command is changing it"
            raise AccountsError(f"The users file {self.path} cannot be written: {told}.") from error


def folded(name: str) -> str:
    """A user's name in the form in which it is kept and compared."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def must_be_name(name: str) -> str:
    """`name` as it is kept.

    Raises:
        AccountsError: it is none.
    """
    kept = folded(name)
    if not NAME.fullmatch(kept):
        raise AccountsError(f"{name!r} is no user's name.", "Use 64 letters, digits and . _ @ + - at most.")
    if kept == LOCAL.name:
        raise AccountsError(f"{kept!r} is whoever uses the page where there are no accounts.", "Choose another name.")
    return kept


def _known(users: Mapping[str, User], name: str) -> str:
    if folded(name) not in users:
        raise UnknownUser(f"There is no user {name!r}.")
    return folded(name)


def _read(path: Path) -> dict[str, User]:
    users: dict[str, User] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AccountsError(f"The users file {path} cannot be read: {error}.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            user = User(**json.loads(line))
            whole = all(isinstance(value, str) for value in asdict(user).values())
            if not whole or user.role not in ROLES or must_be_name(user.name) != user.name or user.name in users:
                raise ValueError
        except (ValueError, TypeError, AccountsError):
            raise AccountsError(f"Line {number} of the users file {path} is no user.") from None
        users[user.name] = user
    return users


def _write(path: Path, users: Mapping[str, User]) -> None:
    """Write the file anew beside it and put it in its place; only its owner may read it."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    text = "".join(json.dumps(asdict(user), ensure_ascii=False) + "\n" for user in users.values())
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()
