"""LangChain's default recipe: HuggingFaceEmbeddings and Chroma.from_texts with nothing set."""

from __future__ import annotations

import tempfile

from langchain_chroma import Chroma
from langchain_huggingface import HuggingFaceEmbeddings

from benchmarks.contenders import Given, Index, Search


def prepared(model: str) -> Index:
    embeddings = HuggingFaceEmbeddings(model_name=model)
    embeddings.embed_query("loaded")

    def index(given: Given) -> Search:
        passages = given.passages
        store = Chroma.from_texts(
            passages,
            embeddings,
            metadatas=[{"place": place} for place in range(len(passages))],
            persist_directory=tempfile.mkdtemp(prefix="briefing-benchmark-"),
        )
        return lambda question, k: [found.metadata["place"] for found in store.similarity_search(question, k=k)]

    return index
