"""What the conversations ask of their tables, inside a transaction."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, insert, or_, select, update

from assistant.errors import UnknownConversation
from assistant.talks.folding import folded, shown_name
from assistant.talks.tables import OPINIONS, TALKS, TURNS

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection


def called(name: str) -> dict[str, str]:
    """The columns that hold a conversation's name."""
    return {"name": shown_name(name), "words": folded(name)}


def begun(db: Connection, user: str, question: str, now: str) -> tuple[str, int]:
    """A new conversation of `user`, named after its first question: its token and its row."""
    token = secrets.token_urlsafe(16)
    values = {"token": token, "user": user, "last": now, **called(question)}
    return token, db.execute(insert(TALKS).values(**values).returning(TALKS.c.id)).scalar_one()


def id_of(db: Connection, user: str, token: str, *, deleted: bool = False) -> int | None:
    """The row of a conversation of `user`; None where there is none, or it is (or is not) deleted."""
    gone = TALKS.c.deleted.is_not(None) if deleted else TALKS.c.deleted.is_(None)
    return db.execute(select(TALKS.c.id).where(TALKS.c.token == token, TALKS.c.user == user, gone)).scalar()


def known(db: Connection, user: str, token: str, *, deleted: bool = False) -> int:
    """As `id_of`; raises `UnknownConversation` where there is none."""
    found = id_of(db, user, token, deleted=deleted)
    if found is None:
        raise UnknownConversation("There is no such conversation.")
    return found


def holds(db: Connection, talk: int, place: int) -> bool:
    """Whether a conversation has a turn at `place`."""
    return bool(db.execute(select(TURNS.c.id).where(TURNS.c.id == place, TURNS.c.talk == talk)).scalar())


def replace(db: Connection, talk: int, place: int) -> None:
    """Take a turn out of its conversation; where somebody judged it, it stays for evaluations."""
    mine = and_(TURNS.c.id == place, TURNS.c.talk == talk)
    judged = select(OPINIONS.c.turn).where(OPINIONS.c.turn == place).exists()
    db.execute(update(TURNS).where(mine).values(replaced=True))
    db.execute(delete(TURNS).where(mine, ~judged))


def has(word: str) -> ColumnElement[bool]:
    """Whether a conversation has `word` in its name or in one of its turns."""
    said = select(TURNS.c.id).where(TURNS.c.talk == TALKS.c.id, TURNS.c.replaced.is_(False))
    return or_(
        TALKS.c.words.contains(word, autoescape=True),
        said.where(TURNS.c.words.contains(word, autoescape=True)).exists(),
    )
