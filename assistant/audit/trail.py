"""The audit trail: entries are taken at once and written by a thread, so that nobody waits for the disk."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.audit.entries import BEGINNING, Entry
from assistant.audit.files import Files
from assistant.errors import AssistantError
from assistant.records import Asker

LOGGER = logging.getLogger(__name__)
MOST_WAITING = 10_000
"""Entries that wait where they cannot be written; of further ones only the number is kept."""
AGAIN_S = 5.0
"""Seconds until it is tried again to write."""
Waiting = tuple[str, str, str, Mapping[str, Any]]
"""Time, door, kind, and what is told."""


class Trail:
    """The trail in one folder. Safe to share between threads; several processes may write to it."""

    def __init__(self, folder: Path, file_mb: float = 10.0, days: float = 365.0) -> None:
        """Nothing is read or written yet."""
        self.files = Files(folder, int(file_mb * 1024 * 1024), timedelta(days=days))
        self._waiting: list[Waiting] = []
        self._lost = 0
        self._news = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closing = False

    def record(self, who: Asker, what: str, told: Mapping[str, Any]) -> None:
        """Take an entry; it is on the disk a moment later, or when the trail is closed."""
        entry = (datetime.now(UTC).isoformat(timespec="milliseconds"), who.door, what, {"who": who.name, **told})
        with self._news:
            if len(self._waiting) >= MOST_WAITING:
                self._lost += 1
            else:
                self._waiting.append(entry)
            self._closing = False
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True, name="audit")
                self._thread.start()
            self._news.notify()

    def close(self) -> None:
        """Write what waits, and end."""
        with self._news:
            thread, self._closing = self._thread, True
            self._news.notify()
        if thread:
            thread.join()
        try:
            self.flush()
        except AssistantError as error:
            LOGGER.error("%s %s", error.message, error.hint)

    def flush(self) -> None:
        """Write what waits now.

        Raises:
            AuditError: it cannot be written; it waits on.
        """
        with self._news:
            if not (self._waiting or self._lost):
                return
        with self.files.alone():
            self._write()

    def entries(self, user: str = "", since: str = "", until: str = "") -> Iterator[Entry]:
        """The entries in order, of one user, from and to a day (``2026-11-30``) or a part of one, both included."""
        self.flush()
        for line in self.files.lines():
            at = line.entry.at
            within = (not since or at >= since) and (not until or at <= f"{until}~")  # ~ comes after every digit
            if within and (not user or line.entry.is_about(user)):
                yield line.entry

    def forget(self, user: str, by: Asker) -> int:
        """Take out what is told of `user`; how many entries that were. The chain still holds.

        First it is written down which entries these are, then they are emptied: what a crash interrupts is done by
        the next call.
        """
        with self.files.alone():
            self._write()
            found = [line.entry.n for line in self.files.lines() if line.entry.is_about(user)]
            if not found:
                return 0
            self._append((_now(), by.door, "forget", {"who": by.name, "entries": _ranges(found)}))
            for path in self.files.paths():
                entries = [line.entry for line in self.files.lines([path])]
                if any(entry.is_about(user) for entry in entries):
                    self.files.rewrite(path, [e.forgotten() if e.is_about(user) else e for e in entries])
            return len(found)

    def _work(self) -> None:
        """Write what comes until the trail is closed."""
        while True:
            with self._news:
                while not (self._waiting or self._closing):
                    self._news.wait()
                if self._closing:
                    self._thread = None
                    return
            try:
                self.flush()
            except AssistantError as error:
                LOGGER.error("%s %s", error.message, error.hint)
                threading.Event().wait(AGAIN_S)
            except Exception:  # the edge of a thread: logged, and tried again
                LOGGER.exception("The audit trail could not be written.")
                threading.Event().wait(AGAIN_S)

    def _write(self) -> None:
        """Write what waits. Only alone."""
        with self._news:
            waiting, lost = list(self._waiting), self._lost
        if lost:
            waiting.append((_now(), "command line", "lost", {"entries": lost}))
        if not waiting:
            return
        self._append(*waiting)
        with self._news:
            del self._waiting[: len(waiting) - bool(lost)]
            self._lost -= lost
        if old := self.files.too_old():
            *_, last = self.files.lines(old[-1:])
            told = {"through": last.entry.n, "link": last.entry.link}
            self._append((_now(), "command line", "expired", told))
            for path in old:
                path.unlink()

    def _append(self, *waiting: Waiting) -> None:
        last = self.files.last()
        n, before = (last.n, last.link) if last else (0, BEGINNING)
        made = []
        for at, door, what, told in waiting:
            entry = Entry.after(n, before, at, door, what, told)
            made.append(entry)
            n, before = entry.n, entry.link
        self.files.append(made)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _ranges(numbers: list[int]) -> list[list[int]]:
    """Ascending numbers as ranges, both ends included."""
    out: list[list[int]] = []
    for n in numbers:
        if out and out[-1][1] == n - 1:
            out[-1][1] = n
        else:
            out.append([n, n])
    return out
