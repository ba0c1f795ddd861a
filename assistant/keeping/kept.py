"""What lies in the data folder: kept by a backup, derived from that, of passing use, or left alone. Data only.

Whatever part of the program puts something new there adds it to one of them; a test looks for what is in none.
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
DERIVED = ("chroma", "sentences", "terms")
"""Made again from the shelf at the next start."""
PASSING = ("owner.lock", "owner.txt", "opening.lock", "files.lock", "uploads", "restore", "sessions.sqlite")
"""Of use while a program runs, or until the next start. Without sessions people sign in anew: no backup opens one."""
STAYS = ("audit",)
"""Neither copied nor replaced: the trail goes on through a restore, and leaves by `briefing audit`."""
BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file, behind its name."""


def unknown(names: list[str]) -> list[str]:
    """Those of the names in a data folder that nobody has said anything about; hidden files are the system's."""
    databases = [database.name for database in DATABASES]
    beside = (f"{name}{end}" for name in (*databases, "sessions.sqlite") for end in BESIDE)
    known = {*databases, *FOLDERS, *DERIVED, *PASSING, *STAYS, *beside}
    return sorted(name for name in names if name not in known and not name.startswith("."))
