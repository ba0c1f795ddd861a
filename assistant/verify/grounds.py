"""How a sentence stands to what carries it, in a few measures that the rule of `support.py` weighs. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.verify.bind import Carrying, terms
from assistant.verify.denials import DENIES, heads
from assistant.verify.difference import Difference
from assistant.verify.entail import Entailment
from assistant.verify.mismatch import mismatches, unsupported_details
from assistant.verify.opposites import opposites
from assistant.verify.proper import Name, names, same
from assistant.verify.words import Word, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

WordVectors = Callable[[Sequence[str]], Mapping[str, "NDArray[np.float32]"]]
NEAR, SAME_MEANING = 0.45, 0.80
"""Cosines of two words' vectors at which their meaning begins to count, and counts in full."""
_COMPANY = 5  # words of meaning on either side


@dataclass(frozen=True, slots=True)
class Grounds:
    """The measures. `conflicts` and `missing` are facts, what follows them are degrees.

    Shares are of the sentence's words of meaning, by rarity: ``covered`` stand in what carries it, ``meant`` do or
    have one near them in meaning. ``loose`` is how many have not even that, ``company`` how much the least well placed
    name or number keeps of the words about it, ``turned`` whether two names have changed places, ``lent`` how many
    sentences were needed for a detail alone, ``supported`` the verifier's word.
    """

    conflicts: tuple[Difference, ...]
    missing: tuple[Difference, ...]
    covered: float
    meant: float
    loose: int
    company: float
    turned: bool
    lent: int
    cosine: float
    supported: float


def grounds(
    sentence: str,
    carrying: Carrying,
    entailment: Entailment,
    cosine: float,
    weight: Callable[[str], float],
    vectors: WordVectors,
) -> Grounds:
    """How `sentence` stands to what carries it.

    Args:
        sentence: One sentence, without markers.
        carrying: The sentences that carry it.
        entailment: The verifier's word on the two.
        cosine: Of the two.
        weight: How rare a term is.
        vectors: Words → unit vectors.
    """
    ours, told = words(sentence), carrying.read
    asked = {term: weight(term) for term in terms(sentence)}
    whole = sum(asked.values()) or 1.0
    held = terms(told)
    near = _near([w for w in ours if w.key in asked and w.key not in held], told, vectors)
    absent = {term: worth for term, worth in asked.items() if term not in held}
    covered = 1 - sum(absent.values()) / whole
    meant = covered + sum(worth * near.get(term, 0.0) for term, worth in absent.items()) / whole
    conflicts = [
        *mismatches(sentence, told, evidence_date=carrying.date),
        *_denied(sentence, carrying.text),
        *_opposite(sentence, told),
    ]
    return Grounds(
        conflicts=tuple(dict.fromkeys(conflicts)),
        missing=tuple(unsupported_details(sentence, told, evidence_date=carrying.date)),
        covered=covered,
        meant=meant,
        loose=sum(near.get(term, 0.0) < 0.25 for term in absent),
        company=_company(sentence, told),
        turned=_turned(sentence, carrying),
        lent=carrying.lent,
        cosine=cosine,
        supported=entailment.supported,
    )


def _near(ours: Sequence[Word], told: str, vectors: WordVectors) -> dict[str, float]:
    """Key → how near any word told is in meaning, 0..1; names and numbers are near to nothing but themselves."""
    mine = {w.key: w.low for w in ours if w.low.isalpha() and not w.capital}
    theirs = {w.low for w in words(told) if w.content and w.low.isalpha()}
    if not mine or not theirs:
        return {}
    others = sorted(theirs)
    known = vectors([*mine.values(), *others])
    grid = np.stack([known[w] for w in mine.values()]) @ np.stack([known[w] for w in others]).T
    scaled = np.clip((grid.max(axis=1) - NEAR) / (SAME_MEANING - NEAR), 0.0, 1.0)
    return dict(zip(mine, scaled.tolist(), strict=True))


def _denied(sentence: str, told: str) -> list[Difference]:
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
    if not out and _denials(sentence) and not _denials(told):
        first = next(w for w in words(sentence) if _is_denial(w))
        out.append(Difference("negation", first.text, ""))
    return out[:1]


def _is_denial(word: Word) -> bool:
    return word.low in DENIES or word.low.endswith("n't")


def _denials(text: str) -> int:
    return sum(map(_is_denial, words(text)))


def _opposite(sentence: str, told: str) -> list[Difference]:
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


def _company(sentence: str, told: str) -> float:
    """Of the sentence's names and numbers the one that has least of its company there: how much of it, 0..1."""
    ours, theirs = [w for w in words(sentence) if w.content], [w for w in words(told) if w.content]
    places: dict[str, list[int]] = {}
    for n, word in enumerate(theirs):
        places.setdefault(word.key, []).append(n)
    least = 1.0
    for n, word in enumerate(ours):
        if not (word.capital and n or word.low[0].isdigit()) or word.key not in places:
            continue
        mine = {w.key for w in ours[max(0, n - _COMPANY) : n + _COMPANY + 1]} - {word.key}
        mine &= places.keys()
        if not mine:
            continue
        best = max(
            len(mine & {w.key for w in theirs[max(0, i - 2 * _COMPANY) : i + 2 * _COMPANY + 1]}) / len(mine)
            for i in places[word.key]
        )
        least = min(least, best)
    return least


_MAY_TURN = re.compile(r"\b(?:by|from|received|and|with|both|between|met)\b", re.IGNORECASE)
"""Words with which two names may change places and the sentence says the same."""


def _turned(sentence: str, carrying: Carrying) -> bool:
    """Whether two names stand in the other order in every sentence told that has both, with nothing to turn them."""
    ours = _distinct(names(sentence, carrying.read))
    for n, first in enumerate(ours):
        for second in ours[n + 1 :]:
            orders = set()
            for told in carrying.told:
                theirs = names(told.text, sentence)
                a = next((x for x in theirs if same(x, first)), None)
                b = next((x for x in theirs if same(x, second)), None)
                if a and b and a is not b:
                    between = told.text[min(a.end, b.end) : max(a.start, b.start)]
                    orders.add(a.start < b.start or _MAY_TURN.search(between) is not None)
            if orders == {False} and not _MAY_TURN.search(sentence[first.end : second.start]):
                return True
    return False


def _distinct(found: Sequence[Name]) -> list[Name]:
    out: list[Name] = []
    for name in found:
        if not any(same(name, other) for other in out):
            out.append(name)
    return out
