"""The wired assistant: what it opens and when, and that it survives threads and an end in the midst of things."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import BadQuestion, EmptyLibrary, NothingToIngest
from assistant.records import Document, Metadata, Question
from assistant.settings import Settings

Reopen = Callable[..., Assistant]


def test_nothing_is_opened_before_it_is_needed(tmp_path: Path) -> None:
    Assistant(Settings(data_dir=tmp_path / "data")).close()
    assert not (tmp_path / "data").exists()


def test_a_question_that_cannot_be_answered_opens_no_index(library: Assistant) -> None:
    with pytest.raises(EmptyLibrary):
        library.ask(Question("Who?"))
    library.shelf.put(Document("d", 1, "Text.", Metadata("d")), named=False)
    for text in ("", " \n", "x" * 2001, "caf\udce9"):
        with pytest.raises(BadQuestion):
            library.ask(Question(text))
        with pytest.raises(BadQuestion):
            library.search(text)
    assert "index" not in vars(library)


def test_documents_are_listed_without_their_texts_and_shown_with_them(starter: Assistant) -> None:
    documents = starter.documents()
    assert len(documents) == 30
    assert {document.text for document in documents} == {""}
    whole = starter.document("kim-putin-birthday-2024")
    (listed,) = [document for document in documents if document.id == whole.id]
    assert listed.as_json() == whole.as_json()
    assert whole.as_json()["characters"] == len(whole.text) > 0


def test_the_parts_are_made_once_however_many_threads_ask(reopen: Reopen, tmp_path: Path) -> None:
    assistant = reopen()
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: (assistant.index, assistant.retriever, assistant.shelf), range(16)))
    assert len({tuple(map(id, parts)) for parts in made}) == 1


def test_after_closing_it_opens_again(library: Assistant, tmp_path: Path) -> None:
    (tmp_path / "memo.txt").write_text("The ship left Bergen at dawn.")
    library.ingest([tmp_path / "memo.txt"])
    library.close()
    assert library.search("Which ship left?", 1)[0].passage.document_id == "memo"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("one", "two", "three"):
        (folder / f"{name}.md").write_text(f"Ship {name} left port.")
    return folder


def test_the_starter_corpus_is_offered_to_a_new_library_alone(reopen: Reopen, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("A document of the user's own.")
    own = reopen(starter_corpus="on", starter_corpus_dir=corpus)
    own.ingest([tmp_path / "own.txt"])
    assert own.offer_starter_corpus() is None
    assert [d.id for d in own.documents()] == ["own"]


def test_an_offer_that_was_cut_short_goes_on(reopen: Reopen, corpus: Path) -> None:
    on = {"starter_corpus": "on", "starter_corpus_dir": corpus}
    (corpus / "three.md").unlink()

    def end(done: int, known: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reopen(**on).offer_starter_corpus(end)
    (corpus / "three.md").write_text("Ship three left port.")  # as if it had not been reached
    again = reopen(**on)
    again.offer_starter_corpus()
    assert sorted(d.id for d in again.documents()) == ["one", "three", "two"]
    again.remove(["two"])
    assert reopen(**on).offer_starter_corpus() is None


def test_the_offer_can_be_declined_and_a_folder_may_be_missing(reopen: Reopen, corpus: Path, tmp_path: Path) -> None:
    assert reopen(starter_corpus="off", starter_corpus_dir=corpus).offer_starter_corpus() is None
    assert reopen(starter_corpus="on", starter_corpus_dir=tmp_path / "gone").offer_starter_corpus() is None
    assert reopen().documents() == []


def test_a_file_that_fails_to_go_in_leaves_the_library_usable(library: Assistant, tmp_path: Path) -> None:
    with pytest.raises(NothingToIngest):
        library.ingest([tmp_path / "nowhere"])
    (tmp_path / "memo.txt").write_text("The ship left Bergen at dawn.")
    assert library.ingest([tmp_path / "memo.txt"]).added == ("memo",)
