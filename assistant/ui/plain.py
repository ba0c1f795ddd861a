"""Small answers and small bodies in plain ASGI, for what stands before the app."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

    from assistant.errors import AssistantError

Pairs = list[tuple[bytes, bytes]]


class TooLarge(Exception):  # noqa: N818 - says what a body is
    """A body has more bytes than it may have."""


async def body_of(receive: Receive, most: int) -> bytes:
    """The whole body of a request.

    Raises:
        TooLarge: it has more than `most` bytes, or the browser went away in the midst of it.
    """
    body = b""
    while True:
        message = await receive()
        piece: bytes = message.get("body", b"")
        body += piece
        if message["type"] == "http.disconnect" or len(body) > most:
            raise TooLarge
        if not message.get("more_body"):
            return body


def again(body: bytes, receive: Receive) -> Receive:
    """What a request's `receive` gives once its body was read, from the beginning: `body`, then what comes after it."""
    told = False

    async def receive_again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again


async def answer(send: Send, status: int, body: bytes, kind: str, headers: Pairs | None = None) -> None:
    """Send a whole response that nothing on its way may keep."""
    own = [
        (b"content-type", kind.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": [*own, *(headers or [])]})
    await send({"type": "http.response.body", "body": body})


async def answer_json(send: Send, status: int, value: Any, headers: Pairs | None = None) -> None:  # noqa: ANN401 - JSON
    """Send a value as JSON."""
    await answer(send, status, json.dumps(value).encode(), "application/json", headers)


async def answer_error(send: Send, status: int, error: AssistantError, headers: Pairs | None = None) -> None:
    """Send an error as programs read it."""
    await answer_json(send, status, {"error": error.as_json()}, headers)


async def not_found(send: Send) -> None:
    """Say that there is nothing, in the words in which the app behind says it."""
    await answer_json(send, 404, {"detail": "Not Found"})


def header(scope: Scope, name: bytes) -> str:
    """The first header of a request with this name; empty where there is none."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")
