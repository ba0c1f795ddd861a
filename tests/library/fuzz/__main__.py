"""``python -m tests.library.fuzz [FORMAT ...] --inputs 20000``: many changed files of each format, each held to its end.

Every input ends in a document or a named error within ten seconds. What does not is a finding: it is put into
``--out``, and once its fault is mended, belongs into ``tests/library/fuzz/findings/``, where a test replays it.
"""

from __future__ import annotations

import argparse
import ast
import collections
import subprocess
import sys
import time
from pathlib import Path

from tests.library.fuzz.mutate import mutated
from tests.library.fuzz.run import LIMIT_S
from tests.library.fuzz.seeds import SEEDS

BATCH = 2000


def fuzz(kind: str, inputs: int, run: int, out: Path | None = None) -> tuple[collections.Counter[str], list[str]]:
    """How often what became of the inputs of a format, and the findings."""
    outcomes: collections.Counter[str] = collections.Counter()
    findings: list[str] = []
    first = 0
    while first < inputs:
        first = _batch(kind, first, min(first + BATCH, inputs), run, outcomes, findings, out)
    return outcomes, findings


def _batch(
    kind: str, first: int, last: int, run: int, outcomes: collections.Counter[str], findings: list[str], out: Path | None
) -> int:
    """Read a batch in a process; the number of the input to go on with, behind one that ended it."""
    command = [sys.executable, "-m", "tests.library.fuzz.run", kind, str(first), str(last), str(run)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    begun = None
    for line in process.stdout:
        number, told = line.split(" ", 1)
        if told.strip() == "begins":
            begun = int(number)
            continue
        seconds, what = told.split(" ", 1)
        begun, what = None, ast.literal_eval(what)
        outcomes[what.split(":")[0]] += 1
        if what.startswith("FINDING"):
            findings.append(_kept(kind, int(number), run, f"{what} ({seconds} s)", out))
    code = process.wait()
    if begun is None:
        if code:
            raise RuntimeError(f"{kind}: the batch from {first} failed ({code})")
        return last
    outcomes["FINDING"] += 1
    findings.append(_kept(kind, begun, run, f"the process ended ({code})", out))
    return begun + 1


def _kept(kind: str, number: int, run: int, what: str, out: Path | None) -> str:
    suffix, make = SEEDS[kind]
    if out:
        out.mkdir(parents=True, exist_ok=True)
        (out / f"{kind}-{run}-{number}{suffix}").write_bytes(mutated(kind, make(), number, run))
    return f"{kind} {number} of run {run}: {what}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.library.fuzz", description=__doc__)
    parser.add_argument("formats", nargs="*", choices=[*SEEDS, []], help="which (all)")
    parser.add_argument("--inputs", type=int, default=20_000, help="of each format (20000)")
    parser.add_argument("--run", type=int, default=1, help="another number gives other inputs (1)")
    parser.add_argument("--out", type=Path, default=Path("fuzz-findings"), help="folder for findings")
    arguments = parser.parse_args()
    found = 0
    for kind in arguments.formats or SEEDS:
        began = time.perf_counter()
        outcomes, findings = fuzz(kind, arguments.inputs, arguments.run, arguments.out)
        seconds = time.perf_counter() - began
        counted = ", ".join(f"{name} {count}" for name, count in outcomes.most_common())
        print(f"{kind}: {sum(outcomes.values())} inputs in {seconds:.0f} s (limit {LIMIT_S} s each): {counted}", flush=True)
        for finding in findings:
            print(f"  {finding}", flush=True)
        found += len(findings)
    print(f"{found} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
