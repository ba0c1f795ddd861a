"""Which sentences of long evidence a claim is held against: those that together speak of most of its words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from assistant.library.terms import analyse

MOST_WORDS = 130
"""Words of evidence that fit beside a claim in the network's sight, at about 1.4 tokens a word."""
_NEARNESS = 0.5
"""What a sentence's nearness to the claim counts beside the share of the claim's words that it adds."""
_LEAD = 0.05
"""What standing right before a chosen sentence counts: it says who "he" is."""


def choose(
    claim: str, sentences: Sequence[str], nearness: Sequence[float] | None = None, most_words: int = MOST_WORDS
) -> list[int]:
    """Numbers of the sentences to read for `claim`, in their order, at most `most_words` of them (one at least).

    Greedy: each time the sentence that adds most of what is still uncovered, a word weighing by how few sentences
    hold it. `nearness` is the cosine of each sentence to the claim, where it is known.
    """
    words = [set(analyse(sentence)) for sentence in sentences]
    lengths = [len(sentence.split()) for sentence in sentences]
    if sum(lengths) <= most_words:
        return list(range(len(sentences)))
    held = Counter(word for found in words for word in found)
    weight = {w: math.log(1 + len(sentences) / held[w]) if held[w] else 0.0 for w in set(analyse(claim))}
    whole = sum(weight.values()) or 1.0
    chosen: set[int] = set()
    uncovered, used = dict(weight), 0
    while True:
        best, best_worth = -1, 0.0
        for i, found in enumerate(words):
            if i in chosen or (chosen and used + lengths[i] > most_words):
                continue
            worth = sum(uncovered.get(w, 0.0) + 0.15 * weight.get(w, 0.0) for w in found) / whole
            worth += _NEARNESS * max(nearness[i], 0.0) if nearness is not None else 0.0
            worth += _LEAD * (i + 1 in chosen)
            if best < 0 or worth > best_worth:
                best, best_worth = i, worth
        if best < 0:
            return sorted(chosen)
        chosen.add(best)
        used += lengths[best]
        for w in words[best]:
            uncovered.pop(w, None)


CLOSEST = 40
"""Sentences of a long document that are looked at closely."""


def speaking_of(claim: str, sentences: Sequence[str], most: int = CLOSEST) -> list[int]:
    """Numbers of the `most` sentences that share most with `claim`, a word weighing by how few hold it, in order."""
    words = [set(analyse(sentence)) for sentence in sentences]
    held = Counter(word for found in words for word in found)
    asked = set(analyse(claim))
    shared = [sum(math.log(1 + len(sentences) / held[w]) for w in found & asked) for found in words]
    best = sorted(range(len(sentences)), key=lambda i: -shared[i])[:most]
    return sorted(best)


_SPACE = re.compile(r"\s+")


def read_together(sentences: Sequence[str]) -> str:
    """Chosen sentences as one text for the network."""
    return _SPACE.sub(" ", " ".join(sentences)).strip()
