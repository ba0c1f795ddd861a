"""Files that were given to the library and are not in it: they wait, or could not be read. Kept until they are."""

from __future__ import annotations

from assistant.library.columns import path_of, stored
from assistant.library.database import Database
from assistant.records import Failure

WAITS = "NotReadYet"
"""The type of a file that nothing is wrong with: it waits its turn, or the program ended before it came."""
UNREAD = "It was not read: the program ended, or was stopped, before."


class Pending:
    """The files of one library that wait or failed, by path."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, failure: Failure) -> None:
        """Note a file, or what is the matter with it now."""
        with self._database.writing() as db:
            told = (stored(failure.path), failure.type, failure.message)
            db.execute("INSERT OR REPLACE INTO pending VALUES (?, ?, ?)", told)

    def drop(self, path: str) -> None:
        """Forget a file: it is in the library, or nobody wants it there any more."""
        with self._database.writing() as db:
            db.execute("DELETE FROM pending WHERE path = ?", (stored(path),))

    def all(self) -> list[Failure]:
        """The files, in the order in which they came."""
        held = self._database.rows("SELECT path, type, message FROM pending ORDER BY rowid")
        return [Failure(str(path_of(path)), kind, message) for path, kind, message in held]
