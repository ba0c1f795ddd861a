"""The tables of conversations, turns and opinions in one SQLite file, and how that file is opened.

A deleted conversation stays for as long as deleting can be undone. A turn that was asked again stays behind the one
that took its place only where somebody thought something of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    text,
)
from sqlalchemy.exc import DatabaseError, IntegrityError, ProgrammingError, SQLAlchemyError

from assistant.errors import LibraryDamaged, StoreError

DAMAGED = (
    "Documents and answers are not affected. Bring a backup back with briefing restore FILE --replace, or move the "
    "file away to begin with none."
)
FORM = 1  # raise when the tables change; kept in the file as its user_version
TABLES = MetaData()
TALKS = Table(
    "talks",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("token", String, nullable=False, unique=True),
    Column("user", String, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("words", Text, nullable=False),  # its name, folded for searching
    Column("last", String, nullable=False),  # ISO, UTC, as all times here: they sort as text
    Column("deleted", String),
)
TURNS = Table(
    "turns",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("talk", ForeignKey("talks.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("after", Integer, nullable=False),  # the turn that it was asked after; 0 for none
    Column("line", Text, nullable=False),  # the answer as a saved conversation has it
    Column("scope", Text, nullable=False),
    Column("words", Text, nullable=False),  # question and answer, folded for searching
    Column("replaced", Boolean, nullable=False, default=False),
    sqlite_autoincrement=True,  # a turn that is gone leaves its number to none
)
OPINIONS = Table(
    "opinions",
    TABLES,
    Column("turn", ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
    Column("verdict", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("given", String, nullable=False),
)


def opened(path: Path) -> Engine:
    """The file at `path`, made where there is none.

    Raises:
        StoreError: it cannot be opened, or another version of this program made it.
    """
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _connected)
    with _named_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with engine.begin() as db:
            form = db.execute(text("PRAGMA user_version")).scalar_one()
            held = db.execute(text("SELECT COUNT(*) FROM sqlite_master")).scalar_one()
            if held and form != FORM:
                hint = f"Move the file {path.name} away to begin with none, or use the version that made it."
                raise StoreError(f"The conversations were kept by another version of this program (form {form}).", hint)
            TABLES.create_all(db)
            db.execute(text(f"PRAGMA user_version = {FORM}"))
    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction: kept whole, or not at all.

    Raises:
        StoreError: the file cannot be read or written.
    """
    with _named_errors(Path(str(engine.url.database))), engine.begin() as db:
        yield db


def _connected(connection: Any, _: object) -> None:  # noqa: ANN401 - a connection of the driver
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "secure_delete = ON"):  # what is deleted is overwritten
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (IntegrityError, ProgrammingError):  # ours to mend, not the user's
        raise
    except (SQLAlchemyError, OSError) as error:
        told = str(getattr(error, "orig", None) or error)
        if type(error) is DatabaseError:  # SQLite's own for a damaged file; what passes again is a kind of it
            raise LibraryDamaged(f"{path} is damaged: {told}.", DAMAGED) from error
        hint = "Check that the disk is not full and the folder may be written; documents and answers are not affected."
        raise StoreError(f"The conversations in {path} cannot be read or written: {told}.", hint) from error
