"""llama-index: BM25 and vectors, joined by its fusion retriever with reciprocal ranks and no further questions."""

from __future__ import annotations

import Stemmer
from llama_index.core import VectorStoreIndex
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.retrievers.bm25 import BM25Retriever

from benchmarks.contenders import Given, Index, Search

DEEP = 20
"""Passages that each of the two gives to the fusion."""


def prepared(model: str) -> Index:
    embeddings = HuggingFaceEmbedding(model_name=model)
    embeddings.get_query_embedding("loaded")

    def index(given: Given) -> Search:
        passages = given.passages
        nodes = [TextNode(text=text, id_=str(place)) for place, text in enumerate(passages)]
        vectors = VectorStoreIndex(nodes, embed_model=embeddings).as_retriever(similarity_top_k=DEEP)
        terms = BM25Retriever.from_defaults(
            nodes=nodes, similarity_top_k=DEEP, stemmer=Stemmer.Stemmer("english"), language="english"
        )
        fused = QueryFusionRetriever(
            [vectors, terms],
            llm=MockLLM(),  # it asks for one, and with a single question calls none
            num_queries=1,
            similarity_top_k=DEEP,
            mode="reciprocal_rerank",
            use_async=False,
        )
        return lambda question, k: [int(found.node.node_id) for found in fused.retrieve(question)[:k]]

    return index
