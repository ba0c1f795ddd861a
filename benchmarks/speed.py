"""From starting the program to its first page, and from a question to its answer, as a user meets them."""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from assistant.records import Question
from benchmarks.library import library, table

ROOT = Path(__file__).parent.parent
STARTS = 3


def run(_: Path) -> None:
    rows = [["second start to first page, s", *_starts()], ["ask, warm, ms", *_asks()], ["--help, s", *_help()]]
    table(["what", "median", "least", "most"], rows)


def _starts() -> list[str]:
    with tempfile.TemporaryDirectory(prefix="briefing-benchmark-", ignore_cleanup_errors=True) as scratch:
        seconds = [_start(scratch) for _ in range(STARTS + 1)]
    return _three(seconds[1:], 1)


def _start(data_dir: str) -> float:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "ASSISTANT_DATA_DIR": data_dir, "ASSISTANT_PORT": str(port)}
    began = time.perf_counter()
    app = [sys.executable, str(ROOT / "app.py")]
    with subprocess.Popen(
        app, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
    ) as server:
        try:
            while True:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1) as page:
                        page.read()
                        return time.perf_counter() - began
                except (urllib.error.URLError, OSError):
                    if server.poll() is not None:
                        raise SystemExit("the server ended before it answered") from None
                    time.sleep(0.05)
        finally:
            server.terminate()


def _asks() -> list[str]:
    questions = json.loads((Path(__file__).parent / "questions" / "near_misses_dev.json").read_text(encoding="utf-8"))
    with library([ROOT / "corpus"]) as assistant:
        assistant.warm()
        spent = [assistant.ask(Question(q["question"])).milliseconds for q in questions]
    return _three(spent, 0)


def _help() -> list[str]:
    command = [sys.executable, "-m", "assistant", "--help"]
    spent = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        spent.append(time.perf_counter() - began)
    return _three(spent, 2)


def _three(values: list[float], places: int) -> list[str]:
    return [f"{f(values):.{places}f}" for f in (statistics.median, min, max)]
