"""One SQLite file and how it is spoken to. The shelf, the corrections and the trash keep their tables in it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.errors import LibraryDamaged, StoreError
from assistant.library.columns import stored

SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, path TEXT, named INTEGER NOT NULL, current INTEGER NOT NULL, indexed INTEGER NOT NULL,
    passages INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX IF NOT EXISTS documents_by_path ON documents (path);
CREATE TABLE IF NOT EXISTS versions (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, version INTEGER NOT NULL,
    sha256 TEXT NOT NULL, characters INTEGER NOT NULL, metadata TEXT NOT NULL, page_starts TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (document_id, version));
CREATE INDEX IF NOT EXISTS versions_by_sum ON versions (sha256);
CREATE TABLE IF NOT EXISTS corrections (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, fields TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS trash (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, path TEXT, named INTEGER NOT NULL,
    current INTEGER NOT NULL, corrections TEXT, deleted TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS trash_versions (
    key INTEGER NOT NULL REFERENCES trash (key) ON DELETE CASCADE, version INTEGER NOT NULL,
    sha256 TEXT NOT NULL, characters INTEGER NOT NULL, metadata TEXT NOT NULL, page_starts TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (key, version));
CREATE TABLE IF NOT EXISTS trash_words (
    key INTEGER NOT NULL REFERENCES trash (key) ON DELETE CASCADE, version INTEGER NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY (key, version));
CREATE TABLE IF NOT EXISTS pending (path TEXT PRIMARY KEY, type TEXT NOT NULL, message TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS placed_words (
    document_id TEXT NOT NULL, version INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (document_id, version),
    FOREIGN KEY (document_id, version) REFERENCES versions (document_id, version) ON DELETE CASCADE);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""  # the text stands last in its row, so that a catalogue is read without it
FORM = 1  # raise when a table that is there changes; kept in the file as its user_version


Connection = sqlite3.Connection


class Database:
    """The library's tables. One connection, safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open or create the file at `path`.

        Raises:
            StoreError: the folder cannot be written or the file is not a library's.
        """
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            if is_damage(error):
                raise LibraryDamaged(f"{path} is damaged: {error}.") from error
            raise StoreError(
                f"The library at {path.parent} cannot be opened: {error}.",
                "Check that the folder may be written and the disk is not full, or set ASSISTANT_DATA_DIR.",
            ) from error

    def _prepare(self) -> None:
        held = self._db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
        form = self._db.execute("PRAGMA user_version").fetchone()[0]
        if held and form != FORM:
            hint = "Set ASSISTANT_DATA_DIR to another folder and ingest the documents again."
            raise StoreError(f"The library was made by another version of this program (form {form}).", hint)
        self._db.executescript(SCHEMA)
        self._db.execute(f"PRAGMA user_version = {FORM}")

    def close(self) -> None:
        """Close the file; the database is of no use afterwards."""
        with self._lock:
            self._db.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all that is written in it, or nothing.

        Raises:
            StoreError: the file cannot be written.
        """
        with self._lock, _named_errors():
            try:
                self._db.execute("BEGIN IMMEDIATE")
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What `sql` finds for `values`.

        Raises:
            StoreError: the file cannot be read.
        """
        with self._lock, _named_errors():
            return self._db.execute(sql, [stored(value) for value in values]).fetchall()

    def changes(self) -> int:
        """Another number than before where another process, or another connection, has written since."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def stamp(self) -> tuple[int, int, bool]:
        """Another one than before where anybody has written since, this connection or another, or taken it back."""
        with self._lock:
            return self.changes(), self._db.total_changes, self._db.in_transaction


def is_damage(error: Exception) -> bool:
    """Whether SQLite says by `error` that a file's content is not what it wrote."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # extended codes keep the plain one in their last byte
    told = str(error)
    garbled = told.startswith("Could not decode to UTF-8") or told == "malformed JSON"
    return garbled or code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):  # ours to mend, not the user's
        raise
    except sqlite3.Error as error:
        if is_damage(error):
            raise LibraryDamaged(f"The library is damaged: {error}.") from error
        hint = "Check that the disk is not full and the folder may be written."
        raise StoreError(f"The library cannot be read or written: {error}.", hint) from error
