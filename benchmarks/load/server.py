"""The server that is asked, told to put documents in and take them out meanwhile; `__main__.py` is what it runs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.serving import ROOT, serving

TIMEOUT_S = 120
QUESTIONS = ROOT / "benchmarks" / "questions" / "citing.json"


@dataclass
class Server:
    address: str
    process: subprocess.Popen[str]
    data: Path
    documents: Path

    def tell(self, *words: str) -> None:
        """Have the server put a folder in or take a document out; it does so beside what it is asked."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()


@contextmanager
def running(scratch: Path) -> Iterator[Server]:
    data, command = scratch / "data", [sys.executable, "-m", "benchmarks.load"]
    with serving(command, data, warm=True, stdin=subprocess.PIPE, text=True) as (address, process):
        yield Server(address, process, data, scratch / "documents")


def questions() -> list[str]:
    """What is asked, of the starter library."""
    held: list[str] = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    return held
