"""Retrieval as each peer's own documentation sets it up, over the same passages with the same model.

``python -m benchmarks.contenders NAME GIVEN FOUND`` runs one of them in a process of its own, in whichever environment
holds its packages; so nothing but the contender's module may import what has to be installed. GIVEN is a `Given` as
JSON. FOUND is JSON: the first passages of each question by their place in the list, seconds to index, milliseconds a
question, and the process's memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Given:
    """What a contender gets."""

    model: str
    """Folder of the sentence-transformers model."""
    questions: list[str]
    passages: list[str]
    places: list[tuple[str, int]]
    """Of each passage, its file and the offset at which it begins there."""
    files: list[str]
    """What the passages were cut from, for a contender that reads and cuts by itself."""


Search = Callable[[str, int], list[int]]
"""Question, how many → places of passages, the best first."""
Index = Callable[[Given], Search]
