"""Deleted documents, kept whole for a time outside the shelf, so that a deletion can be undone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assistant.errors import DuplicateIdentifier, UnknownDocument
from assistant.library.database import Database

KEPT_DAYS = 30
"""Days for which a deleted document is kept at least."""
MADE_SURE = timedelta(days=1)
"""Between the first time that something is found overdue and its end."""
LATEST, OVERDUE = "latest_time", "overdue_at"
"""Under what the library notes the latest time that it has known, and when something was first found overdue."""
FACT = "SELECT value FROM facts WHERE name = ?"
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
        """Take these documents off the shelf, with all their versions; the keys by which they come back.

        They count as deleted now, or at the latest time known here where the clock has gone back since.
        """
        keys: list[int] = []
        deleted = self.known_time(now)
        with self._database.writing() as db:
            for document_id in document_ids:
                taken = db.execute(
                    "INSERT INTO trash (id, path, named, current, corrections, deleted) "
                    "SELECT d.id, d.path, d.named, d.current, c.fields, ? FROM documents d "
                    "LEFT JOIN corrections c ON c.document_id = d.id WHERE d.id = ?",
                    (deleted, document_id),
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
            "JOIN trash_versions v ON v.key = t.key AND v.version = t.current ORDER BY t.key DESC"
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
        """Keys of what has been here for longer than it is kept, and was found so a day ago already.

        The first time that something is overdue is only noted: where the clock was ahead, it is right again by then.
        """
        due, noted = self._due(_iso(now)), self._fact(OVERDUE)
        if due and (not noted or noted > _iso(now)):
            self._note(OVERDUE, _iso(now))
            return []
        if not due or noted > _iso(now - MADE_SURE):
            return []
        self._note(OVERDUE, _iso(now))
        return self._due(noted)

    def known_time(self, now: datetime) -> str:
        """The latest time that this library has known, of which `now` becomes one."""
        latest = max(_iso(now), self._fact(LATEST))
        self._note(LATEST, latest)
        return latest

    def _due(self, at: str) -> list[int]:
        before = _iso(datetime.fromisoformat(at) - timedelta(days=KEPT_DAYS))
        return [int(key) for (key,) in self._database.rows("SELECT key FROM trash WHERE deleted < ?", before)]

    def _fact(self, name: str) -> str:
        return next((str(value) for (value,) in self._database.rows(FACT, name)), "")

    def _note(self, name: str, value: str) -> None:
        with self._database.writing() as db:
            db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def sums(self) -> set[str]:
        """Sums of the bytes of every version, on the shelf and here: whose files are still wanted."""
        sql = "SELECT sha256 FROM versions UNION SELECT sha256 FROM trash_versions"
        return {str(total) for (total,) in self._database.rows(sql)}


def _iso(moment: datetime) -> str:
    """UTC, as all times here: they sort as text."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _deleted(key: int, document_id: str, metadata: str, deleted: str) -> Deleted:
    day = datetime.fromisoformat(deleted)
    until = (day + timedelta(days=KEPT_DAYS)).date().isoformat()
    return Deleted(key, document_id, str(json.loads(metadata)["title"]), day.date().isoformat(), until)
