"""How the server is: ``/healthz`` for whoever watches it, and what is said while the library is being opened."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError
from assistant.ui.security import HEADERS

if TYPE_CHECKING:
    import socket

    from assistant.ui.served import Served

LOGGER = logging.getLogger(__name__)
AGAIN_S = 2
"""Seconds after which a browser that came too early asks again by itself."""
LOOK_S = 0.05
"""Seconds between two looks whether the library is open."""
OPENING = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="{AGAIN_S}">
<title>Briefing assistant</title></head>
<body style="font: 1rem system-ui, sans-serif; margin: 3rem auto; max-width: 34rem"><h1>Briefing assistant</h1>
<p role="status">The library is being opened. The page comes by itself.</p></body></html>
"""


def health(served: Served, *, ready: bool) -> tuple[int, dict[str, Any]]:
    """An HTTP status and what goes with it; `ready` where the model is loaded, so that no question waits for it."""
    try:
        return 200, {"status": "ok", "ready": ready, "documents": len(served.documents())}
    except AssistantError as error:
        return 503, {"status": "failed", "ready": False, "error": error.as_json()}
    except Exception:  # the edge: logged, and told in one calm line
        LOGGER.exception("The library does not say what it holds.")
        return 503, {"status": "failed", "ready": False}


@contextmanager
def opening(listener: socket.socket) -> Iterator[None]:
    """Answer on `listener` that the library is being opened, for as long as the block lasts; then it is free again."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Opening, bind_and_activate=False)
    server.socket.close()
    server.socket = listener
    server.daemon_threads = True
    answering = threading.Thread(target=server.serve_forever, args=[LOOK_S], daemon=True)
    answering.start()
    try:
        yield
    finally:
        server.shutdown()
        answering.join()


class _Opening(BaseHTTPRequestHandler):
    """Says to each request that it comes too early; nothing of the library is told."""

    timeout = 5

    def do_GET(self) -> None:
        if self.path.rstrip("/").endswith("/healthz"):
            self._answer("application/json", json.dumps({"status": "starting", "ready": False}))
        else:
            self._answer("text/html; charset=utf-8", OPENING)

    do_HEAD = do_POST = do_GET

    def _answer(self, kind: str, text: str) -> None:
        content = text.encode()
        self.send_response(503)
        for name, value in HEADERS:
            self.send_header(name.decode(), value.decode())
        self.send_header("Retry-After", str(AGAIN_S))
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - as the class calls it
        """Say nothing: nobody reads a list of requests that came too early."""
