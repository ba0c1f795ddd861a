"""What a reading process may not do. Each limit is set where the system has it; a time limit is kept from outside."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from assistant.library.apart.offline import go_offline

WRITTEN_BYTES = 500_000_000
"""The largest file it may write: a page's picture for Tesseract takes up to 120 MB."""


def at_start() -> None:
    """Give up, for good, what reading needs none of."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, WRITTEN_BYTES)):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    go_offline()


def memory(most: int) -> None:
    """Let this process, and each that it starts, take at most so many bytes.

    Data counts, not addresses: threads and libraries reserve many of these that they never use. macOS keeps no such
    limit, and Windows has none.
    """
    if sys.platform == "win32":
        return
    import resource

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (most, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def held_bytes() -> int:
    """What of its memory this process has not given back, as the limit counts it; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as counted:
            return int(counted.read().split()[5]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def ending_with(lifeline: int) -> None:
    """From now on end this process, and what it has started, as soon as nobody is left who could want its answers.

    `lifeline` is a pipe's end on which nothing is ever said: whatever happens to it means that the other end is
    closed. The system is asked for a signal, for a thread would wait until a parser has let go of the interpreter.
    """
    import fcntl

    fcntl.fcntl(lifeline, fcntl.F_SETOWN, -os.getpgrp())  # the whole group: Tesseract too
    flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC)  # SIGIO, which ends whoever does not handle it
