"""Hits → candidate sentences, measured against the question and in order of promise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answer.evidence import Candidate, Measures, Weigher, describe, near_meaning, near_phrases
from assistant.library.chunk import document_of
from assistant.library.sentences import without_marker
from assistant.library.shelf import Shelf
from assistant.records import Document, Hit, Passage
from assistant.search.reading import Reading
from assistant.search.resolve import Understood
from assistant.search.retrieve import Retriever

PROMISE: dict[str, float] = {
    "fused": 1.0,
    "cosine": 1.0,
    "own": 1.2,
    "joint": 0.8,
    "focus": 0.5,
    "names": 0.6,
    "own_names": 0.4,
    "period": 0.6,
    "kind": 0.5,
    "quoted": 2.0,
}
"""Weights of the measures in the order of sentences; set by hand, see benchmarks/log.md."""
NAMED_BONUS = 0.5
"""Added for a sentence of a document that the question names."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Candidates of one question, most promising first, with the hits they come from."""

    candidates: tuple[Candidate, ...]
    hits: tuple[Hit, ...]
    vectors: dict[tuple[str, int], np.ndarray]  # (document id, sentence's start) → unit vector

    def similarity(self, a: Candidate, b: Candidate) -> float:
        """Cosine of two sentences."""
        x, y = self.vectors.get(_key(a)), self.vectors.get(_key(b))
        return float(np.dot(x, y)) if x is not None and y is not None else 0.0


def gather(u: Understood, reading: Reading, hits: Sequence[Hit], shelf: Shelf, retriever: Retriever) -> Gathered:
    """Every sentence of the passages in `hits`, measured against `reading`, which may be one part of the question."""
    documents = shelf.several(dict.fromkeys(hit.passage.document_id for hit in hits))
    hits = [hit for hit in hits if _stands(hit.passage, documents)]
    question = np.asarray(retriever.embeddings.embed_query(u.question.text))
    read = retriever.embeddings.readable.share(u.question.text) > 0
    vectors = {
        (document_of(passage), start): np.asarray(row)
        for passage, start, row in retriever.store.sentence_vectors([hit.passage for hit in hits])
    }
    rows = [(documents[hit.passage.document_id], span, hit) for hit in hits for span in hit.passage.sentences]
    texts = [hit.passage.text for hit in hits] + [describe(d) for d in documents.values()]
    near = near_meaning(u.question.text, texts, retriever.embeddings.embed_words)
    phrases = near_phrases(reading.quoted, texts, retriever.embeddings.embed_words)
    weigher = Weigher(reading, retriever.terms.rarity, near, phrases)
    out = []
    for document, span, hit in rows:
        vector = vectors.get((document.id, span.start))
        cosine = float(np.dot(vector, question)) if vector is not None else hit.similarity
        text = document.text[span.start : span.end]
        if text.strip() == document.metadata.title:
            continue  # a title names its document, it states nothing
        measures = weigher.measure(text, document, hit, cosine if read else None)
        out.append(Candidate(document, without_marker(document.text, span), hit.passage.heading, text, hit, measures))
    named = {document.id for document in u.named}
    out.sort(key=lambda c: (-promise(c.measures) - (NAMED_BONUS if c.document.id in named else 0.0), c.span.start))
    return Gathered(tuple(out), tuple(hits), vectors)


def _stands(passage: Passage, documents: Mapping[str, Document]) -> bool:
    """Whether a passage is of what is held now: its document may have been deleted or renewed since it was found."""
    document = documents.get(passage.document_id)
    return document is not None and document.version == passage.version


def promise(measures: Measures) -> float:
    """How promising a sentence is: the weighted sum of its measures."""
    return sum(weight * float(getattr(measures, name)) for name, weight in PROMISE.items())


def _key(c: Candidate) -> tuple[str, int]:
    return c.document.id, c.span.start
