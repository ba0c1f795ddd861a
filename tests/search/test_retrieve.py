"""Search over the starter corpus, and LangChain's own tests of retrievers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from langchain_tests.integration_tests import RetrieversIntegrationTests

from assistant.assistant import Assistant
from assistant.records import Scope
from assistant.search.retrieve import Retriever

QUESTION = "How does Kim address Putin in the 2024 birthday message?"


class TestLangChainsTests(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _library(self, starter: Assistant) -> None:
        self.starter = starter

    @property
    def retriever_constructor(self) -> type[Retriever]:
        return Retriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        made = self.starter.retriever
        return {name: getattr(made, name) for name in ("settings", "shelf", "store", "terms", "embeddings")}

    @property
    def retriever_query_example(self) -> str:
        return QUESTION


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (QUESTION, "kim-putin-birthday-2024"),
        ("What does the treaty say about mutual military assistance?", "dprk-russia-treaty-2024"),
        ("가장 친근한 나의 동지", "kim-putin-birthday-2024"),
        ("不敗の同盟関係", "kim-putin-birthday-2024"),
    ],
)
def test_the_right_document_is_among_the_first(starter: Assistant, question: str, wanted: str) -> None:
    assert wanted in [hit.passage.document_id for hit in starter.search(question, 3)]


def test_hits_are_the_documents_own_words_best_first(starter: Assistant) -> None:
    hits = starter.search(QUESTION, 20)
    assert [hit.rank for hit in hits] == list(range(1, 21))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.passage.id for hit in hits}) == 20
    for hit in hits:
        p = hit.passage
        assert p.text == starter.document(p.document_id).text[p.start : p.end]
        assert -1 <= hit.similarity <= 1
        assert 0 <= hit.score <= 1


def test_the_scope_is_kept_to(starter: Assistant) -> None:
    scope = Scope(issuers=("xi jinping",), since="2024-01-01")
    hits = starter.search(QUESTION, 50, scope)
    allowed = set(starter.shelf.select(scope) or ())
    assert allowed
    assert {hit.passage.document_id for hit in hits} == allowed
    assert starter.search(QUESTION, 5, Scope(issuers=("nobody",))) == []


def test_more_than_there_is_gives_all_that_was_near(starter: Assistant) -> None:
    one = Scope(documents=("kim-putin-birthday-2024",))
    held = starter.document("kim-putin-birthday-2024").passages
    assert len(starter.search(QUESTION, 1000, one)) == held


def test_what_the_model_cannot_read_and_no_text_has_finds_nothing_rather_than_anything(starter: Assistant) -> None:
    assert starter.search("金", 3) == []


@pytest.mark.parametrize("question", ['What (if any) "x AND', "?", "zqxj", "a" * 1900, "\0"])
def test_odd_questions_are_answered_with_passages(starter: Assistant, question: str) -> None:
    assert len(starter.search(question, 3)) == 3


def test_the_same_question_has_the_same_hits_also_side_by_side(starter: Assistant) -> None:
    first = starter.search(QUESTION, 5)
    with ThreadPoolExecutor(4) as pool:
        assert all(hits == first for hits in pool.map(lambda _: starter.search(QUESTION, 5), range(8)))


def test_a_chains_document_leads_back_to_its_source(starter: Assistant) -> None:
    (found,) = starter.retriever.invoke(QUESTION, k=1)
    (hit,) = starter.search(QUESTION, 1)
    assert found.page_content == hit.passage.text
    assert found.id == hit.passage.id
    m = found.metadata
    assert starter.document(m["document_id"], m["version"]).text[m["start"] : m["end"]] == found.page_content
    assert set(m) == {"rank", "score", "document_id", "version", "title", "page", "start", "end", "heading"}


def test_the_retriever_takes_a_scope(starter: Assistant) -> None:
    found = starter.retriever.invoke(QUESTION, k=3, scope=Scope(kinds=("treaty",)))
    assert {document.metadata["document_id"] for document in found} == {"dprk-russia-treaty-2024"}
