"""A library that cannot be written is asked in a copy: its disk is full, or its folder belongs to somebody else.

Neither SQLite nor Chroma nor tantivy opens without writing a little. So what they need is copied into a temporary
folder, part by part, when it is first wanted; nothing that is done there comes back.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import tempfile
from pathlib import Path

from assistant.errors import DiskFull, FolderNotWritable, StoreError

_log = logging.getLogger(__name__)

OPENING_BYTES = 256_000
"""What is written before the first question, and some more: SQLite's shared memory (32 KB), a few pages of Chroma's."""
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


def unwritable(folder: Path) -> StoreError | None:
    """Why nothing can be written into `folder`, or None where it can, or is not there yet."""
    if not folder.is_dir():
        return None
    try:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            file.write(b"\0" * OPENING_BYTES)
    except OSError as error:
        if error.errno in NO_ROOM:
            return DiskFull(f"The disk with {folder} is full.")
        return FolderNotWritable(f"The library in {folder} cannot be written: {error.strerror or error}.")
    return None


class Aside:
    """Copies of a library's parts in a temporary folder, until `remove`."""

    def __init__(self, data_dir: Path, why: StoreError) -> None:
        """Nothing is copied yet.

        Raises:
            StoreError: there is no temporary folder that could be written either.
        """
        self.why = why
        self._from = data_dir
        try:
            self._to = Path(tempfile.mkdtemp(prefix="briefing-"))
        except OSError as error:
            raise type(why)(f"{why.message} No temporary folder can be written either: {error}.", why.hint) from error
        _log.warning("%s A copy of it in %s is asked instead.", why.message, self._to)

    def path(self, name: str) -> Path:
        """The copy of the file or folder `name`, and of the files beside it whose names go on (SQLite's own log).

        A folder, of which this user may not read all, is left out: what is in folders is derived, and is again.

        Raises:
            StoreError: there is no room for it, or it may not be read.
        """
        there = self._to / name
        if not there.exists():
            try:
                for part in sorted(self._from.glob(f"{name}*")):
                    if not part.is_dir():
                        shutil.copyfile(part, self._to / part.name)
                    elif all(os.access(file, os.R_OK) for file in part.rglob("*")):
                        shutil.copytree(part, self._to / part.name)
            except (OSError, shutil.Error) as error:
                shutil.rmtree(there, ignore_errors=True)
                told = f"{self.why.message} No copy of it can be made in {self._to}: {error}."
                raise type(self.why)(told, self.why.hint) from error
        return there

    def remove(self) -> None:
        """Delete the copies."""
        shutil.rmtree(self._to, ignore_errors=True)
