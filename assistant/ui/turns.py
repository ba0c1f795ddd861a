"""A conversation as the page keeps it: turns, and how each ends. Pure; nothing here knows Gradio."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.records import Answer, KeptAt, Metadata, Opinion, Question

State = Literal["searching", "answered", "failed", "stopped"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is told of a question that failed: what went wrong and what to do about it."""

    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and how it ended.

    ``sources`` holds the metadata of every document that the answer shows, by id; a download names it by ``token``.
    ``draft`` is what a chat model has written of it so far, unchecked; it is shown only while the answer is awaited.
    ``before`` counts the questions of others that are answered before it, as long as it waits.
    ``kept_at`` is the conversation that is kept, once there is one, and the turn's place in it; ``opinion`` is what was
    thought of its answer when it was opened. An answer with a ``problem`` could not be kept.
    """

    question: str
    state: State = "searching"
    answer: Answer | None = None
    sources: Mapping[str, Metadata] | None = None
    problem: Problem | None = None
    token: str = ""
    draft: str = ""
    before: int | None = None
    kept_at: KeptAt | None = None
    opinion: Opinion | None = None

    def answered(self, answer: Answer, sources: Mapping[str, Metadata], token: str = "") -> Turn:
        """This turn with its answer."""
        return replace(self, state="answered", answer=answer, sources=sources, token=token)

    def failed(self, problem: Problem) -> Turn:
        """This turn with what went wrong."""
        return replace(self, state="failed", problem=problem)

    def stopped(self) -> Turn:
        """This turn, which nobody waits for any more."""
        return replace(self, state="stopped")


Turns = tuple[Turn, ...]


def conversation_of(turns: Turns) -> str:
    """The token of the conversation that `turns` are kept in, if they are."""
    return next((turn.kept_at.token for turn in reversed(turns) if turn.kept_at), "")


def place_of(turns: Turns) -> int:
    """Where the last of `turns` that is kept is kept; 0 for none."""
    return next((turn.kept_at.place for turn in reversed(turns) if turn.kept_at and turn.kept_at.place), 0)


def asked_after(question: Question, turns: Turns) -> Question:
    """`question` asked after the answers in `turns`: what it may refer to."""
    for turn in turns:
        if turn.answer:
            question = question.after(turn.answer)
    return question
