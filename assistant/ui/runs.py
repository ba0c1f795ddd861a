"""Work that goes on in a thread: how far it is, and how it is stopped. In memory alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

LOOK_S = 0.25
"""Seconds between two looks at how far a run is."""


Seen = TypeVar("Seen")


async def _changes(working: asyncio.Task[Any], look: Callable[[], Seen], before: Seen) -> AsyncIterator[Seen]:
    """What `look` sees, each time that it is not what was seen `before`, until `working` is done."""
    while not (await asyncio.wait([working], timeout=LOOK_S))[0]:
        if (now := look()) != before:
            before = now
            yield now


@dataclass
class Run:
    """One piece of work: how far it is, and whether it is to stop."""

    done: int = 0
    of: int = 0
    halt: threading.Event = field(default_factory=threading.Event)

    def progressed(self, done: int, of: int) -> None:
        """Note how far it is."""
        self.done, self.of = done, of

    def stop(self) -> None:
        """Ask it to stop."""
        self.halt.set()

    async def followed(self, working: asyncio.Task[Any]) -> AsyncIterator[tuple[int, int]]:
        """How far it is, each time that it has come further or is told to stop, until `working` is done."""
        async for done, of, _ in _changes(working, lambda: (self.done, self.of, self.halt.is_set()), (0, 0, False)):
            yield done, of


@dataclass
class Draft:
    """A chat model's reply as it comes: its text so far, and whether somebody still waits for it."""

    text: str = ""
    halt: threading.Event = field(default_factory=threading.Event)

    def told(self, piece: str) -> None:
        """Note another piece."""
        self.text += piece

    async def followed(self, working: asyncio.Task[Any]) -> AsyncIterator[str]:
        """The text so far, each time that there is more of it, until `working` is done or nobody waits for it."""
        async for seen in _changes(working, lambda: (self.text, self.halt.is_set()), ("", False)):
            if self.halt.is_set():
                return
            yield seen[0]


class Stoppable(Protocol):
    """What can be asked to stop."""

    def stop(self) -> None:
        """Ask it to stop."""


Work = TypeVar("Work", bound=Stoppable)


class Runs(Generic[Work]):
    """What each session has running, one a session, so that its Stop button finds it."""

    def __init__(self) -> None:
        self._runs: dict[str, Work] = {}

    def begin(self, session: str, run: Work) -> Work:
        """Note `run` as that of `session`; one that still goes on there stops."""
        self.stop(session)
        self._runs[session] = run
        return run

    def of(self, session: str) -> Work | None:
        """What `session` has running, if anything."""
        return self._runs.get(session)

    def stop(self, session: str) -> None:
        """Ask the run of `session`, if there is one, to stop."""
        if run := self._runs.get(session):
            run.stop()

    def end(self, session: str, run: Work) -> None:
        """Forget `run`, and let what it may still be doing stop."""
        run.stop()
        if self._runs.get(session) is run:
            del self._runs[session]
