"""The library on a real Chroma server: the same as in a folder; and what becomes of it when the server is gone."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.doctor import examine
from assistant.errors import ChromaRefused, ChromaUnreachable, IndexMismatch, SettingsError, StoreError
from assistant.library.chroma_server import ChromaServer, ServerAddress
from assistant.library.collection import OnServer, StoreIdentity
from assistant.library.pooling import PassageVectors
from assistant.library.store import Served, VectorStore
from assistant.library.turn import nobodys
from assistant.records import Question
from assistant.settings import load_settings
from tests.conftest import assistant_in
from tests.library.chroma import RunningChroma, within
from tests.library.killing import Held, questions, write_beacon
from tests.library.test_store import IDENTITY, P1, P2, P3, fill

ASKED = Question("When was the southern beacon lit?")
AT_ONCE_S = 4.0
"""Within which somebody is told that the server is gone, also where it takes the connection and says nothing."""


@pytest.fixture
def served(chroma: RunningChroma, tmp_path: Path, embeddings) -> Iterator[Assistant]:
    """An assistant over an empty library of its own on the server, which is there again afterwards."""
    assistant = assistant_in(tmp_path / "served", embeddings, chroma_url=chroma.url)
    yield assistant
    assistant.close()
    if chroma.process is None:
        chroma.start()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_beacon(tmp_path / "records")


def store_on(chroma: RunningChroma, folder: Path, library: str, identity: StoreIdentity = IDENTITY) -> VectorStore:
    server = ChromaServer(ServerAddress.of(chroma.url))
    return VectorStore(folder, identity, Served(OnServer(server, library, identity), lambda _: (), nobodys))


# The same as in a folder ---------------------------------------------------------------------------------------------


def test_a_library_on_a_server_finds_what_one_in_a_folder_finds(
    served: Assistant, library: Assistant, folder: Path
) -> None:
    asked = questions(folder)
    assert len(asked) == 100
    assert served.ingest([folder]).passages == library.ingest([folder]).passages
    Held.by(served, asked).must_equal(Held.by(library, asked))
    assert not (served.settings.data_dir / "chroma").exists()


def test_the_store_keeps_reads_and_forgets_as_in_a_folder(chroma: RunningChroma, tmp_path: Path) -> None:
    store = store_on(chroma, tmp_path, "as-in-a-folder")
    fill(store)
    fill(store)
    assert (store.count(), store.passages_by_document()) == (3, {"a": 2, "b": 1})
    assert store.passages([P3.id, P1.id, "gone"]) == {P1.id: P1, P3.id: P3}
    assert store.of_documents(["b", "a"]) == [P1, P2, P3]
    assert list(store.nearest_passages([1, 0, 0], 10, ["a"])) == [P1.id, P2.id]
    assert store.best_sentences([0, 1, 0], [P2.id]) == {P2.id: pytest.approx(1.0, abs=1e-5)}
    store.remove(["a"])
    assert (store.count(), list(store.nearest_passages([1, 0, 0], 10))) == (1, [P3.id])
    store.close()


def test_more_is_written_than_the_server_takes_at_once(chroma: RunningChroma, tmp_path: Path) -> None:
    store = store_on(chroma, tmp_path, "many")
    many = [replace(P3, id=f"b@2:{n}-{n + 5}", start=n, end=n + 5) for n in range(6000)]
    import numpy as np

    vectors = np.random.default_rng(1).normal(size=(len(many), 3)).astype(np.float32)
    store.add(many, [PassageVectors(v / np.linalg.norm(v), np.empty((0, 3), np.float32)) for v in vectors])
    assert store.count() == 6000
    store.close()


def test_libraries_on_one_server_do_not_clash(chroma: RunningChroma, tmp_path: Path) -> None:
    one, other = store_on(chroma, tmp_path / "one", "one"), store_on(chroma, tmp_path / "other", "other")
    fill(one)
    assert (one.count(), other.count()) == (3, 0)
    other.discard()
    assert one.count() == 3


@pytest.mark.parametrize(
    "other",
    [
        replace(IDENTITY, fingerprint="f2", model="b-model"),
        replace(IDENTITY, checksum="fedcba"),
        replace(IDENTITY, dimensions=4),
    ],
)
def test_a_collection_of_another_model_is_refused_with_the_command_that_mends_it(
    chroma: RunningChroma, tmp_path: Path, other: StoreIdentity
) -> None:
    library = f"mismatch-{other.fingerprint}-{other.checksum[:4]}-{other.dimensions}"
    fill(store_on(chroma, tmp_path, library))
    again = store_on(chroma, tmp_path, library, other)
    with pytest.raises(IndexMismatch, match="a-model") as caught:
        again.count()
    assert "briefing doctor --repair" in caught.value.hint
    again.discard()
    assert again.count() == 0


def test_other_passage_settings_are_refused_and_repaired(served: Assistant, folder: Path, embeddings) -> None:
    served.ingest([folder])
    served.close()
    other = assistant_in(served.settings.data_dir.parent, embeddings, chroma_url=served.settings.chroma_url,
                         passage_tokens=150)  # fmt: skip
    with pytest.raises(IndexMismatch):
        other.open()
    assert other.repair() > 0
    assert other.search("Which ship was bought?")
    other.close()


def test_a_library_moves_to_a_server_and_back(reopen, chroma: RunningChroma, folder: Path) -> None:
    library = reopen()
    library.ingest([folder])
    hits = [hit.passage.id for hit in library.search(ASKED.text)]
    served = reopen(chroma_url=chroma.url)
    assert [hit.passage.id for hit in served.search(ASKED.text)] == hits
    served.remove([served.documents()[0].id])
    back = reopen()
    assert back.index.out_of_step() == ""
    assert len(back.documents()) == 12


# The server is gone --------------------------------------------------------------------------------------------------


def test_gone_it_is_said_at_once_by_its_address_and_comes_back_by_itself(
    served: Assistant, chroma: RunningChroma, folder: Path
) -> None:
    served.ingest([folder])
    before = served.ask(ASKED)
    assert before.notices == ()
    assert before.citations
    chroma.kill()

    began = time.monotonic()
    with pytest.raises(ChromaUnreachable) as caught:
        served.index.store.count()
    assert time.monotonic() - began < AT_ONCE_S
    assert chroma.url in caught.value.message
    assert "ASSISTANT_CHROMA_URL" in caught.value.hint

    meanwhile = served.ask(ASKED)
    assert chroma.url in meanwhile.notices[0]
    assert "found by the words" in meanwhile.notices[0]
    assert meanwhile.citations
    assert served.draft("the southern beacon").brief.notices == meanwhile.notices
    assert served.check("The harbour master lit the southern beacon.").notices == meanwhile.notices
    store = next(finding for finding in examine(served) if finding.name == "store")
    assert not store.ok
    assert chroma.url in store.found

    chroma.start()
    assert within(20, lambda: not served.index.store.gone_since(time.monotonic()))
    assert served.ask(ASKED).notices == ()
    assert [c.quote for c in served.ask(ASKED).citations] == [c.quote for c in before.citations]


def test_what_is_added_while_it_is_gone_is_found_once_it_is_back(
    served: Assistant, chroma: RunningChroma, folder: Path, tmp_path: Path
) -> None:
    served.ingest([folder])
    chroma.kill()
    late = tmp_path / "late.md"
    late.write_text("# Late\n\nThe lighthouse keeper painted the northern lighthouse in the colour of amber.\n")
    report = served.ingest([late])
    assert (report.added, report.passages, report.failed) == (("late",), 0, ())
    assert served.document("late").metadata.title == "Late"
    assert "late" in served.shelf.unindexed()
    with pytest.raises(ChromaUnreachable):  # nothing is half removed
        served.remove(["report-000"])
    assert "report-000" in served.shelf.passages()

    chroma.start()
    assert within(20, lambda: not served.shelf.unindexed())
    assert served.search("Who painted the lighthouse amber?")[0].passage.document_id == "late"
    assert within(5, lambda: served.index.out_of_step() == "")


def test_a_server_that_takes_connections_and_says_nothing_is_gone_too(
    served: Assistant, chroma: RunningChroma, folder: Path
) -> None:
    served.ingest([folder])
    chroma.freeze()
    try:
        time.sleep(1.1)  # until what it said last is no longer believed
        began = time.monotonic()
        answer = served.ask(ASKED)
        assert time.monotonic() - began < AT_ONCE_S + 2
        assert "no word for" in answer.notices[0]
    finally:
        chroma.thaw()
    assert within(20, lambda: not served.index.store.gone_since(time.monotonic()))


def test_the_program_starts_without_the_server_and_finds_it_later(
    served: Assistant, chroma: RunningChroma, folder: Path, embeddings
) -> None:
    served.ingest([folder])
    served.close()
    chroma.kill()
    again = assistant_in(served.settings.data_dir.parent, embeddings, chroma_url=chroma.url)
    again.open()
    assert again.ask(ASKED).citations
    chroma.start()
    assert within(20, lambda: not again.index.store.gone_since(time.monotonic()))
    assert again.ask(ASKED).notices == ()
    again.close()


def test_what_the_server_has_lost_is_put_there_again(
    served: Assistant, chroma: RunningChroma, folder: Path, tmp_path: Path
) -> None:
    served.ingest([folder])
    store_on(chroma, tmp_path, served.shelf.name()).discard()
    assert "no longer holds" in served.ask(ASKED).notices[0]
    assert within(30, lambda: not served.index.store.gone_since(time.monotonic()) and served.index.out_of_step() == "")
    assert served.search(ASKED.text)


# Settings and secrets ------------------------------------------------------------------------------------------------


def test_user_password_and_token_are_sent_and_never_shown() -> None:
    address = ServerAddress.of("https://reader:p%40ss@chroma.example:9000", "t0ken")
    assert dict(address.headers) == {"Authorization": "Basic cmVhZGVyOnBAc3M=", "X-Chroma-Token": "t0ken"}
    assert str(address) == "https://chroma.example:9000"
    assert ServerAddress.of("http://[::1]").port == 8000
    assert dict(ServerAddress.of("http://a", "t").headers)["Authorization"] == "Bearer t"


def test_an_address_that_answers_nothing_is_named_without_its_password(chroma: RunningChroma) -> None:
    server = ChromaServer(ServerAddress.of(f"http://reader:hush@127.0.0.1:{chroma.port + 1}"))
    with pytest.raises(ChromaUnreachable) as caught:
        server.must_answer()
    assert "hush" not in caught.value.message + caught.value.hint


def test_a_server_that_refuses_the_password_is_named_without_it() -> None:
    class Refusing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(401)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    refused = ChromaServer(ServerAddress.of(f"http://reader:hush@127.0.0.1:{server.server_address[1]}"))
    with pytest.raises(ChromaRefused, match="does not let this program in") as caught:
        refused.must_answer()
    assert "hush" not in caught.value.message
    assert "ASSISTANT_CHROMA_TOKEN" in caught.value.hint
    server.shutdown()


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "ftp://a", "http://a/api", "http://u:hush@a?b"])
def test_an_address_that_cannot_be_one_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_CHROMA_URL") as caught:
        load_settings(chroma_url=url)
    assert "hush" not in caught.value.message


def test_a_local_server_offers_no_sparse_vectors_and_the_words_stay_here(served: Assistant) -> None:
    assert not served.ranks_words
    store = next(finding for finding in examine(served) if finding.name == "store")
    assert store.ok
    assert "it offers no sparse vectors: words in the index in the data folder" in store.found


def test_errors_of_the_server_are_kinds_of_store_errors() -> None:
    assert issubclass(ChromaUnreachable, StoreError)
    assert issubclass(ChromaRefused, ChromaUnreachable)
