"""Whether the trail is as it was written: no line altered, none taken out, none put in, none forgotten unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
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
    lines = list(files.lines())
    for before, line in zip([None, *lines], lines, strict=False):
        _must_follow(before, line)
    first, last = (lines[0].entry, lines[-1].entry) if lines else (None, None)
    _must_begin(first, lines)
    _must_end(last, lines, *files.head())
    emptied = [line for line in lines if line.entry.told is None]
    said = _said_forgotten(lines)
    for line in emptied:
        if line.entry.n not in said:
            raise AuditBroken(f"{line.path.name}, line {line.number}: what was told is gone, and no entry says so.")
    if not first or not last:
        return Verified(0, 0, 0, BEGINNING)
    return Verified(first.n, last.n, len(emptied), last.link)


def expired(files: Files, old: Sequence[Path], at: str) -> tuple[str, str, str, dict[str, Any]]:
    """What is written down before files that are too old go: up to which entry, and its link."""
    last = [line.entry for line in files.lines() if line.path in set(old)][-1]
    return at, "command line", "expired", {"through": last.n, "link": last.link}


def gone(old: Iterable[Path]) -> None:
    """Delete files that are too old."""
    for path in old:
        path.unlink()


def _must_follow(before: Line | None, line: Line) -> None:
    entry, where = line.entry, f"{line.path.name}, line {line.number}"
    if not entry.holds:
        raise AuditBroken(f"{where}: the entry was altered.")
    if before and (entry.n != before.entry.n + 1 or entry.before != before.entry.link):
        raise AuditBroken(f"{where}: the entry does not follow the one before it; one was altered, removed or added.")


def _must_begin(first: Entry | None, lines: Sequence[Line]) -> None:
    """The first entry is the very first, or an entry says that those before it were too old."""
    if first is None or (first.n == 1 and first.before == BEGINNING):
        return
    wanted = {"through": first.n - 1, "link": first.before}
    for line in lines:
        told = line.entry.told or {}
        if line.entry.what == "expired" and {name: told.get(name) for name in wanted} == wanted:
            return
    raise AuditBroken(f"The entries before {first.n} are missing, and no entry says that they were too old.")


def _must_end(last: Entry | None, lines: Sequence[Line], n: int, link: str) -> None:
    """The entry that was written last is there. After a crash there may be some behind it."""
    if (last.n if last else 0) < n:
        raise AuditBroken(f"The entries after {last.n if last else 0} are missing; {n} were written.")
    at_head = next((line.entry for line in lines if line.entry.n == n), None)
    if at_head and at_head.link != link:
        raise AuditBroken(f"Entry {n} is not the one that was written last.")


def _said_forgotten(lines: Sequence[Line]) -> set[int]:
    found: set[int] = set()
    for line in lines:
        if line.entry.what == "forget" and line.entry.told:
            for first, last in line.entry.told["entries"]:
                found.update(range(first, min(last, line.entry.n) + 1))
    return found
