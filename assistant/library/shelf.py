"""The shelf: every document's text, versions and metadata, in one SQLite file. It is the truth.

Vectors and terms are derived from it. A version is first written here with ``indexed = 0``; when its passages are in
the store and in the terms index it is marked. What a crash leaves unmarked is derived again at the next start, so
nothing is lost and nothing is searched that is not here. What somebody corrected in the metadata is laid over it
whenever a document is read from here; the file's own words stay below.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from uuid import uuid4

from assistant.errors import LibraryDamaged, UnknownDocument
from assistant.library.catalogue import Catalogue
from assistant.library.columns import by_date, document_of, path_of, stored, when
from assistant.library.database import Connection, Database
from assistant.library.ocr_layout import packed, unpacked
from assistant.library.scope import in_scope as in_scope
from assistant.records import Document, PlacedWord, Scope

_log = logging.getLogger(__name__)

CORRECTED = (
    "COALESCE((SELECT json_patch(v.metadata, c.fields) FROM corrections c WHERE c.document_id = d.id), v.metadata)"
)
KNOWN = f"d.id, v.version, {CORRECTED}, d.path, v.page_starts, v.sha256, d.passages, v.characters"
VERSIONS = "FROM documents d JOIN versions v ON v.document_id = d.id"
CURRENT = f"{VERSIONS} AND v.version = d.current"


class Shelf:
    """Documents by id and version. One connection, safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open or create the shelf at `path`.

        Raises:
            StoreError: the folder cannot be written or the file is not a shelf.
        """
        self.folder = path.parent
        self.lost: set[str] = set()
        """Documents found to be damaged since the file was opened: not to be searched, since they cannot be cited."""
        self.database = Database(path)
        self._rows, self._writing = self.database.rows, self.database.writing
        self._catalogue = Catalogue(self.database, f"SELECT {KNOWN} {CURRENT}")

    def close(self) -> None:
        """Close the file; the shelf is of no use afterwards."""
        self.database.close()

    # Documents -------------------------------------------------------------------------------------------------

    def put(self, document: Document, *, named: bool, words: Sequence[PlacedWord] = ()) -> None:
        """Keep `document` as the current version of its id, not yet indexed.

        `named` says that the id stands in the document's own front matter. Another document that lay at its path
        stays held, without a path. `words`: those read off pictures.
        """
        with self._writing() as db:
            _vacate(db, document.path, document.id)
            db.execute(
                "INSERT INTO documents (id, path, named, current, indexed) VALUES (?, ?, ?, ?, 0) "
                "ON CONFLICT (id) DO UPDATE SET path = excluded.path, named = excluded.named, "
                "current = excluded.current, indexed = 0",
                (document.id, stored(document.path), named, document.version),
            )
            db.execute(
                "INSERT OR REPLACE INTO versions VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    document.id,
                    document.version,
                    document.sha256,
                    len(document.text),
                    json.dumps(asdict(document.metadata), ensure_ascii=False),
                    json.dumps(document.page_starts),
                    document.text,
                ),
            )
            if words:
                placed = (document.id, document.version, packed(words))
                db.execute("INSERT OR REPLACE INTO placed_words VALUES (?, ?, ?)", placed)
            db.execute("INSERT OR REPLACE INTO facts VALUES ('ever_held', '1')")

    def mark_indexed(self, passages: dict[str, int]) -> None:
        """Record that each document's passages (id → how many) are in the store and in the terms index."""
        with self._writing() as db:
            db.executemany(
                "UPDATE documents SET indexed = 1, passages = ? WHERE id = ?", [(n, i) for i, n in passages.items()]
            )

    def mark_unindexed(self, document_ids: Iterable[str] | None = None) -> None:
        """Forget that these documents (None for all) are indexed: they are derived again at the next start."""
        with self._writing() as db:
            if document_ids is None:
                db.execute("UPDATE documents SET indexed = 0")
            else:
                db.executemany("UPDATE documents SET indexed = 0 WHERE id = ?", [(i,) for i in document_ids])

    def take_back(self, document_ids: Iterable[str]) -> list[str]:
        """Forget the newest version of each of these documents; ids of those that had no other and are gone.

        An earlier version becomes the current one again, not yet indexed.
        """
        ids = [(i,) for i in document_ids]
        newest = "(SELECT MAX(version) FROM versions WHERE document_id = documents.id)"
        with self._writing() as db:
            db.executemany(
                "DELETE FROM versions WHERE document_id = ?1 AND version = "
                "(SELECT MAX(version) FROM versions WHERE document_id = ?1)",
                ids,
            )
            db.executemany(f"UPDATE documents SET current = COALESCE({newest}, 0), indexed = 0 WHERE id = ?", ids)
            gone = [str(i) for (i,) in db.execute("SELECT id FROM documents WHERE current = 0")]
            db.execute("DELETE FROM documents WHERE current = 0")
        return gone

    def move(self, document_id: str, path: str | None) -> None:
        """The document now lies at `path`; its id and versions stay. Another that lay there stays held, without one."""
        with self._writing() as db:
            _vacate(db, path, document_id)
            db.execute("UPDATE documents SET path = ? WHERE id = ?", (stored(path), document_id))

    def remove(self, document_ids: Iterable[str]) -> None:
        """Forget these documents with all their versions."""
        with self._writing() as db:
            db.executemany("DELETE FROM documents WHERE id = ?", [(i,) for i in document_ids])

    def get(self, document_id: str, version: int | None = None) -> Document:
        """One document, the current version unless another is named.

        Raises:
            UnknownDocument: there is no such document or version.
            LibraryDamaged: it cannot be read any more.
        """
        sql = f"SELECT {KNOWN}, v.text {VERSIONS} WHERE d.id = ? AND v.version = COALESCE(?, d.current)"
        try:
            found = [document_of(row) for row in self._rows(sql, document_id, version)]
        except LibraryDamaged as error:
            is_current = "SELECT 1 FROM documents WHERE id = ? AND current = COALESCE(?, current)"
            if self._rows(is_current, document_id, version):
                self.lost.add(document_id)
            raise LibraryDamaged(f"Document {document_id!r} cannot be read: {error.message}") from error
        if not found:
            which = f"version {version} of " if version is not None else ""
            raise UnknownDocument(f"The library holds no {which}document {document_id!r}.")
        return found[0]

    def several(self, document_ids: Iterable[str]) -> dict[str, Document]:
        """Id → document, in this order, of those that are held: one may be deleted while a question is answered."""
        found = {}
        for document_id in document_ids:
            with suppress(UnknownDocument):
                found[document_id] = self.get(document_id)
        return found

    def documents(self) -> list[Document]:
        """The current version of every document, by date and then id; what cannot be read any more is left out."""
        sql = f"SELECT {KNOWN}, v.text {CURRENT}"
        try:
            return by_date(self._rows(sql))
        except LibraryDamaged as error:
            return self._readable(sql, error)

    def catalogue(self) -> list[Document]:
        """As `documents`, their texts left out: for lists and choices, read again only after a write."""
        try:
            return self._catalogue.documents()
        except LibraryDamaged as error:
            return self._readable(f"SELECT {KNOWN} {CURRENT}", error)

    def _readable(self, sql: str, error: LibraryDamaged) -> list[Document]:
        """What `sql` finds of the documents one by one, since not all can be read, as `error` says."""
        found: list[Document] = []
        for document_id in {i for i, _ in self._versions()}:
            with suppress(LibraryDamaged):
                found += by_date(self._rows(f"{sql} WHERE d.id = ?", document_id))
        if not found:
            raise error
        _log.warning("%s Only %d documents can be read. %s", error.message, len(found), error.hint)
        return sorted(found, key=when)

    def unreadable(self) -> list[str]:
        """What is damaged, as ``id@version``; every text is read for it."""
        bad = []
        for document_id, version in self._versions():
            try:
                self.get(document_id, version)
            except (LibraryDamaged, UnknownDocument):
                bad.append(f"{document_id}@{version}")
        return bad

    def _versions(self) -> list[tuple[str, int]]:
        """(id, version) of all that is held, from whichever of two places can be read."""
        try:  # an index of its own holds these, not the pages with texts
            return [(str(i), int(n)) for i, n in self._rows("SELECT document_id, version FROM versions ORDER BY 1, 2")]
        except LibraryDamaged:
            return [(str(i), int(n)) for i, n in self._rows("SELECT id, current FROM documents ORDER BY 1")]

    def select(self, scope: Scope) -> list[str] | None:
        """Ids of the documents in `scope`, or None where it does not restrict."""
        if not scope:
            return None
        return [d.id for d in self.catalogue() if in_scope(d, scope)]

    def unindexed(self) -> list[str]:
        """Ids of documents whose passages are not (known to be) in the index."""
        return [str(row[0]) for row in self._rows("SELECT id FROM documents WHERE indexed = 0 ORDER BY id")]

    def passages(self) -> dict[str, int]:
        """Id → how many passages of it the index should hold, of the documents that are indexed."""
        return {str(i): int(n) for i, n in self._rows("SELECT id, passages FROM documents WHERE indexed = 1")}

    # Identity --------------------------------------------------------------------------------------------------

    def at_path(self, path: str) -> tuple[str, str] | None:
        """(id, sum of its bytes) of the document that lies at `path`."""
        for document_id, sha256 in self._rows(f"SELECT d.id, v.sha256 {CURRENT} WHERE d.path = ?", path):
            return str(document_id), str(sha256)
        return None

    def with_sum(self, sha256: str) -> list[tuple[str, str | None]]:
        """(id, path) of the documents whose current bytes have this sum, by id."""
        sql = f"SELECT d.id, d.path {CURRENT} WHERE v.sha256 = ? ORDER BY d.id"
        return [(str(document_id), path_of(path)) for document_id, path in self._rows(sql, sha256)]

    def latest(self, document_id: str) -> tuple[int, str | None, bool] | None:
        """(newest version, path, whether the id is from front matter) of a document, or None if it is not held."""
        sql = (
            "SELECT (SELECT MAX(version) FROM versions WHERE document_id = d.id), d.path, d.named "
            "FROM documents d WHERE d.id = ?"
        )
        for row in self._rows(sql, document_id):
            return int(row[0]), path_of(row[1]), bool(row[2])
        return None

    def paths(self) -> dict[str, str]:
        """Path → id of every document that came from a file."""
        sql = "SELECT path, id FROM documents WHERE path IS NOT NULL"
        return {str(path_of(path)): str(document_id) for path, document_id in self._rows(sql)}

    def placed_words(self, document_id: str, version: int) -> tuple[PlacedWord, ...]:
        """The words of one version that were read off pictures, with their places."""
        sql = "SELECT words FROM placed_words WHERE document_id = ? AND version = ?"
        return next((unpacked(row[0]) for row in self._rows(sql, document_id, version)), ())

    def versions(self, document_id: str) -> list[int]:
        """The versions held of a document, oldest first."""
        sql = "SELECT version FROM versions WHERE document_id = ? ORDER BY version"
        return [int(row[0]) for row in self._rows(sql, document_id)]

    def count(self) -> int:
        """How many documents are held."""
        return int(self._rows("SELECT COUNT(*) FROM documents")[0][0])

    def ever_held(self) -> bool:
        """Whether this library has ever held a document, also one removed since."""
        return self.fact("ever_held") is not None

    def name(self) -> str:
        """The library's own name among all, given when it is first asked for."""
        with self._writing() as db:
            db.execute("INSERT OR IGNORE INTO facts VALUES ('library', ?)", (uuid4().hex[:16],))
        return str(self.fact("library"))

    def fact(self, name: str) -> str | None:
        """What was noted under `name`."""
        rows = self._rows("SELECT value FROM facts WHERE name = ?", name)
        return str(rows[0][0]) if rows else None

    def note(self, name: str, value: str) -> None:
        """Keep `value` under `name`."""
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def _vacate(db: Connection, path: str | None, document_id: str) -> None:
    """Nothing but this document lies at `path` from now on."""
    if path is not None:
        db.execute("UPDATE documents SET path = NULL WHERE path = ? AND id <> ?", (stored(path), document_id))
