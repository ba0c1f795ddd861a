"""Vectors of sentences: rows of one matrix on disk, found by the passage that they stand in.

A question is compared with the sentences of some hundred passages, never with all of them, so they need no index of
their own: a passage's rows lie together, and one matrix product gives the cosines. Rows are appended and never
changed; what says where a passage's rows lie is written behind them, so a crash leaves rows that nobody points to.
Like all vectors they are derived, and mended from the shelf.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.library.turn import Changes, nobodys
from assistant.records import Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

PLACE = np.dtype([("document", "<u8"), ("passage", "<u8"), ("row", "<u8"), ("count", "<u8")])
"""Where a passage's rows lie; ids as hashes. With no passage: whatever was noted of the document before is void."""
REWRITTEN_FROM = 10_000
"""Rows from which a matrix of which less than half is in use is written anew when it is opened."""


class SentenceRows:
    """Unit vectors of the sentences of passages, kept in a folder. Safe to share between threads."""

    def __init__(self, folder: Path, dimensions: int, changes: Changes = nobodys) -> None:
        """Open or create the matrix in `folder`; with `changes` by others it is never written anew."""
        self._folder, self._dimensions = folder, dimensions
        self._lock = threading.RLock()
        self._changes, self._seen = changes, changes()
        self._open()
        if changes is nobodys:
            self._tidy()

    def _open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._generation = max((int(file.stem) for file in self._folder.glob("*.places")), default=0)
        self._map: NDArray[np.float32] | None = None
        self._live: NDArray[np.void] | None = None  # sorted by passage; None after a change
        self._read()

    def _renew(self) -> None:
        """Take in what other processes have written since."""
        if (now := self._changes()) != self._seen:
            self._open()
            self._seen = now

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._map = None

    def add(self, passages: Sequence[Passage], vectors: Sequence[NDArray[np.float32]]) -> None:
        """Append the rows of these passages; a passage that was here already has the new ones."""
        counts = [len(rows) for rows in vectors]
        places = np.empty(len(passages), PLACE)
        places["document"] = [_key(passage.document_id) for passage in passages]
        places["passage"] = [_key(passage.id) for passage in passages]
        places["count"] = counts
        with self._lock:
            self._renew()
            places["row"] = self._rows + np.cumsum([0, *counts[:-1]])
            matrix = np.concatenate([rows.reshape(-1, self._dimensions) for rows in vectors]).astype("<f4")
            _write(self._file("vectors"), self._rows * self._row_bytes, matrix.tobytes())
            self._rows += len(matrix)
            self._note(places)

    def remove(self, document_ids: Iterable[str]) -> None:
        """Forget the rows of all passages of these documents."""
        with self._lock:
            held = set(self._current()["document"].tolist())
            gone = [key for key in map(_key, document_ids) if key in held]
            places = np.zeros(len(gone), PLACE)
            places["document"] = gone
            if gone:
                self._note(places)

    def count(self) -> int:
        """How many passages have their rows here."""
        return len(self._current())

    def damaged(self, most: float) -> int:
        """How many rows in use have a length that differs from 1 by more than `most`."""
        live, matrix, bad = self._current(), self._matrix(), 0
        for place in live:
            rows = matrix[int(place["row"]) : int(place["row"] + place["count"])]
            bad += int((~(np.abs(np.linalg.norm(rows, axis=1) - 1) < most)).sum())
        return bad

    def counts(self, document_ids: Iterable[str]) -> dict[str, int]:
        """How many passages of each of these documents have their rows here."""
        keys, numbers = np.unique(self._current()["document"], return_counts=True)
        held = dict(zip(keys.tolist(), numbers.tolist(), strict=True))
        return {i: held.get(_key(i), 0) for i in document_ids}

    def best(self, vector: Sequence[float], passage_ids: Sequence[str]) -> dict[str, float]:
        """Passage id → cosine of its best sentence with `vector`; those without sentences here are left out."""
        ids, starts, rows = self._rows_of(passage_ids)
        if not ids:
            return {}
        scores = rows @ np.asarray(vector, dtype=np.float32)
        return dict(zip(ids, np.maximum.reduceat(scores, starts).tolist(), strict=True))

    def of(self, passage_ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Passage id → its rows, in order of its sentences; those without sentences here are left out."""
        ids, starts, rows = self._rows_of(passage_ids)
        return dict(zip(ids, np.split(rows, starts[1:]), strict=True)) if ids else {}

    def _rows_of(self, passage_ids: Sequence[str]) -> tuple[list[str], NDArray[np.int64], NDArray[np.float32]]:
        """The passages that have rows, where each one's begin in what follows, and all of their rows."""
        live = self._current()
        keys = np.array([_key(i) for i in passage_ids], dtype=np.uint64)
        at = np.searchsorted(live["passage"], keys)
        at[at == len(live)] = 0
        held = (live["passage"][at] == keys) & (live["count"][at] > 0) if len(live) else np.zeros(len(keys), bool)
        places = live[at[held]] if len(live) else live
        counts = places["count"].astype(np.int64)
        starts = np.cumsum(counts) - counts
        wanted = np.repeat(places["row"].astype(np.int64) - starts, counts) + np.arange(counts.sum())
        ids = [passage for passage, yes in zip(passage_ids, held.tolist(), strict=True) if yes]
        return ids, starts, self._matrix()[wanted]

    # Files -----------------------------------------------------------------------------------------------------

    @property
    def _row_bytes(self) -> int:
        return 4 * self._dimensions

    def _file(self, what: str) -> Path:
        return self._folder / f"{self._generation}.{what}"

    def _read(self) -> None:
        """Take in the places that are whole and whose rows are there."""
        places, vectors = self._file("places"), self._file("vectors")
        noted = np.fromfile(places, PLACE) if places.exists() else np.empty(0, PLACE)
        rows = vectors.stat().st_size // self._row_bytes if vectors.exists() else 0
        beyond = np.flatnonzero(noted["row"] + noted["count"] > rows)
        noted = noted[: beyond[0]] if len(beyond) else noted
        self._log = [noted]
        self._noted = len(noted)
        self._rows = int((noted["row"] + noted["count"]).max(initial=0))

    def _note(self, places: NDArray[np.void]) -> None:
        _write(self._file("places"), self._noted * PLACE.itemsize, places.tobytes())
        self._log.append(places)
        self._noted += len(places)
        self._live = None

    def _current(self) -> NDArray[np.void]:
        """The places that count, by passage: of each the last one, and none before its document was removed."""
        with self._lock:
            self._renew()
            if self._live is None:
                noted = np.concatenate(self._log)
                self._log = [noted]
                self._live = _latest(noted)
            return self._live

    def _matrix(self) -> NDArray[np.float32]:
        with self._lock:
            if self._map is None or len(self._map) < self._rows:
                shape = (self._rows, self._dimensions)
                file = self._file("vectors")
                self._map = np.memmap(file, "<f4", "r", shape=shape) if self._rows else np.zeros(shape, "<f4")
            return self._map

    def _tidy(self) -> None:
        """Delete other generations, and make a new one where more than half of this one is dead."""
        live = self._current()
        if self._rows >= REWRITTEN_FROM and int(live["count"].sum()) * 2 < self._rows:
            self._rewrite(live)
        for file in self._folder.iterdir():
            if file.stem != str(self._generation):
                file.unlink(missing_ok=True)

    def _rewrite(self, live: NDArray[np.void]) -> None:
        """A new generation of the live rows alone; it counts once its places stand under their name."""
        matrix, places = self._matrix(), live.copy()
        places["row"] = np.cumsum(live["count"]) - live["count"]
        self._generation += 1
        with self._file("vectors").open("wb") as file:
            for place in live:
                file.write(matrix[int(place["row"]) : int(place["row"] + place["count"])].tobytes())
            file.flush()
            os.fsync(file.fileno())
        part = self._file("part")
        _write(part, 0, places.tobytes())
        os.replace(part, self._file("places"))
        self._map = self._live = None
        self._read()


def _latest(noted: NDArray[np.void]) -> NDArray[np.void]:
    void = np.flatnonzero(noted["passage"] == 0)
    since = dict(zip(noted["document"][void].tolist(), void.tolist(), strict=True))  # the last one of each stays
    numbers = np.flatnonzero(noted["passage"] != 0)
    if since:
        after = [since.get(document, -1) for document in noted["document"][numbers].tolist()]
        numbers = numbers[numbers > np.array(after, dtype=np.int64)]
    backwards = noted[numbers[::-1]]
    _, first = np.unique(backwards["passage"], return_index=True)
    return backwards[first]


def _write(file: Path, at: int, data: bytes) -> None:
    """Write `data` at an offset, in place of what an interrupted writing left there, and see it onto the disk."""
    with file.open("r+b" if file.exists() else "wb") as out:
        out.truncate(at)
        out.seek(at)
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _key(name: str) -> int:
    """An id as a number, never 0."""
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1
