"""SQLite files that SQLAlchemy speaks to: opened, their form known, one transaction at a time, every error named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, text
from sqlalchemy.exc import DatabaseError, IntegrityError, ProgrammingError, SQLAlchemyError

from assistant.errors import LibraryDamaged, StoreError

DAMAGED = (
    "Documents and answers are not affected. Bring a backup back with briefing restore FILE --replace, or move the "
    "file away to begin with none."
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file holds: its tables, the number of their form, and what messages call its content, in the plural.

    The form is raised when the tables change; the file keeps it as its user_version.
    """

    tables: MetaData
    form: int
    content: str

    def opened(self, path: Path) -> Engine:
        """The file at `path`, made where there is none.

        Raises:
            StoreError: it cannot be opened, or another version of this program made it.
        """
        engine = create_engine(f"sqlite:///{path}")
        event.listen(engine, "connect", _connected)
        with self._named_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with engine.begin() as db:
                form = db.execute(text("PRAGMA user_version")).scalar_one()
                held = db.execute(text("SELECT COUNT(*) FROM sqlite_master")).scalar_one()
                if held and form != self.form:
                    hint = f"Move the file {path.name} away to begin with none, or use the version that made it."
                    told = f"The {self.content} were kept by another version of this program (form {form})."
                    raise StoreError(told, hint)
                self.tables.create_all(db)
                db.execute(text(f"PRAGMA user_version = {self.form}"))
        return engine

    @contextmanager
    def transaction(self, engine: Engine) -> Iterator[Connection]:
        """One transaction: kept whole, or not at all.

        Raises:
            LibraryDamaged: the file is damaged.
            StoreError: the file cannot be read or written.
        """
        with self._named_errors(Path(str(engine.url.database))), engine.begin() as db:
            yield db

    @contextmanager
    def _named_errors(self, path: Path) -> Iterator[None]:
        try:
            yield
        except (IntegrityError, ProgrammingError):  # ours to mend, not the user's
            raise
        except (SQLAlchemyError, OSError) as error:
            told = str(getattr(error, "orig", None) or error)
            if type(error) is DatabaseError:  # SQLite's own for a damaged file; what passes again is a kind of it
                raise LibraryDamaged(f"{path} is damaged: {told}.", DAMAGED) from error
            hint = "Check that the disk is not full and the folder may be written; documents are not affected."
            raise StoreError(f"The {self.content} in {path} cannot be read or written: {told}.", hint) from error


def _connected(connection: Any, _: object) -> None:  # noqa: ANN401 - a connection of the driver
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "secure_delete = ON"):  # what is deleted is overwritten
        connection.execute(f"PRAGMA {pragma}")
