"""Whom a name or pronoun of a question means, seen from what is talked of; and which time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.library.parties import people_of
from assistant.library.periods import Period
from assistant.records import Document
from assistant.search.choose import Talk
from assistant.search.fits import is_addressee, is_sender, words_of
from assistant.search.names import parties
from assistant.search.phrases import PRONOUNS, agent
from assistant.search.relative import Shift

_ONE_PERSON = frozenset("he she him his her hers".split())


def who_is(word: str | None, talk: Talk, besides: str | None = None, receives: bool = False) -> str | None:
    """Who a name or pronoun means: of those in what is talked of, not `besides`, the sender first unless `receives`."""
    if word is None or word.casefold() not in PRONOUNS:
        return re.sub(r"^(?:his|her|their|its) ", "", word) if word else None
    if talk.subject is None:
        return None
    m = talk.subject.metadata
    order = (
        [*people_of(m.recipient), *people_of(m.issuer)] if receives else [*people_of(m.issuer), *people_of(m.recipient)]
    )
    if besides and besides.casefold() in PRONOUNS:
        besides = None
    if word.casefold() in _ONE_PERSON:
        order = [name for name in order if words_of(name) - parties(name)]
    found = [name for name in order if not (besides and (same_person(besides, name, talk.subject)))]
    if found:
        return found[0]
    spoken = agent(talk.before)
    return spoken if spoken and spoken.casefold() not in PRONOUNS and " and " not in spoken else None


def same_person(who: str, name: str, document: Document) -> bool:
    """Whether `who` is the one called `name` among the makers and addressees of `document`."""
    m = document.metadata
    if name in people_of(m.issuer):
        return is_sender(document, who)
    return is_addressee(document, who)


def agents_of(text: str, talk: Talk, besides: str | None = None, receives: bool = False) -> list[str]:
    """Those who act in a clause, pronouns resolved; empty where nobody does, or nobody knows who is meant."""
    who = agent(text)
    if who is None:
        return []
    if who.casefold() in PRONOUNS:
        person = who_is(who, talk, besides, receives) if who.casefold() != "it" else None
        return [person] if person else []
    if who.casefold().startswith("its ") and talk.subject:
        return [who[4:]]
    return [part for part in re.split(r",? and |, ", who) if part]


def time_of(time: Sequence[Period], shift: Shift | None, talk: Talk) -> tuple[Period | None, Period | None]:
    """(the period fixed, the day nearest to what was meant)."""
    if time:
        return time[0], None
    if shift is None or talk.anchor is None:
        return None, None
    period = shift.of(talk.anchor)
    if period.is_year and shift.name == "count":
        day = period.first[:4] + talk.anchor.first[4:]
        return period, Period(day, day) if not day.endswith("02-29") else None
    return period, None
