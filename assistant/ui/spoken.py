"""Tells the page, before its first script runs, which language it speaks and who is signed in. Plain ASGI."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.records import LOCAL
from assistant.ui.asker import KEY
from assistant.ui.language import preferred

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEAD = b"<head>"
Who = dict[str, str | bool] | None
"""What account.js is told of whoever is signed in; None where there are no accounts."""
LANGUAGE = b'lang="en"'


class Spoken:
    """`app` with the language of the request in the first lines of its page.

    Gradio's script takes its language from ``navigator.language`` alone; a choice made on the page could not reach it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; only for the page itself is anything changed."""
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if scope["type"] != "http" or scope["method"] != "GET" or path not in {"", "/"}:
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]  # what is packed cannot be changed
        who = scope.get(KEY, LOCAL)
        known = {"name": who.name, "role": who.role, "leaves": who.signed_in, "root": scope.get("root_path", "")}
        page = _Page(preferred(headers), known if who.name != LOCAL.name else None, send)
        await self.app({**scope, "headers": plain}, receive, page.send)


class _Page:
    """One response that is held back until it is whole, then sent with the language and the asker in it."""

    def __init__(self, spoken: str, who: Who, send: Send) -> None:
        self._spoken, self._who, self._send = spoken, who, send
        self._start: Message = {}
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = told(self._body, self._spoken, self._who)
        kept = [pair for pair in self._start["headers"] if pair[0].lower() != b"content-length"]
        own = [(b"content-length", str(len(body)).encode()), (b"vary", b"Cookie, Accept-Language")]
        await self._send({**self._start, "headers": [*kept, *own]})
        await self._send({"type": "http.response.body", "body": body})


def told(page: bytes, spoken: str, who: Who = None) -> bytes:
    """`page` with `spoken` as its own language and as the browser's, and with `who` where that is an account."""
    name = json.dumps(spoken)
    script = f"<script>for (const [name, value] of [['language', {name}], ['languages', [{name}]]])"
    script += " Object.defineProperty(navigator, name, { value, configurable: true });"
    if who:  # a name of the users file holds no sign that could end the script
        script += f" window.briefingAsker = {json.dumps(who)}; document.documentElement.dataset.role = '{who['role']}';"
    script += "</script>"
    marked = page.replace(LANGUAGE, f'lang="{spoken}"'.encode(), 1)
    return marked.replace(HEAD, HEAD + script.encode(), 1)
