"""The index is derived from the shelf: after a crash, a loss or another model it is made to agree with it again."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import IndexMismatch, StoreError
from assistant.library.embed import ModelEmbeddings
from assistant.settings import Settings

Reopen = Callable[..., Assistant]

CRASH = """
import os, signal, sys
from pathlib import Path
from assistant.library import index as indexing
from assistant.library.embed import ModelEmbeddings
from assistant.library.index import Index
from assistant.library.ingest import Ingest
from assistant.library.shelf import Shelf
from assistant.library.collection import StoreIdentity
from assistant.library.store import VectorStore
from assistant.library.terms import TermsIndex
from assistant.library.web.kept import Web
from assistant.settings import Settings

data, records, writes = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
indexing.PASSAGES_A_WRITE = 4
settings = Settings(data_dir=data)
embeddings = ModelEmbeddings(settings)
identity = StoreIdentity(settings.fingerprint, embeddings.name, embeddings.checksum, embeddings.dimensions)
store, terms = VectorStore(data / "chroma", identity), TermsIndex(data / "terms")
index = Index(Shelf(data / "shelf.sqlite"), store, terms, embeddings)

def killed(done, known):
    global writes
    writes -= 1
    if writes == 0:
        os.kill(os.getpid(), signal.SIGKILL)

index.mend(killed)
Ingest(settings, index.shelf, index, Web.of(settings)).run([records], progress=killed)
"""


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for n in range(12):
        parts = [f"## Part {p}\n\nReport {n} speaks of {p} ships. They left port {n * p} at dawn.\n" for p in range(3)]
        (folder / f"report-{n:02}.md").write_text(f"# Report {n}\n\n" + "\n".join(parts))
    return folder


def held(assistant: Assistant) -> list[object]:
    """All that a user could tell two libraries apart by."""
    documents = assistant.shelf.documents()
    passages = assistant.index.store.of_documents([d.id for d in documents])
    assert {hit.passage.document_id for hit in assistant.search("report 7", 4)} == {"report-07"}
    return [documents, passages, assistant.index.store.count(), assistant.index.terms.count()]


def test_killed_three_times_it_ends_as_if_undisturbed(
    tmp_path: Path, records: Path, reopen: Reopen, library: Assistant, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = tmp_path / "data"
    _start_and_kill_when_documents_are_on_the_shelf(data, records)
    for writes in (1, 4):  # in the first write after the restart; then amidst the documents that are left
        command = [sys.executable, "-c", CRASH, str(data), str(records), str(writes)]
        assert subprocess.run(command, check=False, capture_output=True).returncode == -9
    crashed = reopen()
    assert crashed.ingest([records]).failed == ()
    disturbed = held(crashed)
    crashed.close()

    shutil.rmtree(data)
    library.ingest([records])
    assert disturbed == held(library)
    assert library.index.store.count() == 48


def _start_and_kill_when_documents_are_on_the_shelf(data: Path, records: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", CRASH, str(data), str(records), "0"], stderr=subprocess.PIPE)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None and not _on_the_shelf(data / "shelf.sqlite"):
        time.sleep(0.002)
    process.kill()
    _, said = process.communicate()
    assert process.returncode == -9, said.decode()


def _on_the_shelf(file: Path) -> int:
    if not file.exists():
        return 0
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
            return int(db.execute("SELECT COUNT(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


# Mending -----------------------------------------------------------------------------------------------------------


class NoModel(ModelEmbeddings):
    """Embeddings that say when they are used."""

    def embed_passages(self, passages: object) -> list[object]:  # type: ignore[override]
        raise AssertionError("a passage was embedded again")

    def count_tokens(self, texts: object) -> list[int]:  # type: ignore[override]
        raise AssertionError("a document was cut again")


@pytest.fixture
def filled(reopen: Reopen, records: Path) -> list[object]:
    """What the library of the test holds, with its program ended."""
    assistant = reopen()
    assistant.ingest([records])
    found = held(assistant)
    assistant.close()
    return found


def without_model(assistant: Assistant) -> Assistant:
    vars(assistant)["embeddings"] = NoModel(assistant.settings)
    return assistant


@pytest.mark.usefixtures("filled")
def test_a_start_where_all_is_well_reads_no_text_and_loads_no_model(reopen: Reopen) -> None:
    assistant = without_model(reopen())
    asked: list[str] = []
    assistant.shelf.database._db.set_trace_callback(asked.append)
    assert assistant.index.out_of_step() == ""
    assert asked
    assert not [sql for sql in asked if "text" in sql.casefold()]
    assert "_load" not in vars(assistant.embeddings)


def test_lost_terms_are_made_without_the_model(tmp_path: Path, reopen: Reopen, filled: list[object]) -> None:
    shutil.rmtree(tmp_path / "data" / "terms")
    assert without_model(reopen()).index.out_of_step() == ""
    assert held(reopen()) == filled


def test_a_lost_store_is_made_again(tmp_path: Path, reopen: Reopen, filled: list[object]) -> None:
    shutil.rmtree(tmp_path / "data" / "chroma")
    assert held(reopen()) == filled


def test_only_the_documents_that_differ_are_derived_again(reopen: Reopen, filled: list[object]) -> None:
    assistant = reopen()
    index = assistant.index
    index.store.remove(["report-03"])
    index.terms.replace(["report-05"], ())
    assert "48 passages should be indexed; 44 have vectors and 44 have terms" in index.out_of_step()
    assert index.mend() == 4
    assert held(assistant) == filled


def test_what_the_shelf_does_not_hold_leaves_the_index(reopen: Reopen, filled: list[object]) -> None:
    assistant = reopen()
    _ = assistant.index
    assistant.shelf.remove(["report-03"])  # as a process that ended before the index heard of it
    found = {hit.passage.document_id for hit in reopen().search("report 3 ships", 48)}
    assert "report-03" not in found
    assert len(found) == 11


def test_a_removal_that_was_cut_short_is_no_removal(reopen: Reopen, filled: list[object]) -> None:
    reopen().index.remove(["report-03"])
    assert held(reopen()) == filled


# Another model -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("filled")
def test_other_settings_are_refused_until_the_index_is_rebuilt(reopen: Reopen) -> None:
    assistant = reopen(passage_tokens=32)
    with pytest.raises(IndexMismatch) as caught:
        assistant.search("Which ships left?")
    assert "briefing doctor --repair" in caught.value.hint
    assert assistant.repair() > 0
    hits = assistant.search("Which ships left port at dawn?", 5)
    assert len(hits) == 5
    assert reopen(passage_tokens=32).search("Which ships left port at dawn?", 5) == hits


def test_the_earlier_settings_are_welcome_again_after_a_refusal(reopen: Reopen, filled: list[object]) -> None:
    with pytest.raises(IndexMismatch):
        _ = reopen(passage_tokens=32).index
    assert held(reopen()) == filled


def test_a_repair_ends_with_the_same_index(reopen: Reopen, filled: list[object]) -> None:
    assistant = reopen()
    assert held(assistant) == filled
    assert assistant.repair() == 48
    assert held(assistant) == filled


def test_damaged_terms_are_refused_and_repaired(tmp_path: Path, reopen: Reopen, filled: list[object]) -> None:
    (tmp_path / "data" / "terms" / "meta.json").write_text("{")
    assistant = reopen()
    with pytest.raises(StoreError):
        _ = assistant.index
    assistant.repair()
    assert held(assistant) == filled


def test_precision_is_no_reason_to_refuse(reopen: Reopen, filled: list[object]) -> None:
    assert Settings(embedding_precision="fp32").fingerprint == Settings(embedding_precision="bf16").fingerprint
    assert held(reopen(embedding_precision="fp32")) == filled
