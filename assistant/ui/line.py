"""A line in front of few places: whoever came first goes first, and each knows how many are before it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator


class Line:
    """So many places, and those who wait for one. For the tasks of one event loop."""

    def __init__(self, places: int, most: int) -> None:
        """Nobody is here yet; at most `most` wait."""
        self._free, self._most = places, most
        self._waiting: list[Ticket] = []

    @property
    def full(self) -> bool:
        """Whether nobody else can wait."""
        return len(self._waiting) >= self._most

    def join(self) -> Ticket:
        """A place, or the end of the line. Whoever joins must leave."""
        ticket = Ticket(self)
        self._waiting.append(ticket)
        self._move()
        return ticket

    def before(self, ticket: Ticket) -> int | None:
        """How many wait before `ticket`; None once it waits no more."""
        return self._waiting.index(ticket) if ticket in self._waiting else None

    def leave(self, ticket: Ticket) -> None:
        """Give up the place, or the wait for one."""
        if ticket in self._waiting:
            self._waiting.remove(ticket)
        else:
            self._free += 1
        self._move()

    def _move(self) -> None:
        while self._free and self._waiting:
            self._free -= 1
            self._waiting.pop(0).moved.set()
        for ticket in self._waiting:
            ticket.moved.set()


class Ticket:
    """Somebody's wait for a place, and then the place."""

    def __init__(self, line: Line) -> None:
        """It waits."""
        self._line = line
        self._left = False
        self.moved = asyncio.Event()

    async def until_served(self) -> AsyncIterator[int]:
        """How many are before this one, each time that it is fewer, until it has a place."""
        told: int | None = None
        while (before := self._line.before(self)) is not None:
            self.moved.clear()
            if before != told:
                told = before
                yield before
            await self.moved.wait()

    def give_up(self) -> None:
        """Wait no more; a place that it has already is kept until it leaves."""
        if self._line.before(self) is not None:
            self.leave()

    def leave(self) -> None:
        """Give up the place, or the wait for one; to leave again changes nothing."""
        if not self._left:
            self._left = True
            self._line.leave(self)
            self.moved.set()
