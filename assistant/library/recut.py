"""Passages cut anew from the shelf's texts: what the index holds, for as long as it cannot be asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from assistant.errors import UnknownDocument
from assistant.library.chunk import chunk
from assistant.library.embed import ModelEmbeddings
from assistant.library.shelf import Shelf
from assistant.records import Document, Metadata, Passage

KEPT = 64
"""Documents whose passages are kept: more than one question cites."""


class Recut:
    """A function from a document's id to its passages, as they were put into the index; none if it is not held."""

    def __init__(self, shelf: Shelf, embeddings: ModelEmbeddings) -> None:
        self._shelf, self._embeddings = shelf, embeddings
        self._kept: OrderedDict[tuple[str, int, Metadata], list[Passage]] = OrderedDict()

    def __call__(self, document_id: str) -> Sequence[Passage]:
        """Cut it, or give what was cut before."""
        try:
            document = self._shelf.get(document_id)
        except UnknownDocument:  # deleted while this question was answered
            return ()
        return self._of(document)

    def _of(self, document: Document) -> list[Passage]:
        key = document.id, document.version, document.metadata
        held = self._kept.get(key)
        if held is None:
            held = chunk(document, self._embeddings.count_tokens, self._embeddings.passage_tokens)
            self._kept[key] = held
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return held
