"""A library in a folder of its own for the length of a measurement."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.assistant import Assistant
from assistant.settings import load_settings


@contextmanager
def library(paths: Sequence[Path]) -> Iterator[Assistant]:
    with tempfile.TemporaryDirectory(prefix="briefing-benchmark-", ignore_cleanup_errors=True) as scratch:
        assistant = Assistant(load_settings(data_dir=Path(scratch), starter_corpus="off"))
        try:
            assistant.ingest(paths)
            yield assistant
        finally:
            assistant.close()


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
