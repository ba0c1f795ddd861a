"""Passwords and tokens, of which only hashes are kept. Pure but for randomness.

A password is guessable, so its hash is Argon2id with the library's own parameters (RFC 9106, low memory). A token is
256 random bits: nobody guesses it, and SHA-256 is enough.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.errors import BadPassword

LEAST, MOST = 12, 1000
"""Characters of a password."""
_HASHER = PasswordHasher()


def must_be_password(password: str) -> None:
    """Refuse what is no password.

    Raises:
        BadPassword: it is too short or too long.
    """
    if not LEAST <= len(password) <= MOST:
        raise BadPassword(f"The password has {len(password)} characters; {LEAST} to {MOST} are wanted.")


def hashed(password: str) -> str:
    """The hash to keep of `password`; raises as `must_be_password` does."""
    must_be_password(password)
    return _HASHER.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether `password` is the one of the hash `kept`; without one it takes as long to say no."""
    try:
        return _HASHER.verify(kept or _nobodys(), password[: MOST + 1]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """The hash to keep of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two hashes are the same, told in a time that does not say how nearly."""
    return hmac.compare_digest(one.encode(), other.encode())


@cache
def _nobodys() -> str:
    """A hash that belongs to no password anyone has."""
    return _HASHER.hash(secrets.token_urlsafe(32))
