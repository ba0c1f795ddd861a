"""The index: vector store and terms index, filled from the shelf and mended from it when out of step."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial

from assistant.errors import ChromaUnreachable
from assistant.library.ahead import Embedder, Vectors, ahead
from assistant.library.chunk import chunk
from assistant.library.embed import ModelEmbeddings
from assistant.library.pooling import PassageVectors
from assistant.library.room import must_have_room
from assistant.library.shelf import Shelf
from assistant.library.store import VectorStore
from assistant.library.terms import Terms
from assistant.library.turn import WAIT_S, Turn
from assistant.records import Document, Passage

_log = logging.getLogger(__name__)

PASSAGES_A_WRITE = 256
"""Passages embedded and written together: enough to fill the model's batches, few enough to lose little in a crash."""

DOCUMENTS_A_LOOK = 200
"""Documents whose passages are taken from the store at once."""

Progress = Callable[[int, int], None]
"""Called with (passages done, passages known of so far)."""
Batch = list[tuple[Document, list[Passage]]]
"""Documents that are written together, each with its passages."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A batch, and a function that gives the vectors of a slice of its passages; that hears how many of it are done."""

    batch: Batch
    vectors: Callable[[slice, Callable[[int], None]], list[PassageVectors]]

    @property
    def passages(self) -> list[Passage]:
        """The passages of all of its documents."""
        return [passage for _, cut in self.batch for passage in cut]


Derive = Callable[[Iterable[Document]], Generator[Derived]]
"""How passages and vectors are made of documents, ahead of their being written: here, or elsewhere."""


def _embedded(told: Callable[[int], None], before: int, done: int) -> None:
    told(before + done)


def silent(done: int, known: int) -> None:
    """A progress that says nothing."""


@dataclass(frozen=True, slots=True)
class Index:
    """Writes documents' passages to both indexes and marks them on the shelf when they are whole."""

    shelf: Shelf
    store: VectorStore
    terms: Terms
    embeddings: ModelEmbeddings
    turn: Turn = field(default_factory=Turn)

    @contextmanager
    def writing(self, wait_s: float = WAIT_S) -> Iterator[None]:
        """Whatever changes shelf and indexes stands in here: one thread does, and of a shared library one process.

        Raises:
            LibraryInUse: another process still does after `wait_s`.
        """
        with self.turn.taken(wait_s) as crashed:
            if crashed:
                self._mend(silent)
            yield

    def write(self, documents: Iterable[Document], progress: Progress = silent, derive: Derive | None = None) -> int:
        """Derive these documents' passages anew; returns how many there are.

        Each document's old passages go first, so that a crash in between leaves a document unmarked, never doubled.
        What `progress` raises ends it between two batches. `derive` is how they are derived, if not here. While the
        Chroma server is gone, documents stay unmarked too: they are derived once it is back.

        Raises:
            DiskFull: there is no room for the next documents' passages; nothing of these was changed yet.
        """
        done = known = waiting = 0
        with closing((derive or self._here)(documents)) as batches:  # what is made ahead ends with the writing
            for derived in batches:
                held = len(derived.passages)
                known += held

                def told(of_batch: int, done: int = done, known: int = known) -> None:
                    progress(done + of_batch, known)

                try:
                    self._put(derived, told)
                    done += held
                except ChromaUnreachable:
                    waiting += len(derived.batch)
                if held >= PASSAGES_A_WRITE and self.turn.give_way():
                    self._derive(self.shelf.unindexed(), silent)
        if waiting:
            _log.warning("%d documents are kept, and can be searched once the Chroma server answers again.", waiting)
        return done

    def _put(self, derived: Derived, told: Callable[[int], None]) -> None:
        ids, passages = [document.id for document, _ in derived.batch], derived.passages
        self.store.must_answer()
        must_have_room(self.shelf.folder, passages)
        for at in range(0, max(len(passages), 1), PASSAGES_A_WRITE):
            part = passages[at : at + PASSAGES_A_WRITE]
            vectors = derived.vectors(slice(at, at + len(part)), partial(_embedded, told, at))
            if at == 0:  # no sooner: what is stopped before it leaves the earlier versions whole
                self.store.remove(ids)
            self.store.add(part, vectors)
            told(at + len(part))
        self.terms.replace(ids, passages)
        self.shelf.mark_indexed({document.id: len(cut) for document, cut in derived.batch})

    def _here(self, documents: Iterable[Document]) -> Generator[Derived]:
        """One batch is embedded while the next is read and cut and the one before is stored."""
        with Embedder(self.embeddings, PASSAGES_A_WRITE) as embedder:

            def begun() -> Iterator[Derived]:
                for batch in self._batches(documents):
                    yield Derived(batch, Vectors(embedder, [passage for _, cut in batch for passage in cut]))

            yield from ahead(begun(), 1)

    def _batches(self, documents: Iterable[Document]) -> Iterator[Batch]:
        batch: Batch = []
        for document in documents:
            cut = chunk(document, self.embeddings.count_tokens, self.embeddings.passage_tokens)
            batch.append((document, cut))
            if sum(len(passages) for _, passages in batch) >= PASSAGES_A_WRITE:
                yield batch
                batch = []
        if batch:
            yield batch

    def remove(self, document_ids: Sequence[str]) -> None:
        """Take these documents out of both indexes; the shelf knows before the first is gone, in case of a crash.

        Raises:
            ChromaUnreachable: nothing was changed.
        """
        if document_ids:
            self.store.must_answer()
            self.shelf.mark_unindexed(document_ids)
            self.store.remove(document_ids)
            self.terms.replace(document_ids, ())

    def take_back(self, document_ids: Sequence[str]) -> None:
        """Let shelf and indexes forget these documents' newest versions, whose writing was cut off.

        Where it had not come to the store yet, the earlier version still stands in both indexes and is marked so again;
        else it is derived again at the next start.
        """
        gone = self.shelf.take_back(document_ids)
        self.store.must_answer()  # else what they hold would be judged by what they should
        earlier = [self.shelf.get(i) for i in document_ids if i not in gone]
        held = Counter((p.document_id, p.version) for p in self.store.of_documents([d.id for d in earlier]))
        whole = {d.id: d.passages for d in earlier if held[d.id, d.version] == d.passages}
        self.remove([i for i in document_ids if i not in whole])
        self.shelf.mark_indexed(whole)

    def mend(self, progress: Progress = silent, wait_s: float = WAIT_S) -> int:
        """Derive what the shelf says is not indexed, and what the indexes do not hold as it says; passages written.

        Cheap where all is well: three counts. Where they differ, documents are compared one by one, and only those
        that differ are embedded again.

        Raises:
            LibraryInUse: another process still writes after `wait_s`.
            ChromaUnreachable: it cannot be seen whether all is well.
        """
        with self.turn.taken(wait_s):
            return self._mend(progress)

    def _mend(self, progress: Progress) -> int:
        written = self._derive(self.shelf.unindexed(), progress)
        if self.out_of_step():
            should = self.shelf.passages()
            found = self.store.passages_by_document()
            self.remove([i for i in found if i not in should])
            self.shelf.mark_unindexed(i for i, n in should.items() if found.get(i, 0) != n)
            written += self._derive(self.shelf.unindexed(), progress)
        if self.out_of_step():
            self._derive_terms()
        return written

    def out_of_step(self) -> str:
        """In which way the indexes do not hold what the shelf says; empty where they do."""
        should = sum(self.shelf.passages().values())
        vectors, terms = self.store.count(), self.terms.count()
        if vectors == terms == should:
            return ""
        return f"{should} passages should be indexed; {vectors} have vectors and {terms} have terms."

    def _derive(self, document_ids: Sequence[str], progress: Progress) -> int:
        return self.write((self.shelf.get(document_id) for document_id in document_ids), progress)

    def _derive_terms(self) -> None:
        """Fill the terms index from the store's passages, which need not be embedded again for it."""
        self.terms.clear()
        ids = list(self.shelf.passages())
        for at in range(0, len(ids), DOCUMENTS_A_LOOK):
            some = ids[at : at + DOCUMENTS_A_LOOK]
            self.terms.replace(some, self.store.of_documents(some))
