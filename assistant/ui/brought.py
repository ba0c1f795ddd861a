"""What a request brings along to say who asks, and what a proxy says of it. Pure."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote

from assistant.ui.plain import header

if TYPE_CHECKING:
    from starlette.types import Scope

    from assistant.accounts.accounts import Accounts

FORWARDED = frozenset({b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-port", b"x-real-ip", b"forwarded"})
"""What a proxy says of whom it asks for; the app behind never sees it."""
LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""The token of a conversation's link."""


def as_asked(scope: Scope, accounts: Accounts) -> Scope:
    """The request as it was before a proxy that is believed passed it on, without the headers of proxies."""
    kept = [pair for pair in scope["headers"] if pair[0] not in {*FORWARDED, accounts.header.encode()}]
    scheme, address = scope["scheme"], peer(scope)
    if accounts.trusts(address):
        scheme = "https" if header(scope, b"x-forwarded-proto").strip() == "https" else scheme
        passed = [part.strip() for part in header(scope, b"x-forwarded-for").split(",") if part.strip()]
        address = next((one for one in reversed(passed) if not accounts.trusts(one)), address)
    return {**scope, "headers": kept, "scheme": scheme, "client": (address, 0)}


def peer(scope: Scope) -> str:
    """The address that a request comes from, which may be a proxy's."""
    return str(scope["client"][0]) if scope.get("client") else ""


def session_in(scope: Scope) -> str:
    """The token in the browser's cookie; whatever cookies others have set there are no matter."""
    for part in header(scope, b"cookie").split(";"):
        name, _, value = part.strip().partition("=")
        if name == cookie_name(scope):
            return value
    return ""


def cookie_name(scope: Scope) -> str:
    """By https under a name that browsers take from this very host alone."""
    return "__Host-briefing" if scope["scheme"] == "https" else "briefing"


def token_in(given: str) -> str:
    """The token in an Authorization header: a bearer's, or the password of Basic, whose name is then no matter."""
    kind, _, value = given.partition(" ")
    if kind.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return value.strip() if kind.lower() == "bearer" else ""


def conversation_in(scope: Scope) -> str:
    """What leads back, behind signing in, to the conversation that was asked for."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("conversation", [""])[0]
    return f"?conversation={quote(asked)}" if LINK.fullmatch(asked) else ""
