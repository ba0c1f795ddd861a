"""Folders followed: which paths changed, each time that they have come to rest.

The system says what changes (inotify, FSEvents, ReadDirectoryChangesW), through the library watchfiles. What a change
means is not decided here: a path that changed is a path to look at.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import CannotWatch

if TYPE_CHECKING:
    from watchfiles import Change

QUIET_MS = 400
"""Changes are told once nothing has changed for so long: a file that is still being copied is not read yet."""
LONGEST_MS = 10_000
"""But after so long in any case, where something changes all the time."""
LOOK_MS = 500
"""How often it is asked whether to stop, and looked whether the folders are still there."""


def changes(folders: Sequence[Path], passed_over: Path, stop: Callable[[], bool]) -> Iterator[set[Path]]:
    """First the folders themselves, once their changes are noticed; then the paths that changed, until `stop()`.

    Args:
        folders: are followed with all that lies below them.
        passed_over: a folder whose changes do not count: the library's own.
        stop: is asked twice a second.

    Raises:
        CannotWatch: one of them is no folder, is gone, or the system cannot follow it.
    """
    from watchfiles import watch

    roots = {Path(os.path.realpath(folder)): _place(folder) for folder in folders}
    told = False
    try:
        for changed in watch(
            *roots,
            watch_filter=_Counts(tuple(roots), Path(os.path.realpath(passed_over))),
            debounce=LONGEST_MS,
            step=QUIET_MS,
            stop_event=_Stop(stop),
            rust_timeout=LOOK_MS,
            yield_on_timeout=True,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            if stop():
                return
            if not told:
                told = True
                yield set(roots)
            for root, place in roots.items():
                if _place(root) != place:
                    raise CannotWatch(f"The folder {root} was replaced by another.", "Start again to follow that one.")
            if changed:
                yield {Path(path) for _, path in changed}
    except (OSError, RuntimeError) as error:  # the latter is what watchfiles makes of all else
        hint = "Where there are too many folders for the system, raise its limit, or set WATCHFILES_FORCE_POLLING=true."
        raise CannotWatch(f"The folders cannot be followed: {error}.", hint) from error


def _place(folder: Path) -> tuple[int, int]:
    """What tells a folder from another that has taken its name."""
    try:
        if folder.is_dir():
            found = folder.stat()
            return found.st_dev, found.st_ino
    except OSError:
        pass
    raise CannotWatch(f"There is no folder {folder} to follow.")


@dataclass(frozen=True, slots=True)
class _Counts:
    """Whether a path's change is told: what is never read is passed over."""

    roots: tuple[Path, ...]
    passed_over: Path

    def __call__(self, change: Change, path: str) -> bool:
        changed = Path(path)
        if changed.is_relative_to(self.passed_over):
            return False
        below = next((changed.relative_to(root) for root in self.roots if changed.is_relative_to(root)), changed)
        return not any(part.startswith((".", "~$")) for part in below.parts)


@dataclass(frozen=True, slots=True)
class _Stop:
    """A function as the event that watchfiles asks."""

    stop: Callable[[], bool]

    def is_set(self) -> bool:
        return self.stop()
