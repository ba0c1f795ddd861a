"""What some iterator gives, taken out in bounded time, whether or not the iterator itself ever comes back.

It runs in a thread of its own and puts what it has into a queue; here that is taken out with a deadline. The thread
ends with the first thing that it gets after nobody wants more, or with its own read timeout.
"""

from __future__ import annotations

import contextvars
import queue
import threading
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

Thing = TypeVar("Thing")
Stop = Callable[[], bool]

TICK_S = 0.05
"""How often it is looked whether to stop."""
QUEUED = 512


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait: for the first word, from one thing to the next, and until when in all; whether to stop."""

    first_s: float
    stall_s: float
    ends: float  # on the clock of `time.monotonic`
    stop: Stop | None = None


class TooSlow(Exception):
    """Nothing came in time; `what` was waited for."""

    def __init__(self, what: Literal["first", "next", "end"]) -> None:
        super().__init__(what)
        self.what = what


class Stopped(Exception):
    """The reader wants no more."""


def timed(
    source: Callable[[], Iterable[Thing]], patience: Patience, is_word: Callable[[Thing], bool]
) -> Generator[Thing, None, None]:
    """What `source` gives. Before the first that `is_word`, others prolong the wait for it by a stall at most.

    Raises:
        TooSlow: nothing came in time.
        Stopped: `patience` says to stop.
        Exception: whatever `source` raised.
    """
    if patience.stop and patience.stop():
        raise Stopped
    came: queue.Queue[Any] = queue.Queue(QUEUED)
    gone = threading.Event()
    work = contextvars.copy_context().run
    threading.Thread(target=work, args=(_pump, source, came, gone), name="chat-reply", daemon=True).start()
    first_due = time.monotonic() + patience.first_s
    begun = heard = False
    try:
        while True:
            due = time.monotonic() + patience.stall_s
            if not begun:
                due = max(due, first_due) if heard else first_due
            thing, error = _take(came, due, patience, "next" if begun else "first")
            if error is not None:
                raise error
            if thing is _END:
                return
            heard, begun = True, begun or is_word(thing)
            yield thing
    finally:
        gone.set()


_END: Any = object()


def _take(
    came: queue.Queue[Any], due: float, patience: Patience, what: Literal["first", "next"]
) -> tuple[Any, Exception | None]:
    """The next (thing, None), or (None, error)."""
    while True:
        if patience.stop and patience.stop():
            raise Stopped
        now = time.monotonic()
        if now >= patience.ends:
            raise TooSlow("end")
        try:
            got: tuple[Any, Exception | None] = came.get(timeout=max(0.0, min(TICK_S, due - now, patience.ends - now)))
            return got
        except queue.Empty:
            if time.monotonic() >= due:
                raise TooSlow(what) from None


def _pump(source: Callable[[], Iterable[Any]], came: queue.Queue[Any], gone: threading.Event) -> None:
    """Put what `source` gives into the queue, until it ends, fails, or nobody wants more of it."""
    last: tuple[Any, Exception | None] = (_END, None)
    try:
        for thing in source():
            if not _put((thing, None), came, gone):
                return
    except Exception as error:
        last = (None, error)
    _put(last, came, gone)


def _put(what: tuple[Any, Exception | None], came: queue.Queue[Any], gone: threading.Event) -> bool:
    """Whether it went in before nobody wanted it."""
    while not gone.is_set():
        try:
            came.put(what, timeout=TICK_S)
            return True
        except queue.Full:
            continue
    return False
