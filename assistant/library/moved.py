"""A library whose folder lies elsewhere by now: the paths of files that it keeps itself go along."""

from __future__ import annotations

import os

from assistant.library.columns import path_of, stored
from assistant.library.database import Database

TABLES = ("documents", "trash", "pending")


def move_paths(database: Database, before: str, now: str) -> None:
    """Have every path below the folder `before` lie below `now`; both are real paths of data folders."""
    beginning = before.rstrip(os.sep) + os.sep
    with database.writing() as db:
        for table in TABLES:
            held = db.execute(f"SELECT rowid, path FROM {table} WHERE path IS NOT NULL").fetchall()
            paths = [(row, str(path_of(path))) for row, path in held]
            moved = [
                (stored(os.path.join(now, path.removeprefix(beginning))), row)
                for row, path in paths
                if path.startswith(beginning)
            ]
            db.executemany(f"UPDATE OR IGNORE {table} SET path = ? WHERE rowid = ?", moved)
