"""Whether Chroma's files of vectors were being written when the program was killed.

Chroma writes a collection's vectors in place, several files one after the other, and the ids that belong to them last.
Killed in between, it cannot be opened any more ("Failed to apply logs to the hnsw segment writer"), or it opens and
then fails at some questions ("Error finding id"): 16 of 30 kills aimed at that moment ended so (Chroma 1.5.9).
The passages are on the shelf, so such a store is thrown away and derived again.
"""

from __future__ import annotations

from pathlib import Path

IDS = "index_metadata.pickle"
VECTORS = "*.bin"


def torn(store: Path) -> bool:
    """Whether a collection of the store in `store` has vectors that are newer than their ids.

    To be asked only after a crash: a copy of a store may have its files in any order.
    """
    return any(_torn(folder) for folder in store.glob("*/") if folder.is_dir())


def _torn(collection: Path) -> bool:
    vectors = [file.stat().st_mtime_ns for file in collection.glob(VECTORS)]
    ids = collection / IDS
    return bool(vectors) and (not ids.is_file() or max(vectors) > ids.stat().st_mtime_ns)
