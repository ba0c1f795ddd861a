"""Haystack: its in-memory store asked by BM25 and by embedding, joined by reciprocal ranks."""

from __future__ import annotations

from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

from benchmarks.contenders import Given, Index, Search

DEEP = 20
"""Passages that each of the two gives to the joiner."""


def prepared(model: str) -> Index:
    embedder = SentenceTransformersDocumentEmbedder(model=model, progress_bar=False)
    embedder.warm_up()

    def index(given: Given) -> Search:
        passages = given.passages
        store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        documents = [Document(content=text, meta={"place": place}) for place, text in enumerate(passages)]
        store.write_documents(embedder.run(documents=documents)["documents"])
        pipeline = Pipeline()
        pipeline.add_component("question", SentenceTransformersTextEmbedder(model=model, progress_bar=False))
        pipeline.add_component("vectors", InMemoryEmbeddingRetriever(store, top_k=DEEP))
        pipeline.add_component("terms", InMemoryBM25Retriever(store, top_k=DEEP))
        pipeline.add_component("joined", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
        pipeline.connect("question.embedding", "vectors.query_embedding")
        pipeline.connect("vectors", "joined")
        pipeline.connect("terms", "joined")

        def search(question: str, k: int) -> list[int]:
            found = pipeline.run({"question": {"text": question}, "terms": {"query": question}})["joined"]["documents"]
            return [document.meta["place"] for document in found[:k]]

        return search

    return index
