"""The lexical index on a Chroma server that ranks by sparse vectors: distributed Chroma, and Chroma Cloud.

Such a server counts in how many records a dimension stands and weighs a query's dimensions by their rarity, as BM25
does. So a passage's sparse vector holds one dimension a term, with what BM25 makes of how often it stands there; terms
of title and heading have dimensions of their own. The vectors are metadata of the passages and are written with them.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from assistant.library.collection import WORDS, OnServer, named_errors
from assistant.library.flat import of_documents
from assistant.library.terms import CONTEXT_BOOST, analyse
from assistant.library.turn import Changes
from assistant.records import Passage

if TYPE_CHECKING:
    from chromadb.base_types import SparseVector

K1, B = 1.2, 0.75
"""BM25's, as tantivy has them."""
USUAL_BODY, USUAL_CONTEXT = 120.0, 10.0
"""Terms of a usual passage, and of its title and heading: of news stories 120 and 11, of the starter library's records
86 and 20. BM25 takes the mean of the library, which is not known while a passage is written."""
MOST = 300
"""Passages that are asked for at once, at most: what Chroma Cloud gives."""


@lru_cache(maxsize=100_000)
def dimension(term: str, of: str = "body") -> int:
    """The number that stands for a term of a text, or of title and heading (``context``): 32 bits of its sum.

    Two terms share a number once in four thousand millions of pairs; a passage with one is then found by the other.
    """
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=4, person=of.encode()).digest(), "big")


def words_of(passage: Passage) -> SparseVector:
    """A passage's terms as the server ranks by them."""
    body = _weights(analyse(passage.text), USUAL_BODY, "body")
    return _vector(body | _weights(analyse(f"{passage.title} {passage.heading}"), USUAL_CONTEXT, "context"))


def asked_by(terms: Iterable[str]) -> SparseVector:
    """A question's terms, each as often as any other."""
    different = list(dict.fromkeys(terms))
    return _vector(
        {dimension(term): 1.0 for term in different} | {dimension(term, "context"): CONTEXT_BOOST for term in different}
    )


class ServerTerms:
    """BM25 scores of passages for a question, from the server that holds the passages."""

    def __init__(self, place: OnServer, changes: Changes) -> None:
        """Nothing is asked yet; `changes` says when another process has written."""
        self._place, self._changes = place, changes
        self._seen = changes()
        self._rarities: dict[str, float] = {}

    def replace(self, document_ids: Iterable[str], passages: Iterable[Passage]) -> None:
        """The terms went in and out with the passages; what is known of how rare they are holds no longer."""
        self._rarities = {}

    def search(self, question: str, most: int, documents: Sequence[str] | None = None) -> dict[str, float]:
        """Passage id → BM25 score of the best `most` passages that share a term with the question.

        Raises:
            ChromaUnreachable: the server does not answer.
        """
        terms = analyse(question)
        if not terms or (documents is not None and not documents):
            return {}
        found = self._found(asked_by(terms), min(most, MOST), documents)
        scores = ((i, 1.0 - distance) for i, distance in zip(found["ids"][0], found["scores"][0], strict=True))
        return {i: score for i, score in scores if score > 0}

    def rarity(self, term: str) -> float:
        """Inverse document frequency of one term over passages, 0 (in every passage) to 1 (in none).

        The server does not say in how many passages a term stands, but ranks by it: what it makes of one passage
        whose weight for the term is known gives that number.

        Raises:
            ChromaUnreachable: the server does not answer.
        """
        if (now := self._changes()) != self._seen:
            self._rarities, self._seen = {}, now
        if term not in self._rarities:
            passages = self.count()
            held = self._held(term, passages)
            scaled = math.log((passages + 1) / (held + 1)) / math.log(passages + 1) if passages else 1.0
            self._rarities[term] = scaled
        return self._rarities[term]

    def _held(self, term: str, passages: int) -> int:
        found = self._found(_vector({dimension(term): 1.0}), 1, None)
        if not found["ids"][0]:
            return 0
        words, distance = found["metadatas"][0][0][WORDS], found["scores"][0][0]
        weights = dict(zip(words.indices, words.values, strict=True))
        if not (weight := weights.get(dimension(term), 0.0)):
            return 0
        # The server's rarity is ln((n - held + 0.5) / (held + 0.5) + 1).
        return max(0, round((passages + 1) / math.exp((1.0 - distance) / weight) - 0.5))

    def _found(self, asked: SparseVector, most: int, documents: Sequence[str] | None) -> Any:  # noqa: ANN401 - Chroma's
        from chromadb import Knn, Search

        search = Search(
            where=None if documents is None else of_documents(documents),
            rank=Knn(query=asked, key=WORDS, limit=most),
            limit=most,
        )
        search = search.select("#score", *([WORDS] if most == 1 else []))
        with named_errors("The words on the Chroma server cannot be searched"), self._place.collection() as opened:
            return opened.passages.search(search)

    def damage(self) -> str:
        """What is wrong with the index, as far as it can be seen from here: nothing."""
        return ""

    def count(self) -> int:
        """How many passages are in the index."""
        with named_errors("The vector store cannot be read"), self._place.collection() as opened:
            return int(opened.passages.count())

    def clear(self) -> None:
        """Nothing: the terms go in and out with the passages."""


def _weights(terms: Sequence[str], usual: float, of: str) -> dict[int, float]:
    """Dimension → what BM25 makes of how often a term stands in a text of this length.

    Source: Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework".
    """
    length = K1 * (1 - B + B * len(terms) / usual)
    return {dimension(term, of): n * (K1 + 1) / (n + length) for term, n in Counter(terms).items()}


def _vector(weights: dict[int, float]) -> SparseVector:
    from chromadb.base_types import SparseVector

    order = sorted(weights)
    return SparseVector(order, [weights[i] for i in order])
