"""Fifty people who ask while 2,000 documents go in; then 20,000 mixed operations, and what memory is after them.

A real server in a process of its own. People ask as the page asks: the question goes into the queue under a session of
their own, and the answer comes as a stream. An answer is wrong where one of its sentences does not stand in the span
that its citation names, in the text that the library keeps.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from benchmarks.load.operations import Done, operations
from benchmarks.load.people import Heard, people
from benchmarks.load.server import running


def run(_: Path) -> None:
    heard, done = measured()
    heard.show()
    print()
    done.show()


def measured() -> tuple[Heard, Done]:
    """What the people got, and then what the operations came to, of one server."""
    with tempfile.TemporaryDirectory(prefix="briefing-benchmark-", ignore_cleanup_errors=True) as scratch:
        with running(Path(scratch)) as server:
            return asyncio.run(people(server)), asyncio.run(operations(server))
