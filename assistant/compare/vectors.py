"""Vectors of sentences that are to be aligned: embedded on their own, or, of long texts, those the store has already.

On their own they tell pairs apart better (benchmarks/log.md), because the store's carry the passage around them; but
a long text would wait for the model. Both sides always get theirs in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.compare.align import Vectors, fold
from assistant.library.embed import ModelEmbeddings
from assistant.library.store import VectorStore
from assistant.records import Document, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

EMBEDDED = 600
"""Sentences of both sides together up to which they are embedded on their own: some seconds on two cores."""
KEPT = 10_000
"""Sentences whose vectors are kept, 15 MB: the next statement of a series has half of them again."""


class SentenceVectors:
    """Where vectors of sentences come from."""

    def __init__(self, embeddings: ModelEmbeddings, store: Callable[[], VectorStore]) -> None:
        """Take the model, and a function that opens the store when it is first needed."""
        self._embeddings = embeddings
        self._store = store
        self._kept: dict[str, NDArray[np.float32]] = {}

    def of(self, a: Document, b: Document, spans_a: Sequence[Span], spans_b: Sequence[Span]) -> Vectors:
        """A function from numbers of sentences of A and of B to their vectors.

        Of texts too long to be embedded, one of which the store does not hold, the vectors are zero: words decide.
        """

        def vectors(
            left: Sequence[int], right: Sequence[int]
        ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
            wanted_a, wanted_b = [spans_a[i] for i in left], [spans_b[j] for j in right]
            if len(left) + len(right) <= EMBEDDED:
                texts = [fold(d.text[s.start : s.end]) for d, own in ((a, wanted_a), (b, wanted_b)) for s in own]
                rows = self._embedded(texts)
                return rows[: len(left)], rows[len(left) :]
            held_a, held_b = self._stored(a, wanted_a), self._stored(b, wanted_b)
            if held_a is None or held_b is None:
                return np.zeros((len(left), 1), np.float32), np.zeros((len(right), 1), np.float32)
            return held_a, held_b

        return vectors

    def _embedded(self, texts: Sequence[str]) -> NDArray[np.float32]:
        kept = self._kept
        new = [text for text in dict.fromkeys(texts) if text not in kept]
        if len(kept) + len(new) > KEPT:
            kept = {}  # a new table: another thread may be reading the old one
            new = list(dict.fromkeys(texts))
        if new:
            rows = np.asarray(self._embeddings.embed_documents(new), dtype=np.float32)
            kept = {**kept, **dict(zip(new, rows, strict=True))}
            self._kept = kept
        return np.stack([kept[text] for text in texts])

    def _stored(self, document: Document, spans: Sequence[Span]) -> NDArray[np.float32] | None:
        """The store's vectors of these sentences; None where it has not all of them, as of an earlier version."""
        passages = self._store().of_document(document.id)
        if not passages or passages[0].version != document.version:
            return None
        held = {start: row for _, start, row in self._store().sentence_vectors(passages)}
        rows = [held.get(_start_in_store(document, span, held)) for span in spans]
        if any(row is None for row in rows):
            return None
        return np.asarray(rows, dtype=np.float32)


def _start_in_store(document: Document, span: Span, held: Mapping[int, object]) -> int:
    """Where the store has the sentence begin: a passage's first sentence keeps its list marker."""
    if span.start in held:
        return span.start
    line = document.text.rfind("\n", 0, span.start) + 1
    begins = line + len(document.text[line : span.start]) - len(document.text[line : span.start].lstrip())
    return begins if begins in held else -1
