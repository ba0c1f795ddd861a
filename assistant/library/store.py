"""The vector store: passages in Chroma, by cosine, and beside it the vectors of their sentences.

The collection is named after the settings fingerprint and carries the model, its checksum and its dimensions; a
store that was built with others is refused with the command that mends it. All of it is derived: it can be
thrown away and filled again from the shelf. This module is the only place that imports Chroma.
"""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.errors import IndexMismatch, StoreError
from assistant.library.hnsw_files import misshapen
from assistant.library.panics import is_panic
from assistant.library.pooling import PassageVectors
from assistant.library.rows import SentenceRows
from assistant.records import Passage, Span

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection
    from numpy.typing import NDArray


PASSAGES_A_READ = 5000
"""Passages listed at once: bounds memory."""
PASSAGES_A_TRIAL = 250
"""One passage in so many is looked for by its own vector when the store is examined."""
NOT_UNIT = 0.02
"""By how much the length of a vector may differ from 1, in bf16 too, before it counts as damaged."""


@dataclass(frozen=True, slots=True)
class StoreIdentity:
    """What decides whether vectors may be compared: settings fingerprint, model, its checksum, vector length."""

    fingerprint: str
    model: str
    checksum: str
    dimensions: int


class VectorStore:
    """Passages and their vectors, by nearest first."""

    def __init__(self, folder: Path, identity: StoreIdentity) -> None:
        """Open or create the store in `folder`.

        Raises:
            IndexMismatch: the store was built with another model or other passage settings.
            StoreError: Chroma cannot open it.
        """
        import chromadb

        self._identity = identity
        self._lock = threading.Lock()
        with _named_errors(f"The vector store in {folder} cannot be opened"):
            folder.mkdir(parents=True, exist_ok=True)
            if wrong := misshapen(folder):
                raise StoreError(f"The vector store is damaged: {wrong}")
            # anonymized_telemetry: chroma#4966. allow_reset stays off: nothing here may empty the store in one call.
            options = chromadb.config.Settings(anonymized_telemetry=False, is_persistent=True)
            try:
                self._client = chromadb.PersistentClient(path=str(folder), settings=options)
            except BaseException:  # else it gives the half-made one to whoever opens the folder next
                chromadb.api.client.SharedSystemClient._identifier_to_system.pop(str(folder), None)
                raise
            try:
                self._refuse_others()
                self._passages = self._collection("passages")
                self._sentences = SentenceRows(folder / f"sentences-{identity.fingerprint}", identity.dimensions)
            except BaseException:
                self._client.close()  # else Chroma keeps the folder open for the whole process
                raise

    def close(self) -> None:
        """Let go of the folder; the store is of no use afterwards."""
        self._sentences.close()
        self._client.close()

    def _refuse_others(self) -> None:
        names = [collection.name for collection in self._client.list_collections()]
        if names and f"passages-{self._identity.fingerprint}" not in names:
            found = self._client.get_collection(names[0]).metadata or {}
            raise IndexMismatch(
                f"The index was built with {found.get('model') or 'another model'} under other settings "
                f"({found.get('fingerprint')}), not with {self._identity.model} ({self._identity.fingerprint})."
            )

    def _collection(self, what: str) -> Collection:
        identity = self._identity
        metadata = {
            "fingerprint": identity.fingerprint,
            "model": identity.model,
            "checksum": identity.checksum,
            "dimensions": identity.dimensions,
        }
        collection = self._client.get_or_create_collection(
            f"{what}-{identity.fingerprint}",
            metadata=metadata,
            configuration={"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 400}},
            embedding_function=None,
        )
        found = collection.metadata or {}
        if found.get("checksum") != identity.checksum or found.get("dimensions") != identity.dimensions:
            raise IndexMismatch(
                f"The index holds vectors of {found.get('model')} ({found.get('dimensions')} dimensions, "
                f"sum {str(found.get('checksum'))[:12]}), not of the model that is set."
            )
        return collection

    def add(self, passages: Sequence[Passage], vectors: Sequence[PassageVectors]) -> None:
        """Put passages in with their vectors; the same passage again replaces itself."""
        if not passages:
            return
        with self._lock, _named_errors("The vector store cannot be written"):
            self._sentences.add(passages, [v.sentences for v in vectors])
            step = self._client.get_max_batch_size()
            for at in range(0, len(passages), step):
                part = passages[at : at + step]
                self._passages.upsert(
                    ids=[p.id for p in part],
                    embeddings=[v.passage for v in vectors[at : at + step]],
                    metadatas=[_flat(p) for p in part],
                    documents=[p.text for p in part],
                )

    def remove(self, document_ids: Sequence[str]) -> None:
        """Take out all passages of these documents."""
        if document_ids:
            with self._lock, _named_errors("The vector store cannot be written"):
                self._passages.delete(where=_where(document_ids))
                self._sentences.remove(document_ids)

    def passages_by_document(self) -> dict[str, int]:
        """Document id → how many passages of it are in the store, of those that are whole."""
        held: Counter[str] = Counter()
        for at in range(0, self._passages.count(), PASSAGES_A_READ):
            found = self._get(limit=PASSAGES_A_READ, offset=at, include=["metadatas"])
            held.update(str(metadata["document_id"]) for metadata in found["metadatas"])
        with_sentences = self._sentences.counts(held)
        return {document_id: min(n, with_sentences[document_id]) for document_id, n in held.items()}

    def nearest_passages(
        self, vector: Sequence[float], most: int, documents: Sequence[str] | None = None
    ) -> dict[str, float]:
        """Passage id → cosine with `vector`, of the nearest `most` passages."""
        if documents is not None and not documents:
            return {}
        with _named_errors("The vector store cannot be searched"):
            found: _Rows = self._passages.query(
                query_embeddings=[np.asarray(vector, dtype=np.float32)],
                n_results=most,
                where=None if documents is None else _where(documents),
                include=["distances"],  # Chroma takes longer to read metadata than to search
            )
        return dict(zip(found["ids"][0], (1.0 - d for d in found["distances"][0]), strict=True))

    def best_sentences(self, vector: Sequence[float], passage_ids: Sequence[str]) -> dict[str, float]:
        """Passage id → cosine of its best sentence with `vector`, of those of the passages that have sentences."""
        with _named_errors("The vector store cannot be searched"):
            return self._sentences.best(vector, passage_ids)

    def _get(self, **what: Any) -> _Rows:  # noqa: ANN401 - Chroma's own arguments
        with _named_errors("The vector store cannot be read"):
            found: _Rows = self._passages.get(**what)
            return found

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages with these ids; those that the store does not hold are left out."""
        if not ids:
            return {}
        return {p.id: p for p in _read(self._get(ids=list(ids), include=["metadatas", "documents"]))}

    def of_document(self, document_id: str) -> list[Passage]:
        """All passages of one document, in reading order."""
        return self.of_documents([document_id])

    def of_documents(self, document_ids: Sequence[str]) -> list[Passage]:
        """All passages of these documents, in order of the documents' ids and then of reading."""
        if not document_ids:
            return []
        found = _read(self._get(where=_where(document_ids), include=["metadatas", "documents"]))
        return sorted(found, key=lambda p: (p.document_id, p.start))

    def sentence_vectors(self, passages: Sequence[Passage]) -> Iterator[tuple[str, int, NDArray[np.float32]]]:
        """(passage id, sentence's start, vector) of every sentence of these passages."""
        with _named_errors("The vector store cannot be read"):
            found = self._sentences.of([p.id for p in passages])
        for p in passages:
            for sentence, row in zip(p.sentences, found.get(p.id, ()), strict=p.id in found):
                yield p.id, sentence.start, row

    def damage(self) -> str:
        """What is wrong with the vectors, all of which are looked at; empty where nothing is."""
        for at in range(0, self._passages.count(), PASSAGES_A_READ):
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
        with _named_errors("The vector store cannot be read"):
            return min(int(self._passages.count()), self._sentences.count())


def discard(folder: Path) -> None:
    """Throw the store in `folder` away; it is derived from the shelf and can be made again."""
    shutil.rmtree(folder, ignore_errors=True)


_Rows = dict[str, Any]
"""Columns of what Chroma found: ids, metadatas, documents …"""


@contextmanager
def _named_errors(what: str) -> Iterator[None]:
    """Whatever Chroma raises (many kinds, some from its compiled core) as the one error that a user can mend."""
    try:
        yield
    except StoreError:
        raise
    except Exception as error:
        raise StoreError(f"{what}: {error}") from error
    except BaseException as error:
        if is_panic(error):
            raise StoreError(f"{what}: {error}") from error
        raise


def _read(found: _Rows) -> Iterator[Passage]:
    rows = zip(found["ids"], found["metadatas"] or [], found["documents"] or [], strict=True)
    return (_passage(i, dict(metadata), text) for i, metadata, text in rows)


def _where(documents: Sequence[str]) -> Any:  # noqa: ANN401 - Chroma's filter type
    return {"document_id": documents[0]} if len(documents) == 1 else {"document_id": {"$in": list(documents)}}


def _flat(p: Passage) -> dict[str, Any]:
    """A passage's fields as Chroma takes them: flat values only."""
    spans = " ".join(f"{s.start}-{s.end}" for s in p.sentences)
    return {
        "document_id": p.document_id,
        "version": p.version,
        "start": p.start,
        "end": p.end,
        "title": p.title,
        "heading": p.heading,
        "page": p.page or 0,
        "sentences": spans,
    }


def _passage(passage_id: str, fields: dict[str, Any], text: str) -> Passage:
    spans = [part.split("-") for part in str(fields["sentences"]).split()]
    return Passage(
        id=passage_id,
        document_id=str(fields["document_id"]),
        version=int(fields["version"]),
        start=int(fields["start"]),
        end=int(fields["end"]),
        text=text,
        title=str(fields["title"]),
        heading=str(fields["heading"]),
        page=int(fields["page"]) or None,
        sentences=tuple(Span(int(a), int(b)) for a, b in spans),
    )
