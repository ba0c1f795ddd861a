"""Which sentences of long evidence a claim is held against: those that together speak of most of its words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from assistant.library.sentences import sentences
from assistant.library.terms import analyse

MOST_WORDS = 60
"""Words of evidence that are read beside a claim: fewer hold too little, among more the one wrong word is lost."""
_LEAD = 0.05
"""What standing right before a chosen sentence counts: it says who "he" is."""


def choose(claim: str, told: Sequence[str], most_words: int = MOST_WORDS) -> list[int]:
    """Numbers of the sentences `told` to read for `claim`, in their order, at most `most_words` of them (one at least).

    Greedy: each time the sentence that adds most of what is still uncovered, a word weighing by how few sentences
    hold it.
    """
    words = [set(analyse(sentence)) for sentence in told]
    lengths = [len(sentence.split()) for sentence in told]
    if sum(lengths) <= most_words:
        return list(range(len(told)))
    held = Counter(word for found in words for word in found)
    weight = {w: math.log(1 + len(told) / held[w]) if held[w] else 0.0 for w in set(analyse(claim))}
    whole = sum(weight.values()) or 1.0
    chosen: set[int] = set()
    uncovered, used = dict(weight), 0
    while True:
        best, best_worth = -1, 0.0
        for i, found in enumerate(words):
            if i in chosen or (chosen and used + lengths[i] > most_words):
                continue
            worth = sum(uncovered.get(w, 0.0) + 0.15 * weight.get(w, 0.0) for w in found) / whole
            worth += _LEAD * (i + 1 in chosen)
            if best < 0 or worth > best_worth:
                best, best_worth = i, worth
        if best < 0:
            return sorted(chosen)
        chosen.add(best)
        used += lengths[best]
        for w in words[best]:
            uncovered.pop(w, None)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, each as running text."""
    return [" ".join(text[s.start : s.end].split()) for s in sentences(text, "en")]


_SPACE = re.compile(r"\s+")


def read_together(chosen: Sequence[str]) -> str:
    """Chosen sentences as one text for the network."""
    return _SPACE.sub(" ", " ".join(chosen)).strip()
