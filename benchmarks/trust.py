"""One table of what is promised where much goes on and where something goes wrong: the bound, and what was found.

Fifty people and thousands of operations on one server (`benchmarks.load`), ingests and other writes that are killed
(``tests``, as ``make soak`` runs them), changed files of each format (``tests/library/fuzz``, as ``make fuzz``).
``BENCHMARK_KILLS`` and ``BENCHMARK_INPUTS`` say how many.
What a library costs as it grows is ``python -m benchmarks growth``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import load
from benchmarks.library import table
from benchmarks.load.operations import AFTER, OPERATIONS
from benchmarks.load.people import DOCUMENTS, PEOPLE
from benchmarks.serving import ROOT
from tests.library.fuzz.__main__ import Fuzz
from tests.library.fuzz.run import LIMIT_S
from tests.library.fuzz.seeds import SEEDS

KILLS = int(os.environ.get("BENCHMARK_KILLS", "3"))
INPUTS = int(os.environ.get("BENCHMARK_INPUTS", "200"))


def run(data: Path) -> None:
    heard, done = load.measured()
    meanwhile = f"{PEOPLE} people while {DOCUMENTS:,} documents go in, {len(heard.seconds):,} answers"
    many = f"{OPERATIONS:,} mixed operations"
    rows: list[list[object]] = [
        [f"{meanwhile}: errors", 0, heard.wrong.total()],
        ["the same: sentences that do not stand where their citation says", 0, heard.miscited],
        ["the same: 95 of 100 within, s", 3, f"{heard.p95_s:.2f}"],
        [f"{many}: errors", 0, done.wrong.total()],
        [f"{many}: memory at the end / after {AFTER:,}", 1.1, f"{done.ratio:.2f}"],
        *([f"{what}: lost, doubled or changed", 0, found] for what, found in _killed(data)),
        *([f"{INPUTS:,} changed files, {kind}: over {LIMIT_S} s or no named end", 0, _fuzzed(kind)] for kind in SEEDS),
    ]
    table(["what", "bound", "found"], rows)
    print(f"\nLoad of the machine at the end: {os.getloadavg()[0]:.1f}.")


def _killed(data: Path) -> list[tuple[str, int]]:
    """What was killed how often, and how many of the tests that kill it failed."""
    stories = data / "kcna" / "stories.jsonl"
    given = ["--stories", str(stories.resolve())] if stories.exists() else []
    out = []
    for what, file in (
        ("an ingest", "tests/library/test_killed.py"),
        ("every kind of write", "tests/keeping/test_killed.py"),
    ):
        command = [sys.executable, "-m", "pytest", "-q", file, "--kills", str(KILLS), *given]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
        failed = re.search(r"(\d+) failed", told)
        if not re.search(r"\d+ passed", told) and not failed:
            raise RuntimeError(f"{file} did not run: {told[-500:]}")
        out.append((f"{what} killed {KILLS} times, then run again", int(failed.group(1)) if failed else 0))
    return out


def _fuzzed(kind: str) -> int:
    with tempfile.TemporaryDirectory(prefix="briefing-benchmark-") as scratch:
        return len(Fuzz(kind, out=Path(scratch)).over(INPUTS).findings)
