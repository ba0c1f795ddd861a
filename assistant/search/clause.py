"""One clause of a follow-up: what its references mean, and the clause with them replaced in words.

A reference gives either the documents to search ("the one to Xi") or, where the clause asks about another event ("how
did Tokyo react to it the next day"), the subject and the time that the other event is found by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.library.periods import Period, in_words, periods
from assistant.records import Document
from assistant.search.calls import call
from assistant.search.choose import Talk, Wish, choose, is_kind
from assistant.search.events import cluster, of_time
from assistant.search.fits import is_addressee, is_sender, names, same_occasion
from assistant.search.named import own_days
from assistant.search.persons import agents_of, time_of, who_is
from assistant.search.phrases import (
    PRONOUNS,
    REPLIES,
    SPEAKS,
    Mention,
    agent,
    ellipsis,
    mentions,
    occasion_named,
    written_to,
)
from assistant.search.phrases import same_occasion as asks_same_occasion
from assistant.search.referred import by_ellipsis, by_mention, in_place_of
from assistant.search.relative import Shift, shifts
from assistant.search.replies import by_reply
from assistant.search.rewrite import TEXT_KINDS, Clause, Edit, edited, looked_for, missing, settled, subject_edits

FEW = 3
"""Documents that are searched so narrowly that the name of what is talked of needs not stand in the sentences."""


def resolve_clause(text: str, talk: Talk) -> Clause:
    """What `text` means after what was talked of; itself unchanged where nothing in it refers to that."""
    text = in_place_of(text, talk)
    for reading in (by_mention, by_ellipsis, by_reply, _by_writing, _by_year, _by_time, _by_occasion, _by_reaction):
        if clause := reading(text, talk):
            return clause
    return _by_subject(text, talk)


def _by_writing(text: str, talk: Talk) -> Clause | None:
    """Who writes to whom ("what did he write to Putin that day?") means a message, by its sender and addressee."""
    to = written_to(text)
    if to is None:
        return None
    each_other = to in ("each other", "one another")
    addressee = None if each_other or not to else who_is(to, talk, besides=agent(text))
    agents = agents_of(text, talk, besides=addressee)
    if not agents:
        return None
    free = [s for s in shifts(text)]
    period, target = time_of(
        [p for p in periods(text) if not p.first.startswith("0000")], free[0] if free else None, talk
    )
    same = asks_same_occasion(text)
    wish = Wish(
        kind="message",
        senders=tuple(agents),
        addressee=addressee,
        period=period,
        target=target,
        words=occasion_named(text),
        occasion_of=talk.subject if same else None,
        other=bool(re.search(r"\bagain\b", text)),
    )
    found = choose(wish, talk)
    if not found.documents and wish.words:
        found = choose(replace(wish, words=""), talk)
    if found.documents:
        return settled(text, (len(text), len(text)), found, talk)
    looked = looked_for(wish, Mention(0, 0, "message"), talk)
    return missing(text, (len(text), len(text)), looked, wish, talk)


def _by_year(text: str, talk: Talk) -> Clause | None:
    """The same kind of document of another time, where that is named: "how did he address him in 2022?"."""
    subject = talk.subject
    dated = [p for p in periods(text) if not p.first.startswith("0000")]
    if subject is None or not dated or subject.metadata.kind not in TEXT_KINDS or agent(text) not in _IMPLIED:
        return None
    if any(dated[0].meets(p) for p in own_days(subject)):
        return None
    found = choose(Wish(kind=subject.metadata.kind or "", period=dated[0], other=True), talk)
    close = [d for d in found.documents if same_occasion(d, subject)]
    return settled(text, (len(text), len(text)), found, talk) if close else None


_IMPLIED = frozenset([None, "he", "she", "they", "it"])


@dataclass(frozen=True, slots=True)
class _Told:
    """Stories of what is talked of, from a window of time."""

    documents: tuple[Document, ...]
    window: Period


def _of_the_same(talk: Talk, shift: Shift) -> _Told | None:
    """Further stories of the same visit or delegation at the time meant, seen from its day or from its publication."""
    subject = talk.subject
    if subject is None or subject.metadata.kind in TEXT_KINDS or talk.anchor is None:
        return None
    others = [d for d in cluster(subject, talk, "") if d != subject]
    for anchor in (talk.anchor, replace(talk, public=True).anchor):
        window = shift.of(anchor or talk.anchor)
        inside = tuple(d for d in others if any(window.meets(p) for p in own_days(d)))
        if inside:
            return _Told(inside, window)
    return None


def _by_time(text: str, talk: Talk) -> Clause | None:
    """Another event: a time that leans on what is talked of stands outside of any phrase for a document."""
    free = shifts(text)
    if not free or talk.anchor is None:
        return None
    shift = free[0]
    window = shift.of(talk.anchor)
    if shift.name == "when" and periods(text):
        return None
    agents = agents_of(text, talk)
    moved = shift.name in ("count", "rest")
    told = _of_the_same(talk, shift)
    if told and not any(who not in _IMPLIED for who in [agent(text)]):
        words = in_words(told.window)
        read_as, plain = edited(text, [Edit(shift.start, shift.end, words, words)])
        return Clause(read_as, plain, told.documents, about=told.documents[:1])
    inside = of_time(text, talk, window, agents, strict=True, others=moved)
    if not inside and moved:
        public = replace(talk, public=True)
        later = shift.of(public.anchor or talk.anchor)
        if found := of_time(text, public, later, agents, strict=True, others=True):
            inside, window = found, later
    spoke = talk.subject is not None and talk.subject.metadata.kind in TEXT_KINDS and SPEAKS.search(text)
    if not inside and agents and spoke and agent(text) in _IMPLIED:
        wish = Wish(senders=tuple(agents), period=window)
        at = (len(text), len(text))
        return missing(text, at, looked_for(wish, Mention(0, 0, ""), talk), wish, talk)
    inside = inside or of_time(text, talk, window, agents, others=moved)
    words = in_words(window) if shift.name != "when" else ""
    edits = [Edit(shift.start, shift.end, words, words)] if words else []
    if shift.name == "when" or shift.name == "same":
        edits = [replace(e, plain="") for e in edits]
    if ellipsis(text) is None:  # "and the delegation in July: who led it?" speaks of something else
        edits += subject_edits(text, talk, skip=(shift.start, shift.end), whole=len(inside) > FEW or not inside)
    read_as, plain = edited(text, edits)
    return Clause(read_as, plain, inside, about=inside[:1] or talk.focus[:1])


def _by_occasion(text: str, talk: Talk) -> Clause | None:
    """What somebody said "on the same occasion", or on one that is named, is a document of theirs for it."""
    same, words = asks_same_occasion(text), occasion_named(text)
    agents = agents_of(text, talk)
    if not agents or not (same or words) or talk.subject is None:
        return None
    wish = Wish(senders=tuple(agents), occasion_of=talk.subject if same else None, words=words, other=True)
    found = choose(wish, talk)
    if found.documents:
        return settled(text, (len(text), len(text)), found, talk)
    if not same:
        return None
    return missing(text, (len(text), len(text)), looked_for(wish, Mention(0, 0, ""), talk), wish, talk)


def _by_reaction(text: str, talk: Talk) -> Clause | None:
    """Somebody who has no part in what is talked of says something about it: that stands elsewhere."""
    subject, agents = talk.subject, agents_of(text, talk)
    if subject is None or not agents or not (SPEAKS.search(text) or REPLIES.search(text)):
        return None
    if any(is_sender(subject, a) or is_addressee(subject, a) or names(subject, [a]) for a in agents):
        return None
    read_as, plain = edited(text, subject_edits(text, talk, whole=True))
    return Clause(read_as, plain, about=(subject,))


def _by_subject(text: str, talk: Talk) -> Clause:
    """What is talked of is asked about: its document, or the stories that tell of the same visit or delegation."""
    subject = _pointed_at(text, talk)
    if subject is None:
        return Clause(text, text)
    documents: tuple[Document, ...] = (subject,)
    if subject.metadata.kind not in TEXT_KINDS:
        documents = cluster(subject, talk, text)
    talk = replace(talk, focus=(subject, *(d for d in talk.focus if d != subject)))
    read_as, plain = edited(text, subject_edits(text, talk))
    if read_as == text:
        read_as = f"{text.rstrip(' ?.')} ({call(subject)})?"
    return Clause(read_as, plain, documents, about=(subject,))


def _pointed_at(text: str, talk: Talk) -> Document | None:
    """The document of the kind that "this message", "that treaty" names, the latest first; else what is talked of."""
    focus = [d for d in talk.focus if not talk.chosen or d.id in talk.chosen]
    focus = focus or [d for d in talk.documents if d.id in talk.chosen]
    for mention in mentions(text):
        fitting = [d for d in focus if mention.noun and is_kind(d, mention.noun)]
        if fitting and (mention.demonstrative or mention.issuer in PRONOUNS or not mention.issuer):
            return fitting[0]
    return focus[0] if focus else talk.subject
