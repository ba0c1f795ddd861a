"""What somebody began is nobody else's: the page's sessions, events, uploads and files. Plain ASGI, behind the door.

Gradio knows each of these by an id, and serves it to whoever has the id. Here an id belongs to whoever brought or got
it first; to others it is not there. Of Gradio's addresses only those are open that the page and programs use.
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from assistant.records import Asker
from assistant.ui.asker import KEY
from assistant.ui.bounds import MOST_BYTES
from assistant.ui.door import OPEN
from assistant.ui.guides import GUIDE
from assistant.ui.plain import TooLarge, again, body_of, header, not_found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 200_000
"""Ids remembered. Gradio itself keeps 10,000 sessions, so the one longest unused is long gone there."""
API = "/gradio_api"
COMMON = re.compile(
    r"/|/(config|theme\.css|favicon\.ico|manifest\.json|robots\.txt|audit(\.\w+)?)|/(static|assets|svelte|pwa_icon)/.*"
    rf"|{GUIDE}(/.*)?"
    rf"|{API}/(startup-events|info|openapi\.json|theme\.css|app_id|queue/status|mcp(/.*)?)"
)
"""What is the same for everybody, or stateless."""
FOLLOWED = re.compile(rf"{API}/call/(?:v2/)?[^/]+/([^/]+)")
HEARTBEAT = re.compile(rf"{API}/heartbeat/([^/]+)")
BEGUN = re.compile(rf"{API}/(queue/join|component_server|(run|api)/[^/]+|call/(v2/)?[^/]+)")
"""What takes a body, and an id in it that may be new."""
TOLD = re.compile(rf"{API}/(queue/join|call/(v2/)?[^/]+|upload)")
"""What answers with new ids: of an event, or of files."""
ENDED = re.compile(rf"{API}/(cancel|reset)")
"""What takes a body with ids that must be known."""
FILE = f"{API}/file="


class Belongings:
    """Whose each id is. Safe to share between threads."""

    def __init__(self) -> None:
        self._whose: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def claimed(self, known_as: str, by: str) -> bool:
        """Whether it is theirs, from now on or already."""
        with self._lock:
            owner = self._whose.setdefault(known_as, by)
            self._whose.move_to_end(known_as)
            while len(self._whose) > MOST:
                self._whose.popitem(last=False)
            return owner == by

    def owns(self, known_as: str, who: str) -> bool:
        """Whether it is theirs already."""
        with self._lock:
            return self._whose.get(known_as) == who


class Private:
    """`app`, to each only with what is theirs; whose a request is stands in its scope."""

    def __init__(self, app: ASGIApp, root_path: str, uploads: str) -> None:
        """`uploads` is the folder that uploaded files lie in."""
        self.app = app
        self._root_path = root_path
        self._uploads = os.path.realpath(uploads)
        self._belongings = Belongings()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope["path"].removeprefix(self._root_path) if scope["type"] == "http" else ""
        if scope["type"] != "http" or path in OPEN:
            await self.app(scope, receive, send)
            return
        bare = path.rstrip("/") or "/"
        who: Asker = scope[KEY]
        if scope["method"] in {"GET", "HEAD"}:
            allowed = self._may_read(path, bare, scope, who.name)
        elif scope["method"] == "POST":
            allowed = bool(COMMON.fullmatch(bare)) or self._may_upload(bare, scope, who.name)
            if not allowed and (BEGUN.fullmatch(bare) or ENDED.fullmatch(bare)):
                try:
                    body = await body_of(receive, MOST_BYTES)
                except TooLarge:
                    return
                given = _json(body)
                allowed = isinstance(given, dict) and self._may_send(bare, scope, given, who.name)
                if allowed:  # what was looked at is what is sent on, whoever reads JSON differently
                    body = json.dumps(given).encode()
                    scope, receive = _with_length(scope, len(body)), again(body, receive)
        else:
            allowed = bool(COMMON.fullmatch(bare))  # DELETE, which MCP knows
        if not allowed:
            await not_found(send)
            return
        learns = scope["method"] == "POST" and TOLD.fullmatch(bare)
        await self.app(scope, receive, _Learning(self, who.name, send) if learns else send)

    def _may_read(self, path: str, bare: str, scope: Scope, who: str) -> bool:
        if COMMON.fullmatch(bare):
            return True
        asked = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if bare == f"{API}/queue/data":
            sessions = asked.get("session_hash", [])
            return bool(sessions) and all(self._belongings.owns(_id(one), who) for one in sessions)
        if bare == f"{API}/upload_progress":
            return all(self._belongings.claimed(f"upload {one}", who) for one in asked.get("upload_id", []))
        if found := HEARTBEAT.fullmatch(bare):
            return self._belongings.claimed(_id(found[1]), who)
        if found := FOLLOWED.fullmatch(bare):
            return self._belongings.owns(_id(found[1]), who)
        return path.startswith(FILE) and self._uploaded(path.removeprefix(FILE), who)

    def _may_upload(self, bare: str, scope: Scope, who: str) -> bool:
        if bare != f"{API}/upload":
            return False
        asked = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        return all(self._belongings.claimed(f"upload {one}", who) for one in asked.get("upload_id", []))

    def _may_send(self, bare: str, scope: Scope, given: dict[str, Any], who: str) -> bool:
        if header(scope, b"content-type").startswith("multipart/"):
            return False
        session, event = given.get("session_hash"), given.get("event_id")
        if ENDED.fullmatch(bare):
            known = [one for one in (session, event) if one is not None]
            return bool(known) and all(isinstance(one, str) and self._belongings.owns(_id(one), who) for one in known)
        for one in (session, event):
            if one is not None and not (isinstance(one, str) and one and self._belongings.claimed(_id(one), who)):
                return False
        return all(self._may_name(found, who) for found in _files(given))

    def _may_name(self, found: dict[str, Any], who: str) -> bool:
        """Whether a request may name the file of an object that has a ``path``; the library has paths of its own."""
        path, meta = found["path"], found.get("meta")
        is_file = isinstance(meta, dict) and meta.get("_type") == "gradio.FileData"
        if not isinstance(path, str) or "\0" in path:
            return False
        inside = os.path.realpath(path).startswith(self._uploads + os.sep)
        return self._uploaded(path, who) if is_file or inside else True

    def _uploaded(self, path: str, who: str) -> bool:
        return "\0" not in path and self._belongings.owns(_file(who, path), who)

    def learn(self, told: Any, who: str) -> None:  # noqa: ANN401 - JSON
        """Hold what a response names to whom it is sent: an event that began, files that were uploaded."""
        if isinstance(told, dict) and isinstance(event := told.get("event_id"), str):
            self._belongings.claimed(_id(event), who)
        elif isinstance(told, list):
            for path in told:
                self._belongings.claimed(_file(who, str(path)), who)


class _Learning:
    """Sends a response on, once what it names belongs to whom it goes to."""

    def __init__(self, private: Private, who: str, send: Send) -> None:
        self._private, self._who, self._send = private, who, send
        self._body: bytes | None = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] != 200:
            self._body = None
        if message["type"] == "http.response.body" and self._body is not None:
            self._body += message.get("body", b"")
            if len(self._body) > MOST_BYTES:  # an answer, no id
                self._body = None
            elif not message.get("more_body"):
                self._private.learn(_json(self._body), self._who)
        await self._send(message)


def _json(body: bytes) -> Any:  # noqa: ANN401 - JSON, None where it is none
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _id(given: str) -> str:
    """How a session or an event is known: browsers choose the ids of sessions, and none may be that of a file."""
    return f"id {given}"


def _file(who: str, path: str) -> str:
    """How somebody's file is known: two who upload the same file have one path, and it is each one's own."""
    return f"file {who} {os.path.realpath(path)}"


def _files(given: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    """Every object in `given`, however deep, that has a ``path``."""
    waiting = [given]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if "path" in value:
                yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _with_length(scope: Scope, length: int) -> Scope:
    kept = [pair for pair in scope["headers"] if pair[0] not in {b"content-length", b"transfer-encoding"}]
    return {**scope, "headers": [*kept, (b"content-length", str(length).encode())]}
