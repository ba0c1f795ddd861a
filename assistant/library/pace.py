"""How far the reading of files is, and from that how many passages there will be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Pace:
    """Files to read and files read, and their bytes."""

    files: int
    size: int
    files_read: int = 0
    size_read: int = 0

    @classmethod
    def over(cls, sizes: Sequence[int]) -> Pace:
        """Nothing is read yet of files of these sizes."""
        return cls(len(sizes), sum(sizes))

    def read(self, size: int) -> None:
        """One more file, of this size, is read."""
        self.files_read += 1
        self.size_read += size

    def in_all(self, known: int) -> int:
        """Passages in all, where `known` came from what is read; exact once all is."""
        return known if self.files_read == self.files else max(known, round(known * self.size / max(self.size_read, 1)))
