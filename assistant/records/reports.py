"""What an ingest did, and which files could not go in."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not go in, and why."""

    path: str
    type: str
    message: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    passages: int = 0
    seconds: float = 0.0
    failed: tuple[Failure, ...] = ()
    left: int = 0
    """Files that it did not come to, because it was stopped."""

    def as_json(self) -> dict[str, Any]:
        """The report as the commands print it."""
        return {name: value for name, value in asdict(self).items() if name != "left"}
