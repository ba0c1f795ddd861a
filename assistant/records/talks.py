"""Conversations that are kept: what a list of them shows, and what somebody thought of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class KeptAt:
    """Where a turn is kept: in which conversation, and at which place of it; 0 where it is not kept yet."""

    token: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody thought of an answer."""

    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class TalkEntry:
    """A conversation in a list. Whoever is its user and has its token can open it."""

    token: str
    name: str
    day: str  # of its last question, ISO
    questions: int
