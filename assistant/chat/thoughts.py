"""Leaves out what some models think aloud in front of their reply, between ``<think>`` and ``</think>``."""

from __future__ import annotations

OPENS, CLOSES = "<think>", "</think>"


class Thoughts:
    """Takes a reply piece by piece and gives back what is not thought. Thoughts, and white space, stand in front."""

    def __init__(self) -> None:
        """Nothing has come yet."""
        self._held = ""
        self._inside = False
        self._past = False

    def without(self, piece: str) -> str:
        """`piece` without thoughts; what may yet turn out to begin or end them is held until that is known."""
        if self._past:
            return piece
        self._held += piece
        if not self._inside:
            start = self._held.lstrip()
            if OPENS.startswith(start[: len(OPENS)]) and len(start) < len(OPENS):
                return ""
            self._inside = start.startswith(OPENS)
            if not self._inside:
                return self._rest_of(self._held.lstrip())
        _, closed, reply = self._held.partition(CLOSES)
        if closed:
            return self._rest_of(reply.lstrip())
        self._held = OPENS + self._held[-len(CLOSES) :]
        return ""

    def rest(self) -> str:
        """What was held when the reply ended, and was no thought."""
        return "" if self._past or self._inside else self._rest_of(self._held.lstrip())

    def _rest_of(self, reply: str) -> str:
        self._past, self._held = True, ""
        return reply
