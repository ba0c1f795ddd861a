"""Work done before it is asked for: passages are embedded in threads while others are read, cut and stored."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import TypeVar

from assistant.library.embed import ModelEmbeddings
from assistant.library.pooling import PassageVectors
from assistant.records import Passage

Made = TypeVar("Made")
Told = Callable[[int], None]
"""Called with how many passages are embedded; what it raises ends the embedding, and reaches who waits for it."""


def ahead(asked: Iterator[Made], most: int) -> Iterator[Made]:
    """The same, `most` of which have been asked for before the first is given."""
    waiting: deque[Made] = deque()
    for one in asked:
        waiting.append(one)
        if len(waiting) > most:
            yield waiting.popleft()
    yield from waiting


class _Ended(Exception):  # noqa: N818 - a wish, not a fault
    """Nobody waits for it any more."""


AT_ONCE = 2
"""Parts that are embedded at a time: one's tokens and sentences are seen to while another keeps the processors busy."""


class Embedder:
    """Threads that embed; they end with the context they are entered for, whatever they are at."""

    def __init__(self, embeddings: ModelEmbeddings, part: int) -> None:
        """Passages are embedded `part` at a time."""
        self.part = part
        self._embeddings = embeddings
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="embedding")
        self._ended = Event()

    def __enter__(self) -> Embedder:
        return self

    def __exit__(self, *raised: object) -> None:
        self._ended.set()
        self._threads.shutdown(cancel_futures=True)

    def begin(self, passages: Sequence[Passage], told: Told) -> Future[list[PassageVectors]]:
        """Embed these passages as soon as a thread is free, those before them first."""

        def each(done: int) -> None:
            if self._ended.is_set():
                raise _Ended
            told(done)

        return self._threads.submit(self._embeddings.embed_passages, passages, each)


class Vectors:
    """The vectors of a batch of passages, of which a part is embedded before it is asked for."""

    def __init__(self, embedder: Embedder, passages: Sequence[Passage]) -> None:
        """Begin with the first part."""
        self._embedder, self._passages = embedder, passages
        self._begun: dict[int, Future[list[PassageVectors]]] = {}
        self._told: dict[int, Told] = {}
        self._begin(0)

    def __call__(self, of: slice, told: Told) -> list[PassageVectors]:
        """Those of one part, which is given once; `told` hears of it while it is waited for, and at its end."""
        self._told[of.start] = told
        self._begin(of.start)
        self._begin(of.stop)
        vectors = self._begun.pop(of.start).result()
        told(len(vectors))
        return vectors

    def _begin(self, at: int) -> None:
        if at in self._begun or (at and at >= len(self._passages)):
            return
        part = self._passages[at : at + self._embedder.part]

        def each(done: int) -> None:
            if done < len(part) and (told := self._told.get(at)):
                told(done)

        self._begun[at] = self._embedder.begin(part, each)
