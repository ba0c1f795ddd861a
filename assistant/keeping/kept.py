"""What lies in the data folder: what a backup keeps, what is derived from that, what may be lost. Data only.

Whatever part of the program puts something new there adds it to one of the three; a test looks for what is in none.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.library.database import FORM as SHELF_FORM

TALKS_FORM = 1
"""That of `assistant.talks.tables`, which a test holds against it: importing it would load SQLAlchemy for a list."""


@dataclass(frozen=True, slots=True)
class KeptDatabase:
    """A SQLite file; ``form`` is the ``user_version`` that this program reads."""

    name: str
    form: int


SHELF = KeptDatabase("shelf.sqlite", SHELF_FORM)
TALKS = KeptDatabase("talks.sqlite", TALKS_FORM)
DATABASES = (SHELF, TALKS)
FOLDERS = ("files", "web")
"""Folders of files that are each put in place whole, under a name that is not given to other bytes soon."""
DERIVED = ("chroma", "terms")
"""Made again from the shelf at the next start."""
PASSING = ("owner.lock", "owner.txt", "uploads", "restore")
"""Of use while a program runs, or until the next start."""
BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file, behind its name."""


def unknown(names: list[str]) -> list[str]:
    """Those of the names in a data folder that nobody has said anything about; hidden files are the system's."""
    databases = [database.name for database in DATABASES]
    known = {*databases, *FOLDERS, *DERIVED, *PASSING, *(f"{name}{end}" for name in databases for end in BESIDE)}
    return sorted(name for name in names if name not in known and not name.startswith("."))
