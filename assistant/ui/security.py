"""What every response carries, and which requests are answered at all. Plain ASGI; no framework is asked."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio's page starts from inline scripts and compiles its templates, hence the two exceptions for scripts; where
# anything may be fetched from, sent to or shown from is 'self' alone.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'none'",
        "media-src 'none'",
        "frame-ancestors 'none'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


UNTRUSTED = frozenset({b"x-forwarded-host", b"x-forwarded-prefix", b"x-gradio-server"})
"""Headers that say where the app stands: anybody can send them, so what is behind the guard never sees them."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names under which the page answers. Without accounts they are this machine's own.

    With `accounts` the settings name others, and any number is one too: a foreign page that has a name looked up as
    this server's number still says its own name.
    """

    also: frozenset[str] = frozenset()
    accounts: bool = False

    def hold(self, host: str | None) -> bool:
        """Whether `host` is one of them."""
        return host in LOOPBACK or host in self.also or (self.accounts and _is_number(host or ""))


class Guarded:
    """`app` with the headers on every response; a request to or from a name that is not ours is refused.

    That keeps a foreign page from reading the library by pointing its own name at our number, and from writing to it.
    """

    def __init__(self, app: ASGIApp, names: Names = Names()) -> None:  # noqa: B008 - frozen
        self.app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in HEADERS}
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in given]
                message = {**message, "headers": [*kept, *HEADERS]}
            await send(message)

        if not _is_ours(scope, self._names):
            await _refuse(scope, guarded)
            return
        headers = [(name, value) for name, value in scope["headers"] if name not in UNTRUSTED]
        await self.app({**scope, "headers": headers}, receive, guarded)


def _is_ours(scope: Scope, names: Names) -> bool:
    """Whether the request names us as its host and, if a page sent it, that page is ours.

    Where there are accounts it must be from the very same host and port: a cookie goes to all ports of a host.
    """
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    try:
        asked = urlsplit(f"//{headers.get(b'host', '')}")
        page = urlsplit(headers[b"origin"]) if b"origin" in headers else asked
    except ValueError:
        return False
    if names.accounts and page is not asked and page.netloc.lower() != asked.netloc.lower():
        return False
    return names.hold(asked.hostname) and names.hold(page.hostname)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


async def _refuse(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    plain = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 421, "headers": plain})
    await send({"type": "http.response.body", "body": b"This server does not answer to this name.\n"})
