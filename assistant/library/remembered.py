"""Passages that were read from the store before, kept until something is written.

Chroma takes two milliseconds to give ten passages with their texts, a sixth of a search. Questions about one matter
meet the same passages again and again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence

from assistant.library.turn import Changes
from assistant.records import Passage

MOST = 5_000
"""Passages that are kept: some 10 MB."""


class Remembered:
    """Passages by id, those asked for least lately forgotten first. Safe to share between threads."""

    def __init__(self, changes: Changes) -> None:
        """Nothing yet; `changes` says when another process has written."""
        self._changes, self._seen = changes, changes()
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Passage] = OrderedDict()
        self._writes = 0

    def of(self, ids: Sequence[str]) -> tuple[dict[str, Passage], int]:
        """Those of the passages that are known, and a number for `keep`."""
        with self._lock:
            if (now := self._changes()) != self._seen:
                self._seen = now
                self._forget()
            found = {i: self._kept[i] for i in ids if i in self._kept}
            for i in found:
                self._kept.move_to_end(i)
            return found, self._writes

    def keep(self, passages: Iterable[Passage], since: int) -> None:
        """Keep what was read, unless something was written `since` the number that `of` gave."""
        with self._lock:
            if since != self._writes:
                return
            self._kept.update((passage.id, passage) for passage in passages)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)

    def forget(self) -> None:
        """Forget all: something is written."""
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        self._kept.clear()
        self._writes += 1
