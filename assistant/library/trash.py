"""Deleted documents, kept whole for a time outside the shelf, so that a deletion can be undone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.errors import DuplicateIdentifier, UnknownDocument
from assistant.library.database import Database

KEPT_DAYS = 30
"""Days after which a deleted document is gone for good."""
VERSION = "version, sha256, characters, metadata, page_starts, text"


@dataclass(frozen=True, slots=True)
class Deleted:
    """A document in the trash. ``deleted`` is a day; until the day ``until`` it can be brought back."""

    key: int
    id: str
    title: str
    deleted: str
    until: str


class Trash:
    """The deleted documents of one library. Nothing in it is searched, listed or cited."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, document_ids: Sequence[str], now: datetime) -> list[int]:
        """Take these documents off the shelf, with all their versions; the keys by which they come back."""
        keys: list[int] = []
        with self._database.writing() as db:
            for document_id in document_ids:
                taken = db.execute(
                    "INSERT INTO trash (id, path, named, current, corrections, deleted) "
                    "SELECT d.id, d.path, d.named, d.current, c.fields, ? FROM documents d "
                    "LEFT JOIN corrections c ON c.document_id = d.id WHERE d.id = ?",
                    (now.isoformat(timespec="seconds"), document_id),
                )
                key = int(taken.lastrowid or 0)
                db.execute(
                    f"INSERT INTO trash_versions (key, {VERSION}) "
                    f"SELECT ?, {VERSION} FROM versions WHERE document_id = ?",
                    (key, document_id),
                )
                db.execute(
                    "INSERT INTO trash_words (key, version, words) "
                    "SELECT ?, version, words FROM placed_words WHERE document_id = ?",
                    (key, document_id),
                )
                db.execute("DELETE FROM documents WHERE id = ?", (document_id,))
                keys.append(key)
        return keys

    def all(self) -> list[Deleted]:
        """What can be brought back, the latest first."""
        sql = (
            "SELECT t.key, t.id, json_patch(v.metadata, COALESCE(t.corrections, '{}')), t.deleted FROM trash t "
            "JOIN trash_versions v ON v.key = t.key AND v.version = t.current ORDER BY t.deleted DESC, t.key DESC"
        )
        return [_deleted(*row) for row in self._database.rows(sql)]

    def restore(self, key: int) -> str:
        """Put a document back on the shelf, not yet indexed; its id.

        Raises:
            UnknownDocument: it is not in the trash any more.
            DuplicateIdentifier: the shelf holds another document under its id by now.
        """
        held = self._database.rows("SELECT id FROM trash WHERE key = ?", key)
        if not held:
            raise UnknownDocument("This document is no longer in the trash.", "Add its file again.")
        document_id = str(held[0][0])
        with self._database.writing() as db:
            if db.execute("SELECT 1 FROM documents WHERE id = ?", (document_id,)).fetchone():
                hint = "Delete that one first, then bring this one back."
                raise DuplicateIdentifier(f"The library holds a document {document_id!r} again.", hint)
            db.execute(
                "INSERT INTO documents (id, path, named, current, indexed) SELECT id, "
                "CASE WHEN path IN (SELECT path FROM documents) THEN NULL ELSE path END, named, current, 0 "
                "FROM trash WHERE key = ?",
                (key,),
            )
            db.execute(
                f"INSERT INTO versions (document_id, {VERSION}) SELECT ?, {VERSION} FROM trash_versions WHERE key = ?",
                (document_id, key),
            )
            db.execute(
                "INSERT INTO placed_words (document_id, version, words) "
                "SELECT ?, version, words FROM trash_words WHERE key = ?",
                (document_id, key),
            )
            db.execute(
                "INSERT INTO corrections SELECT id, corrections FROM trash WHERE key = ? AND corrections IS NOT NULL",
                (key,),
            )
            db.execute("DELETE FROM trash WHERE key = ?", (key,))
        return document_id

    def erase(self, keys: Sequence[int]) -> None:
        """Forget these documents for good."""
        with self._database.writing() as db:
            db.executemany("DELETE FROM trash WHERE key = ?", [(key,) for key in keys])

    def overdue(self, now: datetime) -> list[int]:
        """Keys of what has been here for longer than it is kept."""
        before = (now - timedelta(days=KEPT_DAYS)).isoformat(timespec="seconds")
        return [int(key) for (key,) in self._database.rows("SELECT key FROM trash WHERE deleted < ?", before)]

    def sums(self) -> set[str]:
        """Sums of the bytes of every version, on the shelf and here: whose files are still wanted."""
        sql = "SELECT sha256 FROM versions UNION SELECT sha256 FROM trash_versions"
        return {str(total) for (total,) in self._database.rows(sql)}


def _deleted(key: int, document_id: str, metadata: str, deleted: str) -> Deleted:
    day = datetime.fromisoformat(deleted)
    until = (day + timedelta(days=KEPT_DAYS)).date().isoformat()
    return Deleted(key, document_id, str(json.loads(metadata)["title"]), day.date().isoformat(), until)
