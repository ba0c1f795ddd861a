"""``python -m benchmarks [NAME ...]``: measure, and print Markdown tables for benchmarks/log.md.

Run from the repository's root in its environment; with no name, all. ``--data`` names a folder with question
sets that are not part of the repository (``retrieval/``, ``questions/``); what is absent is left out and said.
"""

from __future__ import annotations

import argparse
import platform
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import (
    briefs,
    briefs_large,
    citing,
    claims,
    compare,
    entailment,
    evidence,
    follow_ups,
    growth,
    latency,
    load,
    page,
    peers,
    refusal,
    rescan,
    retrieval,
    scans,
    scripts,
    speed,
    summaries,
    throughput,
    trust,
    witness,
)

BENCHMARKS = {
    "retrieval": retrieval.run,
    "peers": peers.run,
    "evidence": evidence.run,
    "scripts": scripts.run,
    "refusal": refusal.run,
    "follow_ups": follow_ups.run,
    "compare": compare.run,
    "summaries": summaries.run,
    "entailment": entailment.run,
    "claims": claims.run,
    "witness": witness.run,
    "briefs": briefs.run,
    "briefs_large": briefs_large.run,
    "citing": citing.run,
    "speed": speed.run,
    "latency": latency.run,
    "throughput": throughput.run,
    "growth": growth.run,
    "rescan": rescan.run,
    "page": page.run,
    "load": load.run,
    "trust": trust.run,
    "scans": scans.run,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="which (all)")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of question sets")
    arguments = parser.parse_args()
    print(f"{datetime.now(UTC):%Y-%m-%d}, {machine()}")
    for name in arguments.names or BENCHMARKS:
        print(f"\n### {name}\n")
        BENCHMARKS[name](arguments.data)


def machine() -> str:
    import os

    import torch

    units = " with AMX" if torch.cpu.get_capabilities().get("amx_bf16") else ""
    found = torch.backends.cpu.get_cpu_capability() + units
    return f"{os.cpu_count()} cores, {platform.machine()} ({found}), Python {platform.python_version()}"


if __name__ == "__main__":
    main()
