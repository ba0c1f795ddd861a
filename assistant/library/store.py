"""The vector store: passages in Chroma, by cosine, and beside it the vectors of their sentences.

All of it is derived: it can be thrown away and filled again from the shelf. The vectors of sentences lie in a folder,
also where Chroma is a server. While that server is gone, passages are cut anew from the shelf's texts, so that what
the words alone find can be shown and weighed.
"""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.errors import ChromaUnreachable
from assistant.library.chunk import document_of
from assistant.library.collection import WORDS, InFolder, OnServer, Open, Place, StoreIdentity, named_errors
from assistant.library.flat import Rows, flat, of_documents, passages_of
from assistant.library.pooling import PassageVectors
from assistant.library.remembered import Remembered
from assistant.library.rows import SentenceRows
from assistant.library.server_terms import words_of
from assistant.library.turn import Changes, nobodys
from assistant.records import Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray


PASSAGES_A_READ = 5000
"""Passages listed at once: bounds memory."""
PASSAGES_A_TRIAL = 250
"""One passage in so many is looked for by its own vector when the store is examined."""
NOT_UNIT = 0.02
"""By how much the length of a vector may differ from 1, in bf16 too, before it counts as damaged."""


@dataclass(frozen=True, slots=True)
class Served:
    """What a store needs to know of a server, and of the library whose folder other processes may use as well."""

    place: OnServer
    cut: Callable[[str], Sequence[Passage]]
    """A document's passages, cut from its text."""
    changes: Changes


class VectorStore:
    """Passages and their vectors, by nearest first."""

    def __init__(self, folder: Path, identity: StoreIdentity, served: Served | None = None) -> None:
        """Open or create the store in `folder`; if it is `served`, its passages are looked for when first wanted.

        Raises:
            IndexMismatch: the store was built with another model or other passage settings.
            StoreError: Chroma cannot open it.
        """
        self._identity, self._served = identity, served
        self._lock = threading.Lock()
        with named_errors(f"The vector store in {folder} cannot be opened"):
            self._place: Place = served.place if served else InFolder(folder, identity)
            changes = served.changes if served else nobodys
            self._remembered = Remembered(changes)
            try:
                rows = folder / f"sentences-{identity.fingerprint}"
                self._sentences = SentenceRows(rows, identity.dimensions, changes)
            except BaseException:
                self._place.close()
                raise

    def close(self) -> None:
        """Let go of the folder and the server; the store is of no use afterwards."""
        self._sentences.close()
        self._place.close()

    def gone_since(self, moment: float) -> str:
        """What is the matter with the server, or was after `moment` (of `time.monotonic`); empty where nothing was."""
        return self._served.place.server.gone_since(moment) if self._served else ""

    def discard(self) -> None:
        """Throw away what is on the server; it is derived from the shelf. What lies in the folder stays."""
        if self._served:
            self._served.place.discard()

    def must_answer(self) -> None:
        """Raise `ChromaUnreachable` or `ChromaRefused` where the passages are on a server that is not to be had."""
        if self._served:
            self._served.place.server.must_answer()

    def add(self, passages: Sequence[Passage], vectors: Sequence[PassageVectors]) -> None:
        """Put passages in with their vectors; the same passage again replaces itself."""
        if not passages:
            return
        with self._writing() as opened:
            self._sentences.add(passages, [v.sentences for v in vectors])
            step = opened.most_written
            for at in range(0, len(passages), step):
                part = passages[at : at + step]
                opened.passages.upsert(
                    ids=[p.id for p in part],
                    embeddings=[v.passage for v in vectors[at : at + step]],
                    metadatas=[self._told_of(p) for p in part],
                    documents=[p.text for p in part],
                )

    def _told_of(self, passage: Passage) -> dict[str, Any]:
        """A passage's metadata, its words among them where the server ranks by words."""
        ranked = self._served is not None and self._served.place.ranks_words
        return flat(passage) | ({WORDS: words_of(passage)} if ranked else {})

    def remove(self, document_ids: Sequence[str]) -> None:
        """Take out all passages of these documents."""
        if not document_ids:
            return
        with self._writing() as opened:
            opened.passages.delete(where=of_documents(document_ids))
            self._sentences.remove(document_ids)

    @contextmanager
    def _writing(self) -> Iterator[Open]:
        with self._lock, named_errors("The vector store cannot be written"):
            with self._place.collection(slow=True) as opened:
                self._remembered.forget()
                try:
                    yield opened
                finally:
                    self._remembered.forget()  # what was read meanwhile may be either

    def passages_by_document(self) -> dict[str, int]:
        """Document id → how many passages of it are in the store, of those that are whole."""
        held: Counter[str] = Counter()
        for at in range(0, self._count(), PASSAGES_A_READ):
            found = self._get(limit=PASSAGES_A_READ, offset=at, include=["metadatas"])
            held.update(str(metadata["document_id"]) for metadata in found["metadatas"])
        with_sentences = self._sentences.counts(held)
        return {document_id: min(n, with_sentences[document_id]) for document_id, n in held.items()}

    def nearest_passages(
        self, vector: Sequence[float], most: int, documents: Sequence[str] | None = None
    ) -> dict[str, float]:
        """Passage id → cosine with `vector`, of the nearest `most` passages.

        Raises:
            ChromaUnreachable: they are on a server that does not answer.
        """
        if documents is not None and not documents:
            return {}
        with named_errors("The vector store cannot be searched"), self._place.collection() as opened:
            found: Rows = opened.passages.query(
                query_embeddings=[np.asarray(vector, dtype=np.float32)],
                n_results=most,
                where=None if documents is None else of_documents(documents),
                include=["distances"],  # Chroma takes longer to read metadata than to search
            )
        return dict(zip(found["ids"][0], (1.0 - d for d in found["distances"][0]), strict=True))

    def best_sentences(self, vector: Sequence[float], passage_ids: Sequence[str]) -> dict[str, float]:
        """Passage id → cosine of its best sentence with `vector`, of those of the passages that have sentences."""
        with named_errors("The vector store cannot be searched"):
            return self._sentences.best(vector, passage_ids)

    def _get(self, **what: Any) -> Rows:  # noqa: ANN401 - Chroma's own arguments
        with named_errors("The vector store cannot be read"), self._place.collection(slow=True) as opened:
            found: Rows = opened.passages.get(**what)
            return found

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages with these ids; those that the store does not hold are left out."""
        known, since = self._remembered.of(ids)
        if not (wanted := set(ids) - known.keys()):
            return known
        try:
            read = list(passages_of(self._get(ids=sorted(wanted), include=["metadatas", "documents"])))
        except ChromaUnreachable:
            documents = dict.fromkeys(document_of(i) for i in ids if i in wanted)
            return known | {p.id: p for document in documents for p in self._cut(document) if p.id in wanted}
        self._remembered.keep(read, since)
        return known | {p.id: p for p in read}

    def of_document(self, document_id: str) -> list[Passage]:
        """All passages of one document, in reading order."""
        return self.of_documents([document_id])

    def of_documents(self, document_ids: Sequence[str]) -> list[Passage]:
        """All passages of these documents, in order of the documents' ids and then of reading."""
        if not document_ids:
            return []
        where = of_documents(document_ids)
        try:
            found = list(passages_of(self._get(where=where, include=["metadatas", "documents"])))
        except ChromaUnreachable:
            found = [p for document_id in dict.fromkeys(document_ids) for p in self._cut(document_id)]
        return sorted(found, key=lambda p: (p.document_id, p.start))

    def _cut(self, document_id: str) -> Sequence[Passage]:
        return self._served.cut(document_id) if self._served else ()

    def sentence_vectors(self, passages: Sequence[Passage]) -> Iterator[tuple[str, int, NDArray[np.float32]]]:
        """(passage id, sentence's start, vector) of every sentence of these passages."""
        with named_errors("The vector store cannot be read"):
            found = self._sentences.of([p.id for p in passages])
        for p in passages:
            for sentence, row in zip(p.sentences, found.get(p.id, ()), strict=p.id in found):
                yield p.id, sentence.start, row

    def damage(self) -> str:
        """What is wrong with the vectors, all of which are looked at; empty where nothing is."""
        for at in range(0, self._count(), PASSAGES_A_READ):
            found = self._get(limit=PASSAGES_A_READ, offset=at, include=["embeddings"])
            vectors = np.asarray(found["embeddings"], dtype=np.float32)
            if len(vectors) != len(found["ids"]):
                return f"Vectors of {len(found['ids']) - len(vectors)} passages are missing."
            if bad := np.flatnonzero(~(np.abs(np.linalg.norm(vectors, axis=1) - 1) < NOT_UNIT)).tolist():
                return f"Vectors of {len(bad)} passages are damaged, that of {found['ids'][bad[0]]} among them."
            for i in range(0, len(vectors), PASSAGES_A_TRIAL):
                nearest = self.nearest_passages(vectors[i].tolist(), 1)
                if max(nearest.values(), default=0.0) < 1 - NOT_UNIT:
                    return f"Passage {found['ids'][i]} is not found by its own vector."
        if bad_rows := self._sentences.damaged(NOT_UNIT):
            return f"Vectors of {bad_rows} sentences are damaged."
        return ""

    def count(self) -> int:
        """How many passages are in the store, with all of their vectors."""
        return min(self._count(), self._sentences.count())

    def _count(self) -> int:
        with named_errors("The vector store cannot be read"), self._place.collection() as opened:
            return int(opened.passages.count())


def discard(folder: Path) -> None:
    """Throw the store in `folder` away; it is derived from the shelf and can be made again."""
    shutil.rmtree(folder, ignore_errors=True)
