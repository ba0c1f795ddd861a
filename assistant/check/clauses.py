"""An English sentence → the parts of it that can be checked one by one.

Cuts are proposed where one of a few constructions stands (`_cut`), each with its own proof that both sides are clauses;
then parts that came out too small go back to their neighbour. In doubt nothing is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.check.quotations import masked
from assistant.check.reporting import adds_a_report, reports
from assistant.check.stances import INTERPRETS
from assistant.check.verb_forms import SUBJECTS
from assistant.check.verbs import (
    Token,
    has_verb,
    is_passive,
    is_verb_like,
    leans_on_be,
    needs_auxiliary,
    opens_clause,
    opens_predicate,
    tokens,
)
from assistant.records import Span

_CLOSING = ('"', "”", "’", "'", "»")
WORDS = 4
"""A part with fewer words stays with its neighbour."""
_JOINS = frozenset(["and", "but", "yet"])
_CONTRASTS = frozenset(["while", "whereas", "although", "though"])
_RELATIVES = frozenset(["who", "which", "whose", "where"])
_ADDING = frozenset(
    "adding noting saying stressing warning claiming arguing insisting stating explaining emphasizing emphasising "
    "asserting pointing alleging suggesting indicating implying signaling signalling meaning showing".split()
)
_INTERPRETING = re.compile(INTERPRETS, re.IGNORECASE)
_OPENING = re.compile(r"(?:even though|although|though|while|whereas)\s", re.IGNORECASE)
_OPEN_RELATIVE = re.compile(r"(?:^|[^,])\s(?:who|which|that|where|whether|what|how|because|if|when)\s", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")


@dataclass(frozen=True, slots=True)
class _Cut:
    """One part ends at `end`, the next begins at `start`; between them stand a connecting word and marks alone."""

    end: int
    start: int
    right: int  # index of the first token of the next part


def clauses(sentence: str) -> list[Span]:
    """Parts of `sentence`, in order, not overlapping; together all of it but connecting words and marks."""
    looked_at = masked(sentence)
    words = tokens(looked_at)
    folded = _folded(looked_at)
    lead = _OPENING.match(looked_at)
    first = 0
    parts: list[Span] = []
    start = 0
    if lead and (cut := _after_opening(words)):
        parts.append(Span(lead.end(), _behind_marks(sentence, cut.end)))
        start, first = cut.start, cut.right
    for cut in _cuts(words, first, folded):
        if cut.end > start and _stands(sentence[start : cut.end], words, start, cut.end):
            parts.append(Span(start, _behind_marks(sentence, cut.end)))
            start = cut.start
    parts.append(Span(start, len(sentence)))
    return _joined(sentence, words, parts)


def _folded(text: str) -> str:
    """`text` in small letters, as long as before."""
    folded = text.lower()
    return folded if len(folded) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _behind_marks(sentence: str, end: int) -> int:
    """`end`, or behind the closing quotation mark there: a comma inside of it was read as one outside."""
    return end + 1 if sentence[end : end + 1] in _CLOSING and sentence[end - 1] == "," else end


def _inside(words: list[Token], start: int, end: int) -> list[Token]:
    return [word for word in words if start <= word.start and word.end <= end]


def _stands(text: str, words: list[Token], start: int, end: int) -> bool:
    alone = has_verb(_inside(words, start, end)) or _INTERPRETING.match(text) is not None
    return len(_WORD.findall(text)) >= WORDS and alone


def _joined(sentence: str, words: list[Token], parts: list[Span]) -> list[Span]:
    """`parts` without those that cannot stand alone: these go to the part before."""
    out: list[Span] = []
    for part in parts:
        if out and not _stands(sentence[part.start : part.end], words, part.start, part.end):
            out[-1] = Span(out[-1].start, part.end)
        else:
            out.append(part)
    return out


def _after_opening(words: list[Token]) -> _Cut | None:
    """The comma that ends a sentence's opening "Although …", where a clause stands on both sides of it."""
    for i, word in enumerate(words):
        if word.low == "," and i > WORDS and opens_clause(words[i + 1 :]):
            return _Cut(word.start, words[i + 1].start, i + 1) if has_verb(words[1:i]) else None
    return None


def _cuts(words: list[Token], first: int, folded: str) -> Iterator[_Cut]:
    left = first
    for i in range(first + 1, len(words) - 1):
        cut = _cut(words, left, i, folded)
        if cut and has_verb(words[left:i]):
            yield cut
            left = cut.right


def _cut(words: list[Token], left: int, i: int, folded: str) -> _Cut | None:
    """The cut that the token at `i` proposes, seen from the part that begins at `left`."""
    low = words[i].low
    if low == ";":
        return _at_semicolon(words, i)
    if low == ",":
        return _at_comma(words, left, i, folded)
    if low in _JOINS and words[i - 1].low not in {",", ";"}:
        return _at_bare_join(words, left, i, folded)
    if low in {"whereas", "although"} and words[i - 1].low != ",":
        gated = reports(folded[words[left].start : words[i].start])
        return _Cut(words[i - 1].end, words[i + 1].start, i + 1) if opens_clause(words[i + 1 :]) and not gated else None
    return None


def _at_semicolon(words: list[Token], i: int) -> _Cut | None:
    at = i + 1
    if words[at].low in _JOINS | _CONTRASTS and at + 1 < len(words):
        at += 1
    end = next((j for j in range(at, len(words)) if words[j].low == ";"), len(words))
    return _Cut(words[i].start, words[at].start, at) if has_verb(words[at:end]) else None


def _at_comma(words: list[Token], left: int, i: int, folded: str) -> _Cut | None:
    after = words[i + 1]
    here = folded[words[left].start : words[i].start]
    if after.low in _JOINS | _CONTRASTS and i + 2 < len(words):
        return _at_join(words, left, i, here)
    rest = folded[after.start :]
    if after.low in _ADDING and adds_a_report(rest) or _INTERPRETING.match(rest) and not reports(here):
        return _Cut(words[i].start, after.start, i + 1)
    relative = _relative_at(words, i + 1)
    if relative is not None:
        return _before_relative(words, i, relative, here)
    if _closes_relative(words, left, i) and opens_predicate(words[i + 1 :]) and not reports(here):
        return _Cut(words[i].start, after.start, i + 1)
    return None


def _at_join(words: list[Token], left: int, i: int, here: str) -> _Cut | None:
    """A comma with "and", "but", "while" …: before a predicate, or before a clause with its own subject."""
    rest = words[i + 2 :]
    cut = _Cut(words[i].start, rest[0].start, i + 2)
    if words[i + 1].low in _JOINS and opens_predicate(rest):
        # Behind a relative clause the sentence's own verb is gone on with.
        if words[left].low in _RELATIVES:
            return cut if _is_predicate(words[:left], rest) else None
        return cut if _is_predicate(words[:i], rest) and not _is_list(words, i) else None
    if not opens_clause(rest):
        return None
    said_of_both = reports(here) and not reports(_text_of(rest))
    return None if said_of_both else cut


def _is_list(words: list[Token], i: int) -> bool:
    """Whether the comma at `i` closes a list of verbs ("met, talked, and ate")."""
    before = [j for j in range(max(0, i - 6), i) if words[j].low == ","]
    return bool(before) and (is_verb_like(words[before[-1] + 1]) or is_verb_like(words[before[-1] - 1]))


def _is_predicate(before: list[Token], rest: list[Token]) -> bool:
    """Whether `rest` goes on about the subject of `before`, and can be said without the verbs there."""
    if needs_auxiliary(rest) and (is_passive(before) or leans_on_be(before, rest)):
        return False
    return not _second_verb(rest)


def _second_verb(rest: list[Token]) -> bool:
    """Whether an auxiliary follows with no clause begun in between: then the first "verb" was a participle."""
    for i, word in enumerate(rest[1:], 1):
        if word.low in _STOPS or word.low in SUBJECTS:
            return False
        if word.low in {"was", "were", "is", "are", "has", "had"} and rest[i - 1].low not in _STOPS:
            return True
    return False


_STOPS = frozenset(
    ", ; : – — that who which where when because if as after before since until while whether what how and but or "
    "said says".split()
)


def _at_bare_join(words: list[Token], left: int, i: int, folded: str) -> _Cut | None:
    """A join without a comma: before a predicate that has an object of its own, or a pronoun and its verb."""
    rest, before = words[i + 1 :], words[left:i]
    if is_verb_like(words[i - 1]) or not rest or words[i - 1].low in _STOPS:
        return None
    here = folded[words[left].start : words[i].start]
    cut = _Cut(words[i - 1].end, rest[0].start, i + 1)
    if opens_predicate(rest):
        open_relative = _OPEN_RELATIVE.search(here) is not None
        return cut if _is_predicate(before, rest) and not open_relative else None
    if rest[0].low in {"he", "she", "it", "they", "we"} and opens_clause(rest) and not reports(here):
        return cut
    return None


def _relative_at(words: list[Token], i: int) -> int | None:
    """The index of the pronoun of a relative clause that begins at `i` ("who", "under which", "some of whom")."""
    for at in range(i, min(i + 3, len(words) - 1)):
        if words[at].low in _RELATIVES | {"whom"}:
            return at if at == i or words[at].low in {"which", "whom"} else None
        if not words[at].text[0].islower():
            return None
    return None


def _before_relative(words: list[Token], i: int, at: int, here: str) -> _Cut | None:
    """A relative clause that ends its sentence, or the part that a cut ends; in the middle it stays with its noun."""
    if reports(here) or not has_verb(words[at : at + 12]):
        return None
    for j in range(at + 1, len(words) - 1):
        if words[j].low == ";":
            break
        if words[j].low == ",":
            following = words[j + 1]
            if following.low in _JOINS | _CONTRASTS and (
                opens_predicate(words[j + 2 :]) or opens_clause(words[j + 2 :])
            ):
                break
            harmless = following.low.endswith("ing") or following.text[0].isdigit() or following.low == "such"
            if not harmless and _relative_at(words, j + 1) is None:
                return None
    return _Cut(words[i].start, words[i + 1].start, i + 1)


def _closes_relative(words: list[Token], left: int, i: int) -> bool:
    """Whether the comma at `i` is the second of two around a relative clause of a part that has no verb before it."""
    commas = [j for j in range(left, i) if words[j].low == ","]
    if not commas:
        return False
    at = commas[-1]
    return _relative_at(words, at + 1) is not None and not has_verb(words[left:at])


def _text_of(words: list[Token]) -> str:
    return " ".join(word.low for word in words)
