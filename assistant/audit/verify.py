"""Whether the trail is as it was written: no line altered, none taken out, none put in, none forgotten unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.audit.entries import BEGINNING, Entry
from assistant.audit.files import Files, Line
from assistant.errors import AuditBroken


@dataclass(frozen=True, slots=True)
class Verified:
    """A trail that holds: its first and last entry, how many were forgotten, and the link that stands for all of it."""

    first: int
    last: int
    forgotten: int
    link: str


def verify(files: Files) -> Verified:
    """The trail in `files`, if it holds.

    Raises:
        AuditBroken: it does not; the first line that does not fit is named.
    """
    read = _Read(*files.head())
    for line in files.lines():
        read.take(line)
    return read.whole()


@dataclass
class _Read:
    """What is known of the trail so far; `head` is the number of the entry that was written last, `link` its link."""

    head: int
    link: str
    first: Entry | None = None
    last: Entry | None = None
    emptied: dict[int, str] = field(default_factory=dict)  # where each stands
    expired: list[Mapping[str, Any]] = field(default_factory=list)
    forgotten: int = 0

    def take(self, line: Line) -> None:
        """Hold an entry against the one before it."""
        entry, where, last = line.entry, f"{line.path.name}, line {line.number}", self.last
        if not entry.holds:
            raise AuditBroken(f"{where}: the entry was altered.")
        if last and (entry.n != last.n + 1 or entry.before != last.link):
            raise AuditBroken(f"{where}: the entry does not follow the one before it.")
        if entry.n == self.head and entry.link != self.link:
            raise AuditBroken(f"{where}: this is not the entry that was written last.")
        if entry.told is None:
            self.emptied[entry.n] = where
            self.forgotten += 1
        elif entry.what == "forget":
            for first, to in entry.told["entries"]:
                for n in range(first, min(to, entry.n) + 1):
                    self.emptied.pop(n, None)
        elif entry.what == "expired":
            self.expired.append(entry.told)
        self.first, self.last = self.first or entry, entry

    def whole(self) -> Verified:
        """The trail, once all of it is read."""
        for where in self.emptied.values():
            raise AuditBroken(f"{where}: what was told is gone, and no entry says so.")
        if (self.last.n if self.last else 0) < self.head:
            raise AuditBroken(f"Entries are missing at the end; {self.head} were written.")
        if not self.first or not self.last:
            return Verified(0, 0, 0, BEGINNING)
        before, link = self.first.n - 1, self.first.before
        said = any(told.get("through") == before and told.get("link") == link for told in self.expired)
        if not said and (before or link != BEGINNING):
            raise AuditBroken(f"The entries before {self.first.n} are missing; no entry says that they were too old.")
        return Verified(self.first.n, self.last.n, self.forgotten, self.last.link)
