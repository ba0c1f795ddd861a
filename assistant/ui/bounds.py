"""Where the app stands behind a proxy, and how much it takes at once. Plain ASGI; no framework is asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.errors import BadCall

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 8 * 1024 * 1024
"""The largest request that is no upload; the longest text to check needs 2.4 MB where its JSON is all escapes."""
UPLOADS = "/gradio_api/upload"
"""Gradio counts what comes here itself."""


class UnderPath:
    """`app` under the path `prefix`, whether the proxy in front of it takes the prefix off or leaves it on.

    No header is asked for it: what a request says of its own prefix could send a reader elsewhere.
    """

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self.app = app
        self.prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; its path has the prefix from here on, as ASGI wants it."""
        if self.prefix and scope["type"] in {"http", "websocket"}:
            path = scope["path"]
            if path != self.prefix and not path.startswith(f"{self.prefix}/"):
                path = self.prefix + path
            scope = {**scope, "path": path if path != self.prefix else f"{path}/", "root_path": self.prefix}
        await self.app(scope, receive, send)


class Limited:
    """`app`, but for requests of more than `MOST_BYTES`: these are refused, at once where they say their length."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["path"].rstrip("/").endswith(UPLOADS):
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        said = headers.get(b"content-length", b"0")
        if not said.isdigit() or int(said) > MOST_BYTES:
            await _refuse(send)
            return
        taken, began, refused = 0, False, False

        async def counted() -> Message:
            nonlocal taken, refused
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MOST_BYTES:
                if not (began or refused):
                    refused = True
                    await _refuse(send)
                return {"type": "http.disconnect"}
            return message

        async def sent(message: Message) -> None:
            nonlocal began
            if refused:
                return
            began = True
            await send(message)

        await self.app(scope, counted, sent)


async def _refuse(send: Send) -> None:
    error = BadCall(f"The request has more than {MOST_BYTES // 1024 // 1024} MB.", "Send it in parts.")
    body = json.dumps({"error": error.as_json()}).encode()
    head = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": head})
    await send({"type": "http.response.body", "body": body})
