"""The page's server in a process of its own for the length of a measurement, and what a process takes of memory."""

from __future__ import annotations

import json
import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.library.chroma import free_port

ROOT = Path(__file__).parent.parent
READY_S = 300


@contextmanager
def serving(
    command: Sequence[str | Path], data: Path, *, warm: bool = False, **streams: Any
) -> Iterator[tuple[str, subprocess.Popen]]:
    """Address and process of a server that `command` starts over the folder `data`, once it answers.

    With `warm` the wait is until its model is loaded as well. `streams` go to `subprocess.Popen`.
    """
    port = free_port()
    ours = {"ASSISTANT_DATA_DIR": str(data), "ASSISTANT_PORT": str(port), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env={**os.environ, **ours}, cwd=ROOT, **streams) as server:
        try:
            yield _answering(f"http://127.0.0.1:{port}", server, warm=warm), server
        finally:
            server.terminate()


def until_ready(address: str) -> None:
    """Wait until the server at `address` says that its model is loaded."""
    _answering(address, None, warm=True)


def _answering(address: str, server: subprocess.Popen | None, *, warm: bool) -> str:
    deadline = time.monotonic() + READY_S
    while time.monotonic() < deadline and (server is None or server.poll() is None):
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=1) as told:
                if not warm or json.load(told)["ready"]:
                    return address
        except OSError:
            pass
        time.sleep(0.1)
    raise SystemExit("the server did not answer")


def resident_mb(process: int) -> float:
    """Megabytes of a process that are in memory; Linux alone says so.

    Raises:
        OSError: this system does not.
    """
    told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmRSS:")) / 1000
