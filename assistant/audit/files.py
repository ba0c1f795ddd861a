"""The files of the audit trail: appended to by one process at a time, begun anew by size, let go by age.

Each is named by the number of its first entry. Beside them ``head.json`` says which entry was written last, so that a
line taken off the end is noticed; a crash may leave it behind, never ahead.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.audit.entries import BEGINNING, Entry
from assistant.errors import AuditBroken, AuditError

LOCK_S = 10.0
"""Seconds to wait for another process that writes."""
HEAD = "head.json"


@dataclass(frozen=True, slots=True)
class Line:
    """Where an entry stands."""

    path: Path
    number: int
    entry: Entry


@dataclass(frozen=True)
class Files:
    """The trail in `folder`. A file that has `most_bytes` is followed by another; entries older than `kept` may go."""

    folder: Path
    most_bytes: int
    kept: timedelta

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Inside it nobody else writes.

        Raises:
            AuditError: the folder cannot be written, or somebody else does so for too long.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with FileLock(self.folder / "lock", timeout=LOCK_S, mode=0o600):
                yield
        except Timeout:
            raise AuditError("Another program writes the audit trail.", "Wait a little, then try again.") from None
        except OSError as error:
            told = error.strerror or type(error).__name__
            raise AuditError(f"The audit trail in {self.folder} cannot be read or written: {told}.") from error

    def paths(self) -> list[Path]:
        """The files, the oldest first."""
        return sorted(path for path in self.folder.glob("*.jsonl") if path.stem.isdecimal())

    def lines(self, of: Sequence[Path] | None = None) -> Iterator[Line]:
        """Every entry in order, or those of some files. A last line that a crash cut off is none.

        Raises:
            AuditBroken: a line holds no entry.
        """
        for path in self.paths() if of is None else of:
            with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
                for number, line in enumerate(file, 1):
                    if not line.endswith("\n"):
                        break
                    try:
                        yield Line(path, number, Entry.of(line))
                    except ValueError:
                        raise AuditBroken(f"{path.name}, line {number}: this is no entry.") from None

    def last(self) -> Entry | None:
        """The last entry; what a crash left behind it is cut off. Only `alone`."""
        for path in reversed(self.paths()):
            with path.open("rb+") as file:
                size = file.seek(0, os.SEEK_END)
                tail, block = b"", 65_536
                while len(tail) < size and tail.count(b"\n") < 2:
                    file.seek(max(0, size - block))
                    tail, block = file.read(block), block * 2
                whole = tail[: tail.rfind(b"\n") + 1]
                if len(whole) < len(tail):
                    file.truncate(size - len(tail) + len(whole))
            if whole:
                try:
                    return Entry.of(whole[:-1].rpartition(b"\n")[2].decode("utf-8", "replace"))
                except ValueError:
                    raise AuditBroken(f"{path.name}: the last line is no entry.") from None
        return None

    def append(self, entries: Sequence[Entry]) -> None:
        """Write entries behind the last, on the disk once this returns. Only `alone`."""
        path = self._file_for(entries[0])
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii", newline="\n") as file:
            file.write("".join(f"{entry.line}\n" for entry in entries))
            file.flush()
            os.fsync(file.fileno())
        _put(self.folder / HEAD, json.dumps({"n": entries[-1].n, "link": entries[-1].link}))

    def rewrite(self, path: Path, entries: Sequence[Entry]) -> None:
        """Put these in the place of a file's entries. Only `alone`."""
        _put(path, "".join(f"{entry.line}\n" for entry in entries))

    def head(self) -> tuple[int, str]:
        """Number and link of the entry that was written last, as far as is known.

        Raises:
            AuditBroken: the note of it cannot be read.
        """
        try:
            held = json.loads((self.folder / HEAD).read_text(encoding="utf-8"))
            return int(held["n"]), str(held["link"])
        except FileNotFoundError:
            return 0, BEGINNING
        except (ValueError, KeyError, TypeError):
            raise AuditBroken(f"{HEAD}: this is no note of the last entry.") from None

    def too_old(self) -> list[Path]:
        """Files of which every entry is older than they are kept; the one that is written to is none."""
        limit = (datetime.now(UTC) - self.kept).isoformat()
        old: list[Path] = []
        for path, following in zip(self.paths(), self.paths()[1:], strict=False):
            with following.open(encoding="utf-8", errors="replace") as file:
                first = Entry.of(file.readline())
            if first.at >= limit:
                break
            old.append(path)
        return old

    def _file_for(self, entry: Entry) -> Path:
        paths = self.paths()
        if paths and paths[-1].stat().st_size < self.most_bytes:
            return paths[-1]
        return self.folder / f"{entry.n:012}.jsonl"


def _put(path: Path, text: str) -> None:
    """Write a file whole beside its place, and put it there."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
