"""How much one file may take of the machine while it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.settings import Settings

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take; a page that is a scan adds `scan_s` to `seconds`."""

    megabytes: float = 20.0  # of text, in UTF-8
    seconds: float = 60.0
    scan_s: float = 30.0
    memory_mb: float = 2000.0

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits that the settings say."""
        return cls(settings.max_document_mb, settings.read_s, settings.read_scan_s, settings.read_memory_mb)

    @property
    def answer_bytes(self) -> int:
        """The longest answer: the text, each character written as six, and as much again for the places of words."""
        return int(self.megabytes * _MEGABYTE * 12) + 20 * _MEGABYTE

    @property
    def memory_bytes(self) -> int:
        """`memory_mb` in bytes."""
        return int(self.memory_mb * _MEGABYTE)
