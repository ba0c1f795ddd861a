"""Quotations: what a text puts in quotation marks, and where, word for word or nearly, another text has it. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.library.occurrences import MARKED
from assistant.library.terms import CJK
from assistant.records import Span
from assistant.verify.words import FUNCTION, key_of

_SINGLE = re.compile(
    r"(?<![\w'’])'(?=[^\s'])(?:[^'\n]|(?<=\w)'(?=\w)|(?<=s)'(?= \w+[^'\n]*')){1,500}?(?<=[^\s'])'(?![\w'])"
)
_TYPEWRITTEN = re.compile(r"``(?=\s?\S)[^`]{1,2000}?''")
_ELISION = re.compile(r"'(?:tis|twas|em|cause|til|til|n|\d0s)\b", re.IGNORECASE)
GAP = re.compile(r"\s*(?:\[[^\]]{0,80}\]|\(?(?:\.\s?){3,}\)?|…)\s*")
"""What a quotation leaves out or puts in: [brackets] and three dots."""
_TOKEN = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")
_NEAR = 0.6
"""Share of a quotation's words from which on a stretch of text is taken for what it quotes."""
_MAX_GAP = 60  # words that an ellipsis may stand for


def quoted(text: str) -> list[Span]:
    """What stands in quotation marks in `text`, without the marks, in order; one inside another is a part of it.

    Apostrophes are no marks. Straight single marks count where both of them stand at the edge of a word.
    """
    found = [Span(m.start() + 1, m.end() - 1) for m in MARKED.finditer(text) if not re.search(r"\n\s*\n", m.group())]
    found += [Span(m.start() + 2, m.end() - 2) for m in _TYPEWRITTEN.finditer(text)]
    found += [Span(m.start() + 1, m.end() - 1) for m in _SINGLE.finditer(text) if not _ELISION.match(m.group())]
    found = [_trimmed(text, span) for span in found]
    outer: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if span.end > span.start and (not outer or span.start >= outer[-1].end):
            outer.append(span)
    return outer


def _trimmed(text: str, span: Span) -> Span:
    body = text[span.start : span.end]
    return Span(span.start + len(body) - len(body.lstrip()), span.start + len(body.rstrip()))


@lru_cache(maxsize=4096)
def word_spans(text: str) -> tuple[tuple[str, int, int], ...]:
    """(folded word, start, end) of the words of `text`; each character of Chinese, Japanese and Korean is one."""
    return tuple((_folded(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text))


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("ё", "е")


def find(words: str, text: str) -> list[Span]:
    """Where `words` stand in `text` word for word, whatever the case, width, white space, marks, hyphens and dashes.

    An ellipsis or [brackets] among `words` stand for some words or for none.

    Returns:
        Spans of `text`, in order, none overlapping.
    """
    parts = [[w for w, _, _ in word_spans(part)] for part in GAP.split(words)]
    parts = [part for part in parts if part]
    theirs = word_spans(text)
    found: list[Span] = []
    at = 0
    while parts and at < len(theirs):
        whole = _match(parts, theirs, at)
        if whole is None:
            break
        found.append(Span(theirs[whole[0]][1], theirs[whole[1] - 1][2]))
        at = whole[1]
    return found


def _match(parts: list[list[str]], theirs: tuple[tuple[str, int, int], ...], at: int) -> tuple[int, int] | None:
    """Numbers of the first word, and behind the last, of the first place from `at` on where all parts follow."""
    for first in range(at, len(theirs)):
        if theirs[first][0] != parts[0][0] or not _stands(parts[0], theirs, first):
            continue
        end = first + len(parts[0])
        for part in parts[1:]:
            following = (n for n in range(end, min(len(theirs), end + _MAX_GAP)) if _stands(part, theirs, n))
            if (n := next(following, None)) is None:
                break
            end = n + len(part)
        else:
            return first, end
    return None


def _stands(part: list[str], theirs: tuple[tuple[str, int, int], ...], n: int) -> bool:
    return len(theirs) >= n + len(part) and all(theirs[n + i][0] == word for i, word in enumerate(part))


def nearest(words: str, text: str) -> Span | None:
    """The stretch of `text` that is most like `words`, for where it has them not; None where nothing is like them.

    Words count by their stems, in their order.
    """
    ours = [w for w, _, _ in word_spans(GAP.sub(" ", words))]
    theirs = word_spans(text)
    if not ours or not theirs:
        return None
    keys = [key_of(w) for w in ours]
    best: tuple[float, Span] | None = None
    for first, last in _windows(keys, [key_of(w) for w, _, _ in theirs]):
        while last - first > 1 and theirs[last - 1][0] in FUNCTION and ours[-1] not in FUNCTION:
            last -= 1
        while last - first > 1 and theirs[first][0] in FUNCTION and ours[0] not in FUNCTION:
            first += 1
        span = Span(theirs[first][1], theirs[last - 1][2])
        score = _score(keys, [key_of(w) for w, _, _ in theirs[first:last]])
        if best is None or score > best[0] + 1e-9:
            best = (score, span)
    return best[1] if best and best[0] >= _NEAR else None


def _windows(ours: list[str], theirs: list[str]) -> Iterator[tuple[int, int]]:
    """Stretches of their words about as long as ours that hold at least one of our words of meaning."""
    wanted = {key for key in ours if key not in FUNCTION} or set(ours)
    places = [n for n, key in enumerate(theirs) if key in wanted]
    seen: set[tuple[int, int]] = set()
    for place in places[:200]:
        for length in range(len(ours), len(ours) + 3):
            for offset in range(min(length, 12)):
                first = place - offset
                window = (first, first + length)
                if first >= 0 and window[1] <= len(theirs) and window not in seen:
                    seen.add(window)
                    yield window


def _score(ours: list[str], theirs: list[str]) -> float:
    """How many words two stretches share in order, words of meaning counting most, 0..1."""
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    shared = sum(_weight(key) for b in blocks for key in ours[b.a : b.a + b.size])
    return 2 * shared / (sum(map(_weight, ours)) + sum(map(_weight, theirs)))


def _weight(key: str) -> float:
    return 0.3 if key in FUNCTION else 1.0


def is_title(said: str) -> bool:
    """Whether words in marks are the name of a work or a treaty: all its words of meaning have a capital."""
    longer = [word for word in said.split() if len(word) > 3 and word.lower() not in FUNCTION]
    return bool(longer) and all(word[0].isupper() for word in longer)
