"""Reading processes, kept over many files: started when they are wanted, replaced when they are spent or gone."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.library.apart.process import Process

MOST = 3
"""At work at the same time: what goes in, a text to check, a page that somebody looks at."""
KEPT = 1
"""Of those that nobody asks any more."""
FILES = 2000
"""After so many a process is replaced, for libraries in C leak."""


class Pool:
    """Safe to share between threads: a process has one asker at a time, and who finds all of them busy waits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free = threading.Semaphore(MOST)
        self._idle: list[tuple[Process, int]] = []
        self._registered = False

    @contextmanager
    def process(self, spent_bytes: int) -> Iterator[Process]:
        """One to ask; it is not kept where it still holds more memory than `spent_bytes` once it has answered."""
        with self._free:
            process, files = self._taken()
            yield process  # one that failed has ended: an error in here leaves nothing behind
            if files + 1 < FILES and process.held_bytes < spent_bytes:
                self._put_back(process, files + 1)
            else:
                process.end()

    def _taken(self) -> tuple[Process, int]:
        with self._lock:
            if not self._registered:
                atexit.register(self.close)
                self._registered = True
            while self._idle:
                process, files = self._idle.pop()
                if process.alive:
                    return process, files
                process.end()
        return Process(), 0

    def _put_back(self, process: Process, files: int) -> None:
        with self._lock:
            if len(self._idle) < KEPT:
                self._idle.append((process, files))
                return
        process.end()

    def close(self) -> None:
        """End those that nobody asks; what is asked afterwards starts others."""
        with self._lock:
            idle, self._idle = self._idle, []
        for process, _ in idle:
            process.end()
