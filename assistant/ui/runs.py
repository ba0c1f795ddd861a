"""The checks that are running, so that they can stop. In memory alone."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass
class Run:
    """One check that goes on: how far it is, and whether it is to stop."""

    done: int = 0
    of: int = 0
    halt: threading.Event = field(default_factory=threading.Event)

    def progressed(self, done: int, of: int) -> None:
        """Note how far it is."""
        self.done, self.of = done, of


class Runs:
    """The running check of each session, so that its Stop button finds it."""

    def __init__(self) -> None:
        self._runs: dict[str, Run] = {}

    def begin(self, session: str) -> Run:
        """A new run of `session`; one that still goes on there stops."""
        self.stop(session)
        self._runs[session] = Run()
        return self._runs[session]

    def stop(self, session: str) -> None:
        """Ask the run of `session`, if there is one, to stop."""
        if run := self._runs.get(session):
            run.halt.set()

    def end(self, session: str, run: Run) -> None:
        """Forget `run`, and let what it may still be doing stop."""
        run.halt.set()
        if self._runs.get(session) is run:
            del self._runs[session]
