"""The shelf: versions, identity, scopes, and that lists leave texts where they are."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import StoreError, UnknownDocument
from assistant.library.shelf import Shelf, in_scope
from assistant.records import Document, Metadata, Quotation, Scope, Source

RICH = Document(
    id="treaty",
    version=1,
    text="Article 1.\nПервая статья. 第一条。\n",
    metadata=Metadata(
        title="Treaty",
        date="2024-06-19",
        until="2024-06-20",
        issuer="Kim; Putin",
        kind="treaty",
        language="en",
        completeness="part",
        sources=(Source("https://a.example/", "A", "primary", "part"),),
        quotations=(Quotation("support", "第一条", "Kim", "KCNA"),),
    ),
    path="/records/treaty.md",
    page_starts=(0, 11),
    sha256="s1",
)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "shelf.sqlite")
    yield shelf
    shelf.close()


def held(shelf: Shelf, document_id: str, **metadata: str) -> Document:
    document = Document(document_id, 1, "Text.", Metadata(**{"title": document_id, **metadata}), sha256=document_id)
    shelf.put(document, named=False)
    return document


def test_a_document_comes_back_as_it_went_in(shelf: Shelf) -> None:
    shelf.put(RICH, named=True)
    assert shelf.get("treaty") == RICH
    assert shelf.documents() == [RICH]


def test_it_is_there_after_a_restart(tmp_path: Path) -> None:
    first = Shelf(tmp_path / "shelf.sqlite")
    first.put(RICH, named=True)
    first.close()
    again = Shelf(tmp_path / "shelf.sqlite")
    assert again.get("treaty") == RICH
    again.close()


def test_earlier_versions_stay_readable(shelf: Shelf) -> None:
    shelf.put(RICH, named=True)
    shelf.put(replace(RICH, version=2, text="Article 2.", sha256="s2"), named=True)
    assert shelf.get("treaty").text == "Article 2."
    assert shelf.get("treaty", 1).text == RICH.text
    assert shelf.versions("treaty") == [1, 2]
    assert shelf.latest("treaty") == (2, "/records/treaty.md", True)


def test_what_is_not_held_is_named(shelf: Shelf) -> None:
    shelf.put(RICH, named=True)
    with pytest.raises(UnknownDocument, match="no document 'pact'"):
        shelf.get("pact")
    with pytest.raises(UnknownDocument, match="no version 7 of document 'treaty'"):
        shelf.get("treaty", 7)


def test_removing_forgets_all_versions_but_not_that_there_were_documents(shelf: Shelf) -> None:
    assert not shelf.ever_held()
    shelf.put(RICH, named=True)
    shelf.put(replace(RICH, version=2), named=True)
    shelf.remove(["treaty"])
    assert (shelf.count(), shelf.versions("treaty"), shelf.latest("treaty")) == (0, [], None)
    assert shelf.ever_held()


def test_the_catalogue_is_the_documents_without_their_texts(shelf: Shelf) -> None:
    shelf.put(RICH, named=True)
    shelf.mark_indexed({"treaty": 2})
    (entry,) = shelf.catalogue()
    assert entry == replace(shelf.get("treaty"), text="", length=len(RICH.text))
    assert entry.as_json() == shelf.get("treaty").as_json()


def test_lists_do_not_read_texts(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """What SQLite is asked for is looked at: 5,000 documents' texts would make every list slow."""
    for i in range(3):
        held(shelf, f"d{i}", issuer="Kim")
    asked: list[str] = []
    shelf.database._db.set_trace_callback(asked.append)
    shelf.catalogue()
    shelf.select(Scope(issuers=("kim",)))
    shelf.passages()
    shelf.count()
    assert asked
    assert not [sql for sql in asked if "text" in sql.casefold()]


def test_documents_stand_by_date_and_the_undated_last(shelf: Shelf) -> None:
    held(shelf, "late", date="2024-10-07")
    held(shelf, "undated")
    held(shelf, "month", date="2024-10")
    held(shelf, "early", date="2019-10-06")
    assert (
        [d.id for d in shelf.catalogue()] == [d.id for d in shelf.documents()] == ["early", "month", "late", "undated"]
    )


# What is indexed ---------------------------------------------------------------------------------------------------


def test_what_is_put_counts_as_indexed_only_when_it_is_said_so(shelf: Shelf) -> None:
    shelf.put(RICH, named=True)
    held(shelf, "other")
    assert shelf.unindexed() == ["other", "treaty"]
    shelf.mark_indexed({"treaty": 2, "other": 1})
    assert (shelf.unindexed(), shelf.passages()) == ([], {"treaty": 2, "other": 1})
    shelf.put(replace(RICH, version=2), named=True)
    assert (shelf.unindexed(), shelf.passages()) == (["treaty"], {"other": 1})
    shelf.mark_unindexed()
    assert shelf.unindexed() == ["other", "treaty"]


def test_some_can_be_marked_alone(shelf: Shelf) -> None:
    held(shelf, "a")
    held(shelf, "b")
    shelf.mark_indexed({"a": 1, "b": 1})
    shelf.mark_unindexed(["b", "nobody"])
    assert shelf.unindexed() == ["b"]


# Identity ----------------------------------------------------------------------------------------------------------


def test_a_document_is_found_by_its_path_and_by_its_bytes(shelf: Shelf) -> None:
    shelf.put(RICH, named=True)
    held(shelf, "pathless")
    assert shelf.at_path("/records/treaty.md") == ("treaty", "s1")
    assert shelf.at_path("/elsewhere") is None
    assert shelf.with_sum("s1") == [("treaty", "/records/treaty.md")]
    assert shelf.with_sum("pathless") == [("pathless", None)]
    assert shelf.paths() == {"/records/treaty.md": "treaty"}


def test_two_documents_never_lie_at_one_path(shelf: Shelf) -> None:
    shelf.put(RICH, named=True)
    shelf.put(replace(RICH, id="pact", sha256="s2"), named=True)
    assert shelf.at_path("/records/treaty.md") == ("pact", "s2")
    assert shelf.get("treaty").path is None
    shelf.move("treaty", "/records/treaty.md")
    assert (shelf.get("treaty").path, shelf.get("pact").path) == ("/records/treaty.md", None)


def test_a_path_that_is_no_utf8_is_kept(shelf: Shelf) -> None:
    path = b"/records/caf\xe9.md".decode("utf-8", "surrogateescape")
    shelf.put(replace(RICH, path=path), named=True)
    assert shelf.get("treaty").path == path
    assert shelf.at_path(path) == ("treaty", "s1")
    assert shelf.paths() == {path: "treaty"}
    with pytest.raises(UnknownDocument):
        shelf.get("caf\udce9")


def test_notes_are_kept(shelf: Shelf) -> None:
    assert shelf.fact("starter") is None
    shelf.note("starter", "begun")
    shelf.note("starter", "done")
    assert shelf.fact("starter") == "done"


# Scopes ------------------------------------------------------------------------------------------------------------

LETTER = Metadata(
    "Letter", date="2024-10-07", issuer="Kim Jong Un", recipient="Vladimir Putin", kind="message", language="en"
)


@pytest.mark.parametrize(
    ("scope", "inside"),
    [
        (Scope(), True),
        (Scope(documents=("d", "e")), True),
        (Scope(documents=("e",)), False),
        (Scope(issuers=("kim",)), True),
        (Scope(issuers=("Xi", "KIM JONG UN")), True),
        (Scope(issuers=("Xi",)), False),
        (Scope(recipients=("putin",), kinds=("message",)), True),
        (Scope(recipients=("putin",), kinds=("treaty",)), False),
        (Scope(languages=("en",)), True),
        (Scope(languages=("ko",)), False),
        (Scope(since="2024-10-07", until="2024-10-07"), True),
        (Scope(since="2024-10-08"), False),
        (Scope(until="2024-10-06"), False),
        (Scope(since="2024", until="2024"), True),
        (Scope(since="2024-10", until="2024-10"), True),
        (Scope(since="2024-11"), False),
        (Scope(until="2023"), False),
    ],
)
def test_a_scope_asks_for_what_it_says(scope: Scope, inside: bool) -> None:
    assert in_scope(Document("d", 1, "", LETTER), scope) is inside


@pytest.mark.parametrize(
    ("date", "until", "scope", "inside"),
    [
        ("2024-10", None, Scope(since="2024-10-20"), True),  # it may be of any day of the month
        ("2024-10", None, Scope(until="2024-10-02"), True),
        ("2024-10", None, Scope(since="2024-11-01"), False),
        ("2024-06-26", "2024-06-30", Scope(since="2024-06-29"), True),  # an act of several days
        ("2024-06-26", "2024-06-30", Scope(until="2024-06-27"), True),
        ("2024-06-26", "2024-06-30", Scope(since="2024-07-01"), False),
        (None, None, Scope(since="1900"), False),
        (None, None, Scope(until="2100"), False),
        ("--10-07", None, Scope(since="1900", until="2100"), False),
    ],
)
def test_partial_and_missing_dates(date: str | None, until: str | None, scope: Scope, inside: bool) -> None:
    assert in_scope(Document("d", 1, "", Metadata("d", date=date, until=until)), scope) is inside


def test_select_gives_ids_or_none_where_nothing_is_restricted(shelf: Shelf) -> None:
    held(shelf, "a", issuer="Kim")
    held(shelf, "b", issuer="Xi")
    assert shelf.select(Scope()) is None
    assert shelf.select(Scope(issuers=("xi",))) == ["b"]
    assert shelf.select(Scope(issuers=("Yoon",))) == []


# What can go wrong -------------------------------------------------------------------------------------------------


def test_a_file_that_is_no_shelf_is_named(tmp_path: Path) -> None:
    (tmp_path / "shelf.sqlite").write_text("This is no database, and long enough to be seen as none." * 20)
    with pytest.raises(StoreError, match="is damaged: file is not a database"):
        Shelf(tmp_path / "shelf.sqlite")


def test_a_shelf_of_another_version_is_named(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "shelf.sqlite") as db:
        db.execute("CREATE TABLE documents (id TEXT)")
    with pytest.raises(StoreError, match="another version of this program"):
        Shelf(tmp_path / "shelf.sqlite")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be opened"):
        Shelf(tmp_path / "file" / "data" / "shelf.sqlite")


def test_a_failed_write_leaves_what_was_there(shelf: Shelf) -> None:
    shelf.put(RICH, named=True)
    shelf.database._db.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="cannot be read or written"):
        shelf.put(replace(RICH, version=2, text="lost"), named=True)
    shelf.database._db.execute("PRAGMA query_only = OFF")
    assert shelf.documents() == [RICH]


def test_threads_share_it(shelf: Shelf) -> None:
    def put(name: str) -> None:
        for i in range(20):
            held(shelf, f"{name}{i}")
            shelf.catalogue()

    threads = [threading.Thread(target=put, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shelf.count() == 80
