"""Ctrl-C while documents go in: asked once, the work ends at the next whole document; in any case the process ends.

A library stands being killed at any moment, so what does not come to an end by itself in time is ended like that.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

GRACE_S = 1.3
"""Seconds that the work is given: two after Ctrl-C the command has ended, its last words and clearing up included."""
STOPPED = 130
"""Exit status of what Ctrl-C ended, as shells have it."""
SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stoppable(last_words: Callable[[], None]) -> Iterator[threading.Event]:
    """An event that Ctrl-C, or a service's stop, sets.

    Where what is done under it has not ended `GRACE_S` later, or is asked a second time, `last_words` are said and the
    process ends.
    """
    asked, ended = threading.Event(), threading.Event()

    def end() -> None:
        last_words()
        os._exit(STOPPED)

    def end_late() -> None:
        if not ended.wait(GRACE_S):
            end()

    def heard(number: int, frame: FrameType | None) -> None:
        if asked.is_set():
            end()
        asked.set()
        threading.Thread(target=end_late, daemon=True).start()

    before = {number: signal.signal(number, heard) for number in SIGNALS}
    try:
        yield asked
    finally:
        ended.set()
        for number, handler in before.items():
            signal.signal(number, handler)
