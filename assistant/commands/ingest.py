"""The command `ingest`: once, or for as long as folders are followed; how it is stopped, what is said."""

from __future__ import annotations

import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

from assistant.errors import Interrupted, LibraryInUse
from assistant.stopping import STOPPED, stoppable
from assistant.terminal import complain, print_json, progress_bar

if TYPE_CHECKING:
    import argparse
    from collections.abc import Set
    from pathlib import Path

    from assistant.assistant import Assistant
    from assistant.library.ingest import Stop
    from assistant.records import IngestReport

COUNTS = ("added", "updated", "unchanged", "removed")
TRY_AGAIN_S = 1.0
"""Seconds until a library that another program asks is tried again."""


def ingest(assistant: Assistant, a: argparse.Namespace) -> int:
    """Put the paths into the library; the exit status, which says whether Ctrl-C cut it short."""

    def last_words() -> None:
        hint = "What was whole is kept; the same command goes on from there."
        complain(Interrupted("Stopped in the midst of a step.", hint), as_json=a.json)

    with stoppable(last_words) as stop:
        report = _follow(assistant, a, stop.is_set) if a.watch else _take_in(assistant, a, stop.is_set)
    if a.json:
        print_json(report.as_json())
    else:
        print(f"{_counted(report)}.")
        for line in _failures(report):
            print(line)
    if report.left:
        print(f"Stopped: {report.left} files are left; the same command goes on from here.", file=sys.stderr)
    return STOPPED if report.left else 0


def _take_in(assistant: Assistant, a: argparse.Namespace, stop: Stop, only: Set[Path] | None = None) -> IngestReport:
    with closing(progress_bar()) as bar:
        return assistant.ingest(
            a.paths, remove_missing=a.remove_missing, progress=bar, stop=stop, only=only, engine=a.engine
        )


def _follow(assistant: Assistant, a: argparse.Namespace, stop: Stop) -> IngestReport:
    """Ingest the folders, then what changes in them, until `stop()`; all of it as one report."""
    from assistant.library.tally import Rounds
    from assistant.library.watch import changes

    rounds = Rounds()
    for number, changed in enumerate(changes(a.paths, assistant.settings.data_dir, stop)):
        while not stop():
            try:
                report = _take_in(assistant, a, stop, changed)
            except LibraryInUse as error:
                if number == 0:
                    raise
                _say(f"{error.message} Waiting for it.")
                time.sleep(TRY_AGAIN_S)
                continue
            rounds.add(report, changed)
            _say(f"{_counted(report)}. Following the folders; Ctrl-C ends it.")
            for line in _failures(report):
                _say(line)
            break
        assistant.close()  # others may ask the library while nothing changes
    return rounds.report()


def _counted(report: IngestReport) -> str:
    counts = ", ".join(f"{len(getattr(report, name))} {name}" for name in COUNTS)
    return f"{counts}; {report.passages} passages in {report.seconds} s"


def _failures(report: IngestReport) -> list[str]:
    return [f"failed: {failure.path}: {failure.message} ({failure.type})" for failure in report.failed]


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)
