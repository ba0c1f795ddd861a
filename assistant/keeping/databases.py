"""SQLite files as files: copied while others write them, counted, looked at for damage."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assistant.errors import BackupFailed, DiskFull, LibraryDamaged
from assistant.library.database import is_damage

MOST_TOLD = 5
"""Findings of SQLite's that are repeated; the others are counted."""


def copy(source: Path, to: Path) -> None:
    """Copy a database as it is at one moment, without what was deleted from it; others may read and write meanwhile.

    Raises:
        LibraryDamaged: it cannot be read whole.
        DiskFull: there is no room for the copy.
        BackupFailed: it cannot be read, or the copy not written.
    """
    with named(source), closing(_opened(source)) as original, closing(sqlite3.connect(to)) as made:
        original.backup(made)  # all at once: one moment, and nobody is kept from writing
        made.execute("VACUUM")  # deleted texts stand in free pages until these are used again
        made.execute("PRAGMA journal_mode = DELETE")
    if wrong := damage(to):
        raise LibraryDamaged(f"{source.name} is damaged: {wrong}")


def damage(file: Path) -> str:
    """What is wrong with a database, in SQLite's own words; empty where nothing is."""
    try:
        with closing(_opened(file)) as db:
            found = [str(row[0]) for row in db.execute("PRAGMA integrity_check")]
            lost = db.execute("PRAGMA foreign_key_check").fetchall() if found == ["ok"] else []
    except sqlite3.Error as error:
        return f"{error}."
    if found == ["ok"]:
        return f"{len(lost)} rows of {lost[0][0]} belong to nothing." if lost else ""
    lines = [" ".join(line.split()) for text in found for line in text.splitlines() if not line.startswith("***")]
    told = "; ".join(lines[:MOST_TOLD])
    return f"{told}{f'; and {len(lines) - MOST_TOLD} more' if len(lines) > MOST_TOLD else ''}."


def form(file: Path) -> int:
    """The ``user_version`` of a database."""
    with named(file), closing(_opened(file)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def counts(file: Path) -> dict[str, int]:
    """Table → how many rows it has."""
    with named(file), closing(_opened(file)) as db:
        names = [str(name) for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        own = [name for name in names if not name.startswith("sqlite_")]
        return {name: int(db.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]) for name in own}


def _opened(file: Path) -> sqlite3.Connection:
    """A connection to a file that is there; none is made."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=30)


@contextmanager
def named(file: Path) -> Iterator[None]:
    """What SQLite raises over `file` as the errors that a user can mend."""
    try:
        yield
    except sqlite3.Error as error:
        if is_damage(error):
            raise LibraryDamaged(f"{file.name} is damaged: {error}.") from error
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL:
            raise DiskFull(f"There is no room for a copy of {file.name}.") from error
        raise BackupFailed(f"{file} cannot be copied: {error}.") from error
