"""Documents about another event of a time that a question fixes, and stories that follow one visit. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.library.periods import Period
from assistant.library.terms import analyse
from assistant.records import Document
from assistant.search.calls import headline_subject
from assistant.search.choose import Talk
from assistant.search.fits import is_sender, names, words_of
from assistant.search.named import own_days
from assistant.search.names import parties, people
from assistant.search.relative import anchor_of
from assistant.search.stop_words import STOP

MOST_OF_A_TIME = 60
MOST_OF_A_VISIT = 12
DAYS_OF_A_VISIT = 14


def of_time(
    text: str, talk: Talk, window: Period, agents: Sequence[str], *, strict: bool = False, others: bool = False
) -> tuple[Document, ...]:
    """Documents of `window` for a clause: by those who act in it, else that name whom it names, else all of them.

    `strict` leaves the last resort out where somebody is named; `others` leaves out what is talked of.
    """
    inside = [d for d in talk.documents if any(window.meets(p) for p in own_days(d))]
    inside = [d for d in inside if d != talk.subject] if others else inside
    if agents:
        states = all(parties(a) and not words_of(a) - parties(a) for a in agents)
        own = [d for d in inside if all(is_sender(d, a) for a in agents) or (states and names(d, agents))]
        if own:
            return tuple([d for d in own if d != talk.subject] or own)
    named = [*parties(text), *people(text)]
    for wanted in ([*agents], named):
        told = [d for d in inside if wanted and all(names(d, [w.replace("-", " ")]) for w in wanted)]
        if told:
            return tuple(told)
    if strict and (agents or named):
        return ()
    return tuple(inside) if len(inside) <= MOST_OF_A_TIME else ()


def cluster(subject: Document, talk: Talk, text: str) -> tuple[Document, ...]:
    """`subject` and the stories around its days that have the same head: a delegation's arrival, tours and return."""
    head = headline_subject(subject.metadata.title)
    terms = {t for t in analyse(head) if t not in STOP}
    base = anchor_of(subject.metadata.date)
    if len(terms) < 2 or base is None or head == subject.metadata.title:
        return (subject,)
    found = [d for d in talk.documents if _near(d, base) and terms <= set(analyse(d.metadata.title)) and d != subject]
    return (subject, *found) if len(found) <= MOST_OF_A_VISIT else (subject,)


def _near(document: Document, base: Period) -> bool:
    own = anchor_of(document.metadata.date)
    if own is None:
        return False
    return abs((date.fromisoformat(own.first) - date.fromisoformat(base.first)).days) <= DAYS_OF_A_VISIT
