"""Phrases for documents → the documents that they mean other than by pointing at what is talked of."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.library.parties import people_of
from assistant.search.calls import call
from assistant.search.choose import Choice, Talk, Wish, choose
from assistant.search.fits import names
from assistant.search.persons import time_of, who_is
from assistant.search.phrases import PARTY, PRONOUNS, Mention, agent, ellipsis, mentions
from assistant.search.replies import replies
from assistant.search.rewrite import Clause, borrow, looked_for, missing, settled

_TO_WHOM = re.compile(rf"\bto {PARTY}")


def by_mention(text: str, talk: Talk) -> Clause | None:
    """Documents that noun phrases mean other than by pointing at what is talked of."""
    for mention in mentions(text):
        if not mention.fixes or (mention.issuer in PRONOUNS and _only_points(mention)):
            continue
        clause = referred(text, mention, talk)
        if clause is not None:
            return clause
    return None


def _only_points(mention: Mention) -> bool:
    return not (mention.recipient or mention.words or mention.time or mention.shift or mention.order) and not (
        mention.same_occasion or mention.noun.startswith(("repl", "answer", "response"))
    )


def in_place_of(text: str, talk: Talk) -> str:
    """The last question with the addressee that "And to Putin?" puts in place of the one before; else `text`."""
    mention = ellipsis(text)
    if mention is None or not mention.recipient or mention.issuer or mention.shift or text[mention.end :].strip(" ?."):
        return text
    ask = _TO_WHOM.sub(f"to {mention.recipient}", borrow(talk.before, None), count=1)
    return f"{ask[:1].upper()}{ask[1:]}?" if f"to {mention.recipient}" in ask else text


def by_ellipsis(text: str, talk: Talk) -> Clause | None:
    """What "And Xi?", "And two years later?" puts in place of what was talked of."""
    mention = ellipsis(text)
    if mention is None or talk.subject is None:
        return None
    clause = referred(text, mention, talk)
    if clause is not None and clause.missing and mention.issuer and not mention.recipient:
        return _of_another(text, mention, talk)  # nobody's document: somebody who speaks in this one, or another event
    return clause


def _of_another(text: str, mention: Mention, talk: Talk) -> Clause | None:
    """What was asked of one is asked of another, in the document that is talked of."""
    subject = talk.subject
    if subject is None or not names(subject, [mention.issuer or ""]):
        return None
    ask, who = borrow(talk.before, None), agent(borrow(talk.before, None))
    said = ask.replace(who, mention.issuer or "", 1) if who else f"{mention.issuer}, {ask}"
    read_as = f"And {said}, in {call(subject)}?"
    return Clause(read_as, f"{said}?", (subject,), about=(subject,))


def referred(text: str, mention: Mention, talk: Talk) -> Clause | None:
    """The clause over the documents that `mention` means, or over their absence; None where it may mean no document."""
    wish = wish_of(mention, text, talk)
    if wish is None:
        return None
    found = found_for(wish, mention, talk)
    if not found.documents and mention.shift:  # seen from the day that it was made public
        public = replace(talk, public=True)
        found = found_for(wish_of(mention, text, public) or wish, mention, public)
    for other in talk.focus[1:3]:  # what a time or an occasion leans on may have been said a little earlier
        if not found.documents and (mention.shift or mention.same_occasion or mention.order):
            seen = replace(talk, focus=(other, *(d for d in talk.focus if d != other)))
            wish = wish_of(mention, text, seen) or wish
            found = found_for(wish, mention, seen)
    if not found.documents and wish.words and not choose(replace(wish, period=None, target=None), talk).documents:
        return None  # not even at another time: the words may not be of a document at all
    edit_at = (mention.start, mention.end)
    if not found.documents:
        return missing(text, edit_at, looked_for(wish, mention, talk), wish, talk)
    return settled(text, edit_at, found, talk)


def found_for(wish: Wish, mention: Mention, talk: Talk) -> Choice:
    """The choice for `wish`: among the replies to what is talked of, where a reply is meant."""
    subject = talk.subject
    to_others = mention.recipient and mention.recipient.casefold() not in PRONOUNS
    if wish.reply and subject is not None and subject.metadata.recipient and not (wish.period or to_others):
        agents = list(wish.senders) or people_of(subject.metadata.recipient)
        answers = [d for d in talk.documents if replies(d, subject, agents, None)]
        if not answers:
            return Choice()
        return choose(replace(wish, kind="", reply=False, addressee=None), replace(talk, documents=tuple(answers)))
    found = choose(wish, talk)
    if not found.documents and wish.kind != mention.noun:  # "the one": of the same kind if there is any
        found = choose(replace(wish, kind=""), talk)
    return found


def wish_of(mention: Mention, text: str, talk: Talk) -> Wish | None:
    """What `mention` fixes, its pronouns and times resolved; None where one of them cannot be."""
    noun, subject = mention.noun, talk.subject
    kind = noun if noun not in ("one", "ones") else (subject.metadata.kind or "" if subject else "")
    reply = noun.startswith(("repl", "answer", "response"))
    sender = who_is(mention.issuer, talk, besides=mention.recipient, receives=reply)
    acting = agent(text[: mention.start])
    if mention.issuer in PRONOUNS and acting and acting.casefold() not in PRONOUNS:
        sender = acting  # "what did Kim say in his speech"
    it = (mention.recipient or "").casefold() == "it"
    addressee = None if it else who_is(mention.recipient, talk, besides=sender)
    if mention.issuer in PRONOUNS and mention.recipient in PRONOUNS and subject:  # "his message to her": the other way
        sender, addressee = subject.metadata.recipient, subject.metadata.issuer
    several = subject is not None and len(people_of(subject.metadata.issuer)) > 1
    if several and mention.issuer in ("their", "they"):
        sender = None  # "their exercise": of all of them, whose names other documents may spell in other ways
    elif mention.issuer and not sender:
        return None
    if reply and not sender and not addressee and subject:
        addressee = subject.metadata.issuer
    period, target = time_of(mention.time, mention.shift, talk)
    if mention.shift and period is None:
        return None
    moved = mention.shift is not None and mention.shift.name in ("count", "rest")
    return Wish(
        kind=kind,
        senders=(sender,) if sender else (),
        addressee=addressee,
        period=period,
        target=target,
        words=mention.words,
        occasion_of=subject if mention.same_occasion else None,
        order=mention.order,
        reply=reply,
        other=mention.other or moved or noun in ("one", "ones") or reply,
    )
