"""One contender, timed; see the package."""

from __future__ import annotations

import importlib
import json
import sys
import time
from pathlib import Path

from benchmarks.contenders import Given

FIRST = 5
"""Passages taken for each question."""


def main(name: str, given: str, found: str) -> None:
    wanted = json.loads(Path(given).read_text(encoding="utf-8"))
    wanted = Given(**{**wanted, "places": [(file, start) for file, start in wanted["places"]]})
    contender = importlib.import_module(f"benchmarks.contenders.{name}")
    index = contender.prepared(wanted.model)  # the model is loaded before the clock starts
    began = time.perf_counter()
    search = index(wanted)
    indexed = time.perf_counter() - began
    for question in wanted.questions[:3]:
        search(question, FIRST)
    hits, spent = [], []
    for question in wanted.questions:
        began = time.perf_counter()
        hits.append(search(question, FIRST))
        spent.append((time.perf_counter() - began) * 1000)
    told = {"hits": hits, "index_s": indexed, "question_ms": spent, "memory_mb": _most_memory_mb()}
    Path(found).write_text(json.dumps(told), encoding="utf-8")


def _most_memory_mb() -> float:
    """The most that this process has held; `resource.getrusage` would count what the one that started it held."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM:")) / 1000


if __name__ == "__main__":
    main(*sys.argv[1:])
