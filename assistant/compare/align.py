"""Sentences of two texts matched one to one: the same, reworded, moved, or without a counterpart. Pure.

Sentences that stand verbatim in both (white space folded) are matched first, then those that share most of their
words; neither needs the model. The rest is matched over a blend of meaning (cosine of the sentences' vectors) and
words (cosine of their terms by rarity). Each time the assignment is optimal, so that a good pair is never given up
for one that happened to come earlier.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from assistant.library.terms import analyse
from assistant.records import Relation

if TYPE_CHECKING:
    from numpy.typing import NDArray

MEANING = 0.4
"""Share of the cosine in a pair's score; the rest is that of the words."""
PLACE = 0.06
"""Added for a pair that stands at the same place of both texts, falling to 0 at opposite ends: it breaks ties."""
LEAST = 0.40
"""Score from which two sentences are a pair wherever they stand."""
LEAST_BETWEEN = 0.32
"""Score from which two sentences are a pair where both stand between the same two pairs: the place speaks for it.
These four were chosen on half of the labelled pairs: see benchmarks/log.md."""

MOST_WORDS = 0.7
"""Similarity by words from which two sentences are a pair without asking for their meaning, which takes the model."""

Vectors = Callable[[Sequence[int], Sequence[int]], "tuple[NDArray[np.float32], NDArray[np.float32]]"]
"""Numbers of sentences of A and of B → their unit vectors, shapes (len, d)."""


@dataclass(frozen=True, slots=True)
class Match:
    """Sentence number `a` of A and number `b` of B, and how they stand to each other; similarity in 0..1."""

    relation: Relation
    a: int | None
    b: int | None
    similarity: float


def align(a: Sequence[str], b: Sequence[str], vectors: Vectors) -> list[Match]:
    """Every sentence of both texts once, in reading order: A's, with what only B has where B has it."""
    folded_a, folded_b = [fold(s) for s in a], [fold(s) for s in b]
    pairs = {(i, j): 1.0 for i, j in verbatim(folded_a, folded_b)}
    left, right = _unmatched(len(a), len(b), pairs)
    if left and right:
        pairs |= _by_words(folded_a, folded_b, left, right)
        left, right = _unmatched(len(a), len(b), pairs)
    if left and right:
        scores = _scores(folded_a, folded_b, left, right, vectors)
        pairs |= {(left[i], right[j]): score for i, j, score in assign(scores, LEAST)}
        between = _same_gap(left, right, set(pairs), _run(pairs))
        pairs |= {(left[i], right[j]): score for i, j, score in assign(scores * between, LEAST_BETWEEN)}
    return _in_reading_order(len(a), len(b), pairs, _run(pairs))


def fold(sentence: str) -> str:
    """`sentence` with its white space folded: a text wrapped by hand breaks its lines anywhere."""
    return " ".join(sentence.split())


def verbatim(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal sentences, each used once: as many of them in order as can be found, then the rest."""
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    pairs = [(block.a + k, block.b + k) for block in blocks for k in range(block.size)]
    used_a, used_b = {i for i, _ in pairs}, {j for _, j in pairs}
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for j, sentence in enumerate(b):
        if j not in used_b:
            waiting[sentence].append(j)
    for i, sentence in enumerate(a):
        if i not in used_a and waiting[sentence]:
            pairs.append((i, waiting[sentence].popleft()))
    return sorted(pairs)


def assign(scores: NDArray[np.float64], least: float) -> list[tuple[int, int, float]]:
    """The one-to-one pairs (row, column, score) of the highest total over `least`; none below it.

    Source: the Hungarian method, as scipy's `linear_sum_assignment` (Crouse 2016, doi:10.1109/TAES.2016.140952).
    """
    from scipy.optimize import linear_sum_assignment

    worth = np.where(scores >= least, scores - least + 1e-6, 0.0)  # nothing is won by pairing what is no pair
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return [(int(i), int(j), float(scores[i, j])) for i, j in zip(rows, columns, strict=True) if worth[i, j] > 0]


def longest_run(pairs: Sequence[tuple[int, int, float]]) -> set[tuple[int, int]]:
    """The pairs (a, b, weight) of the heaviest run that rises on both sides; what is outside it has moved."""
    rising = sorted(pairs)
    if not rising:
        return set()
    best = np.zeros(max(j for _, j, _ in rising) + 2)  # best[j + 1]: the heaviest run that ends with b == j
    ends: dict[int, int] = {}  # b → position in `rising`
    before: list[int | None] = []
    for at, (_, j, weight) in enumerate(rising):
        k = int(best[: j + 1].argmax())
        before.append(ends.get(k - 1) if best[k] > 0 else None)
        best[j + 1] = best[k] + weight
        ends[j] = at
    run: set[tuple[int, int]] = set()
    position: int | None = ends[int(best.argmax()) - 1]
    while position is not None:
        run.add(rising[position][:2])
        position = before[position]
    return run


def _unmatched(a: int, b: int, pairs: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
    matched_a, matched_b = {i for i, _ in pairs}, {j for _, j in pairs}
    return [i for i in range(a) if i not in matched_a], [j for j in range(b) if j not in matched_b]


def _by_words(
    a: Sequence[str], b: Sequence[str], left: Sequence[int], right: Sequence[int]
) -> dict[tuple[int, int], float]:
    """The pairs that share most of their words, with their similarity by words."""
    scores = word_similarity([a[i] for i in left], [b[j] for j in right])
    return {(left[i], right[j]): min(score, 0.999) for i, j, score in assign(scores, MOST_WORDS)}


def _run(pairs: dict[tuple[int, int], float]) -> set[tuple[int, int]]:
    """The pairs that stand in the same order on both sides; verbatim ones weigh more than reworded ones."""
    return longest_run([(i, j, 1.0 if score == 1.0 else 0.5 * score) for (i, j), score in pairs.items()])


def _same_gap(
    left: Sequence[int], right: Sequence[int], pairs: set[tuple[int, int]], run: set[tuple[int, int]]
) -> NDArray[np.bool_]:
    """(left, right): whether both sentences are unmatched and stand between the same neighbours of `run`."""
    anchors = sorted(run)
    of_a = np.searchsorted([i for i, _ in anchors], left)
    of_b = np.searchsorted([j for _, j in anchors], right)
    free_a = ~np.isin(left, [i for i, _ in pairs])
    free_b = ~np.isin(right, [j for _, j in pairs])
    gap: NDArray[np.bool_] = (of_a[:, None] == of_b[None, :]) & free_a[:, None] & free_b[None, :]
    return gap


def word_similarity(a: Sequence[str], b: Sequence[str]) -> NDArray[np.float64]:
    """(a, b): cosine of the terms and pairs of terms of two sentences, weighted by their rarity in all of them."""
    from scipy.sparse import csr_matrix

    grams_a, grams_b = [_grams(s) for s in a], [_grams(s) for s in b]
    seen = Counter(gram for grams in (*grams_a, *grams_b) for gram in grams)
    column = {gram: n for n, gram in enumerate(seen)}
    total = len(a) + len(b)
    # Between two texts a term shared by its two counterparts is the rarest that helps: 2 sentences count in full.
    rarity = {gram: math.log(1 + total / max(n, 2)) for gram, n in seen.items()}

    def matrix(rows: Sequence[Counter[str]]) -> csr_matrix:
        lines: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        for line, grams in enumerate(rows):
            weights = {gram: (1 + math.log(n)) * rarity[gram] for gram, n in grams.items()}
            norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
            lines += [line] * len(weights)
            columns += [column[gram] for gram in weights]
            values += [weight / norm for weight in weights.values()]
        return csr_matrix((values, (lines, columns)), shape=(len(rows), max(1, len(column))))

    product: NDArray[np.float64] = (matrix(grams_a) @ matrix(grams_b).T).toarray()
    return product


def _grams(sentence: str) -> Counter[str]:
    terms = analyse(sentence)
    return Counter([*terms, *(f"{x} {y}" for x, y in pairwise(terms))])


def _scores(
    a: Sequence[str], b: Sequence[str], left: Sequence[int], right: Sequence[int], vectors: Vectors
) -> NDArray[np.float64]:
    """(left, right) scores in 0..1."""
    of_a, of_b = vectors(left, right)
    meaning = np.clip(of_a @ of_b.T, 0.0, 1.0)
    words = word_similarity([a[i] for i in left], [b[j] for j in right])
    here = np.asarray(left)[:, None] / max(1, len(a) - 1)
    there = np.asarray(right)[None, :] / max(1, len(b) - 1)
    near = PLACE * (1 - np.abs(here - there))
    scores: NDArray[np.float64] = np.clip((MEANING * meaning + (1 - MEANING) * words + near) / (1 + PLACE), 0.0, 0.999)
    return scores


def _in_reading_order(
    a: int, b: int, pairs: dict[tuple[int, int], float], in_order: set[tuple[int, int]]
) -> list[Match]:
    partner = {i: (j, score) for (i, j), score in pairs.items()}
    alone_b = deque(_unmatched(a, b, pairs)[1])
    out: list[Match] = []

    def only_b(before: int) -> None:
        while alone_b and alone_b[0] < before:
            out.append(Match("only_b", None, alone_b.popleft(), 0.0))

    for i in range(a):
        if i not in partner:
            out.append(Match("only_a", i, None, 0.0))
            continue
        j, score = partner[i]
        if (i, j) in in_order:
            only_b(j)
        same: Relation = "same" if (i, j) in in_order else "moved"
        out.append(Match(same if score == 1.0 else "reworded", i, j, score))
    only_b(b)
    return out
