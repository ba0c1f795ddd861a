"""Words ranked by the Chroma server, where it has an index of sparse vectors; see `distributed` for what stands in."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import pytest

from assistant.assistant import Assistant
from assistant.doctor import examine
from assistant.errors import ChromaUnreachable
from assistant.library import server_terms
from assistant.library.server_terms import ServerTerms, asked_by, dimension, words_of
from assistant.library.terms import TermsIndex, analyse
from assistant.records import Question
from tests.conftest import assistant_in
from tests.library.chroma import RunningChroma
from tests.library.distributed import DistributedChroma
from tests.library.killing import questions, write_beacon
from tests.library.test_store import P1

ASKED = Question("When was the southern beacon lit?")


@pytest.fixture(scope="module")
def distributed(chroma: RunningChroma) -> Iterator[DistributedChroma]:
    server = DistributedChroma(chroma)
    yield server
    server.close()


@pytest.fixture
def served(distributed: DistributedChroma, tmp_path: Path, embeddings) -> Iterator[Assistant]:
    assistant = assistant_in(tmp_path / "served", embeddings, chroma_url=distributed.url)
    yield assistant
    assistant.close()
    if distributed.chroma.process is None:
        distributed.chroma.start()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_beacon(tmp_path / "records")


def test_where_the_server_ranks_words_it_is_asked_and_no_index_is_kept_here(
    served: Assistant, distributed: DistributedChroma, folder: Path
) -> None:
    served.ingest([folder])
    before = distributed.searches
    answer = served.ask(ASKED)
    assert "3 March 1911" in answer.answer and not answer.refused
    assert distributed.searches > before
    assert isinstance(served.index.terms, ServerTerms)
    assert not (served.settings.data_dir / "terms").exists()
    store = next(finding for finding in examine(served) if finding.name == "store")
    assert store.ok
    assert "so are the words, which it ranks by sparse vectors" in store.found
    assert served.index_damage() == ""


def test_it_finds_what_the_index_in_the_folder_finds(
    served: Assistant, library: Assistant, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same scores where the usual length is this library's mean, but for lengths that tantivy rounds."""
    library.ingest([folder])
    passages = [p for d in library.documents() for p in library.index.store.of_document(d.id)]
    monkeypatch.setattr(server_terms, "USUAL_BODY", mean(len(analyse(p.text)) for p in passages))
    monkeypatch.setattr(server_terms, "USUAL_CONTEXT", mean(len(analyse(f"{p.title} {p.heading}")) for p in passages))
    served.ingest([folder])
    for question in questions(folder):
        there, here = served.index.terms.search(question, 100), library.index.terms.search(question, 100)
        assert there == pytest.approx(here, rel=0.05)
        hits = [hit.passage.id for hit in served.retriever.hits(question, 5)]
        assert hits[0] in {hit.passage.id for hit in library.retriever.hits(question, 5)}


def test_words_are_as_rare_there_as_here(served: Assistant, library: Assistant, folder: Path) -> None:
    served.ingest([folder])
    library.ingest([folder])
    texts = [library.document(document.id).text for document in library.documents()]
    words = random.Random(5).sample(sorted({term for text in texts for term in analyse(text)}), 60)
    for term in [*words, "beacon", "never-heard-of"]:
        assert served.index.terms.rarity(term) == pytest.approx(library.index.terms.rarity(term), abs=1e-6), term
    assert served.index.terms.rarity("never-heard-of") == 1.0
    served.remove(["beacon"])
    assert served.index.terms.rarity("beacon") == 1.0


def test_only_chosen_documents_are_searched(served: Assistant, folder: Path) -> None:
    served.ingest([folder])
    terms = served.index.terms
    assert set(terms.search("southern beacon", 10)) == {p.id for p in served.index.store.of_document("beacon")}
    others = [document.id for document in served.documents() if document.id != "beacon"]
    assert terms.search("southern beacon", 10, others) == {}
    assert terms.search("southern beacon", 10, []) == {}
    assert terms.search("?!", 10) == {}


def test_a_deleted_document_is_found_no_more_and_a_new_version_by_its_new_words(
    served: Assistant, folder: Path
) -> None:
    served.ingest([folder])
    (folder / "beacon.md").write_text("# The beacon\n\nThe lantern was sold to a museum in 1960.\n")
    served.ingest([folder])
    assert served.index.terms.search("southern", 10) == {}
    assert served.index.terms.search("lantern museum", 10)
    served.remove(["beacon"])
    assert served.index.terms.search("lantern museum", 10) == {}


def test_a_library_moves_between_servers_of_both_kinds(
    served: Assistant, chroma: RunningChroma, embeddings, folder: Path
) -> None:
    """What was derived for one is derived again for the other, and not left lying on the server."""
    served.ingest([folder])
    passages, there = served.index.store.count(), served._store._served.place.name
    served.close()
    plain = assistant_in(served.settings.data_dir.parent, embeddings, chroma_url=chroma.url)
    assert isinstance(plain.index.terms, TermsIndex)
    assert plain.index.store.count() == plain.index.terms.count() == passages
    assert "3 March 1911" in plain.ask(ASKED).answer
    with plain.chroma_server.asked() as client:
        assert there not in {collection.name for collection in client.list_collections()}
    plain.close()
    assert "3 March 1911" in served.ask(ASKED).answer
    assert isinstance(served.index.terms, ServerTerms)
    assert not (served.settings.data_dir / "terms").exists()


def test_while_the_server_is_gone_that_is_said_and_it_goes_on_when_it_is_back(
    served: Assistant, chroma: RunningChroma, folder: Path
) -> None:
    served.ingest([folder])
    chroma.kill()
    served.chroma_server._looked = 0
    with pytest.raises(ChromaUnreachable, match="127.0.0.1"):
        served.ask(ASKED)
    assert "beacon" in served.document("beacon").text
    chroma.start()
    served.chroma_server._looked = 0
    assert "3 March 1911" in served.ask(ASKED).answer


def test_a_server_that_is_gone_at_the_start_is_taken_for_what_it_was(
    served: Assistant, chroma: RunningChroma, embeddings, folder: Path
) -> None:
    served.ingest([folder])
    served.close()
    chroma.kill()
    again = assistant_in(served.settings.data_dir.parent, embeddings, chroma_url=served.settings.chroma_url)
    assert again.ranks_words
    assert isinstance(again.index.terms, ServerTerms)
    again.close()


def test_dimensions_are_32_bits_and_those_of_a_heading_its_own() -> None:
    assert all(0 <= dimension(term, of) < 2**32 for term in ("beacon", "灯台", "12") for of in ("body", "context"))
    assert dimension("beacon") != dimension("beacon", "context")
    vector = words_of(P1)
    assert vector.indices == sorted(set(vector.indices))
    assert len(asked_by(["a", "b", "a"]).indices) == 4
