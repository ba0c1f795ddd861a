"""What chains read goes to LangSmith only where that was asked for: a real process, a server in LangSmith's place."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant.settings import PROJECT

CHAIN = """
from assistant.settings import load_settings
load_settings()
from langchain_core.runnables import RunnableLambda
from langchain_core.tracers.langchain import wait_for_all_tracers
RunnableLambda(str.upper).invoke("a sentence of a document")
wait_for_all_tracers()
"""


@pytest.mark.parametrize("variable", ["LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"])
@pytest.mark.parametrize("asked", [False, True], ids=["not asked for", "asked for"])
def test_chains_are_traced_only_where_this_program_is_told_to(tmp_path: Path, asked: bool, variable: str):
    came: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            came.append(self.path)
            self.send_response(202)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_PATCH = do_POST

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            """Nothing goes to standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    place = f"http://127.0.0.1:{server.server_address[1]}"
    more = {variable: "true", "LANGSMITH_ENDPOINT": place, "LANGSMITH_API_KEY": "ls-x", "PYTHONPATH": str(PROJECT)}
    if asked:
        more["ASSISTANT_TRACING"] = "on"
    try:
        subprocess.run([sys.executable, "-c", CHAIN], cwd=tmp_path, env={**os.environ, **more}, check=True, timeout=60)
    finally:
        server.shutdown()
        server.server_close()
    assert bool(came) is asked
