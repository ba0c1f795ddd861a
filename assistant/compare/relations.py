"""The words by which a text names a relationship: "the traditional relations of friendship and cooperation". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.records import Span

_WORD = re.compile(r"[\w'’-]+|[^\w\s]")
_HEADS = frozenset(
    "relation relations relationship relationships friendship alliance partnership ties bonds bond comradeship "
    "fraternity cooperation".split()
)
_ALONE_TOO_THIN = frozenset("relation relations relationship relationships ties bonds bond cooperation".split())
_BEFORE_NOT = frozenset(
    "a an and as at be been being by for from has have he her his i in into is it its of on or our said she that their "
    "them they this those to towards was we were which who will with would you your but if than then so such if "
    "develop developing developed strengthen strengthening strengthened promote promoting promoted expand expanding "
    "consolidate consolidating boost boosting deepen deepening steadily dynamically further continue continues "
    "express expressed expressing extended extend serve serves making make made building build put raised "
    "establishment including between during through against under over upon only also not more inheriting prioritized "
    "value feelings toward thanks hope belief affirm that's international".split()
)
_AFTER = frozenset(
    "of and between with the two three both our their countries peoples parties states nations governments sides "
    "armies friendship cooperation alliance partnership solidarity comradeship trust friendly strategic mutual "
    "traditional good neighborly neighbourly unity fraternity goodwill assistance understanding respect party state "
    "people country for".split()
)
_LINKS = frozenset("of and between with the two three both our their for".split())
_LEFT, _RIGHT = 6, 10


def relation_phrases(text: str, body: Sequence[Span], most: int) -> list[Span]:
    """At most `most` different wordings for the relationship, in reading order."""
    found: list[Span] = []
    seen: set[str] = set()
    for sentence in body:
        words = list(_WORD.finditer(text, sentence.start, sentence.end))
        at = 0
        while at < len(words):
            if words[at].group() not in _HEADS:  # in capitals it is part of a name
                at += 1
                continue
            first, last = _left(words, at), _right(words, at)
            span = Span(words[first].start(), words[last].end())
            key = " ".join(text[span.start : span.end].casefold().split())
            thin = first == last and key in _ALONE_TOO_THIN
            if not thin and not any(key in other for other in seen):
                seen.add(key)
                found.append(span)
            at = last + 1
    return found[:most]


def _left(words: Sequence[re.Match[str]], at: int) -> int:
    first = at
    while first > 0 and at - first < _LEFT:
        word = words[first - 1].group()
        joined = word.casefold() == "and" and first - 1 > 0 and words[first - 2].group().casefold() in _ADJECTIVES
        if not joined and (word.casefold() in _BEFORE_NOT or not re.match(r"[\w'’-]", word)):
            break
        first -= 1
    while first < at and words[first].group().casefold() == "and":
        first += 1
    return first


_ADJECTIVES = frozenset(
    "friendly traditional strategic historic eternal invincible unbreakable good close firm militant comprehensive "
    "cooperative long-standing deep special brotherly fraternal bilateral".split()
)


def _right(words: Sequence[re.Match[str]], at: int) -> int:
    last, end = at, min(len(words), at + 1 + _RIGHT)
    for n in range(at + 1, end):
        word = words[n].group()
        if word.casefold() not in _AFTER and not (word[:1].isupper() and word != "I"):
            break
        last = n
    while last > at and words[last].group().casefold() in _LINKS:
        last -= 1
    return last
