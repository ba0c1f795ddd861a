"""Texts shared out among the processors, each of which takes its own as far as they go.

Threads that share every product wait for each other at each of them, the longer the more else runs on the machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import accumulate, pairwise
from threading import Barrier

FEW_TOKENS = 512
"""Tokens up to which one processor takes them alone: to wait for another would cost more than it saves."""


def shares(lengths: Sequence[int], most: int) -> list[Sequence[int]]:
    """These lengths in at most `most` parts, one behind the other, whose sums are about the same."""
    sums = list(accumulate(lengths))
    ends = [next(n for n, done in enumerate(sums, 1) if done * most >= part * sums[-1]) for part in range(1, most + 1)]
    return [lengths[start:end] for start, end in pairwise([0, *ends]) if start < end]


@cache
def workers(processors: int) -> ThreadPoolExecutor:
    """Threads, one a processor, in each of which torch has one thread."""
    import torch

    pool, all_there, had = ThreadPoolExecutor(processors, "pass"), Barrier(processors), torch.get_num_threads()

    def begin(_: int) -> None:
        all_there.wait()
        torch.set_num_threads(1)

    list(pool.map(begin, range(processors)))
    torch.set_num_threads(had)  # what a thread sets is also what threads begin with that come after it
    return pool


@contextmanager
def one_thread(only: bool) -> Iterator[None]:
    """One of torch's threads, where `only` one is wanted, for as long as it lasts."""
    import torch

    had = torch.get_num_threads()
    if not only or had == 1:
        yield
        return
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(had)
