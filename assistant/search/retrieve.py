"""Question → hits: vectors of passages, BM25, and the sentences of what these find, fused by score.

`Retriever` is a LangChain retriever, so that it fits into anyone's chain; `Retriever.hits` gives our own records.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as ChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from assistant.errors import ChromaUnreachable
from assistant.library.embed import ModelEmbeddings
from assistant.library.shelf import Shelf
from assistant.library.store import VectorStore
from assistant.library.terms import Terms
from assistant.records import Hit, Scope
from assistant.search.fuse import Signal, fuse
from assistant.search.surroundings import with_surroundings
from assistant.settings import Settings

BY_WORDS = (
    "Until that is mended, passages are found by the words that they share with the question, "
    "and documents that are added wait to be searched."
)


_AHEAD = ThreadPoolExecutor(4, thread_name_prefix="terms")
"""Where words are looked for while the question is embedded, which leaves a processor idle now and then."""


class Retriever(BaseRetriever):
    """The library's passages for a question, best first."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    settings: Settings
    shelf: Shelf
    store: VectorStore
    terms: Terms
    embeddings: ModelEmbeddings
    k: int = Field(5, ge=1)

    def hits(self, question: str, k: int | None = None, scope: Scope | None = None) -> list[Hit]:
        """The best `k` passages of the documents in `scope`."""
        documents = self.shelf.select(scope) if scope else None
        if documents == [] or not question.strip():
            return []
        by_terms = _AHEAD.submit(self.terms.search, question, self.settings.candidates, documents)
        vector = self.embeddings.embed_query(question)
        return self._ranked(question, vector, by_terms.result(), k or self.k, documents, around=True)

    def rank(self, question: str, vector: Sequence[float], k: int, documents: Sequence[str] | None) -> list[Hit]:
        """As `hits`, for a question whose vector is known and for documents by id (None for all).

        Passages do not count together with what stands around them, which gathers what a text says of a subject: so
        more documents are among the hits, each of which may bear a claim out.
        """
        by_terms = self.terms.search(question, self.settings.candidates, documents)
        return self._ranked(question, vector, by_terms, k, documents, around=False)

    def _ranked(
        self,
        question: str,
        vector: Sequence[float],
        by_terms: dict[str, float],
        k: int,
        documents: Sequence[str] | None,
        *,
        around: bool,
    ) -> list[Hit]:
        s = self.settings
        read = self.embeddings.readable.share(question)  # vectors of what the model cannot read say nothing
        by_passage = self._nearest(vector, documents) if read else {}
        by_sentence = self.store.best_sentences(vector, list({**by_passage, **by_terms})) if read else {}
        order = fuse(
            [
                Signal(by_terms, s.lexical_weight),
                Signal(by_passage, s.passage_weight * read),
                Signal(by_sentence, s.sentence_weight * read),
            ]
        )
        # Twice as many as wanted, for passages that the index still names but the store lost.
        best = (with_surroundings(order) if around else order)[: k * 2]
        passages = self.store.passages([passage for passage, _ in best])
        found = [(passages[i], score) for i, score in best if i in passages]
        found = [(passage, score) for passage, score in found if passage.document_id not in self.shelf.lost][:k]
        return [
            Hit(
                rank=rank,
                score=score,
                passage=passage,
                similarity=max(by_passage.get(passage.id, 0.0), by_sentence.get(passage.id, 0.0)),
            )
            for rank, (passage, score) in enumerate(found, 1)
        ]

    def lacking(self, since: float) -> tuple[str, ...]:
        """What is to be said of all that was found from that moment on: that the server of the vectors was gone."""
        return (f"{gone} {BY_WORDS}",) if (gone := self.store.gone_since(since)) else ()

    def _nearest(self, vector: Sequence[float], documents: Sequence[str] | None) -> dict[str, float]:
        """The store's, or nothing where its server is gone: then words alone find, and `lacking` says so."""
        try:
            return self.store.nearest_passages(vector, self.settings.candidates, documents)
        except ChromaUnreachable:
            return {}

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
        scope: Scope | None = None,
        **_: Any,  # noqa: ANN401 - LangChain passes its own keywords on
    ) -> list[ChainDocument]:
        return [as_chain_document(hit) for hit in self.hits(query, k, scope)]


def as_chain_document(hit: Hit) -> ChainDocument:
    """A hit as LangChain's document: the passage's text, with what leads back to its source as metadata."""
    fields = hit.as_json()
    text = fields.pop("text")
    return ChainDocument(page_content=text, id=hit.passage.id, metadata={**fields, "heading": hit.passage.heading})
