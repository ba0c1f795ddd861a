"""Damaged files: what is wrong is said, what is whole is answered, what is derived is made again."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.answer.listener import NOBODY
from assistant.assistant import Assistant
from assistant.doctor import Finding, examine
from assistant.errors import LibraryDamaged, StoreError
from assistant.library.embed import ModelEmbeddings
from assistant.records import Answer, Question
from assistant.ui.kept import Kept
from assistant.ui.talks import Talking
from assistant.ui.turns import Turn
from tests.conftest import assistant_in
from tests.keeping.whole import ME, QUESTIONS, held
from tests.library.killing import write_made_up

Open = Callable[[], Assistant]


@pytest.fixture
def start(data: Path, embeddings: ModelEmbeddings) -> Iterator[Open]:
    """Opens the library in `data`, as a new start of the program would."""
    opened: list[Assistant] = []

    def again() -> Assistant:
        for earlier in opened:
            earlier.close()
        opened.append(assistant_in(data.parent, embeddings))
        return opened[-1]

    yield again
    for assistant in opened:
        assistant.close()


def checked(assistant: Assistant, *names: str) -> Finding:
    """What the doctor finds: of the checks of these names the one that fails first, else the last."""
    found = examine(assistant, names)
    return next((check for check in found if not check.ok), found[-1])


def flip(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    for at in range(len(whole) // 3, len(whole), max(1, len(whole) // 9)):
        whole[at] ^= 0x55
    file.write_bytes(whole)


def cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def blank(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[:64] = bytes(64)
    file.write_bytes(whole)


# The index -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("which", "damage"),
    [
        ("chroma/chroma.sqlite3", cut),
        ("chroma/*/header.bin", cut),
        ("terms/meta.json", blank),
        ("terms/*.idx", flip),
    ],
)
def test_a_damaged_index_is_named_and_made_again(
    data: Path, start: Open, which: str, damage: Callable[[Path], None]
) -> None:
    whole = start()
    before = held(whole)
    whole.close()
    damage(next(iter(sorted(data.glob(which)))))
    assistant = start()
    found = checked(assistant, "index")
    assert not found.ok and "briefing doctor --repair" in found.hint
    assert len(assistant.documents()) == 3, "what needs no index goes on"
    assert assistant.compare("pier@1", "pier@2")
    assert assistant.phrases(["the mayor"])
    assistant.repair()
    assert checked(assistant, "index").ok
    assert held(assistant) == before


@pytest.mark.parametrize("which", ["chroma/*/data_level0.bin", "chroma/sentences-*/*.vectors"])
def test_vectors_that_changed_without_a_word_are_found(
    which: str, tmp_path: Path, embeddings: ModelEmbeddings
) -> None:
    """Chroma writes its vectors out from a thousand on, and reads them without a look at what they are."""
    (tmp_path / "records").mkdir()
    write_made_up(tmp_path / "records", 260)
    assistant = assistant_in(tmp_path, embeddings)
    assistant.ingest([tmp_path / "records"])
    assistant.close()
    flip(next(iter(sorted((tmp_path / "data").glob(which)))))
    found = checked(assistant, "index")
    assert not found.ok and "briefing doctor --repair" in found.hint
    assistant.close()


def test_the_page_lets_the_folder_go_for_a_repair(data: Path, start: Open, embeddings: ModelEmbeddings) -> None:
    blank(data / "chroma" / "chroma.sqlite3")
    page = start()
    for _ in range(2):
        with pytest.raises(StoreError, match="file is not a database"):
            page.search(QUESTIONS[0])
    beside = assistant_in(data.parent, embeddings)
    beside.repair()
    beside.close()
    assert page.search(QUESTIONS[0])[0].passage.document_id == "pier", "the next question finds it mended"


# The shelf -----------------------------------------------------------------------------------------------------------


def overwrite_text_of(shelf: Path, words: bytes) -> None:
    """Overwrite the page of the shelf on which these words stand."""
    with closing(sqlite3.connect(shelf)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = db.execute("PRAGMA page_size").fetchone()[0]
    whole = bytearray(shelf.read_bytes())
    at = whole.index(words) // size * size
    assert at, "not the first page"
    whole[at : at + size] = b"\x5a" * size
    shelf.write_bytes(whole)


def test_a_damaged_page_of_the_shelf_hides_no_more_than_what_stood_on_it(data: Path, start: Open, tmp_path) -> None:
    records = tmp_path / "records"
    records.mkdir()
    for n in range(40):
        (records / f"tide-{n}.md").write_text(f"Tide {n} came at dawn. {'The water rose by a metre. ' * 60}\n")
    filled = start()
    filled.ingest([records])
    filled.backup(tmp_path / "safe.backup")
    before = {d.id for d in filled.documents()}
    filled.close()
    overwrite_text_of(data / "shelf.sqlite", b"Tide 7 came at dawn.")

    assistant = start()
    left = {d.id for d in assistant.documents()}
    assert "tide-7" not in left and len(left) >= len(before) - 4
    with pytest.raises(LibraryDamaged) as caught:
        assistant.document("tide-7")
    assert "restore" in caught.value.hint
    found = checked(assistant, "shelf")
    assert not found.ok and "tide-7@1" in found.found and "briefing restore" in found.hint
    assert "Tide 30 came at dawn" in assistant.document("tide-30").text
    assert assistant.search("When did tide 30 come?", 3)[0].passage.document_id.startswith("tide-")
    answer = assistant.ask(Question("When did tide 7 come at dawn?"))
    assert "tide-7" in answer.notices[-1] and "tide-7" not in {citation.document_id for citation in answer.citations}
    assert "tide-7" not in {hit.passage.document_id for hit in assistant.search("Tide 7 came at dawn.", 20)}
    assert not assistant.ask(Question(QUESTIONS[0])).refused

    assistant.restore(tmp_path / "safe.backup", replace=True)
    assert {d.id for d in start().documents()} == before


def test_a_text_that_is_shorter_than_it_was_is_damaged(data: Path, start: Open) -> None:
    with closing(sqlite3.connect(data / "shelf.sqlite")) as db:
        db.execute("UPDATE versions SET text = substr(text, 2) WHERE document_id = 'pier' AND version = 2")
        db.commit()
    found = checked(start(), "shelf")
    assert not found.ok and "pier@2" in found.found


def test_a_file_that_is_no_shelf_names_the_restore(data: Path, start: Open) -> None:
    blank(data / "shelf.sqlite")
    with pytest.raises(LibraryDamaged) as caught:
        start().documents()
    assert "shelf.sqlite is damaged" in caught.value.message and "briefing restore" in caught.value.hint


# The conversations ---------------------------------------------------------------------------------------------------


def test_damaged_conversations_keep_nobody_from_asking(data: Path, start: Open) -> None:
    blank(data / "talks.sqlite")
    assistant = start()
    answer = assistant.ask(Question(QUESTIONS[0]), NOBODY)
    assert isinstance(answer, Answer) and not answer.refused
    turn = Talking(assistant, Kept()).keep(Turn(QUESTIONS[0], "answered", answer), (), ())
    assert turn.answer == answer and turn.problem
    assert "talks.sqlite is damaged" in turn.problem.hint
    assert "Documents and answers are not affected" in turn.problem.hint
    assert checked(assistant, "shelf", "documents").ok and not checked(assistant, "conversations").ok
    (data / "talks.sqlite").unlink()
    assert start().talks.entries(ME) == []
