from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.library import remembered
from assistant.library.remembered import Remembered
from assistant.library.store import VectorStore
from assistant.library.turn import nobodys
from tests.library.test_store import IDENTITY, P1, P2, P3, fill, vectors


def test_what_was_read_is_known_until_something_is_written():
    known = Remembered(nobodys)
    found, since = known.of([P1.id, P2.id])
    assert found == {}
    known.keep([P1], since)
    assert known.of([P1.id, P2.id])[0] == {P1.id: P1}
    known.forget()
    assert known.of([P1.id])[0] == {}


def test_what_was_read_before_a_write_is_not_kept_after_it():
    known = Remembered(nobodys)
    _, since = known.of([P1.id])
    known.forget()
    known.keep([P1], since)
    assert known.of([P1.id])[0] == {}


def test_what_another_process_writes_counts_too():
    written = [0]
    known = Remembered(lambda: written[0])
    known.keep([P1], known.of([P1.id])[1])
    written[0] = 1
    assert known.of([P1.id])[0] == {}


def test_those_asked_for_least_lately_go_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(remembered, "MOST", 2)
    known = Remembered(nobodys)
    known.keep([P1, P2], 0)
    known.of([P1.id])
    known.keep([P3], 0)
    assert set(known.of([P1.id, P2.id, P3.id])[0]) == {P1.id, P3.id}


def test_a_store_gives_what_stands_in_it_now(tmp_path: Path):
    store = VectorStore(tmp_path, IDENTITY)
    fill(store)
    assert store.passages([P1.id, P3.id]) == store.passages([P1.id, P3.id]) == {P1.id: P1, P3.id: P3}
    renamed = replace(P3, title="Another title")
    store.add([renamed], [vectors([0, 0, -1])])
    assert store.passages([P3.id]) == {P3.id: renamed}
    store.remove([P1.document_id])
    assert store.passages([P1.id, P3.id]) == {P3.id: renamed}
    store.close()
