"""Which files below a folder are documents: regular ones, not hidden, not reached by a link that leads out of it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from io import BufferedReader
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


class FileTooLarge(OSError):
    """A file is over a limit; it was not read."""

    def __init__(self, size: int) -> None:
        super().__init__(errno.EFBIG, "the file is too large")
        self.size = size


class FileChanged(OSError):
    """Somebody wrote to a file while it was read."""


def regular(path: Path) -> BufferedReader:
    """The file at `path`, open for reading.

    Raises:
        OSError: it cannot be opened, or is a pipe, a device or the like, whose end may never come.
    """
    # Without O_NONBLOCK the opening of a pipe waits for somebody who writes into it.
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if stat.S_ISREG(os.fstat(number).st_mode):
        return os.fdopen(number, "rb")
    os.close(number)
    raise OSError(errno.EINVAL, "it is a folder, a pipe or a device")


def whole_file(path: Path, most: int) -> bytes:
    """The bytes of the file at `path`, as they were at one moment.

    Raises:
        FileTooLarge: there are more than `most`.
        FileChanged: they changed meanwhile.
        OSError: it cannot be opened, or is no regular file.
    """
    with regular(path) as file:
        before = os.fstat(file.fileno())
        if before.st_size > most:
            raise FileTooLarge(before.st_size)
        data = file.read(before.st_size + 1)
        after = os.fstat(file.fileno())
    if len(data) != before.st_size or (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise FileChanged(errno.EAGAIN, "the file changed while it was read")
    return data
