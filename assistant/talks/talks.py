"""Conversations as they are kept: each of one user, opened by a token that nobody can guess."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, insert, select, update

from assistant.errors import BadQuestion, UnknownConversation
from assistant.export.answers import Answered
from assistant.records import Answer, KeptAt, Opinion, Scope, TalkEntry
from assistant.saved import answered_line, line_of
from assistant.talks.folding import folded, shown_name
from assistant.talks.rows import begun, called, has, holds, id_of, known, replace
from assistant.talks.tables import CONVERSATIONS, OPINIONS, TALKS, TURNS

if TYPE_CHECKING:
    from assistant.export.excerpts import Find

UNDO = timedelta(hours=1)
"""How long a deleted conversation can be brought back."""
MOST_LISTED = 50
MOST_NOTED = 2000
"""Characters of a note."""


@dataclass(frozen=True, slots=True)
class Asking:
    """An answer that is to be kept, and how it came about.

    ``after`` is the place of the turn that it was asked after, ``instead`` of the one that it replaces; 0 is none.
    """

    answer: Answer
    scope: Scope = field(default_factory=Scope)
    after: int = 0
    instead: int = 0


@dataclass(frozen=True, slots=True)
class OpenedTurn:
    """A turn of a conversation that is opened again."""

    kept_at: KeptAt
    answered: Answered
    opinion: Opinion | None = None


class Talks:
    """The conversations of all users. Safe to share between threads."""

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Open or make the file at `path`; raises as `Kind.opened` does."""
        self._engine = CONVERSATIONS.opened(path)
        self._now = now
        self._forget()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    # What is kept ----------------------------------------------------------------------------------------------

    def keep(self, user: str, token: str, asking: Asking) -> KeptAt:
        """Keep an answer at the end of a conversation; without a token, or of one that is gone, in a new one.

        A new conversation is named after its first question.
        """
        answer, now = asking.answer, self._time()
        with CONVERSATIONS.transaction(self._engine) as db:
            talk = id_of(db, user, token) if token else None
            if talk is None:
                token, talk = begun(db, user, answer.question, now)
            db.execute(update(TALKS).where(TALKS.c.id == talk, TALKS.c.last < now).values(last=now))
            place = db.execute(
                insert(TURNS)
                .values(
                    talk=talk,
                    after=asking.after if holds(db, talk, asking.after) else 0,
                    line=line_of(answer, _day(now)),
                    scope=json.dumps(asdict(asking.scope), ensure_ascii=False),
                    words=folded(" ".join((answer.question, answer.read_as, answer.answer))),
                )
                .returning(TURNS.c.id)
            ).scalar_one()
            replace(db, talk, asking.instead)
        return KeptAt(token, place)

    def judge(self, user: str, where: KeptAt, opinion: Opinion | None) -> None:
        """Keep what somebody thinks of an answer, in the place of what was thought before; None takes that back.

        Raises:
            UnknownConversation: there is no such turn.
            BadQuestion: the note is too long.
        """
        if opinion and len(opinion.note) > MOST_NOTED:
            raise BadQuestion(f"The note has {len(opinion.note)} characters; at most {MOST_NOTED} are kept.", "")
        with CONVERSATIONS.transaction(self._engine) as db:
            if not holds(db, known(db, user, where.token), where.place):
                raise UnknownConversation("This answer is no longer kept.")
            db.execute(delete(OPINIONS).where(OPINIONS.c.turn == where.place))
            if opinion:
                given = {"verdict": opinion.verdict, "note": opinion.note.strip(), "given": self._time()}
                db.execute(insert(OPINIONS).values(turn=where.place, **given))

    # Found and opened again --------------------------------------------------------------------------------------

    def entries(self, user: str, find: str = "", most: int = MOST_LISTED) -> list[TalkEntry]:
        """The latest conversations; with words to `find`, those that have all of them in name, questions or answers."""
        here = and_(TURNS.c.talk == TALKS.c.id, TURNS.c.replaced.is_(False))
        questions = select(func.count()).where(here).scalar_subquery()
        latest = select(func.max(TURNS.c.id)).where(here).scalar_subquery()  # in order, whatever the clock said
        wanted = [has(word) for word in folded(find).split()]
        listed = (
            select(TALKS.c.token, TALKS.c.name, TALKS.c.last, questions)
            .where(TALKS.c.user == user, TALKS.c.deleted.is_(None), *wanted)
            .order_by(latest.desc())
            .limit(most)
        )
        with CONVERSATIONS.transaction(self._engine) as db:
            return [TalkEntry(token, name, _day(last), asked) for token, name, last, asked in db.execute(listed)]

    def name(self, user: str, token: str) -> str:
        """What a conversation is called; raises `UnknownConversation`."""
        with CONVERSATIONS.transaction(self._engine) as db:
            talk = known(db, user, token)
            return str(db.execute(select(TALKS.c.name).where(TALKS.c.id == talk)).scalar_one())

    def turns(self, user: str, token: str, find: Find) -> list[OpenedTurn]:
        """The turns of a conversation in the order asked; `find` gives the documents that they cite.

        Raises:
            UnknownConversation: this user has none with this token.
        """
        with CONVERSATIONS.transaction(self._engine) as db:
            talk = known(db, user, token)
            rows = db.execute(
                select(TURNS.c.id, TURNS.c.line, OPINIONS.c.verdict, OPINIONS.c.note)
                .outerjoin(OPINIONS, OPINIONS.c.turn == TURNS.c.id)
                .where(TURNS.c.talk == talk, TURNS.c.replaced.is_(False))
                .order_by(TURNS.c.id)
            ).all()
        return [
            OpenedTurn(KeptAt(token, place), answered_line(line, find), Opinion(verdict, note) if verdict else None)
            for place, line, verdict, note in rows
        ]

    # Named and deleted -------------------------------------------------------------------------------------------

    def rename(self, user: str, token: str, name: str) -> None:
        """Call a conversation `name`.

        Raises:
            UnknownConversation: this user has none with this token.
            BadQuestion: the name is empty.
        """
        if not shown_name(name):
            raise BadQuestion("The name is empty.", "Write a few words.")
        with CONVERSATIONS.transaction(self._engine) as db:
            talk = known(db, user, token)
            db.execute(update(TALKS).where(TALKS.c.id == talk).values(**called(name)))

    def delete(self, user: str, token: str) -> None:
        """Delete a conversation with what was thought of it; for an hour it can be restored.

        Raises:
            UnknownConversation: this user has none with this token.
        """
        self._forget()
        with CONVERSATIONS.transaction(self._engine) as db:
            talk = known(db, user, token)
            latest = db.execute(select(func.max(TALKS.c.last))).scalar_one()  # where the clock has gone back since
            db.execute(update(TALKS).where(TALKS.c.id == talk).values(deleted=max(self._time(), latest)))

    def restore(self, user: str, token: str) -> None:
        """Bring a deleted conversation back.

        Raises:
            UnknownConversation: this user has none with this token, or it is gone for good.
        """
        self._forget()
        with CONVERSATIONS.transaction(self._engine) as db:
            talk = known(db, user, token, deleted=True)
            db.execute(update(TALKS).where(TALKS.c.id == talk).values(deleted=None))

    def forget(self, user: str) -> int:
        """Delete all conversations of `user` for good, with what they thought of answers; how many there were."""
        with CONVERSATIONS.transaction(self._engine) as db:
            return len(db.execute(delete(TALKS).where(TALKS.c.user == user).returning(TALKS.c.id)).all())

    def _forget(self) -> None:
        """What was deleted long enough ago goes for good."""
        with CONVERSATIONS.transaction(self._engine) as db:
            db.execute(delete(TALKS).where(TALKS.c.deleted < _iso(self._now() - UNDO)))

    # For evaluations ---------------------------------------------------------------------------------------------

    def judged(self, user: str | None = None) -> list[dict[str, Any]]:
        """Every turn of conversations in which an answer was judged, of one user or of all; see `question_set`."""
        some = select(TURNS.c.talk).join(OPINIONS, OPINIONS.c.turn == TURNS.c.id)
        of = [TALKS.c.user == user] if user is not None else []
        rows = (
            select(TURNS.c.id, TURNS.c.talk, TURNS.c.after, TURNS.c.line, TURNS.c.scope, OPINIONS.c.verdict,
                   OPINIONS.c.note, OPINIONS.c.given)
            .join(TALKS, TALKS.c.id == TURNS.c.talk)
            .outerjoin(OPINIONS, OPINIONS.c.turn == TURNS.c.id)
            .where(TALKS.c.deleted.is_(None), TURNS.c.talk.in_(some), *of)
            .order_by(TURNS.c.talk, TURNS.c.id)
        )  # fmt: skip
        with CONVERSATIONS.transaction(self._engine) as db:
            return [dict(row) for row in db.execute(rows).mappings()]

    def _time(self) -> str:
        return _iso(self._now())


def _day(moment: str) -> str:
    """The day of a moment, as the clock on the wall has it."""
    return datetime.fromisoformat(moment).astimezone().date().isoformat()


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
