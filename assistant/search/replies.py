"""Replies: "what did Putin write back?" means what the one addressed sent to the sender, afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.library.parties import people_of
from assistant.library.periods import Period
from assistant.records import Document
from assistant.search.calls import call
from assistant.search.choose import Choice, Talk, Wish, is_reply
from assistant.search.fits import is_addressee, is_sender, same_occasion
from assistant.search.persons import agents_of, who_is
from assistant.search.phrases import REPLIES, agent
from assistant.search.relative import anchor_of
from assistant.search.rewrite import Clause, missing, settled

REPLY_DAYS = 120
"""Days within which a reply follows what it answers."""


def by_reply(text: str, talk: Talk) -> Clause | None:
    """The clause over the reply that it asks about; over its absence where the one addressed sent none."""
    match, subject = REPLIES.search(text), talk.subject
    if not match or subject is None or not subject.metadata.issuer or not agent(text):
        return None
    to = who_is(match["to"], talk, besides=agent(text)) if match["to"] else None
    agents = agents_of(text, talk, besides=to, receives=True)
    if not agents:
        return None
    if subject.metadata.kind not in ("message", "letter") and not any(is_addressee(subject, a) for a in agents):
        return None
    found = [d for d in talk.documents if replies(d, subject, agents, to)]
    at = (match.start(), match.end())
    if found:
        ranked = sorted(
            found, key=lambda d: (not same_occasion(d, subject), not is_reply(d, agents), d.metadata.date or "")
        )
        return settled(text, (len(text), len(text)), Choice((ranked[0],), tuple(ranked[1:5])), talk)
    answered = f" to {to}" if to and not is_sender(subject, to) else ""
    reply = f"reply by {' and '.join(agents)}{answered or f' to {call(subject)}'}"
    return missing(
        text,
        at,
        reply,
        Wish(senders=tuple(agents), addressee=to),
        talk,
        words=f"{match.group()}{'' if answered else f' to {call(subject)}'}",
    )


def replies(document: Document, subject: Document, agents: Sequence[str], to: str | None) -> bool:
    """Whether `agents` answer `subject` in `document`: a reply to its sender, or back to them for the same occasion."""
    if not all(is_sender(document, who) for who in agents):
        return False
    several = is_reply(document, agents)
    if document == subject:
        return several and is_addressee(document, to or subject.metadata.issuer or "")
    if to and not is_addressee(document, to):
        return False
    own = anchor_of(document.metadata.published) or anchor_of(document.metadata.date)
    base = anchor_of(subject.metadata.date)
    if own is None or base is None or not base.first <= own.last:
        return False
    near = _days_between(base, own) <= REPLY_DAYS
    sender = people_of(subject.metadata.issuer)
    back = any(is_addressee(document, name) for name in sender) or bool(to)
    related = same_occasion(document, subject)
    return near and (
        (several and (back or related)) or (back and related and _days_between(base, own) <= REPLY_DAYS // 4)
    )


def _days_between(a: Period, b: Period) -> int:
    return (date.fromisoformat(b.first) - date.fromisoformat(a.first)).days
