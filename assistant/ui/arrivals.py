"""Files on their way into the library: read one after the other in a thread, each with how far it is; Stop ends it.

What did not go in is kept by the curator, so that a reload of the page, or a new start, still shows it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextvars import Context, copy_context
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.errors import AssistantError
from assistant.records import Failure

if TYPE_CHECKING:
    from assistant.library.curator import Curator
    from assistant.records import IngestReport

LOGGER = logging.getLogger(__name__)
State = Literal["waiting", "reading", "added", "updated", "unchanged", "failed", "stopped"]
UNFORESEEN = "Something went wrong. The log of the server says more."


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file: what becomes of it, how many of its passages are in, and which document it is."""

    path: str
    renews: str | None = None
    state: State = "waiting"
    done: int = 0
    of: int = 0
    document: str = ""
    given_in: Context = field(default_factory=copy_context)  # in it stands who gave it

    @property
    def name(self) -> str:
        """What the file is called."""
        return Path(self.path).name


@dataclass(frozen=True, slots=True)
class Arriving:
    """All that is on its way, and what did not get there. ``changes`` grows whenever the library has changed."""

    arrivals: tuple[Arrival, ...]
    failures: tuple[Failure, ...]
    busy: bool
    stopping: bool
    changes: int


@dataclass
class Arrivals:
    """The one queue of a page's library. Safe to share between threads."""

    curator: Callable[[], Curator]
    _files: dict[str, Arrival] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _halt: threading.Event = field(default_factory=threading.Event)
    _busy: bool = False
    _changes: int = 0
    _batch: str = ""

    def add(self, paths: Sequence[str], renews: str | None = None, batch: str = "") -> None:
        """Have these files, which the curator keeps, read, each as a new version of `renews` where that is given.

        Files of one `batch` are told of together, also where some are done before others come.
        """
        with self._lock:
            if not self._busy and (not batch or batch != self._batch):
                self._files = {}
            self._batch = batch
            for path in paths:
                self._files.pop(path, None)
                self._files[path] = Arrival(path, renews)
            if self._busy or not paths:
                return
            self._busy = True
            self._halt.clear()
        threading.Thread(target=self._work, daemon=True, name="arrivals").start()

    def stop(self) -> None:
        """Read no further; the file that is being read is taken back."""
        if self._busy:
            self._halt.set()

    def now(self) -> Arriving:
        """How far it is."""
        waiting = self.curator().waiting()
        with self._lock:
            files, busy = tuple(self._files.values()), self._busy
        on_their_way = {a.path for a in files if a.state in {"waiting", "reading"}}
        failures = tuple(f for f in waiting if f.path not in on_their_way)
        return Arriving(files, failures, busy, busy and self._halt.is_set(), self._changes)

    def _work(self) -> None:
        while (arrival := self._next()) is not None:
            try:
                arrival.given_in.run(self._read, arrival)
            except AssistantError as error:
                self._fail(arrival, error.message)
            except Exception:  # the edge of a thread: logged, and told as any failure is
                LOGGER.exception("%s was not read.", arrival.name)
                self._fail(arrival, UNFORESEEN)

    def _fail(self, arrival: Arrival, why: str) -> None:
        self._set(arrival.path, state="failed")
        self.curator().fail(arrival.path, why)

    def _next(self) -> Arrival | None:
        with self._lock:
            waiting = [a for a in self._files.values() if a.state == "waiting"]
            if waiting and not self._halt.is_set():
                return waiting[0]
            self._files.update({a.path: replace(a, state="stopped") for a in waiting})
            self._busy = False
            return None

    def _read(self, arrival: Arrival) -> None:
        path = arrival.path

        def progress(done: int, of: int) -> None:
            self._set(path, done=done, of=of)

        self._set(path, state="reading")
        report = self.curator().read(path, renews=arrival.renews, progress=progress, stop=self._halt.is_set)
        state, document = _became(report)
        self._changes += state in {"added", "updated"}
        self._set(path, state=state, document=document)

    def _set(self, path: str, **known: object) -> None:
        with self._lock:
            if path in self._files:
                self._files[path] = replace(self._files[path], **known)  # type: ignore[arg-type]


def _became(report: IngestReport) -> tuple[State, str]:
    """What became of the one file of `report`, and which document it is."""
    for state, documents in (
        ("added", report.added),
        ("updated", report.updated),
        ("unchanged", report.unchanged),
    ):
        if documents:
            return state, documents[0]  # type: ignore[return-value]
    return ("failed" if report.failed else "stopped"), ""
