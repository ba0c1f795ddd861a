"""Quotations of a claim in the sources: word for word, or in other words that a translator may have chosen.

"Unconquerable alliance" and "invincible alliance" may render one phrase: other words are shown beside the claim's, and
whether they are an error is for the reader to say.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.library.terms import CJK
from assistant.records import Span
from assistant.verify.difference import Difference
from assistant.verify.quotation import find, is_title, nearest, quoted

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEWEST = 2
"""Words in marks from which on they are a quotation: a single one is more often held at arm's length."""
ALIKE = 0.58
"""Cosine from which on two quotations may render one phrase; over the starter corpus, unrelated ones stay below."""
_REMEMBERED = 20_000
_CJK = re.compile(f"[{CJK}]")


@dataclass(frozen=True, slots=True)
class Rendering:
    """Where a source has a quotation: the number of its sentence, its words, and how alike they are (1 verbatim)."""

    sentence: int
    words: str
    alike: float


def quotations(claim: str) -> tuple[str, ...]:
    """What `claim` quotes, in order; titles of works and single words are left out."""
    found = [claim[span.start : span.end].strip(" ,.;") for span in quoted(claim)]
    return tuple(said for said in found if len(said.split()) >= FEWEST and not is_title(said))


class Wording:
    """Finds quotations in the sentences of sources. Safe to share between threads."""

    def __init__(self, embeddings: Embeddings) -> None:
        """Likeness in meaning is the cosine of `embeddings`."""
        self._embeddings = embeddings
        self._known: dict[str, NDArray[np.float32]] = {}
        self._lock = threading.Lock()

    def rendering(self, said: str, sentences: Sequence[str]) -> Rendering | None:
        """Where `sentences` have what was `said`: verbatim, or in another order, else the words nearest to it."""
        for i, sentence in enumerate(sentences):
            if found := find(said, sentence):
                return Rendering(i, sentence[found[0].start : found[0].end], 1.0)
        others = [(i, words) for i, sentence in enumerate(sentences) for words in _candidates(said, sentence)]
        ordered = _in_any_order(said)
        for i, words in others:
            if ordered == _in_any_order(words):
                return Rendering(i, words, 1.0)
        if not others:
            return None
        ours, *theirs = self._vectors([said, *(words for _, words in others)])
        alike = [float(ours @ vector) for vector in theirs]
        best = int(np.argmax(alike))
        return Rendering(*others[best], min(alike[best], 0.999)) if alike[best] >= ALIKE else None

    def differences(self, claim: str, sentences: Sequence[str]) -> tuple[Difference, ...]:
        """Quotations of `claim` that `sentences` have in other words; with none beside them where nothing is alike."""
        out = []
        for said in quotations(claim):
            found = self.rendering(said, sentences)
            if found is None or found.alike < 1:
                out.append(Difference("quotation", said, found.words if found else ""))
        return tuple(out)

    def _vectors(self, phrases: Sequence[str]) -> list[NDArray[np.float32]]:
        """Unit vectors of phrases; the same few quotations are met again and again."""
        with self._lock:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            if new := [phrase for phrase in dict.fromkeys(phrases) if phrase not in self._known]:
                vectors = np.asarray(self._embeddings.embed_documents(new), dtype=np.float32)
                self._known.update(zip(new, vectors, strict=True))
            return [self._known[phrase] for phrase in phrases]


def _in_any_order(words: str) -> list[str]:
    """The words, whatever their case and order: "respected General Secretary Comrade" is another order of one title."""
    return sorted(re.findall(r"\w+", words.casefold()))


def _candidates(said: str, sentence: str) -> list[str]:
    """What `sentence` quotes, in the script of what was `said`, and the stretch of it that shares most words."""
    spans: list[Span] = list(quoted(sentence))
    near = nearest(said, sentence)
    if near and not any(s.start < near.end and near.start < s.end for s in spans):
        spans.append(near)
    found = [sentence[s.start : s.end] for s in spans]
    found = [words for words in found if len(words.split()) >= FEWEST or _CJK.search(words)]
    return [words for words in found if bool(_CJK.search(words)) == bool(_CJK.search(said))]
