"""Every document's current version without its text, kept between two writes.

Each question needs all of them (which does it name, which are in scope), and a library of 50,000 documents takes a
second to read. So they are read again only after something was written, and only the rows that changed are taken apart.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from assistant.library.columns import document_of, when

if TYPE_CHECKING:
    from assistant.library.database import Database
    from assistant.records import Document


class Catalogue:
    """What `sql` finds, by date and then id. Safe to share between threads."""

    def __init__(self, database: Database, sql: str) -> None:
        """`sql` gives the columns that `document_of` takes, without the text."""
        self._database, self._sql = database, sql
        self._lock = threading.Lock()
        self._stamp: tuple[int, int, bool] | None = None
        self._found: list[Document] = []
        self._known: dict[str, tuple[int, Document]] = {}  # id → (hash of its row, document)

    def documents(self) -> list[Document]:
        """The documents as they are now.

        Raises:
            LibraryDamaged: one of them cannot be read.
        """
        with self._lock:
            stamp = self._database.stamp()  # before the rows: what is written meanwhile is then read the next time
            if stamp != self._stamp:
                self._read()
                self._stamp = stamp
            return list(self._found)

    def _read(self) -> None:
        known: dict[str, tuple[int, Document]] = {}
        for row in self._database.rows(self._sql):
            now = hash(row)
            before = self._known.get(row[0])
            known[row[0]] = before if before and before[0] == now else (now, document_of(row))
        self._known = known
        self._found = sorted((document for _, document in known.values()), key=when)
