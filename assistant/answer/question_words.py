"""The words of a question: which say what it is about, which only refer, which limit it. Pure; English."""

from __future__ import annotations

from assistant.library.periods import periods
from assistant.search.named import KINDS
from assistant.search.names import NOT_NAMES
from assistant.verify.proper import TITLES, Name
from assistant.verify.proper import names as names_in
from assistant.verify.words import COUNTING, Word, key_of, words

LIMITS = frozenset(
    "only all any every each most least first last exactly exact ever still yet alone both always mainly mostly".split()
)
REFERRING = frozenset(
    key_of(word)
    for word in "one ones other others another same former latter earlier later previous next last before after then "
    "there day week month year time place stead back side turn return document text thing matter else also too latest "
    "following preceding meanwhile afterwards thereafter response".split()
)
"""Words by which a follow-up points, and which its rewriting puts others for."""
ROLES = TITLES | frozenset("host guest visitor envoy spokeswoman delegation ministry government side capital".split())
SAYS_NOTHING = frozenset(
    key_of(word)
    for word in "document text record message body group organisation organization mechanism institution country state "
    "government leader person event occasion happen call name title date issue concern respect regard subject "
    "replace".split()
)
"""Words that a rewriting may bring along: they say what kind of thing a name is."""
_KINDS = tuple(frozenset(key_of(word) for word in kind) for kind in KINDS)


def meaning(text: str) -> list[Word]:
    """The words of meaning that are no names, numbers or limits, and stand in no time."""
    named = [(n.start, n.end) for n in names(text)]
    return [
        w
        for w in words(text)
        if w.content
        and w.low[0].isalpha()
        and w.low not in LIMITS
        and w.low not in COUNTING
        and not any(start <= w.start < end for start, end in named)
        and not in_period(w, text)
    ]


def names(text: str, beside: str = "") -> tuple[Name, ...]:
    """The names in a question, without the word that begins it: "Summarise Kim's message"."""
    first = text.lstrip().partition(" ")[0].casefold()
    at = len(text) - len(text.lstrip())
    return names_in(text[:at] + text[at : at + 1].lower() + text[at + 1 :] if first in NOT_NAMES else text, beside)


def keys(text: str) -> set[str]:
    """What the words of a text are about, each as `even` gives it."""
    return {even(w) for w in words(text)}


def even(word: Word) -> str:
    """What the forms and the two spellings of a word have in common: criticise, criticized."""
    return word.key.replace("z", "s")


def is_kind(word: Word, held: set[str]) -> bool:
    """Whether it is a kind of text or event of which another word is held: "letter", "message"."""
    return any(even(word) in kind and kind & held for kind in _KINDS)


def in_period(word: Word, text: str) -> bool:
    """Whether a word of `text` is part of a time."""
    return any(p.start <= word.start and word.end <= p.end for p in periods(text))
