"""Denials and opposites, where it is known that two texts speak of one thing. Pure; English only.

`negation.py` compares a claim with whatever a search found and says nothing in doubt. Here the one text was written
from the other: a word that is denied on one side alone, or whose opposite is told, needs no company to count.
"""

from __future__ import annotations

from collections import Counter

from assistant.verify.denials import DENIES, heads
from assistant.verify.difference import Difference
from assistant.verify.opposites import opposites
from assistant.verify.words import Word, words


def denied(sentence: str, told: str) -> list[Difference]:
    """Words that are denied on one side alone: as both speak of one thing here, no more is asked for."""
    theirs = heads(told)
    by_key: dict[str, set[bool]] = {}
    for head in theirs:
        by_key.setdefault(head.word.key, set()).add(head.negated)
    out = []
    for head in heads(sentence):
        if (found := by_key.get(head.word.key)) and head.negated not in found:
            other = next(h for h in theirs if h.word.key == head.word.key)
            out.append(Difference("negation", sentence[head.start : head.end], told[other.start : other.end]))
    if not out and (lost := _lost(sentence, told)):
        out.append(lost)
    if not out and _denials(sentence) and not _denials(told):
        first = next(w for w in words(sentence) if _is_denial(w))
        out.append(Difference("negation", first.text, ""))
    return out[:1]


def _lost(sentence: str, told: str) -> Difference | None:
    """A denial told of something that the sentence speaks of without one: "no third state", "a third state"."""
    ours, theirs = words(sentence), words(told)
    denied = {w.key for n, w in enumerate(ours) if any(map(_is_denial, ours[max(0, n - 6) : n]))}
    said = {w.key for w in ours}
    everywhere = Counter(w.key for w in theirs)
    for n, word in enumerate(theirs):
        if word.low not in ("no", "not", "never", "without"):
            continue
        after = [w for w in theirs[n + 1 : n + 6] if w.clause == word.clause and w.content][:2]
        spoken_of = all(w.key in said - denied for w in after)
        if after and spoken_of and any(everywhere[w.key] == 1 for w in after):
            return Difference("negation", after[0].text, told[word.start : after[-1].end])
    return None


def _is_denial(word: Word) -> bool:
    return word.low in DENIES or word.low.endswith("n't")


def _denials(text: str) -> int:
    return sum(map(_is_denial, words(text)))


def opposite(sentence: str, told: str) -> list[Difference]:
    """A word whose opposite is told, where it is not told itself and the sentence has not both."""
    table = opposites()
    ours, theirs = {w.key for w in words(sentence)}, {w.key: w for w in words(told)}
    for word in words(sentence):
        against = table.get(word.key)
        if not against or word.key in theirs or word.capital:
            continue
        for key in against:
            if key in theirs and key not in ours and not theirs[key].capital:
                return [Difference("negation", word.text, theirs[key].text)]
    return []
