"""``python -m tests.library.fuzz [FORMAT ...] --inputs 20000``: changed files of each format, each held to its end.

Every input ends in a document or a named error within ten seconds of work. What does not is a finding: it is put into
``--out``, and once its fault is mended, belongs into ``tests/library/fuzz/findings/``, where a test replays it.
"""

from __future__ import annotations

import argparse
import ast
import collections
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.library.fuzz.mutate import mutated
from tests.library.fuzz.run import LIMIT_S
from tests.library.fuzz.seeds import SEEDS

BATCH = 2000


@dataclass
class Fuzz:
    """A run over one format: how often what became of its inputs, and the findings."""

    kind: str
    run: int = 1
    out: Path | None = None
    outcomes: collections.Counter[str] = field(default_factory=collections.Counter)
    findings: list[str] = field(default_factory=list)

    def over(self, inputs: int) -> Fuzz:
        """Read so many."""
        first = 0
        while first < inputs:
            first = self._batch(first, min(first + BATCH, inputs))
        return self

    def _batch(self, first: int, last: int) -> int:
        """Read a batch in a process; the number of the input to go on with, behind one that ended it."""
        command = [sys.executable, "-m", "tests.library.fuzz.run", self.kind, str(first), str(last), str(self.run)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        begun = None
        for line in process.stdout:
            number, told = line.split(" ", 1)
            if told.strip() == "begins":
                begun = int(number)
                continue
            seconds, what = told.split(" ", 1)
            begun, what = None, ast.literal_eval(what)
            self.outcomes[what.split(":")[0]] += 1
            if what.startswith("FINDING"):
                self._note(int(number), f"{what} ({seconds} s)")
        code = process.wait()
        if begun is None:
            if code:
                raise RuntimeError(f"{self.kind}: the batch from {first} failed ({code})")
            return last
        self.outcomes["FINDING"] += 1
        self._note(begun, f"the process ended ({code})")
        return begun + 1

    def _note(self, number: int, what: str) -> None:
        suffix, make = SEEDS[self.kind]
        if self.out:
            self.out.mkdir(parents=True, exist_ok=True)
            file = self.out / f"{self.kind}-{self.run}-{number}{suffix}"
            file.write_bytes(mutated(self.kind, make(), number, self.run))
        self.findings.append(f"{self.kind} {number} of run {self.run}: {what}")


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
        fuzz = Fuzz(kind, arguments.run, arguments.out).over(arguments.inputs)
        seconds = time.perf_counter() - began
        counted = ", ".join(f"{name} {count}" for name, count in fuzz.outcomes.most_common())
        print(f"{kind}: {fuzz.outcomes.total()} inputs in {seconds:.0f} s: {counted}", flush=True)
        print("".join(f"  {finding}\n" for finding in fuzz.findings), end="", flush=True)
        found += len(fuzz.findings)
    print(f"{found} findings; every other input ended in a document or a named error within {LIMIT_S} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
