"""Reading and embedding on Ray: files are read and documents derived by its workers, and written by this process.

On one machine Ray is started for the length of an ingest; where ``RAY_ADDRESS`` names a cluster, its workers are
used, which must see the same files and have this program installed. A worker that dies is started anew and gets its
work again. A file over which workers die again and again is a failure of that file; what is to be embedded is then
embedded here.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from types import TracebackType
from typing import Any

from assistant.errors import AssistantError, EngineMissing, UnreadableDocument
from assistant.library.ahead import ahead
from assistant.library.apart.limits import Limits
from assistant.library.apart.reading import read
from assistant.library.chunk import chunk
from assistant.library.embed import ModelEmbeddings
from assistant.library.index import Batch, Derived
from assistant.library.ingest import Reading
from assistant.library.pooling import PassageVectors
from assistant.library.read import ReadDocument
from assistant.records import Document, Passage
from assistant.settings import Settings

_log = logging.getLogger(__name__)

CHARACTERS_A_BATCH = 200_000
"""Of text that one worker derives at once: some 300 passages, which is what a worker that dies costs."""
AHEAD = 2
"""Pieces of work that wait for each worker, so that none waits for this process."""
RETRIES = 3
"""How often a piece of work is given to a worker anew after one has died over it."""
STARTS = 3
"""How often it is tried to start Ray, which gives up after half a minute."""
OBJECTS_BYTES = 512 * 1024 * 1024
"""Memory for what goes between the workers and this process: a batch's vectors are some megabytes."""

Cut = list[tuple[list[Passage], list[PassageVectors]]]


class Deriver:
    """A worker's own model; made once in each worker."""

    def __init__(self, settings: Settings) -> None:
        self._embeddings = ModelEmbeddings(settings)

    def derive(self, documents: Sequence[Document]) -> Cut:
        """Passages and vectors of each of these documents."""
        e = self._embeddings
        cut = [chunk(document, e.count_tokens, e.passage_tokens) for document in documents]
        vectors = iter(e.embed_passages([passage for some in cut for passage in some]))
        return [(some, [next(vectors) for _ in some]) for some in cut]


def reading(path: Path, limits: Limits) -> ReadDocument | Exception:
    """What was read of a file, or what is the matter with it: an error of ours is no failure of the worker."""
    try:
        return read(path, limits)
    except (AssistantError, OSError) as error:
        return error


class RayEngine:
    """An `Engine`, ready inside of a ``with`` block."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is started yet."""
        self._settings = settings
        self._ray: Any = None
        self._here: Deriver | None = None

    def __enter__(self) -> RayEngine:
        """Start Ray, or find its cluster.

        Raises:
            EngineMissing: it is not installed, or does not start.
        """
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # nobody is called; read when Ray is imported
        os.environ.setdefault("RAY_AUTH_MODE", "token")  # it runs what it is sent, and its ports face the network
        try:
            import ray
        except ImportError as error:
            raise EngineMissing("Ray is not installed.") from error
        self._ray = ray
        options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
        if not os.environ.get("RAY_ADDRESS"):
            options |= {
                "num_cpus": self._settings.ingest_workers or os.cpu_count() or 1,
                "include_dashboard": False,
                "_node_ip_address": "127.0.0.1",
                "object_store_memory": OBJECTS_BYTES,
            }
        self._start(options)
        workers = self._settings.ingest_workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        _log.info("%d workers on Ray %s", workers, ray.__version__)
        own = self._settings.model_copy(update={"embedding_threads": 1})
        # Half a processor each: a worker that derives and one that reads share one.
        deriver = ray.remote(num_cpus=0.5, max_restarts=-1, max_task_retries=RETRIES)(Deriver)
        self._derivers = [deriver.remote(own) for _ in range(workers)]
        self._reader = ray.remote(num_cpus=0.5, max_retries=RETRIES)(reading)
        return self

    def _start(self, options: dict[str, Any]) -> None:
        for left in reversed(range(STARTS)):
            try:
                self._ray.init(**options)
                return
            except Exception as error:  # Ray raises many kinds, and bare ones where a busy machine starts it too slowly
                self._ray.shutdown()
                if not left:
                    raise EngineMissing(f"Ray does not start: {error}") from error

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ray.shutdown()

    def read(self, paths: Sequence[Path]) -> Iterator[tuple[Path, Reading]]:
        """Each file, in this order, with what was read of it; some are read ahead."""
        limits = Limits.of(self._settings)

        def asked() -> Iterator[tuple[Path, Any]]:
            for path in paths:
                yield path, self._reader.remote(path, limits)

        for path, reference in ahead(asked(), AHEAD * AHEAD * len(self._derivers)):
            yield path, self._read_by(path, reference)

    def derive(self, documents: Iterable[Document]) -> Generator[Derived]:
        """What these documents are made into, in this order; some are derived ahead."""
        workers = cycle(self._derivers)

        def asked() -> Iterator[tuple[list[Document], Any]]:
            for some in _batches(documents):
                yield some, next(workers).derive.remote(some)

        for some, reference in ahead(asked(), AHEAD * len(self._derivers)):
            made = self._derived(some, reference)
            batch: Batch = [(document, cut) for document, (cut, _) in zip(some, made, strict=True)]
            yield Derived(batch, partial(_of, [vector for _, of_one in made for vector in of_one]))

    def _read_by(self, path: Path, reference: Any) -> Reading:  # noqa: ANN401 - Ray's references
        def read_by_then() -> ReadDocument:
            try:
                found: ReadDocument | Exception = self._ray.get(reference)
            except self._ray.exceptions.RayError as error:
                told = f"{path.name}: reading it ended the workers that did: {_line(error)}"
                raise UnreadableDocument(told) from error
            if isinstance(found, Exception):
                raise found
            return found

        return read_by_then

    def _derived(self, documents: Sequence[Document], reference: Any) -> Cut:  # noqa: ANN401 - Ray's references
        try:
            made: Cut = self._ray.get(reference)
            return made
        except self._ray.exceptions.RayError as error:
            _log.warning("Workers failed, so this process embeds what they had: %s", _line(error))
            self._here = self._here or Deriver(self._settings)
            return self._here.derive(documents)


def _line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _of(vectors: list[PassageVectors], some: slice, told: Callable[[int], None]) -> list[PassageVectors]:
    return vectors[some]


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    held = 0
    for document in documents:
        batch.append(document)
        held += len(document.text)
        if held >= CHARACTERS_A_BATCH:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
