"""English finite verbs by closed lists and endings: enough to say whether words are a clause of their own.

No tagger is used. Two readings of a doubtful form are kept apart: `has_verb` is generous ("the message sent in June"
may be a clause), `opens_clause` and `opens_predicate` are strict, because a wrong cut costs more than a long claim.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.check.verb_forms import (
    ADVERBS,
    AUXILIARIES,
    BASE,
    BE,
    CLAUSE_MARKERS,
    DETERMINERS,
    HAVE,
    MODALS,
    NO_VERBS_IN_ED,
    NOT_BEFORE_A_VERB,
    NOUNS_TOO,
    PAST,
    PAST_OR_PARTICIPLE,
    PLAIN,
    PLURAL_SUBJECTS,
    PLURALS_TOO,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    THIRD,
    THIRD_ONLY,
    WITH_OBJECT,
    WITHOUT_OBJECT,
)

MASKED = "\x00"
"""Stands for every character of a quotation or a bracket, which are looked at as a whole or not at all."""
_TOKEN = re.compile(rf"{MASKED}+|[^\W\d_][\w'’.\-]*[\w]|[^\W\d_]|\d[\d.,:/%-]*\d|\d|[^\w\s]")


class Token(NamedTuple):
    """A word, a number, a mark, or a masked stretch, with its place in the text; `low` is folded."""

    text: str
    start: int
    end: int
    low: str

    @property
    def is_masked(self) -> bool:
        """A quotation or a bracket."""
        return self.text[0] == MASKED


def tokens(text: str) -> list[Token]:
    """The words and marks of `text`, whose quotations and brackets are masked."""
    found = _TOKEN.finditer(text)
    return [Token(m.group(), m.start(), m.end(), m.group().lower().replace("’", "'")) for m in found]


def _past_form(low: str) -> bool:
    regular = low.endswith("ed") and len(low) > 3 and low not in NO_VERBS_IN_ED and not low.startswith("un")
    return regular or low in PAST_OR_PARTICIPLE


def _before(words: list[Token], i: int) -> int:
    """The place before `i` that is no adverb; -1 for none."""
    i -= 1
    while i >= 0 and (words[i].low in ADVERBS or (words[i].low.endswith("ly") and len(words[i].low) > 4)):
        i -= 1
    return i


def _auxiliary(words: list[Token], i: int) -> bool:
    low, before = words[i].low, words[i - 1].low if i else ""
    if low in NOUNS_TOO and before in NOT_BEFORE_A_VERB | {"political", "free", "military"}:
        return False
    if words[i].text == "May" and i:
        return False
    return low in AUXILIARIES and before not in MODALS - {"that"}


_CONTRACTED = re.compile(r"(?:he|she|it|that|there|who|they|we|you|i|what)'(?:s|re|ve|m|ll|d)")


def is_finite(words: list[Token], i: int) -> bool:
    """Whether `words[i]` may be a finite verb, read generously."""
    low = words[i].low
    if i and words[i].text[0].isupper():
        return False
    if _auxiliary(words, i) or low in PAST or _CONTRACTED.fullmatch(low):
        return True
    at = _before(words, i)
    before = words[at].low if at >= 0 else ""
    if _past_form(low):
        return before not in NOT_BEFORE_A_VERB | BE | HAVE
    if low in THIRD_ONLY:
        return True
    if low in PLURALS_TOO:
        return before in SUBJECTS | RELATIVES or (at >= 0 and words[at].text[0].isupper()) or _behind_aside(words, at)
    if low in PLAIN:
        return before not in MODALS | BE | PREPOSITIONS | {"not"}
    if low in BASE:
        plural = before.endswith("s") and not before.endswith(("'s", "ss")) and before not in THIRD | AUXILIARIES
        return before in PLURAL_SUBJECTS or plural
    return False


def _behind_aside(words: list[Token], i: int) -> bool:
    """Whether `words[i]` is the second comma around an aside that a preposition opens."""
    if i < 0 or words[i].low != ",":
        return False
    opened = next((j for j in range(i - 2, max(-1, i - 11), -1) if words[j].low == ","), None)
    return opened is not None and words[opened + 1].low in PREPOSITIONS


def has_verb(words: list[Token]) -> bool:
    """Whether a finite verb stands in `words`, read generously."""
    return any(is_finite(words, i) for i in range(len(words)))


def is_verb_like(word: Token) -> bool:
    """Whether the word is a form of a verb at all: what stands right before "and" when two verbs share an object."""
    low = word.low
    return low in AUXILIARIES | PAST | THIRD_ONLY or _past_form(low) or low in BE


_REACH = 14  # words from a clause's start to its verb


def opens_clause(words: list[Token]) -> bool:
    """Whether `words` begin with a subject and its finite verb, read strictly."""
    for i, word in enumerate(words[:_REACH]):
        if i and word.low == "," and _aside_ends(words, i):
            return True
        if i and word.low in CLAUSE_MARKERS:
            return False
        if i == 0 and word.low not in SUBJECTS:
            continue
        if i and _surely_finite(words, i):
            return True
    return False


def _aside_ends(words: list[Token], i: int) -> bool:
    """Whether the comma at `i` begins an aside between a subject and its verb ("Seoul, under the treaty, has to …")."""
    after = words[i + 1].low if i + 1 < len(words) else ""
    close = next((j for j in range(i + 2, min(i + 11, len(words))) if words[j].low == ","), None)
    if close is None or after not in PREPOSITIONS:
        return False
    return opens_predicate(words[close + 1 :]) or (close + 1 < len(words) and words[close + 1].low in THIRD)


def _surely_finite(words: list[Token], i: int) -> bool:
    if not is_finite(words, i):
        return False
    low, at = words[i].low, _before(words, i)
    after = words[i + 1].low if i + 1 < len(words) else ""
    by_subject = at >= 0 and words[at].low in SUBJECTS
    if low in AUXILIARIES | PAST or by_subject or _CONTRACTED.fullmatch(low) or low in WITHOUT_OBJECT:
        return True
    if _past_form(low):
        return after not in PREPOSITIONS and _takes_object(words, i)
    if low in PLURALS_TOO:
        return after in DETERMINERS | {"to", "that", "how"}
    return low in THIRD_ONLY or (low in PLAIN and at >= 0 and words[at].low.endswith("s"))


def opens_predicate(words: list[Token]) -> bool:
    """Whether `words` begin with a finite verb and what belongs to it, read strictly."""
    i = 0
    while i < len(words) - 1 and (words[i].low in ADVERBS or (words[i].low.endswith("ly") and len(words[i].low) > 4)):
        i += 1
    if i >= len(words):
        return False
    low = words[i].low
    if low in PAST or (low in AUXILIARIES - {"have", "do", "am"} and words[i].text != "May"):
        return True
    if low in WITHOUT_OBJECT or _past_form(low):
        return _takes_object(words, i)
    if low in THIRD_ONLY:
        return True
    after = words[i + 1] if i + 1 < len(words) else None
    if low == "calls" and after is not None and after.low in {"on", "for", "upon"}:
        return True
    return low in THIRD and after is not None and (after.is_masked or after.low in _OBJECTS)


_OBJECTS = DETERMINERS | {"that", "him", "them", "her"}


def _takes_object(words: list[Token], i: int) -> bool:
    """Whether what follows shows that the word at `i` is a verb, and no adjective before its noun."""
    if i + 1 >= len(words):
        return False
    after = words[i + 1]
    if after.low == "by":
        return words[i].low in WITHOUT_OBJECT
    no_noun = after.low in DETERMINERS | PREPOSITIONS | {"that", "him", "them", "it", "up"}
    return no_noun or not after.text[0].islower() or words[i].low in WITH_OBJECT or after.low.endswith("ly")


def is_passive(words: list[Token]) -> bool:
    """Whether the last verb of `words` is a participle after a form of "be": one that follows may lean on it too.

    So is one behind a comma ("a plan, drawn up in May and approved in June") or with "by" behind it.
    """
    for i in range(len(words) - 1, -1, -1):
        if _past_form(words[i].low) or words[i].low in AUXILIARIES | PAST:
            at = _before(words, i)
            after = words[i + 1].low if i + 1 < len(words) else ""
            return after == "by" or (at >= 0 and words[at].low in BE | {","})
    return False


def leans_on_be(before: list[Token], rest: list[Token]) -> bool:
    """Whether `rest` may go on with the "be" of `before`: "was a child and cared for at home by her parents"."""
    last = next((w.low for w in reversed(before) if w.low in AUXILIARIES), "")
    at = next((i for i, w in enumerate(rest) if w.low not in ADVERBS and not w.low.endswith("ly")), 0)
    after = rest[at + 1].low if at + 1 < len(rest) else ""
    return last in BE and after in PREPOSITIONS and rest[at].low not in WITHOUT_OBJECT


def needs_auxiliary(words: list[Token]) -> bool:
    """Whether the verb that `words` begin with may be a participle whose auxiliary stands elsewhere."""
    at = next((i for i, w in enumerate(words) if w.low not in ADVERBS and not w.low.endswith("ly")), 0)
    return bool(words) and _past_form(words[at].low)
