"""A server on loopback that speaks OpenAI's chat completions, streamed and whole, and fails as it is told to.

Each request takes the next `Say` of the script; the last one is given again and again. In place of one may stand
what makes it of the request's body, for a model that answers to what it is given. What was asked is kept.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Say:
    """One reply. Seconds are waited in this thread, so a client may be gone when they are over."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    first_s: float = 0.0  # before the first byte
    role_first: bool = False  # a piece without text comes before that wait
    pieces: Sequence[str] | None = None  # else the words of `text`
    between_s: float = 0.0
    stall_after: int | None = None  # pieces, then silence
    stall_s: float = 30.0
    cut_after: int | None = None  # pieces, then the connection is closed
    chunked: bool = True  # else the end of the connection is the end of the reply
    finish: str | None = "stop"
    usage: tuple[int, int] | None = None
    model: str = "scripted-1"
    body: bytes | None = None  # sent as it is, in place of a reply
    event: str | None = None  # one malformed event in the midst of the stream


Script = Say | Callable[[dict[str, Any]], Say]
"""A reply, or what makes one of the request's body."""


class ChatServer:
    """Used with ``with``: `url` is what ASSISTANT_CHAT_BASE_URL is set to, `seen` the bodies of the requests."""

    def __init__(self, *script: Script) -> None:
        self.script = list(script) or [Say("Fine.")]
        self.seen: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.cut_off = 0  # streams that the client closed before their end
        self.over = threading.Event()

    def __enter__(self) -> ChatServer:
        handler = type("Handler", (_Handler,), {"chat": self})
        self._http = _Server(("127.0.0.1", 0), handler)
        self.port = self._http.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/v1"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._http.shutdown()
        self._http.server_close()

    def next(self, request: dict[str, Any], headers: dict[str, str]) -> Say:
        self.seen.append(request)
        self.headers.append(headers)
        say = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        return say if isinstance(say, Say) else say(request)

    def wait(self, seconds: float) -> None:
        self.over.wait(seconds)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has gone is no news here."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    chat: ChatServer

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        say = self.chat.next(request, {name.lower(): value for name, value in self.headers.items()})
        if not say.role_first:
            self.chat.wait(say.first_s)
        if say.status != 200 or say.body is not None:
            error = {"error": {"message": f"no: {self.headers.get('Authorization')}", "type": "t", "code": None}}
            self._whole(say, say.body if say.body is not None else json.dumps(error).encode())
        elif request.get("stream"):
            try:
                self._stream(say)
            except (BrokenPipeError, ConnectionResetError):
                self.chat.cut_off += 1
                self.close_connection = True
        else:
            self._whole(say, json.dumps(_completion(say)).encode())

    def _whole(self, say: Say, body: bytes) -> None:
        self.send_response(say.status)
        for name, value in {"Content-Type": "application/json", **say.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, say: Say) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        if say.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        for event in self._events(say):
            if event is None:
                self.close_connection = True
                return
            self._send(say, f"data: {event}\n\n".encode())
        if say.chunked:
            self.wfile.write(b"0\r\n\r\n")

    def _events(self, say: Say) -> Iterator[str | None]:
        """The stream's events; None where the connection is to be cut."""
        yield _chunk(say, {"role": "assistant", "content": ""})
        if say.role_first:
            self.chat.wait(say.first_s)
        pieces = say.pieces if say.pieces is not None else say.text.split(" ")
        for i, piece in enumerate(pieces):
            if i == say.cut_after:
                yield None
            if i == say.stall_after:
                self.chat.wait(say.stall_s)
            if i == 1 and say.event is not None:
                yield say.event
            yield _chunk(say, {"content": piece if say.pieces is not None or i == 0 else f" {piece}"})
            if say.between_s:
                time.sleep(say.between_s)
        if say.finish:
            yield _chunk(say, {}, say.finish)
        if say.usage:
            used = dict(zip(("prompt_tokens", "completion_tokens"), say.usage, strict=True))
            yield _chunk(say, None, usage={**used, "total_tokens": sum(say.usage)})
        yield "[DONE]"

    def _send(self, say: Say, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data) if say.chunked else data)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Nothing goes to standard error."""


def _chunk(say: Say, delta: dict[str, Any] | None, finish: str | None = None, **more: object) -> str:
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
    made = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": say.model, "choices": choices}
    return json.dumps({**made, **more})


def _completion(say: Say) -> dict[str, Any]:
    message = {"role": "assistant", "content": "".join(say.pieces) if say.pieces is not None else say.text}
    choice = {"index": 0, "message": message, "finish_reason": say.finish}
    return {"id": "1", "object": "chat.completion", "created": 1, "model": say.model, "choices": [choice]}
