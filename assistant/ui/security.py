"""What every response carries, and which requests are answered at all. Plain ASGI; no framework is asked."""

from __future__ import annotations

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


class Guarded:
    """`app` with the headers on every response; a request to or from a name that is not this machine's is refused.

    That keeps a foreign page from reading the library by pointing its own name at 127.0.0.1, and from writing to it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

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

        if not _is_ours(scope):
            await _refuse(scope, guarded)
            return
        headers = [(name, value) for name, value in scope["headers"] if name not in UNTRUSTED]
        await self.app({**scope, "headers": headers}, receive, guarded)


def _is_ours(scope: Scope) -> bool:
    """Whether the request names this machine as its host and, if a page sent it, that page is from this machine."""
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    try:
        host = urlsplit(f"//{headers.get(b'host', '')}").hostname
        page = urlsplit(headers[b"origin"]).hostname if b"origin" in headers else host
    except ValueError:
        return False
    return host in LOOPBACK and page in LOOPBACK


async def _refuse(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    plain = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 421, "headers": plain})
    await send({"type": "http.response.body", "body": b"This server answers to localhost only.\n"})
