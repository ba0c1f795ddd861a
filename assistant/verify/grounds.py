"""How a sentence stands to what carries it, in a few measures that the rule of `support.py` weighs. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.library.periods import Period, periods
from assistant.verify.bind import Carrying, terms
from assistant.verify.denied import denied, opposite
from assistant.verify.difference import Difference
from assistant.verify.entail import Entailment
from assistant.verify.figures import Figure, figures
from assistant.verify.mismatch import mismatches, unsupported_details
from assistant.verify.numbers import agree
from assistant.verify.proper import Name, names, same
from assistant.verify.synonyms import one_of
from assistant.verify.words import Word, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

WordVectors = Callable[[Sequence[str]], Mapping[str, "NDArray[np.float32]"]]
NEAR, SAME_MEANING = 0.45, 0.80
"""Cosines of two words' vectors at which their meaning begins to count, and counts in full."""
_COMPANY, _WIDER = 3, 8  # words of meaning on either side, in the sentence and in what carries it


@dataclass(frozen=True, slots=True)
class Grounds:
    """The measures. `conflicts` and `missing` are facts, what follows them are degrees.

    ``words`` is how many words of meaning the sentence has, ``meant`` the share of them, by rarity, that stand in what
    carries it or have one near them in meaning, ``loose`` how many have neither, ``company`` how much the least well
    placed name or number keeps of the words about it, ``turned`` whether two names have changed places, ``apart`` how
    many of its names stand less often in what carries it than in the sentence (in a heading alone, say), ``inexact``
    how many numbers and times are not there as they are here, ``lent`` how many sentences were needed for a detail
    alone, ``supported`` the verifier's word.
    """

    conflicts: tuple[Difference, ...]
    missing: tuple[Difference, ...]
    words: int
    meant: float
    loose: int
    company: float
    turned: bool
    apart: int
    inexact: int
    lent: int
    supported: float


def grounds(
    sentence: str,
    carrying: Carrying,
    entailment: Entailment,
    weight: Callable[[str], float],
    vectors: WordVectors,
) -> Grounds:
    """How `sentence` stands to what carries it.

    Args:
        sentence: One sentence, without markers.
        carrying: The sentences that carry it.
        entailment: The verifier's word on the two.
        weight: How rare a term is.
        vectors: Words → unit vectors.
    """
    ours, told = words(sentence), carrying.read
    asked = {term: weight(term) for term in terms(sentence)}
    whole = sum(asked.values()) or 1.0
    held = terms(told)
    near = _near([w for w in ours if (key := one_of(w.key)) in asked and key not in held], told, vectors)
    absent = {term: worth for term, worth in asked.items() if term not in held}
    meant = 1 - sum(worth * (1 - near.get(term, 0.0)) for term, worth in absent.items()) / whole
    conflicts = [
        *mismatches(sentence, told, evidence_date=carrying.date),
        *denied(sentence, carrying.text),
        *opposite(sentence, told),
    ]
    return Grounds(
        conflicts=tuple(dict.fromkeys(conflicts)),
        missing=tuple(unsupported_details(sentence, told, evidence_date=carrying.date)),
        words=len(asked),
        meant=meant,
        loose=sum(near.get(term, 0.0) < 0.25 for term in absent),
        company=_company(sentence, told),
        turned=_turned(sentence, carrying),
        apart=_apart(sentence, carrying),
        inexact=_inexact(sentence, told),
        lent=len(carrying.lent),
        supported=entailment.supported,
    )


def _near(ours: Sequence[Word], told: str, vectors: WordVectors) -> dict[str, float]:
    """Key → how near any word told is in meaning, 0..1; names and numbers are near to nothing but themselves."""
    mine = {one_of(w.key): w.low for w in ours if w.low.isalpha() and not w.capital}
    theirs = {w.low for w in words(told) if w.content and w.low.isalpha()}
    if not mine or not theirs:
        return {}
    others = sorted(theirs)
    known = vectors([*mine.values(), *others])
    grid = np.stack([known[w] for w in mine.values()]) @ np.stack([known[w] for w in others]).T
    scaled = np.clip((grid.max(axis=1) - NEAR) / (SAME_MEANING - NEAR), 0.0, 1.0)
    return dict(zip(mine, scaled.tolist(), strict=True))


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
            len(mine & {w.key for w in theirs[max(0, i - _WIDER) : i + _WIDER + 1]}) / len(mine)
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


def _apart(sentence: str, carrying: Carrying) -> int:
    """Names that the sentence has more often than the sentences that carry it."""
    beside = f"{carrying.read} {sentence}"
    left = list(names(carrying.own, beside))
    apart = 0
    for name in names(sentence, beside):
        found = next((n for n, other in enumerate(left) if same(name, other)), None)
        if found is None:
            apart += 1
        else:
            del left[found]
    return apart


def _inexact(sentence: str, told: str) -> int:
    """Numbers and times of the sentence that what carries it does not have as they are."""
    dated, theirs = periods(sentence), periods(told)
    counted = figures(told)
    loose = [
        f
        for f in figures(sentence)
        if not any(p.start <= f.start < p.end for p in dated) and not any(_is_number(f, other) for other in counted)
    ]
    times = sum(not any(_is_time(p, other) for other in theirs) for p in dated)
    return len(loose) + times + len(_quantities(sentence) - {w.low for w in words(told)})


_QUANTITIES = frozenset("both all every half most only none neither twice".split())


def _quantities(sentence: str) -> set[str]:
    """Words for how many, "one" where something is counted by it."""
    these = words(sentence)
    found = {w.low for w in these if w.low in _QUANTITIES}
    return found | {"one" for w, after in zip(these, these[1:], strict=False) if w.low == "one" and after.content}


def _is_number(ours: Figure, theirs: Figure) -> bool:
    """Whether a number is the one told, or that one rounded; "more than five" is not "more than four"."""
    if (ours.low, ours.high, ours.kind) == (theirs.low, theirs.high, theirs.kind):
        return True
    return not theirs.hedge and ours.kind == theirs.kind and agree(ours, theirs)


def _is_time(ours: Period, theirs: Period) -> bool:
    """Whether a time is the one told, or one that it lies in; a day without a year may be of any."""
    if "0000" in (ours.first[:4], theirs.first[:4]):
        return ours.meets(theirs)
    return ours.first <= theirs.first and theirs.last <= ours.last


def _distinct(found: Sequence[Name]) -> list[Name]:
    out: list[Name] = []
    for name in found:
        if not any(same(name, other) for other in out):
            out.append(name)
    return out
