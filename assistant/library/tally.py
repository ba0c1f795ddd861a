"""What an ingest did so far, and several ingests in a row told as one."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import NothingToIngest
from assistant.records import Failure, IngestReport


@dataclass(slots=True)
class Tally:
    """Documents by what became of them, while an ingest goes on."""

    began: float = field(default_factory=time.perf_counter)
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    displaced: set[str] = field(default_factory=set)  # ids whose path another document has taken
    passages: int = 0
    left: int = 0

    def fail(self, path: str, error: Exception, message: str) -> None:
        """Note a file that cannot go in."""
        self.failed.append(Failure(path, type(error).__name__, message))

    def without(self, document_ids: Collection[str]) -> None:
        """These documents did not go in after all."""
        self.added = [i for i in self.added if i not in document_ids]
        self.updated = [i for i in self.updated if i not in document_ids]

    def did_nothing(self) -> bool:
        """Whether not one document was found, whatever became of it."""
        return not (self.added or self.updated or self.unchanged or self.removed)

    def nothing(self, paths: Sequence[Path]) -> NothingToIngest:
        """The error that says so, with the first failure."""
        if not self.failed:
            return NothingToIngest(f"No documents in {', '.join(str(path) for path in paths)}.")
        first, more = self.failed[0], len(self.failed) - 1
        rest = f" ({more} more failed)" if more else ""
        return NothingToIngest(f"Nothing could be read: {first.message}{rest}")

    def report(self) -> IngestReport:
        """What was done, and in how many seconds."""
        return IngestReport(
            added=tuple(self.added),
            updated=tuple(self.updated),
            unchanged=tuple(self.unchanged),
            removed=tuple(self.removed),
            passages=self.passages,
            seconds=round(time.perf_counter() - self.began, 2),
            failed=tuple(self.failed),
            left=self.left,
        )


@dataclass(slots=True)
class Rounds:
    """Ingests of the same folders, one after the other, as one report: each document under what became of it in all."""

    became: dict[str, str] = field(default_factory=dict)
    failed: dict[str, Failure] = field(default_factory=dict)
    passages: int = 0
    seconds: float = 0.0

    def add(self, report: IngestReport, looked_at: Set[Path]) -> None:
        """One more round; of `looked_at`, and what lies below, only its own failures still stand."""
        for path in [path for path in self.failed if not {Path(path), *Path(path).parents}.isdisjoint(looked_at)]:
            del self.failed[path]
        self.failed.update((failure.path, failure) for failure in report.failed)
        for document_id in report.unchanged:
            self.became.setdefault(document_id, "unchanged")
        for document_id in report.updated:
            if self.became.get(document_id) != "added":  # added in this run, whatever its version by now
                self.became[document_id] = "updated"
        self.became.update(dict.fromkeys(report.added, "added"))
        self.became.update(dict.fromkeys(report.removed, "removed"))
        self.passages += report.passages
        self.seconds += report.seconds

    def report(self) -> IngestReport:
        """All rounds as one."""

        def those(what: str) -> tuple[str, ...]:
            return tuple(document_id for document_id, became in self.became.items() if became == what)

        return IngestReport(
            added=those("added"),
            updated=those("updated"),
            unchanged=those("unchanged"),
            removed=those("removed"),
            passages=self.passages,
            seconds=round(self.seconds, 2),
            failed=tuple(self.failed.values()),
        )
