"""An entry of the audit trail as a line, and the chain that holds the lines together. Pure.

Outside stand number, time, door and kind; what can say who somebody is or what they asked stands in `told`. The chain
runs over a digest of `told`, so that it still holds once `told` is gone; the digest is made with a salt that goes with
it, so that nobody can guess what was there.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

KEEPING = frozenset({"forget", "expired", "lost"})
"""Entries about the trail itself, without which it could not be verified."""
BEGINNING = "0" * 64
"""What stands before the first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``before`` is the link of the entry in front of it; ``told`` is None where it was forgotten."""

    n: int
    at: str  # ISO, UTC
    door: str
    what: str
    before: str
    digest: str
    salt: str = ""
    told: Mapping[str, Any] | None = None

    @classmethod
    def after(cls, n: int, before: str, at: str, door: str, what: str, told: Mapping[str, Any]) -> Entry:
        """The entry behind the `n` that end with the link `before`."""
        salt = secrets.token_hex(16)
        return cls(n + 1, at, door, what, before, _digest(salt, told), salt, told)

    @classmethod
    def of(cls, line: str) -> Entry:
        """The entry that a line holds.

        Raises:
            ValueError: it holds none.
        """
        try:
            held = json.loads(line)
            entry = cls(**{name: value for name, value in held.items() if name != "forgotten"})
            strings = (entry.at, entry.door, entry.what, entry.before, entry.digest, entry.salt)
            whole = isinstance(entry.n, int) and all(isinstance(value, str) for value in strings)
        except (TypeError, AttributeError, RecursionError) as error:
            raise ValueError(str(error)) from None
        if not whole or not (entry.told is None or isinstance(entry.told, dict)):
            raise ValueError("a field is of the wrong kind")
        return entry

    @property
    def link(self) -> str:
        """What the next entry says stands before it."""
        parts = (str(self.n), self.at, self.door, self.what, self.before, self.digest)
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    @property
    def line(self) -> str:
        """The entry as it is kept."""
        held: dict[str, Any] = {name: getattr(self, name) for name in ("n", "at", "door", "what", "before", "digest")}
        held |= {"forgotten": True} if self.told is None else {"salt": self.salt, "told": self.told}
        return json.dumps(held)

    @property
    def who(self) -> str:
        """Whose doing it was; empty where nobody is known, or it was forgotten."""
        return str((self.told or {}).get("who", ""))

    @property
    def holds(self) -> bool:
        """Whether `told` is what the chain was made over."""
        return self.told is None or _digest(self.salt, self.told) == self.digest

    def is_about(self, user: str) -> bool:
        """Whether it says what `user` did, or what was done to the account of `user`; never what keeps the trail."""
        return self.what not in KEEPING and user in (self.who, str((self.told or {}).get("user", "")))

    def forgotten(self) -> Entry:
        """The same without what was told."""
        return replace(self, salt="", told=None)

    def as_json(self) -> dict[str, Any]:
        """The entry as it is exported, without the chain."""
        told = dict(self.told or {})
        kept = {"n": self.n, "at": self.at, "who": told.pop("who", ""), "door": self.door, "what": self.what}
        return {**kept, **({"forgotten": True} if self.told is None else {}), "told": told}


def _digest(salt: str, told: Mapping[str, Any]) -> str:
    return hashlib.sha256(f"{salt}{json.dumps(told, sort_keys=True)}".encode()).hexdigest()
