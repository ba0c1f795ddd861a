"""One clause of a follow-up: what its references mean, and the clause with them replaced in words.

A reference gives either the documents to search ("the one to Xi") or, where the clause asks about another event ("how
did Tokyo react to it the next day"), the subject and the time that the other event is found by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.records import Document
from assistant.search.calls import call
from assistant.search.choose import Choice, Talk, Wish, choose, is_kind, is_reply
from assistant.search.events import cluster, of_time
from assistant.search.fits import is_addressee, is_sender, names, people_of, same_occasion
from assistant.search.periods import Period, in_words, periods
from assistant.search.phrases import (
    PARTY,
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
from assistant.search.relative import Shift, anchor_of, shifts

FEW = 3
"""Documents that are searched so narrowly that the name of what is talked of needs not stand in the sentences."""
REPLY_DAYS = 120
"""Days within which a reply follows what it answers."""
_IT = re.compile(r"(?<![\w'’])(?:it|this|that)(?![\w'’-]| (?:is|was) (?:right|true|correct)\b)(?! (?:[a-z]+|[A-Z]))|\bit\b", re.IGNORECASE)
_TO_WHOM = re.compile(rf"\bto {PARTY}")
_TEXT_KINDS = frozenset(["message", "letter", "speech", "press statement", "statement", "article", "commentary"])


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause understood. `documents` empty: all are searched. `plain` is what sentences are held against."""

    read_as: str
    plain: str
    documents: tuple[Document, ...] = ()
    assumed: str = ""
    choices: tuple[Document, ...] = ()
    missing: str = ""  # what was looked for and does not exist
    tie: tuple[Document, ...] = ()
    about: tuple[Document, ...] = ()  # what is talked of from now on


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    words: str
    plain: str


def resolve_clause(text: str, talk: Talk) -> Clause:
    """What `text` means after what was talked of; itself unchanged where nothing in it refers to that."""
    for reading in (_by_mention, _by_ellipsis, _by_reply, _by_writing, _by_time, _by_occasion, _by_reaction):
        if clause := reading(text, talk):
            return clause
    return _by_subject(text, talk)


# Phrases for documents --------------------------------------------------------------------------------------------


def _by_mention(text: str, talk: Talk) -> Clause | None:
    """Documents that noun phrases mean other than by pointing at what is talked of."""
    for mention in mentions(text):
        if not mention.fixes or (mention.issuer in PRONOUNS and _only_points(mention)):
            continue
        clause = _referred(text, mention, talk)
        if clause is not None:
            return clause
    return None


def _only_points(mention: Mention) -> bool:
    return not (mention.recipient or mention.words or mention.time or mention.shift or mention.order) and not (
        mention.same_occasion or mention.noun.startswith(("repl", "answer", "response"))
    )


def _by_ellipsis(text: str, talk: Talk) -> Clause | None:
    mention = ellipsis(text)
    if mention is None or talk.subject is None:
        return None
    rest = text[mention.end :].strip(" ?.")
    if mention.recipient and not mention.issuer and not mention.shift and not rest:  # "And to Putin?"
        ask = _TO_WHOM.sub(f"to {mention.recipient}", borrow(talk.before, None), count=1)
        if f"to {mention.recipient}" in ask:
            return resolve_clause(f"{ask[:1].upper()}{ask[1:]}?", talk)
    clause = _referred(text, mention, talk)
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


def _referred(text: str, mention: Mention, talk: Talk) -> Clause | None:
    wish = wish_of(mention, text, talk)
    if wish is None:
        return None
    found = _found(wish, mention, talk)
    for other in talk.focus[1:3]:  # what a time or an occasion leans on may have been said a little earlier
        if not found.documents and (mention.shift or mention.same_occasion or mention.order):
            seen = replace(talk, focus=(other, *(d for d in talk.focus if d != other)))
            wish = wish_of(mention, text, seen) or wish
            found = _found(wish, mention, seen)
    if not found.documents and wish.words:
        return None
    edit_at = (mention.start, mention.end)
    if not found.documents:
        return _missing(text, edit_at, _looked_for(wish, mention, talk), wish, talk)
    return _settled(text, edit_at, found, talk)


def _found(wish: Wish, mention: Mention, talk: Talk) -> Choice:
    subject = talk.subject
    if wish.reply and subject is not None and not (wish.period or mention.recipient):
        agents = list(wish.senders) or people_of(subject.metadata.recipient)
        if answers := [d for d in talk.documents if _replies(d, subject, agents, wish.addressee)]:
            return choose(replace(wish, kind="", reply=False, addressee=None), replace(talk, documents=tuple(answers)))
    found = choose(wish, talk)
    if not found.documents and wish.kind != mention.noun:  # "the one": of the same kind if there is any
        found = choose(replace(wish, kind=""), talk)
    return found


def wish_of(mention: Mention, text: str, talk: Talk) -> Wish | None:
    noun, subject = mention.noun, talk.subject
    kind = noun if noun not in ("one", "ones") else (subject.metadata.kind or "" if subject else "")
    reply = noun.startswith(("repl", "answer", "response"))
    sender = _person(mention.issuer, talk, besides=mention.recipient, receives=reply)
    addressee = _person(mention.recipient, talk, besides=sender)
    if mention.issuer in PRONOUNS and mention.recipient in PRONOUNS and subject:  # "his message to her": the other way
        sender, addressee = subject.metadata.recipient, subject.metadata.issuer
    if mention.issuer and not sender:
        return None
    if reply and not sender and not addressee and subject:
        addressee = subject.metadata.issuer
    period, target = _time(mention.time, mention.shift, talk)
    if mention.shift and period is None:
        return None
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
        other=mention.other or noun in ("one", "ones") or reply,
    )


def _person(word: str | None, talk: Talk, besides: str | None = None, receives: bool = False) -> str | None:
    """Who a name or pronoun means: of those in what is talked of, not `besides`, the sender first unless `receives`."""
    if word is None or word.casefold() not in PRONOUNS:
        return re.sub(r"^(?:his|her|their|its) ", "", word) if word else None
    if talk.subject is None:
        return None
    m = talk.subject.metadata
    order = [*people_of(m.recipient), *people_of(m.issuer)] if receives else [*people_of(m.issuer), *people_of(m.recipient)]
    if besides and besides.casefold() in PRONOUNS:
        besides = None
    found = [name for name in order if not (besides and (_same_person(besides, name, talk.subject)))]
    if found:
        return found[0]
    spoken = agent(talk.before)
    return spoken if spoken and spoken.casefold() not in PRONOUNS and " and " not in spoken else None


def _same_person(who: str, name: str, document: Document) -> bool:
    m = document.metadata
    if name in people_of(m.issuer):
        return is_sender(document, who)
    return is_addressee(document, who)


def _time(time: Sequence[Period], shift: Shift | None, talk: Talk) -> tuple[Period | None, Period | None]:
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


def _looked_for(wish: Wish, mention: Mention, talk: Talk) -> str:
    noun = "reply" if wish.reply else wish.kind or (mention.noun if mention.noun not in ("", "one") else "document")
    by = f" by {' and '.join(wish.senders)}" if wish.senders else ""
    to = f" to {wish.addressee}" if wish.addressee else ""
    when = f" {in_words(wish.period)}" if wish.period else ""
    occasion = " for that occasion" if wish.occasion_of else ""
    answered = f" to {call(talk.subject)}" if wish.reply and talk.subject and not to else ""
    return f"{noun}{by}{to}{answered}{occasion}{when}"


# What acts tell ---------------------------------------------------------------------------------------------------


def _agents(text: str, talk: Talk, besides: str | None = None, receives: bool = False) -> list[str]:
    who = agent(text)
    if who is None:
        return []
    if who.casefold() in PRONOUNS:
        person = _person(who, talk, besides, receives) if who.casefold() != "it" else None
        return [person] if person else []
    if who.casefold().startswith("its ") and talk.subject:
        return [who[4:]]
    return [part for part in re.split(r",? and |, ", who) if part]


def _by_reply(text: str, talk: Talk) -> Clause | None:
    """"What did Putin write back?": what the one addressed sent to the sender, afterwards."""
    match, subject = REPLIES.search(text), talk.subject
    if not match or subject is None or not subject.metadata.issuer or not agent(text):
        return None
    to = _person(match["to"], talk, besides=agent(text)) if match["to"] else None
    agents = _agents(text, talk, besides=to, receives=True)
    if not agents:
        return None
    if subject.metadata.kind not in ("message", "letter") and not any(is_addressee(subject, a) for a in agents):
        return None
    found = [d for d in talk.documents if _replies(d, subject, agents, to)]
    at = (match.start(), match.end())
    if found:
        ranked = sorted(found, key=lambda d: (not same_occasion(d, subject), not is_reply(d, agents), d.metadata.date or ""))
        return _settled(text, (len(text), len(text)), Choice((ranked[0],), tuple(ranked[1:5])), talk)
    answered = f" to {to}" if to and not is_sender(subject, to) else ""
    reply = f"reply by {' and '.join(agents)}{answered or f' to {call(subject)}'}"
    return _missing(text, at, reply, Wish(senders=tuple(agents), addressee=to), talk, words=f"{match.group()}{'' if answered else f' to {call(subject)}'}")


def _replies(document: Document, subject: Document, agents: Sequence[str], to: str | None) -> bool:
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
    return near and ((several and (back or related)) or (back and related and _days_between(base, own) <= REPLY_DAYS // 4))


def _days_between(a: Period, b: Period) -> int:
    from datetime import date

    return (date.fromisoformat(b.first) - date.fromisoformat(a.first)).days


def _by_writing(text: str, talk: Talk) -> Clause | None:
    """"What did he write to Putin that day?": a message, by who sent it and to whom."""
    to = written_to(text)
    if to is None:
        return None
    each_other = to in ("each other", "one another")
    addressee = None if each_other or not to else _person(to, talk, besides=agent(text))
    agents = _agents(text, talk, besides=addressee)
    if not agents:
        return None
    free = [s for s in shifts(text)]
    period, target = _time([p for p in periods(text) if not p.first.startswith("0000")], free[0] if free else None, talk)
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
        return _settled(text, (len(text), len(text)), found, talk)
    looked = _looked_for(wish, Mention(0, 0, "message"), talk)
    return _missing(text, (len(text), len(text)), looked, wish, talk)


def _by_time(text: str, talk: Talk) -> Clause | None:
    """Another event: a time that leans on what is talked of stands outside of any phrase for a document."""
    free = shifts(text)
    if not free or talk.anchor is None:
        return None
    shift = free[0]
    window = shift.of(talk.anchor)
    if shift.name == "when" and periods(text):
        return None
    agents = _agents(text, talk)
    inside = of_time(text, talk, window, agents)
    words = in_words(window) if shift.name != "when" else ""
    edits = [_Edit(shift.start, shift.end, words, words)] if words else []
    if shift.name == "when" or shift.name == "same":
        edits = [replace(e, plain="") for e in edits]
    if ellipsis(text) is None:  # "and the delegation in July: who led it?" speaks of something else
        edits += _subject_edits(text, talk, skip=(shift.start, shift.end), whole=len(inside) > FEW or not inside)
    read_as, plain = _edited(text, edits)
    return Clause(read_as, plain, inside, about=inside[:1] or talk.focus[:1])


def _by_occasion(text: str, talk: Talk) -> Clause | None:
    """"What did the King of Sweden say on the same occasion?", "what did he say on Armed Forces Day?"."""
    same, words = asks_same_occasion(text), occasion_named(text)
    agents = _agents(text, talk)
    if not agents or not (same or words) or talk.subject is None:
        return None
    wish = Wish(senders=tuple(agents), occasion_of=talk.subject if same else None, words=words, other=True)
    found = choose(wish, talk)
    if found.documents:
        return _settled(text, (len(text), len(text)), found, talk)
    if not same:
        return None
    return _missing(text, (len(text), len(text)), _looked_for(wish, Mention(0, 0, ""), talk), wish, talk)


def _by_reaction(text: str, talk: Talk) -> Clause | None:
    """Somebody who has no part in what is talked of says something about it: that stands elsewhere."""
    subject, agents = talk.subject, _agents(text, talk)
    if subject is None or not agents or not (SPEAKS.search(text) or REPLIES.search(text)):
        return None
    if any(is_sender(subject, a) or is_addressee(subject, a) or names(subject, [a]) for a in agents):
        return None
    read_as, plain = _edited(text, _subject_edits(text, talk, whole=True))
    return Clause(read_as, plain, about=(subject,))


def _by_subject(text: str, talk: Talk) -> Clause:
    """What is talked of is asked about: its document, or the stories that tell of the same visit or delegation."""
    subject = _pointed_at(text, talk)
    if subject is None:
        return Clause(text, text)
    documents: tuple[Document, ...] = (subject,)
    if subject.metadata.kind not in _TEXT_KINDS:
        documents = cluster(subject, talk, text)
    talk = replace(talk, focus=(subject, *(d for d in talk.focus if d != subject)))
    read_as, plain = _edited(text, _subject_edits(text, talk))
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


# Putting words in -------------------------------------------------------------------------------------------------


def _subject_edits(text: str, talk: Talk, skip: tuple[int, int] = (-1, -1), whole: bool = False) -> list[_Edit]:
    """The first phrase or pronoun for what is talked of, and the pronoun of who acts, in words."""
    subject = talk.subject
    if subject is None:
        return []
    edits = []
    spans = [(m.start, m.end) for m in mentions(text) if m.demonstrative and not m.fixes and m.noun]
    spans += [m.span() for m in _IT.finditer(text)]
    for start, end in spans:
        if end <= skip[0] or start >= skip[1]:
            edits.append(_Edit(start, end, call(subject), call(subject, dated=False) if whole else "it"))
            break
    edits += _person_edits(text, talk, edits)
    match = re.search(r"\b(?:did|does|has|had|do|have)\s+(he|she|they)\b", text)
    if match and (person := _person(match[1], talk)) and not any(e.start <= match.start(1) < e.end for e in edits):
        edits.append(_Edit(match.start(1), match.end(1), person, person if whole else match[1]))
    return edits


def _person_edits(text: str, talk: Talk, edits: Sequence[_Edit]) -> list[_Edit]:
    """"How does Kim address him": the other one of what is talked of, where somebody else acts."""
    acting = agent(text)
    match = re.search(r"\b(?:him|her(?= there| in|[ ]?[?,.]|$))\b", text)
    if not match or not acting or acting.casefold() in PRONOUNS or any(e.start <= match.start() < e.end for e in edits):
        return []
    person = _person("him", talk, besides=acting)
    return [_Edit(match.start(), match.end(), person, person)] if person and ";" not in person else []


def _edited(text: str, edits: Sequence[_Edit]) -> tuple[str, str]:
    read_as = plain = text
    for edit in sorted(edits, key=lambda e: -e.start):
        read_as = read_as[: edit.start] + edit.words + read_as[edit.end :]
        plain = plain[: edit.start] + edit.plain + plain[edit.end :]
    return " ".join(read_as.split()), " ".join(plain.split())


def _settled(text: str, at: tuple[int, int], found: Choice, talk: Talk) -> Clause:
    """The clause over the documents found, or, where they are equals, the question which of them is meant."""
    chosen = found.documents[0]
    phrase = text[at[0] : at[1]].strip()
    ask = text[at[1] :].strip(" ,:;?.") if at[1] < len(text) else ""
    if found.tie:
        return Clause(text, text, tie=found.documents, choices=found.documents, about=talk.focus)
    if phrase and not ask and not re.search(r"\w", re.sub(r"^\W*(?:(?:and|but|so|what about|how about|in|of)\b\s*)+", "", text[: at[0]], flags=re.I)):
        borrowed = borrow(talk.before, chosen)
        read_as = f"{text[: at[0]]}{call(chosen)}: {borrowed}?" if borrowed else f"{text[: at[0]]}{call(chosen)}?"
        plain = f"{borrowed}?" if borrowed else call(chosen, dated=False)
    elif phrase:
        seen = replace(talk, focus=(chosen, *talk.focus))
        edits = [_Edit(at[0], at[1], call(chosen), "it")]
        read_as, plain = _edited(text, edits + _person_edits(text, seen, edits))
    else:
        read_as, plain = f"{text.rstrip(' ?.')} ({call(chosen)})?", text
    assumed = f"“{phrase or text.strip(' ?')}” is read as {call(chosen)}, {found.why}" if found.why else ""
    read_as = " ".join(read_as.split())
    return Clause(read_as, plain, found.documents, assumed, found.others if found.why else (), about=found.documents[:1])


def _missing(text: str, at: tuple[int, int], looked: str, wish: Wish, talk: Talk, words: str = "") -> Clause:
    """The clause about something that does not exist: searched where a note about that would stand."""
    phrase = text[at[0] : at[1]].strip()
    read_as = text
    if phrase:
        read_as = f"{text[: at[0]]}{words or looked}{text[at[1] :]}"
    elif wish.period and shifts(text):
        shift = shifts(text)[0]
        read_as = f"{text[: shift.start]}{in_words(wish.period)}{text[shift.end :]}"
    people = [w for w in (*wish.senders, wish.addressee or "") if w]
    around = tuple(
        d
        for d in talk.documents
        if d == talk.subject or all(is_sender(d, who) or is_addressee(d, who) for who in people)
    )
    near = around if len(around) <= 12 else tuple(d for d in around if d == talk.subject)
    return Clause(" ".join(read_as.split()), read_as, near, missing=looked, about=talk.focus[:1])


def borrow(before: str, document: Document | None) -> str:
    """What was asked last, to be asked of another document: its own phrases for documents and its times taken out."""
    ask = re.sub(r"^\W*(?:and|but|so)\b[^:?]*:\s*", "", before, flags=re.I).strip(" ?.")
    ask = re.sub(r"\s*\([^()]*\)$", "", ask)
    if document is not None:
        ask = re.sub(r"(\b(?:say|said|write|wrote)\b[^,;]*?) (?:about|on the same occasion)\b.*$", r"\1", ask)
    for mention in reversed(mentions(ask)):
        noun = f"that {document.metadata.kind if document and document.metadata.kind in _TEXT_KINDS else mention.noun}"
        ask = ask[: mention.start] + noun + ask[mention.end :]
    for period in reversed(periods(ask)):
        ask = re.sub(r"\s*(?:\b(?:in|on|of|from|between))?\s*$", "", ask[: period.start]) + ask[period.end :]
    if document is None:
        return " ".join(ask.split())
    who, sender = agent(ask), document.metadata.issuer
    if who and sender and ";" not in sender:
        ask = ask.replace(who, sender, 1)
    recipient = document.metadata.recipient
    if recipient and ";" not in recipient:
        ask = re.sub(r"\bto (?:(?:the )?(?:[A-Z][\w-]*|president|minister|foreign)\s?)+", f"to {recipient} ", ask, count=1)
    ask = " ".join(ask.split())
    return ask[:1].lower() + ask[1:] if ask.split(" ")[0].lower() in _LOWERED else ask


_LOWERED = frozenset("what how who whom when where why which did does do was is were are has had".split())
