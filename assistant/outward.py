"""What leaves the machine, noted where it leaves it, for whoever keeps account of that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_NOTED: ContextVar[list[str] | None] = ContextVar("noted", default=None)


def leaves(where_to: str) -> None:
    """Note that something is sent to `where_to`: a chat model with its host, a web address that is fetched."""
    noted = _NOTED.get()
    if noted is not None:
        noted.append(where_to)


@contextmanager
def noting() -> Iterator[list[str]]:
    """Inside it what leaves the machine on behalf of this thread is noted in the list."""
    noted: list[str] = []
    before = _NOTED.set(noted)
    try:
        yield noted
    finally:
        _NOTED.reset(before)
