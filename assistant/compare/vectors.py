"""Vectors of sentences that are to be aligned: embedded on their own, or, of long texts, those the store has already.

On their own they tell pairs apart better (benchmarks/log.md), because the store's carry the passage around them; but
a long text would wait for the model. Both sides always get theirs in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.compare.align import Vectors, fold
from assistant.library.embed import ModelEmbeddings
from assistant.library.store import VectorStore
from assistant.records import Document, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

EMBEDDED = 400
"""Sentences of both sides together up to which they are embedded on their own: some seconds on two cores."""


class SentenceVectors:
    """Where vectors of sentences come from."""

    def __init__(self, embeddings: ModelEmbeddings, store: Callable[[], VectorStore]) -> None:
        """Take the model, and a function that opens the store when it is first needed."""
        self._embeddings = embeddings
        self._store = store

    def of(self, a: Document, b: Document, spans_a: Sequence[Span], spans_b: Sequence[Span]) -> Vectors:
        """A function from numbers of sentences of A and of B to their vectors."""

        def vectors(
            left: Sequence[int], right: Sequence[int]
        ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
            wanted_a, wanted_b = [spans_a[i] for i in left], [spans_b[j] for j in right]
            if len(left) + len(right) > EMBEDDED:
                held_a, held_b = self._stored(a, wanted_a), self._stored(b, wanted_b)
                if held_a is not None and held_b is not None:
                    return held_a, held_b
            texts = [fold(d.text[s.start : s.end]) for d, own in ((a, wanted_a), (b, wanted_b)) for s in own]
            rows = np.asarray(self._embeddings.embed_documents(texts), dtype=np.float32)
            return rows[: len(left)], rows[len(left) :]

        return vectors

    def _stored(self, document: Document, spans: Sequence[Span]) -> NDArray[np.float32] | None:
        """The store's vectors of these sentences; None where it has not all of them, as of an earlier version."""
        passages = self._store().of_document(document.id)
        if not passages or passages[0].version != document.version:
            return None
        held = {start: row for _, start, row in self._store().sentence_vectors([p.id for p in passages])}
        rows = [held.get(_start_in_store(document, span, held)) for span in spans]
        if any(row is None for row in rows):
            return None
        return np.asarray(rows, dtype=np.float32)


def _start_in_store(document: Document, span: Span, held: dict[int, object]) -> int:
    """Where the store has the sentence begin: a passage's first sentence keeps its list marker."""
    if span.start in held:
        return span.start
    line = document.text.rfind("\n", 0, span.start) + 1
    begins = line + len(document.text[line : span.start]) - len(document.text[line : span.start].lstrip())
    return begins if begins in held else -1
