"""Texts shared out among the processors, each of which takes its own as far as they go.

Threads that share every product wait for each other at each of them, the longer the more else runs on the machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import accumulate, pairwise
from threading import Barrier, Lock

FEW_TOKENS = 512
"""Tokens up to which one processor takes them alone: to wait for another would cost more than it saves."""
_ASKING = Lock()


def processors() -> int:
    """How many there are to share work out among: as many as torch has threads when this is first asked.

    Later a thread that has just begun may be told of one, because another has set its own number (see `one_thread`).
    """
    with _ASKING:
        return _torchs_threads()


def limit(threads: int) -> None:
    """Let there be so many from now on, and as many of torch's threads."""
    import torch

    with _ASKING:
        torch.set_num_threads(threads)
        _torchs_threads.cache_clear()
        _torchs_threads()  # asked here, for the number is this thread's


@cache
def _torchs_threads() -> int:
    import torch

    return int(torch.get_num_threads())


def shares(lengths: Sequence[int], most: int) -> list[Sequence[int]]:
    """These lengths in at most `most` parts, one behind the other, whose sums are about the same."""
    sums = list(accumulate(lengths))
    ends = [next(n for n, done in enumerate(sums, 1) if done * most >= part * sums[-1]) for part in range(1, most + 1)]
    return [lengths[start:end] for start, end in pairwise([0, *ends]) if start < end]


@cache
def workers(among: int) -> ThreadPoolExecutor:
    """So many threads, in each of which torch has one thread."""
    import torch

    pool, all_there, had = ThreadPoolExecutor(among, "pass"), Barrier(among), processors()

    def begin(_: int) -> None:
        all_there.wait()
        torch.set_num_threads(1)

    list(pool.map(begin, range(among)))
    torch.set_num_threads(had)  # what a thread sets is also what threads begin with that come after it
    return pool


@contextmanager
def one_thread(only: bool) -> Iterator[None]:
    """One of torch's threads, where `only` one is wanted, for as long as it lasts."""
    import torch

    processors()  # asked before the number is another
    had = torch.get_num_threads()
    if not only or had == 1:
        yield
        return
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(had)
