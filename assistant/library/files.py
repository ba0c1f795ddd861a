"""Which files below a folder are documents: regular ones, not hidden, not reached by a link that leads out of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

NOT_INGESTED = {"readme.md"}


def files_below(folder: Path, passed_over: Path, failed: Callable[[OSError], None]) -> Iterator[Path]:
    """Real paths of the files to read below `folder`, in order of name.

    Args:
        folder: is walked; links to folders are not followed, links to files only where these lie below it too.
        passed_over: a folder that is not entered: the library's own.
        failed: told of each folder that cannot be listed.
    """
    root = Path(os.path.realpath(folder))
    for where, folders, names in os.walk(root, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and Path(where, name) != passed_over)
        for name in sorted(names):
            if name.startswith((".", "~$")) or name.casefold() in NOT_INGESTED:
                continue
            path = Path(os.path.realpath(os.path.join(where, name)))
            # What exists and is no file (a pipe, a socket) would wait for ever; what does not exist is a failure.
            if path.is_relative_to(root) and (path.is_file() or not path.exists()):
                yield path
