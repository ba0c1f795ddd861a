"""A folder of 10,000 small files that is in the library already, given to `briefing ingest` again: nothing changed."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.library import table

ROOT = Path(__file__).parent.parent
FILES, FILES_A_FOLDER, TIMES = 10_000, 500, 3


def run(_: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="briefing-benchmark-") as scratch:
        folder, data = Path(scratch) / "notes", Path(scratch) / "data"
        _write(folder)
        first = _ingest(folder, data)
        again = [_ingest(folder, data) for _ in range(TIMES)]
    assert all(report["unchanged"] == FILES for report in again)
    rows = [
        [what, *(f"{number(report[what] for report in again):.2f}" for number in (statistics.median, min, max))]
        for what in ("whole command, s", "scan alone, s")
    ]
    table([f"{FILES} files, unchanged", "median", "least", "most"], rows)
    print(f"\nTheir first ingest: {first['whole command, s']:.0f} s.")


def _write(folder: Path) -> None:
    for n in range(FILES):
        file = folder / f"{n // FILES_A_FOLDER:02}" / f"note-{n:05}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# Note {n}\n\nShip {n} met the mayor of port {n % 97}. It left at {n % 24} o'clock.\n")


def _ingest(folder: Path, data: Path) -> dict[str, float]:
    environment = {**os.environ, "ASSISTANT_DATA_DIR": str(data), "ASSISTANT_STARTER_CORPUS": "off"}
    command = [sys.executable, "-m", "assistant", "ingest", str(folder), "--json"]
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)
    seconds = time.perf_counter() - began
    report = json.loads(done.stdout)
    return {"whole command, s": seconds, "scan alone, s": report["seconds"], "unchanged": len(report["unchanged"])}
