"""The places of any other text: its headings, or, where it has none, the topics of its paragraphs. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

from assistant.compare.align import assign, longest_run, word_similarity
from assistant.library.sentences import blocks, sentences
from assistant.library.terms import analyse_words
from assistant.records import Document, Span
from assistant.search.stop_words import STOP

MOST = 30
"""Most topics shown of a long text."""
WHOLE = 700
"""Characters up to which a section is cited whole; of a longer one its first sentences that fit are."""
LEAST_HEADINGS, LEAST_PARAGRAPHS = 0.5, 0.12
"""Similarity from which two headings, or two paragraphs, are on the same topic."""
LONGEST_NAME = 4
"""Words of the name that is made for a topic."""
_ARTICLE = re.compile(
    r"^(?:(?:article|section|chapter|part|annex|paragraph)\s+(?:\d+|[ivxlc]+)\b|\d+(?:\.\d+)*\.?\s+(?=[A-Z][^.]{2,80}$))"
    r"[^\n]{0,100}$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(article|section|chapter|part|annex|paragraph)\s+(\d+|[ivxlc]+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text: what it is called ("" for none yet) and what is cited of it."""

    name: str
    cited: Span


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with the section of each side that is on it, or None."""

    name: str
    a: Section | None
    b: Section | None


def topics(a: Document, b: Document) -> list[Topic]:
    """Topics in A's order, what only B has where B has it; by headings where both texts have them."""
    of_a, of_b = headed(a), headed(b)
    if len(of_a) > 1 and len(of_b) > 1:
        return _paired(of_a, of_b, [s.name for s in of_a], [s.name for s in of_b], LEAST_HEADINGS)[:MOST]
    of_a, of_b = paragraphs(a), paragraphs(b)
    words_a, words_b = [_words(a, s) for s in of_a], [_words(b, s) for s in of_b]
    found = _paired(of_a, of_b, words_a, words_b, LEAST_PARAGRAPHS)
    return _named(a, b, found[:MOST])


def headed(document: Document) -> list[Section]:
    """The sections under the text's headings, numbered articles included, in order; those without text left out."""
    found: list[Section] = []
    name, begins = "", None
    for block, level in blocks(document.text):
        line = document.text[block.start : block.end]
        first = line.split("\n", 1)[0].strip()
        if level is not None or _ARTICLE.match(first):
            if begins is not None and name:
                found.append(Section(name, _cited(document, begins)))
            name, begins = first.strip("# \t"), None
            rest = block.start + len(line.split("\n", 1)[0])
            if level is None and line[len(line.split("\n", 1)[0]) :].strip():
                begins = Span(rest, block.end)
        else:
            begins = Span(begins.start if begins else block.start, block.end)
    if begins is not None and name:
        found.append(Section(name, _cited(document, begins)))
    return found


def paragraphs(document: Document) -> list[Section]:
    """The text's paragraphs; its lines where it has no blank ones between them."""
    found = [span for span, level in blocks(document.text) if level is None]
    if len(found) < 2:
        found = [Span(m.start(), m.end()) for m in re.finditer(r"^.*\S.*$", document.text, re.MULTILINE)]
    return [Section("", _cited(document, span)) for span in found]


def _cited(document: Document, part: Span) -> Span:
    body = document.text[part.start : part.end]
    start = part.start + len(body) - len(body.lstrip())
    end = part.start + len(body.rstrip())
    if end - start <= WHOLE:
        return Span(start, end)
    fitting = [s for s in sentences(document.text[start:end], document.metadata.language) if s.end <= WHOLE]
    return Span(start, start + (fitting[-1].end if fitting else WHOLE))


def _words(document: Document, section: Section) -> str:
    return document.text[section.cited.start : section.cited.end]


def _paired(
    of_a: Sequence[Section], of_b: Sequence[Section], by_a: Sequence[str], by_b: Sequence[str], least: float
) -> list[Topic]:
    scores = word_similarity(by_a, by_b)
    for i, left in enumerate(by_a):
        for j, right in enumerate(by_b):
            if _same_heading(left, right):
                scores[i, j] = 1.0
    pairs = {i: (j, score) for i, j, score in assign(scores, least)}
    in_order = {i: j for i, j in longest_run([(i, j, score) for i, (j, score) in pairs.items()])}
    taken = {j for j, _ in pairs.values()}
    waiting = [j for j in range(len(of_b)) if j not in taken]
    found: list[Topic] = []

    def only_b(before: int) -> None:
        while waiting and waiting[0] < before:
            section = of_b[waiting.pop(0)]
            found.append(Topic(section.name, None, section))

    for i, section in enumerate(of_a):
        if i in in_order:
            only_b(in_order[i])
        found.append(Topic(section.name, section, of_b[pairs[i][0]] if i in pairs else None))
    only_b(len(of_b))
    return found


def _same_heading(a: str, b: str) -> bool:
    """Whether two headings are the same words, or the same number of the same division ("Article 4 …")."""
    if len(a) > 120 or len(b) > 120:
        return False
    x, y = _NUMBERED.match(a), _NUMBERED.match(b)
    return a.casefold() == b.casefold() or bool(x and y and x.group().casefold() == y.group().casefold())


def _named(a: Document, b: Document, found: Sequence[Topic]) -> list[Topic]:
    """`found` with each topic called by the longest run of words that both sides of it have and no other topic has."""
    sides = [[_grams(_words(d, s)) for d, s in ((a, t.a), (b, t.b)) if s] for t in found]
    spread = Counter(gram for side in sides for gram in set().union(*side))
    out: list[Topic] = []
    for topic, side in zip(found, sides, strict=True):
        shared = set(side[0]).intersection(*side[1:]) or set().union(*side)
        best = max(shared, key=lambda g: (1 / spread[g], _content(g), len(" ".join(g)), g), default=("a", "paragraph"))
        taken = {t.name for t in out}
        names = (" ".join(best) + (f" ({k})" if k > 1 else "") for k in count(1))
        out.append(Topic(next(name for name in names if name not in taken), topic.a, topic.b))
    return out


def _grams(text: str) -> set[tuple[str, ...]]:
    """Runs of up to `LONGEST_NAME` words without punctuation between them, that begin and end with a full word."""
    found: set[tuple[str, ...]] = set()
    for run in re.split(r"[^\w\s'’-]|\d", text.casefold()):
        words = run.split()
        for n in range(1, LONGEST_NAME + 1):
            for gram in (tuple(words[i : i + n]) for i in range(len(words) - n + 1)):
                if _is_full(gram[0]) and _is_full(gram[-1]):
                    found.add(gram)
    return found


@lru_cache(maxsize=20_000)
def _is_full(word: str) -> bool:
    return len(word) > 2 and word not in STOP and not {term for term, _ in analyse_words(word)} <= STOP


def _content(gram: tuple[str, ...]) -> int:
    return sum(_is_full(word) for word in gram)
