"""Leaves out what some models think aloud in front of their reply, between ``<think>`` and ``</think>``."""

from __future__ import annotations

OPENS, CLOSES = "<think>", "</think>"


class Thoughts:
    """Takes a reply piece by piece and gives back what is not thought. Thoughts, and white space, stand in front."""

    def __init__(self) -> None:
        """Nothing has come yet."""
        self._held = ""
        self._inside = False
        self._thought = False
        self._past = False

    def without(self, piece: str) -> str:
        """`piece` without thoughts; what may yet turn out to begin or end them is held until that is known."""
        if self._past:
            return piece
        self._held += piece
        if not (self._inside or self._thought):
            start = self._held.lstrip()
            if len(start) < len(OPENS) and OPENS.startswith(start):
                return ""
            self._inside = start.startswith(OPENS)
        if self._inside:
            _, closed, after = self._held.partition(CLOSES)
            if not closed:
                self._held = self._held[-len(CLOSES) :]
                return ""
            self._inside, self._thought, self._held = False, True, after
        return self.rest()

    def rest(self) -> str:
        """What is held and no thought; asked for when a reply has ended."""
        reply = "" if self._inside else self._held.lstrip()
        self._past = self._past or bool(reply)
        self._held = "" if self._past else self._held
        return reply
