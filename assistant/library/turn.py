"""Whose turn it is to write, where several processes share a library.

One lock says so, the one that an owner holds for as long as it has the library open (`owner.py`). Processes that
share a library hold it only while they write, one after the other. What they keep of the library in memory they read
again when it has changed.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from filelock import FileLock

from assistant.errors import LibraryInUse
from assistant.library.owner import Owner

_log = logging.getLogger(__name__)

Changes = Callable[[], int]
"""Gives another number than before where another process has changed the library since."""
WAIT_S = 600.0
"""Seconds that a process waits for its turn: an ingest of some thousand documents."""
LOOK_S = 0.1
"""Seconds between two looks whether it has come."""


def nobodys() -> int:
    """The changes by others to a library that one process has for itself: none."""
    return 0


class Turn:
    """The right to write: of one thread, which may take it again, and in a shared library of one process."""

    def __init__(self, shared: Path | None = None) -> None:
        """Of the library in the folder `shared`, or of one that this process owns."""
        self._folder = shared
        self._lock = threading.RLock()
        self._owner: Owner | None = None

    @contextmanager
    def taken(self, wait_s: float = WAIT_S) -> Iterator[bool]:
        """Hold the right; gives whether the process that had it before ended amidst a write.

        Raises:
            LibraryInUse: another process still has it after `wait_s`; it is named.
        """
        with self._lock:
            if self._folder is None or self._owner:
                yield False
                return
            self._owner = _taken(self._folder, wait_s)
            try:
                yield self._owner.crashed
            finally:
                self._release()

    def give_way(self) -> bool:
        """Let other processes that wait write first, amidst a long turn; whether one of them ended amidst a write.

        Raises:
            LibraryInUse: it did not come back within `WAIT_S`.
        """
        if self._folder is None or self._owner is None:
            return False
        self._release()
        time.sleep(2 * LOOK_S)
        self._owner = _taken(self._folder, WAIT_S)
        return self._owner.crashed

    def _release(self) -> None:
        owner, self._owner = self._owner, None
        if owner:
            owner.release()


def _taken(folder: Path, wait_s: float) -> Owner:
    until, said = time.monotonic() + wait_s, False
    while True:
        try:
            return Owner(folder)
        except LibraryInUse as error:
            if time.monotonic() >= until:
                raise
            if not said:
                _log.warning("%s Waiting for it to be done.", error.message)
                said = True
            time.sleep(LOOK_S)


class Guard:
    """A moment that one thread of one process has for itself; others wait. A thread may be in it twice."""

    def __init__(self, file: Path) -> None:
        """The file is made when the guard is first entered."""
        self._threads = threading.RLock()
        self._processes = FileLock(file, thread_local=False)

    def __enter__(self) -> None:
        self._threads.acquire()
        try:
            self._processes.acquire()
        except BaseException:
            self._threads.release()
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._processes.release()
        self._threads.release()
