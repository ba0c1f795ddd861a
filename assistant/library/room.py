"""Room on the disk: looked for before anything is written, since a store that ran out amidst a write answers nobody.

SQLite and tantivy take back what they cannot finish. Chroma does not: it keeps a log that it then fails to apply at
every later question. So it is never let come so far.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import DiskFull
from assistant.records import Passage

MEGABYTE = 1_000_000
BYTES_A_VECTOR = 3_000
"""A vector with its row, once all is settled (2,400 measured, `benchmarks/log.md`), and some more."""
BYTES_IN_THE_LOG = 4_000
"""A vector in Chroma's log and in SQLite's journal, until it is settled."""
VECTORS_IN_THE_LOG = 5_000
"""More than are written at once."""
COPIES_OF_A_TEXT = 8
"""A text stands in the store, in its full-text table, in the terms index; and in what is written beside these first."""
ALWAYS = 6 * MEGABYTE
"""SQLite's log of the shelf (4 MB before it is folded in), a segment of terms that is merged into another."""


def must_have_room(folder: Path, passages: Sequence[Passage]) -> None:
    """Refuse to write these passages below `folder` where the disk is too full for them.

    Raises:
        DiskFull: it says how much is missing.
    """
    vectors = sum(1 + len(passage.sentences) for passage in passages)
    text = sum(len(passage.text.encode("utf-8", "replace")) for passage in passages)
    wanted = ALWAYS + vectors * BYTES_A_VECTOR + text * COPIES_OF_A_TEXT
    wanted += min(vectors, VECTORS_IN_THE_LOG) * BYTES_IN_THE_LOG
    free = shutil.disk_usage(folder).free
    if free < wanted:
        raise DiskFull(
            f"The disk with {folder} is full: the next documents need {wanted / MEGABYTE:.0f} MB for a while, "
            f"{free / MEGABYTE:.0f} MB are free."
        )
