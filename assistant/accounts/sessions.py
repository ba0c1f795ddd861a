"""Who is signed in: sessions in SQLite, each under the hash of a token that only the browser has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Column, Float, MetaData, String, Table, delete, insert, or_, select, update

from assistant.accounts.passwords import hash_of, new_token
from assistant.accounts.users import User
from assistant.relational import Kind

TABLES = MetaData()
SESSIONS = Table(
    "sessions",
    TABLES,
    Column("token", String, primary_key=True),  # its hash
    Column("user", String, nullable=False, index=True),
    Column("stamp", String, nullable=False),  # of the password that it was begun with
    Column("began", Float, nullable=False),  # seconds since 1970, as all times here
    Column("seen", Float, nullable=False),
)
FILE = Kind(TABLES, form=1, content="sessions")
NOTED_S = 60.0
"""How exactly it is kept when a session was last used: not every request writes."""


class Sessions:
    """The sessions of all users. Safe to share between threads and processes."""

    def __init__(
        self, path: Path, idle: timedelta, longest: timedelta, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Open or make the file at `path`; raises as `Kind.opened` does.

        A session ends when nothing was asked in it for `idle`, and `longest` after it began.
        """
        self._engine = FILE.opened(path)
        self.longest_s = int(longest.total_seconds())
        self._idle, self._longest, self._now = idle.total_seconds(), longest.total_seconds(), now

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def begin(self, user: User) -> str:
        """A new session of `user`: the token that opens it. Sessions that are over go."""
        token, now = new_token(), self._now().timestamp()
        over = or_(SESSIONS.c.seen <= now - self._idle, SESSIONS.c.began <= now - self._longest)
        kept = {"token": hash_of(token), "user": user.name, "stamp": user.stamp, "began": now, "seen": now}
        with FILE.transaction(self._engine) as db:
            db.execute(delete(SESSIONS).where(over))
            db.execute(insert(SESSIONS).values(**kept))
        return token

    def name(self, token: str, stamp: Callable[[str], str | None], *, used: bool = True) -> str | None:
        """Whose session this is, None where it is over; `stamp` gives a user's stamp of today, None for nobody's.

        Unless it is `used`, this is a look that does not put off its end.
        """
        now, mine = self._now().timestamp(), SESSIONS.c.token == hash_of(token)
        with FILE.transaction(self._engine) as db:
            found = db.execute(select(SESSIONS).where(mine)).one_or_none()
            if found is None:
                return None
            over = now - found.seen >= self._idle or now - found.began >= self._longest
            if over or found.stamp != stamp(found.user):
                db.execute(delete(SESSIONS).where(mine))
                return None
            if used and now - found.seen >= min(NOTED_S, self._idle / 10):
                db.execute(update(SESSIONS).where(mine).values(seen=now))
            return str(found.user)

    def end(self, token: str) -> None:
        """End a session at once."""
        with FILE.transaction(self._engine) as db:
            db.execute(delete(SESSIONS).where(SESSIONS.c.token == hash_of(token)))

    def forget(self, user: str) -> int:
        """End all sessions of `user`; how many there were."""
        with FILE.transaction(self._engine) as db:
            return len(db.execute(delete(SESSIONS).where(SESSIONS.c.user == user).returning(SESSIONS.c.token)).all())
