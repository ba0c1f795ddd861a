"""The catalogue: as the shelf is now, whoever wrote, and read again only where somebody did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.library.corrections import Corrections
from assistant.library.shelf import Shelf
from assistant.records import Document, Metadata


def document(name: str, day: str = "2024-01-01") -> Document:
    return Document(name, 1, f"The text of {name}.", Metadata(title=name, date=day), sha256=name)


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path / "shelf.sqlite")
    shelf.put(document("b", "2024-02-02"), named=False)
    shelf.put(document("a", "2024-03-03"), named=False)
    yield shelf
    shelf.close()


def names(shelf: Shelf) -> list[str]:
    return [d.metadata.title for d in shelf.catalogue()]


def test_what_this_process_writes_is_there_at_once(shelf):
    assert names(shelf) == ["b", "a"]
    shelf.put(document("c"), named=False)
    assert names(shelf) == ["c", "b", "a"]
    shelf.remove(["b"])
    assert names(shelf) == ["c", "a"]
    Corrections(shelf.database).put("a", {"title": "A corrected title"})
    assert names(shelf) == ["c", "A corrected title"]


def test_what_another_process_writes_is_there_at_once(shelf, tmp_path):
    assert names(shelf) == ["b", "a"]
    other = Shelf(tmp_path / "shelf.sqlite")
    other.put(replace(document("a", "2024-03-03"), version=2, text="New."), named=False)
    other.close()
    assert [d.version for d in shelf.catalogue()] == [1, 2]


def test_what_was_taken_back_was_never_there(shelf):
    with pytest.raises(RuntimeError), shelf.database.writing() as db:
        db.execute("DELETE FROM documents WHERE id = 'a'")
        assert names(shelf) == ["b"]
        raise RuntimeError
    assert names(shelf) == ["b", "a"]


def test_unchanged_documents_are_not_taken_apart_again(shelf):
    before = {d.id: d for d in shelf.catalogue()}
    shelf.put(document("c"), named=False)
    after = {d.id: d for d in shelf.catalogue()}
    assert after["a"] is before["a"] and after["b"] is before["b"]


def test_a_list_that_somebody_changed_is_nobody_elses(shelf):
    shelf.catalogue().clear()
    assert names(shelf) == ["b", "a"]
