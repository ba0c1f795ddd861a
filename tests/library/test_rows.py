"""Rows of sentences: found by passage, kept over restarts, whole after a write that was cut short."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.library import rows as module
from assistant.library.rows import PLACE, SentenceRows
from assistant.records import Passage


def passage(document: str, start: int, version: int = 1) -> Passage:
    return Passage(f"{document}@{version}:{start}-{start + 9}", document, version, start, start + 9, "A text.")


A, B, C = passage("a", 0), passage("a", 10), passage("c", 0)
OF_A = np.array([[1, 0, 0], [0, 1, 0]], np.float32)
OF_B = np.array([[0, 0.6, 0.8]], np.float32)
NONE = np.empty((0, 3), np.float32)


@pytest.fixture
def filled(tmp_path: Path) -> SentenceRows:
    rows = SentenceRows(tmp_path, 3)
    rows.add([A, B], [OF_A, OF_B])
    rows.add([C], [NONE])
    return rows


def same(found: dict[str, np.ndarray], wanted: dict[str, np.ndarray]) -> bool:
    return list(found) == list(wanted) and all(np.array_equal(found[i], wanted[i]) for i in wanted)


def test_each_passage_has_its_own_rows_in_the_order_asked(filled: SentenceRows) -> None:
    assert same(filled.of([B.id, "gone", C.id, A.id]), {B.id: OF_B, A.id: OF_A})
    assert filled.of([]) == filled.of(["gone"]) == {}


def test_a_passage_is_as_near_as_its_best_sentence(filled: SentenceRows) -> None:
    assert filled.best([0, 1, 0], [A.id, B.id, C.id]) == {A.id: pytest.approx(1), B.id: pytest.approx(0.6)}
    assert filled.best([0, 1, 0], [C.id]) == {}


def test_passages_are_counted_also_those_without_sentences(filled: SentenceRows) -> None:
    assert (filled.count(), filled.counts(["a", "c", "nobody"])) == (3, {"a": 2, "c": 1, "nobody": 0})


def test_all_of_it_is_there_after_a_restart(filled: SentenceRows, tmp_path: Path) -> None:
    filled.remove(["c"])
    again = SentenceRows(tmp_path, 3)
    assert same(again.of([A.id, B.id, C.id]), {A.id: OF_A, B.id: OF_B})
    assert again.count() == 2


def test_what_is_removed_can_come_back_and_what_is_added_again_replaces_itself(filled: SentenceRows) -> None:
    filled.add([A], [OF_B])
    assert same(filled.of([A.id]), {A.id: OF_B})
    filled.remove(["a", "nobody"])
    assert (filled.count(), filled.of([A.id, B.id])) == (1, {})
    filled.add([A], [OF_A])
    assert same(filled.of([A.id, B.id]), {A.id: OF_A})
    assert filled.count() == 2


@pytest.mark.parametrize("torn", [1, PLACE.itemsize - 1, PLACE.itemsize + 5])
def test_a_write_cut_short_leaves_what_was_whole(filled: SentenceRows, tmp_path: Path, torn: int) -> None:
    places = tmp_path / "0.places"
    places.write_bytes(places.read_bytes()[:-torn])
    with (tmp_path / "0.vectors").open("ab") as vectors:
        vectors.write(b"half a row")
    again = SentenceRows(tmp_path, 3)
    assert again.count() == (2 if torn < PLACE.itemsize else 1)
    again.remove(["a"])
    again.add([A, B], [OF_A, OF_B])
    assert same(SentenceRows(tmp_path, 3).of([A.id, B.id]), {A.id: OF_A, B.id: OF_B})


def test_places_whose_rows_are_lost_do_not_count(filled: SentenceRows, tmp_path: Path) -> None:
    vectors = tmp_path / "0.vectors"
    vectors.write_bytes(vectors.read_bytes()[:-1])
    again = SentenceRows(tmp_path, 3)
    assert same(again.of([A.id, B.id]), {A.id: OF_A})


def test_dead_rows_are_given_up_when_it_is_opened(
    filled: SentenceRows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REWRITTEN_FROM", 5)
    for version in range(2, 6):
        filled.remove(["a"])
        filled.add([passage("a", 0, version)], [OF_A])
    filled.close()
    again = SentenceRows(tmp_path, 3)
    assert (tmp_path / "1.vectors").stat().st_size == OF_A.nbytes
    assert sorted(file.name for file in tmp_path.iterdir()) == ["1.places", "1.vectors"]
    assert same(again.of([passage("a", 0, 5).id, A.id]), {passage("a", 0, 5).id: OF_A})
    assert same(SentenceRows(tmp_path, 3).of([passage("a", 0, 5).id]), {passage("a", 0, 5).id: OF_A})
    assert again.count() == 2


def test_what_another_process_has_written_is_seen_once_it_is_told_of(tmp_path: Path) -> None:
    told = [0]
    mine, theirs = SentenceRows(tmp_path, 3, lambda: told[0]), SentenceRows(tmp_path, 3, lambda: told[0])
    mine.add([A], [OF_A])
    assert theirs.count() == 0
    told[0] += 1
    assert same(theirs.of([A.id]), {A.id: OF_A})
    theirs.add([B], [OF_B])
    told[0] += 1
    mine.add([C], [OF_B])
    mine.remove(["a"])
    told[0] += 1
    assert same(theirs.of([A.id, B.id, C.id]), {C.id: OF_B})


def test_a_matrix_that_others_read_is_not_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REWRITTEN_FROM", 1)
    SentenceRows(tmp_path, 3, lambda: 1).add([A], [OF_A])
    SentenceRows(tmp_path, 3, lambda: 1).remove(["a"])
    assert SentenceRows(tmp_path, 3, lambda: 1).count() == 0
    assert (tmp_path / "0.vectors").stat().st_size == OF_A.nbytes
