"""The vector store, on a real Chroma and with handmade vectors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexMismatch, StoreError
from assistant.library.collection import StoreIdentity
from assistant.library.pooling import PassageVectors
from assistant.library.store import VectorStore, discard
from assistant.records import Passage, Span

IDENTITY = StoreIdentity("f1", "a-model", "0123456789abcdef", 3)
TWO = (Span(0, 8), Span(9, 13))
P1 = Passage("a@1:0-20", "a", 1, 0, 20, "One 第一. Two.", title="A", heading="H > I", page=4, sentences=TWO)
P2 = Passage("a@1:20-30", "a", 1, 20, 30, "Three.", title="A", sentences=(Span(20, 26),))
P3 = Passage("b@2:0-5", "b", 2, 0, 5, "Four.", title="B", sentences=())


def vectors(passage: list[float], *sentences: list[float]) -> PassageVectors:
    rows = np.array(sentences, dtype=np.float32).reshape(len(sentences), 3)
    return PassageVectors(np.array(passage, dtype=np.float32), rows)


def fill(store: VectorStore) -> None:
    store.add(
        [P1, P2, P3],
        [vectors([1, 0, 0], [0.6, 0.8, 0], [0, 0, 1]), vectors([0.8, 0.6, 0], [0, 1, 0]), vectors([0, 0, -1])],
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    store = VectorStore(tmp_path / "chroma", IDENTITY)
    fill(store)
    yield store
    store.close()


def test_nearest_passages_by_cosine(store: VectorStore) -> None:
    found = store.nearest_passages([1, 0, 0], 10)
    assert list(found) == [P1.id, P2.id, P3.id]
    assert list(found.values()) == pytest.approx([1.0, 0.8, 0.0], abs=1e-5)
    assert list(store.nearest_passages([1, 0, 0], 1)) == [P1.id]


def test_a_passage_counts_by_its_best_sentence(store: VectorStore) -> None:
    found = store.best_sentences([0, 1, 0], [P1.id, P2.id, P3.id, "gone"])
    assert found == {P2.id: pytest.approx(1.0, abs=1e-5), P1.id: pytest.approx(0.8, abs=1e-5)}


def test_only_the_documents_in_scope(store: VectorStore) -> None:
    assert list(store.nearest_passages([1, 0, 0], 10, ["b"])) == [P3.id]
    assert list(store.nearest_passages([1, 0, 0], 10, ["b", "a"])) == [P1.id, P2.id, P3.id]
    assert store.nearest_passages([1, 0, 0], 10, []) == {}


def test_passages_come_back_as_they_went_in(store: VectorStore) -> None:
    assert store.passages([P3.id, P1.id, "gone"]) == {P1.id: P1, P3.id: P3}
    assert store.passages([]) == {}
    assert store.of_document("a") == [P1, P2]
    assert store.of_documents(["b", "a"]) == [P1, P2, P3]
    assert store.of_document("nobody") == store.of_documents([]) == []


def test_sentence_vectors_come_back(store: VectorStore) -> None:
    found = {(passage, start): [float(x) for x in row] for passage, start, row in store.sentence_vectors([P1])}
    assert found == {
        (P1.id, 0): pytest.approx([0.6, 0.8, 0], abs=1e-5),
        (P1.id, 9): pytest.approx([0, 0, 1], abs=1e-5),
    }
    assert list(store.sentence_vectors([])) == []


def test_the_same_passage_again_replaces_itself(store: VectorStore) -> None:
    fill(store)
    assert store.count() == 3
    assert store.passages_by_document() == {"a": 2, "b": 1}


def test_what_is_removed_is_gone_with_its_sentences(store: VectorStore) -> None:
    store.remove(["a", "nobody"])
    store.remove([])
    assert store.passages_by_document() == {"b": 1}
    assert store.best_sentences([0, 1, 0], [P1.id, P2.id]) == {}
    assert list(store.nearest_passages([1, 0, 0], 10)) == [P3.id]


def test_an_empty_store_finds_nothing(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "chroma", IDENTITY)
    store.add([], [])
    assert (store.count(), store.nearest_passages([1, 0, 0], 5), store.passages_by_document()) == (0, {}, {})
    store.close()


# A store is of one model ---------------------------------------------------------------------------------------------


def test_it_is_there_after_a_restart(tmp_path: Path) -> None:
    first = VectorStore(tmp_path, IDENTITY)
    fill(first)
    first.close()
    again = VectorStore(tmp_path, IDENTITY)
    assert again.of_document("a") == [P1, P2]
    assert list(again.nearest_passages([1, 0, 0], 1)) == [P1.id]
    again.close()


@pytest.mark.parametrize(
    "other",
    [
        replace(IDENTITY, fingerprint="f2", model="b-model"),
        replace(IDENTITY, checksum="fedcba"),
        replace(IDENTITY, dimensions=4),
    ],
)
def test_a_store_of_another_model_is_refused_with_the_command_that_mends_it(
    tmp_path: Path, other: StoreIdentity
) -> None:
    first = VectorStore(tmp_path, IDENTITY)
    fill(first)
    first.close()
    with pytest.raises(IndexMismatch, match="a-model") as caught:
        VectorStore(tmp_path, other)
    assert "briefing doctor --repair" in caught.value.hint
    discard(tmp_path)  # what the command does; also in the process that was refused
    again = VectorStore(tmp_path, other)
    assert again.count() == 0
    again.close()
    discard(tmp_path / "gone")


def test_a_damaged_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_text("This is no database, and long enough to be seen as none." * 20)
    with pytest.raises(StoreError, match="cannot be opened"):
        VectorStore(tmp_path, IDENTITY)
