"""txtai: its hybrid index of BM25 and vectors."""

from __future__ import annotations

from txtai import Embeddings

from benchmarks.contenders import Given, Index, Search


def prepared(model: str) -> Index:
    embeddings = Embeddings(path=model, hybrid=True)
    embeddings.batchtransform(["loaded"])

    def index(given: Given) -> Search:
        passages = given.passages
        embeddings.index(passages)
        return lambda question, k: [int(place) for place, _ in embeddings.search(question, k)]

    return index
