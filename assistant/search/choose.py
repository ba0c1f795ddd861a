"""Which of the library's documents a reference means: those that have what it fixes, and of these the likeliest.

The same kind and occasion as what is talked of come first, then the same sender and addressee, then the nearest day.
What is only likelier is said to be assumed, and the others are handed on; equals are not decided between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from assistant.library.parties import people_of, title_says_reply
from assistant.library.periods import Period
from assistant.library.terms import analyse
from assistant.records import Document
from assistant.search.fits import is_addressee, is_sender, names, same_occasion
from assistant.search.named import KINDS, description, own_days
from assistant.search.relative import anchor_of
from assistant.search.stop_words import STOP

MOST_CHOICES = 6
_EVENTS = frozenset("visit trip stay tour meeting talks summit session exercise drill conference".split())
DAYS_OF_AN_OCCASION = 20
"""Days around an occasion within which messages for it are sent."""
ANY = frozenset(["one", "ones", "document", "documents", "text", "record", "story", ""])
_GROUPS = tuple(frozenset(analyse(" ".join(group))) for group in KINDS)


@dataclass(frozen=True, slots=True)
class Talk:
    """What a question is asked against: the documents, and those talked of so far, the latest first."""

    documents: tuple[Document, ...]
    focus: tuple[Document, ...] = ()
    before: str = ""  # the last question as it was understood
    public: bool = False  # whether times lean on the day it was made public
    chosen: frozenset[str] = frozenset()  # documents that the user chose one by one; a reference means these first

    @property
    def subject(self) -> Document | None:
        """What is talked of now."""
        return self.focus[0] if self.focus else None

    @property
    def anchor(self) -> Period | None:
        """When that was; None where its year is not known."""
        m = self.subject.metadata if self.subject else None
        if m is None:
            return None
        published = anchor_of(m.published)
        return published if self.public and published else anchor_of(m.date, m.until) or published


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reference fixes of a document. Empty fields fix nothing; a name is a name, a role or a country."""

    kind: str = ""
    senders: tuple[str, ...] = ()
    addressee: str | None = None
    period: Period | None = None
    target: Period | None = None  # the day that is nearest to what was meant, where the period is wide
    words: str = ""
    occasion_of: Document | None = None
    order: int = 0
    reply: bool = False
    other: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The documents chosen (none: there are none; several: the same thing twice), and what else it could be."""

    documents: tuple[Document, ...] = ()
    others: tuple[Document, ...] = ()
    why: str = ""  # in words, where it was likelier and no more
    tie: bool = False


def choose(wish: Wish, talk: Talk) -> Choice:
    """The document that `wish` means, seen from what is talked of."""
    fit = [d for d in talk.documents if has(d, wish, talk)]
    if not fit and wish.occasion_of and talk.anchor and not wish.period:
        return _of_those_days(wish, talk, talk.anchor)
    if not fit:
        return Choice()
    fit = [d for d in fit if d.id in talk.chosen] or fit
    if talk.subject in fit and not wish.order:  # what is talked of is meant, where it fits
        return Choice((talk.subject,))
    ranks = sorted(((_rank(d, wish, talk), d) for d in fit), key=lambda pair: pair[0])
    ranked = [d for _, d in ranks]
    equal = [d for rank, d in ranks if rank[:-1] == ranks[0][0][:-1]]
    same = [d for d in equal if _is_same_story(d, ranked[0])]
    others = [d for d in ranked if d not in same]
    if len(same) < len(equal):
        return Choice(tuple(equal), tuple(others[:MOST_CHOICES]), tie=True)
    return Choice(tuple(same), tuple(others[:MOST_CHOICES]), _why(ranked, wish, talk) if others else "")


def _of_those_days(wish: Wish, talk: Talk, anchor: Period) -> Choice:
    """Where no document states that occasion: what fits otherwise and is of the same days, said to be assumed."""
    days = timedelta(days=DAYS_OF_AN_OCCASION)
    around = Period(
        (date.fromisoformat(anchor.first) - days).isoformat(), (date.fromisoformat(anchor.last) + days).isoformat()
    )
    found = choose(replace(wish, occasion_of=None, period=around), talk)
    return replace(found, why=found.why or "of the same days; its occasion is not stated") if found.documents else found


def has(document: Document, wish: Wish, talk: Talk) -> bool:
    """Whether `document` has everything that `wish` fixes."""
    if wish.other and document == talk.subject:
        return False
    if wish.kind not in ANY and not is_kind(document, wish.kind):
        return False
    event = wish.kind in _EVENTS  # whom a visit is by stands in its title; it is reported by others
    if not all(is_sender(document, who) or (event and names(document, [who])) for who in wish.senders):
        return False
    if wish.addressee and not is_addressee(document, wish.addressee):
        return False
    if wish.period and not any(wish.period.meets(p) for p in own_days(document)):
        return False
    if wish.reply and not is_reply(document, wish.senders):
        return False
    if wish.occasion_of and not same_occasion(document, wish.occasion_of):
        return False
    return (not wish.words or _wanted(wish.words) <= description(document)) and _in_order(document, wish.order, talk)


def is_kind(document: Document, noun: str) -> bool:
    """Whether a document can be called by `noun`: by its kind, else by its title."""
    return _is_called(document.metadata.kind, document.metadata.title, noun)


@lru_cache(maxsize=50_000)
def _is_called(kind: str | None, title: str, noun: str) -> bool:
    stems = set(analyse(noun))
    if stems & _REPLY:
        return kind == "message" or bool(set(analyse(title)) & _REPLY)
    groups = [group for group in _GROUPS if stems & group] or [frozenset(stems)]
    own = set(analyse(kind or title))
    return any(own & group for group in groups)


@lru_cache(maxsize=1_000)
def _wanted(words: str) -> frozenset[str]:
    return frozenset(t for t in analyse(words) if t not in STOP)


_REPLY = frozenset(analyse("reply answer response"))


def is_reply(document: Document, senders: Sequence[str]) -> bool:
    """Whether a document is a reply, or holds one among several messages."""
    m = document.metadata
    several = len(people_of(m.issuer)) > 1 and m.kind == "message"
    return (
        calls_itself_a_reply(document)
        or (several and bool(re.search(r"\breply\b|\bbetween\b|\bexchange", m.title, re.IGNORECASE)))
    )


def calls_itself_a_reply(document: Document) -> bool:
    """Whether a document is a reply by what is known of it, and not an exchange that holds one."""
    return document.metadata.reply or title_says_reply(document.metadata.title)


def _in_order(document: Document, order: int, talk: Talk) -> bool:
    if not order or talk.anchor is None:
        return True
    own = anchor_of(document.metadata.date)
    if own is None or document == talk.subject:
        return False
    return own.first < talk.anchor.first if order < 0 else own.first > talk.anchor.first


def _rank(document: Document, wish: Wish, talk: Talk) -> tuple[int, int, int, int, str]:
    subject = talk.subject
    kind = occasion = parties = 0
    if subject is not None:
        m, s = document.metadata, subject.metadata
        kind = int(m.kind is not None and m.kind == s.kind)
        occasion = int(same_occasion(document, subject))
        parties = (m.issuer == s.issuer and m.issuer is not None) + (
            m.recipient == s.recipient and m.recipient is not None
        )
    return (-kind, -occasion, -parties, _days(document, wish, talk), document.id)


def _days(document: Document, wish: Wish, talk: Talk) -> int:
    """Days between the document's act and what is talked of, or the day meant."""
    base = wish.target or talk.anchor
    own = anchor_of(document.metadata.date, document.metadata.until) or anchor_of(document.metadata.published)
    if base is None or own is None:
        return 0 if base is None else 100_000
    if base.meets(own):
        return 0
    a, b = (base.first, own.last) if own.last < base.first else (own.first, base.last)
    return (date.fromisoformat(a) - date.fromisoformat(b)).days


def _is_same_story(a: Document, b: Document) -> bool:
    """Whether two documents tell the same thing twice, as an agency's second version of a story does."""
    if a == b:
        return True
    x, y = a.metadata, b.metadata
    known = (x.date, x.kind, x.issuer, x.recipient) == (y.date, y.kind, y.issuer, y.recipient)
    left, right = set(analyse(x.title)), set(analyse(y.title))
    if known and x.kind == "speech" and same_occasion(a, b):
        return True
    return known and len(left & right) * 3 >= 2 * max(len(left), len(right), 1)


def _why(ranked: Sequence[Document], wish: Wish, talk: Talk) -> str:
    first, second = _rank(ranked[0], wish, talk), _rank(ranked[1], wish, talk)
    if wish.order and first[1] == second[1]:
        return ""
    named = ("the one of the same kind", "the one for the same occasion", "the one with the same sender or addressee")
    for reason, a, b in zip(named, first, second, strict=False):
        if a != b:
            return reason
    return "the nearest in date"
