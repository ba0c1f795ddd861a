"""One process owns an embedded store; a second is told so at once, and by whom.

Two processes on one embedded Chroma wait on each other for minutes (chroma#7040), so the folder is locked instead.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import LibraryInUse, StoreError


class Owner:
    """Holds the library's folder for this process until `release`, or until the process ends, however it ends.

    `crashed` says that the last one ended without letting go: what it wrote may be half written.
    """

    def __init__(self, data_dir: Path) -> None:
        """Take the folder.

        Raises:
            LibraryInUse: another process has it.
            StoreError: the folder cannot be written.
        """
        self._who = data_dir / "owner.txt"
        # Not per thread (filelock's default): what one thread takes, another may let go.
        self._lock = FileLock(data_dir / "owner.lock", timeout=0, thread_local=False)
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except Timeout:
            raise LibraryInUse(f"The library in {data_dir} is in use by {self._holder()}.") from None
        except OSError as error:
            hint = "Check that the folder may be written, or set ASSISTANT_DATA_DIR to one that may."
            raise StoreError(f"The library in {data_dir} cannot be opened: {error}.", hint) from error
        self.crashed = self._who.exists()
        with suppress(OSError):  # a full disk: then nobody is told a name, and all else still works
            self._who.write_text(_this_process(), encoding="utf-8", errors="replace")

    def _holder(self) -> str:
        try:
            return self._who.read_text(encoding="utf-8").strip() or "another process"
        except OSError:
            return "another process"

    def release(self, *, mended: bool = True) -> None:
        """Let the folder go; where nothing was `mended`, the next one is told of the same crash."""
        if mended or not self.crashed:
            with suppress(OSError):
                self._who.unlink(missing_ok=True)
        self._lock.release()


def _this_process() -> str:
    """Its command, the first word after it, and its number: ``briefing serve (process 4711)``."""
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]).strip()
    return f"{command} (process {os.getpid()})".strip()
