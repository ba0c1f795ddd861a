"""Which phrases are worth following: sequences of words that some of the documents use far more than the rest. Pure.

Words are counted in numpy, one pass for each length: 500 news stories take about a second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.compare.comparable import by_date, parties, when
from assistant.compare.wording import Words, words_of
from assistant.records import Document

LONGEST = 7
"""Words in a phrase, at most (of Chinese and Japanese, characters)."""
FEWEST_DOCUMENTS = 2
MEANINGFUL = 4
"""What the words of a phrase must weigh: two that are neither stop words nor names nor numbers, or four characters."""
LEVEL = 1.0
"""G² below which nothing is proposed. It ranks and does not test: a small library seldom reaches 3.84, the 5% level."""
PART_OF = 0.7
"""Share of a phrase's documents in which it stands inside one longer phrase, at which only the longer is proposed."""
WHOLE = 0.6
"""Share of a phrase's uses that must stand between punctuation, stop words or the ends of names."""
ATTESTED = 3.0
"""How many times G² counts for wording that a record quotes from its original: the rest may be the record's own."""
OVERLAP = 0.5
"""Share of a phrase's uses that may touch phrases proposed before it."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def log_likelihood(a: Floats, b: Floats, c: Floats, d: Floats) -> Floats:
    """G², by which a phrase is commoner in one body of text than in another; negative where it is rarer.

    Args:
        a: uses in the one; b: uses in the other. c: words in the one; d: words in the other.

    Source: Dunning 1993, "Accurate Methods for the Statistics of Surprise and Coincidence", in the form of Rayson and
    Garside 2000, "Comparing Corpora using Frequency Profiling": ``2 (a ln(a / E1) + b ln(b / E2))`` with
    ``E1 = c (a + b) / (c + d)`` and ``E2 = d (a + b) / (c + d)``. 3.84 is the 5% level, 10.83 the 0.1% level.
    """
    a, b, c, d = (np.asarray(x, dtype=np.float64) for x in (a, b, c, d))
    together = (a + b) / (c + d)
    expected_a, expected_b = c * together, d * together
    with np.errstate(divide="ignore", invalid="ignore"):
        one = np.where((a > 0) & (expected_a > 0), a * np.log(a / expected_a), 0.0)
        other = np.where((b > 0) & (expected_b > 0), b * np.log(b / expected_b), 0.0)
    g2: Floats = np.where(a >= expected_a, 2.0, -2.0) * (one + other)
    return g2


@dataclass(frozen=True)
class _Grams:
    """Sequences of one length that enough documents use. Sequence ``gram[i]`` begins at word ``at[i]``."""

    length: int
    gram: Ints  # number of the sequence, 0 up; rising
    at: Ints
    pairs: tuple[Ints, Ints]  # (sequence, document that uses it), each pair once
    used_by: Ints  # how many documents, by sequence


def proposed(documents: Sequence[Document], most: int, against: Sequence[Document] = ()) -> tuple[str, ...]:
    """At most `most` phrases of `documents` that are worth following, the most telling first.

    A phrase is two to seven words within a sentence, used in at least two documents, as long as it can be, with at
    least two words that are neither stop words nor names nor numbers. It is telling by G² over the documents that
    use it: where `against` is given, of `documents` against those; else the highest of one issuer's or one recipient's
    documents against all others, and of the time from its first to its last use against all other time. What a record
    of somebody else's text quotes counts for more than what it words itself.
    """
    ordered = by_date(documents)
    everything = [*ordered, *against]
    words = words_of(everything)
    sizes = np.bincount(words.document, minlength=len(everything)).astype(np.float64)
    groups = [np.arange(len(everything)) < len(ordered)] if against else _groups(ordered)
    levels = list(_levels(words))
    longer: Ints | None = None
    ranked: list[tuple[float, int, int]] = []  # (G², which level, which sequence)
    for n in reversed(range(len(levels))):
        grams = levels[n]
        phrase = _is_phrase(grams, words)
        inside = _longer(grams, levels[n + 1], longer) if longer is not None else np.zeros(len(phrase), dtype=np.int64)
        score = _scores(grams, sizes, groups, None if against else ordered)
        score = np.where(_is_attested(grams, words), ATTESTED * score, score)
        for g in np.flatnonzero(phrase & (inside < PART_OF * grams.used_by) & (score > LEVEL)):
            ranked.append((float(score[g]), n, int(g)))
        longer = np.maximum(inside, np.where(phrase, grams.used_by, 0))
    ranked.sort(key=lambda r: (-r[0], -r[1], r[2]))
    return tuple(_chosen([(levels[n], g) for _, n, g in ranked], words, everything, most))


def _levels(words: Words) -> Iterator[_Grams]:
    """Sequences of 2, 3 … words; each is made of two of the level before that overlap."""
    here = np.arange(len(words.kind))
    number = words.kind  # of the sequence that begins at a word, -1 where none does
    for length in range(2, LONGEST + 1):
        begins = here[: max(0, len(here) - length + 1)]
        begins = begins[~words.begins[begins + length - 1] & (number[begins] >= 0) & (number[begins + 1] >= 0)]
        key = number[begins] * (int(number.max(initial=0)) + 1) + number[begins + 1]
        _, gram = np.unique(key, return_inverse=True)
        held = _used_by(gram, words.document[begins]) >= FEWEST_DOCUMENTS
        begins, gram = begins[held[gram]], gram[held[gram]]
        _, gram = np.unique(gram, return_inverse=True)
        if not len(gram):
            return
        order = np.argsort(gram, kind="stable")
        documents = int(words.document.max()) + 1
        pairs = np.unique(gram * documents + words.document[begins])
        split = (pairs // documents, pairs % documents)
        yield _Grams(length, gram[order], begins[order], split, np.bincount(split[0]))
        number = np.full(len(here), -1)
        number[begins] = gram


def _used_by(gram: Ints, document: Ints) -> Ints:
    """How many documents use each sequence."""
    documents = int(document.max(initial=0)) + 1
    return np.bincount(np.unique(gram * documents + document) // documents)


def _is_phrase(grams: _Grams, words: Words) -> NDArray[np.bool_]:
    """Whether a sequence has enough meaning, and is mostly used as a whole: between what is no part of it."""
    last = grams.at + grams.length - 1
    places = grams.at[:, None] + np.arange(grams.length)
    weight, names = words.weight[places].sum(axis=1), words.names[places].sum(axis=1)
    dated = words.dated[places].any(axis=1)
    whole = ~dated & ~words.stops[grams.at] & ~words.stops[last]
    whole &= _parts(words, grams.at - 1, grams.at, words.begins[grams.at])
    after = np.minimum(last + 1, len(words.kind) - 1)
    whole &= _parts(words, after, last, words.begins[after] | (last + 1 == len(words.kind)))
    return (_mean(grams, whole) >= WHOLE) & (_mean(grams, np.where(2 * names > weight, 0, weight)) >= MEANINGFUL)


def _is_attested(grams: _Grams, words: Words) -> NDArray[np.bool_]:
    """Whether a sequence stands in a record's quotation anywhere."""
    return _mean(grams, words.attested[grams.at] & words.attested[grams.at + grams.length - 1]) > 0


def _parts(words: Words, neighbour: Ints, edge: Ints, apart: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a phrase may end between `edge` and its `neighbour`: at punctuation, a stop word, the end of a name."""
    parts: NDArray[np.bool_] = apart | words.stops[neighbour] | (words.names[neighbour] != words.names[edge])
    return parts


def _mean(grams: _Grams, values: NDArray[np.generic]) -> Floats:
    """By sequence: the mean of `values`, which run over its places."""
    return np.bincount(grams.gram, weights=values) / np.bincount(grams.gram)


def _longer(grams: _Grams, above: _Grams, longer: Ints) -> Ints:
    """By sequence: how many documents use the commonest longer phrase that it is part of."""
    reach = np.zeros(int(max(grams.at.max(), above.at.max())) + 2, dtype=np.int64)
    reach[above.at] = longer[above.gram]
    around = np.maximum(reach[grams.at], np.where(grams.at > 0, reach[grams.at - 1], 0))
    best = np.zeros(len(grams.used_by), dtype=np.int64)
    np.maximum.at(best, grams.gram, around)
    return best


# Keyness -----------------------------------------------------------------------------------------------------------


def _groups(documents: Sequence[Document]) -> list[NDArray[np.bool_]]:
    """Those who may have a wording of their own: each issuer's and each recipient's documents, two at least."""
    fields: dict[tuple[str, str], list[int]] = {}
    for number, document in enumerate(documents):
        m = document.metadata
        named = [("issuer", n) for n in parties(m.issuer)] + [("recipient", n) for n in parties(m.recipient)]
        for field in named:
            fields.setdefault(field, []).append(number)
    held = [own for own in fields.values() if FEWEST_DOCUMENTS <= len(own) < len(documents)]
    return [np.isin(np.arange(len(documents)), own) for own in held]


def _scores(
    grams: _Grams, sizes: Floats, groups: Sequence[NDArray[np.bool_]], by_day: Sequence[Document] | None
) -> Floats:
    """The highest G² of each sequence over the groups and, where documents by date are given, over its own time."""
    gram, document = grams.pairs
    best = np.zeros(len(grams.used_by))
    for inside in groups:
        a = np.bincount(gram[inside[document]], minlength=len(best)).astype(np.float64)
        c = sizes[inside].sum()
        g2 = log_likelihood(a, grams.used_by - a, c, sizes.sum() - c)
        best = np.maximum(best, np.where(a >= FEWEST_DOCUMENTS, g2, 0.0))
    return best if by_day is None else np.maximum(best, _in_time(grams, sizes, by_day))


def _in_time(grams: _Grams, sizes: Floats, documents: Sequence[Document]) -> Floats:
    """G² of each sequence between the days of its first and its last use, against all other time."""
    periods = [period for document in documents if (period := when(document))]
    dated = len(periods)  # the documents without a date stand at the end
    if not dated:
        return np.zeros(len(grams.used_by))
    firsts = [period.first for period in periods]
    opens = np.searchsorted(firsts, firsts, side="left")  # first and last document of the same day
    closes = np.searchsorted(firsts, firsts, side="right")
    gram, document = (column[grams.pairs[1] < dated] for column in grams.pairs)
    none = len(grams.used_by)
    first, last = np.full(none, dated - 1), np.zeros(none, dtype=np.int64)
    np.minimum.at(first, gram, document)
    np.maximum.at(last, gram, document)
    uses = np.bincount(gram, minlength=none).astype(np.float64)
    before = np.concatenate([[0.0], np.cumsum(sizes[:dated])])
    within = before[closes[last]] - before[opens[first]]
    g2 = log_likelihood(uses, np.zeros(none), within, np.maximum(before[-1] - within, 0.0))
    return np.where(uses >= FEWEST_DOCUMENTS, g2, 0.0)


# Choosing ----------------------------------------------------------------------------------------------------------


def _chosen(
    ranked: Sequence[tuple[_Grams, int]], words: Words, documents: Sequence[Document], most: int
) -> Iterator[str]:
    """The best of `ranked` that do not say what one before them says."""
    taken = np.zeros(len(words.kind) + LONGEST, dtype=bool)
    found = 0
    for grams, g in ranked:
        if found >= most:
            return
        lo, hi = np.searchsorted(grams.gram, [g, g + 1])
        places = grams.at[lo:hi][:, None] + np.arange(grams.length)
        if taken[places].any(axis=1).mean() > OVERLAP:
            continue
        taken[places] = True
        found += 1
        yield _wording(places, words, documents)


def _wording(places: Ints, words: Words, documents: Sequence[Document]) -> str:
    """The commonest way in which a sequence is written, on one line."""
    forms = Counter(
        " ".join(documents[words.document[row[0]]].text[words.start[row[0]] : words.end[row[-1]]].split())
        for row in places
    )
    return min(forms, key=lambda form: (-forms[form], form))
