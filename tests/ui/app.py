"""The web app in a thread of its own, over an assistant that is passed in."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from assistant.ui.server import Gate, build_app


@dataclass
class Running:
    """Where the app answers, and what says that the model is loaded."""

    address: str
    warm: threading.Event


@contextmanager
def running(
    assistant: Any, root_path: str = "", *, with_tools: bool = False, gate: Gate | None = None
) -> Iterator[Running]:
    import uvicorn

    warm = threading.Event()
    app = build_app(assistant, root_path, with_tools=with_tools, warm=warm, gate=gate)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1, proxy_headers=gate is None)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 60
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        yield Running(f"http://127.0.0.1:{listener.getsockname()[1]}", warm)
        server.should_exit = True
        thread.join(20)
