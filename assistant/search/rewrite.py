"""A clause with its references replaced in words, over the documents found or about what does not exist."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.library.periods import in_words, periods
from assistant.records import Document
from assistant.search.calls import call
from assistant.search.choose import Choice, Talk, Wish
from assistant.search.fits import is_addressee, is_sender
from assistant.search.persons import who_is
from assistant.search.phrases import PRONOUNS, Mention, agent, mentions
from assistant.search.relative import shifts

TEXT_KINDS = frozenset(["message", "letter", "speech", "press statement", "statement", "article", "commentary"])
_IT = re.compile(
    r"(?<![\w'’])(?:it|this|that)(?![\w'’-]| (?:is|was) (?:right|true|correct)\b)(?! (?:[a-z]+|[A-Z]))|\bit\b",
    re.IGNORECASE,
)


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
class Edit:
    """Words for the stretch [start, end) of a text: as shown and searched with, and as sentences are held against."""

    start: int
    end: int
    words: str
    plain: str


def subject_edits(text: str, talk: Talk, skip: tuple[int, int] = (-1, -1), whole: bool = False) -> list[Edit]:
    """The first phrase or pronoun for what is talked of, and the pronoun of who acts, in words."""
    subject = talk.subject
    if subject is None:
        return []
    edits = []
    spans = [(m.start, m.end) for m in mentions(text) if m.demonstrative and not m.fixes and m.noun]
    spans += [m.span() for m in _IT.finditer(text)]
    for start, end in spans:
        if end <= skip[0] or start >= skip[1]:
            edits.append(Edit(start, end, call(subject), call(subject, dated=False) if whole else "it"))
            break
    edits += person_edits(text, talk, edits)
    match = re.search(r"\b(?:did|does|has|had|do|have)\s+(he|she|they)\b", text)
    if match and (person := who_is(match[1], talk)) and not any(e.start <= match.start(1) < e.end for e in edits):
        edits.append(Edit(match.start(1), match.end(1), person, person if whole else match[1]))
    return edits


def person_edits(text: str, talk: Talk, edits: Sequence[Edit]) -> list[Edit]:
    """Who "him" is in "how does Kim address him": the other one of what is talked of."""
    acting = agent(text)
    match = re.search(r"\b(?:him|her(?= there| in|[ ]?[?,.]|$))\b", text)
    if not match or not acting or acting.casefold() in PRONOUNS or any(e.start <= match.start() < e.end for e in edits):
        return []
    person = who_is("him", talk, besides=acting)
    return [Edit(match.start(), match.end(), person, person)] if person and ";" not in person else []


def edited(text: str, edits: Sequence[Edit]) -> tuple[str, str]:
    """(the text with the words put in, the same as sentences are held against)."""
    read_as = plain = text
    for edit in sorted(edits, key=lambda e: -e.start):
        read_as = read_as[: edit.start] + edit.words + read_as[edit.end :]
        plain = plain[: edit.start] + edit.plain + plain[edit.end :]
    return " ".join(read_as.split()), " ".join(plain.split())


def settled(text: str, at: tuple[int, int], found: Choice, talk: Talk) -> Clause:
    """The clause over the documents found, or, where they are equals, the question which of them is meant."""
    chosen = found.documents[0]
    phrase = text[at[0] : at[1]].strip()
    ask = text[at[1] :].strip(" ,:;?.") if at[1] < len(text) else ""
    if found.tie:
        return Clause(text, text, tie=found.documents, choices=found.documents, about=talk.focus)
    if (
        phrase
        and not ask
        and not re.search(
            r"\w", re.sub(r"^\W*(?:(?:and|but|so|what about|how about|in|of)\b\s*)+", "", text[: at[0]], flags=re.I)
        )
    ):
        borrowed = borrow(talk.before, chosen, talk.subject)
        read_as = f"{text[: at[0]]}{call(chosen)}: {borrowed}?" if borrowed else f"{text[: at[0]]}{call(chosen)}?"
        plain = f"{borrowed}?" if borrowed else call(chosen, dated=False)
    elif phrase:
        seen = replace(talk, focus=(chosen, *talk.focus))
        edits = [Edit(at[0], at[1], call(chosen), "it")]
        read_as, plain = edited(text, edits + person_edits(text, seen, edits))
    else:
        read_as, plain = f"{text.rstrip(' ?.')} ({call(chosen)})?", text
    assumed = f"“{phrase or text.strip(' ?')}” is read as {call(chosen)}, {found.why}" if found.why else ""
    read_as = " ".join(read_as.split())
    return Clause(
        read_as, plain, found.documents, assumed, found.others if found.why else (), about=found.documents[:1]
    )


def missing(text: str, at: tuple[int, int], looked: str, wish: Wish, talk: Talk, words: str = "") -> Clause:
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


def looked_for(wish: Wish, mention: Mention, talk: Talk) -> str:
    """What a reference looks for, in words: "message by Xi Jinping to Kim Jong Un in 2021"."""
    noun = "reply" if wish.reply else wish.kind or (mention.noun if mention.noun not in ("", "one") else "document")
    by = f" by {' and '.join(wish.senders)}" if wish.senders else ""
    to = f" to {wish.addressee}" if wish.addressee else ""
    when = f" {in_words(wish.period)}" if wish.period else ""
    occasion = " for that occasion" if wish.occasion_of else ""
    answered = f" to {call(talk.subject)}" if wish.reply and talk.subject and not to else ""
    return f"{noun}{by}{to}{answered}{occasion}{when}"


def borrow(before: str, document: Document | None, subject: Document | None = None) -> str:
    """What was asked last, to be asked of another document: phrases for documents and times taken out.

    The people of `subject`, which it was asked of, give way to those who stand in their place in `document`.
    """
    ask = re.sub(r"^\W*(?:and|but|so)\b[^:?]*:\s*", "", before, flags=re.I).strip(" ?.")
    ask = re.sub(r"\s*\([^()]*\)$", "", ask)
    if document is not None:
        ask = re.sub(r"(\b(?:say|said|write|wrote)\b[^,;]*?) (?:about|on the same occasion)\b.*$", r"\1", ask)
    for mention in reversed(mentions(ask)):
        noun = f"that {document.metadata.kind if document and document.metadata.kind in TEXT_KINDS else mention.noun}"
        ask = ask[: mention.start] + noun + ask[mention.end :]
    for period in reversed(periods(ask)):
        ask = re.sub(r"\s*(?:\b(?:in|on|of|from|between))?\s*$", "", ask[: period.start]) + ask[period.end :]
    if document is None:
        return " ".join(ask.split())
    if subject is not None:
        ask = _recast(ask, subject, document)
    who, sender = agent(ask), document.metadata.issuer
    if who and sender and ";" not in sender:
        ask = ask.replace(who, sender, 1)
    recipient = document.metadata.recipient
    if recipient and ";" not in recipient:
        ask = re.sub(
            r"\bto (?:(?:the )?(?:[A-Z][\w-]*|president|minister|foreign)\s?)+", f"to {recipient} ", ask, count=1
        )
    ask = " ".join(ask.split())
    return ask[:1].lower() + ask[1:] if ask.split(" ")[0].lower() in _LOWERED else ask


def _recast(ask: str, subject: Document, document: Document) -> str:
    """Sender for sender and addressee for addressee, all at once: an exchange swaps them."""
    old, new = subject.metadata, document.metadata
    places = ((old.issuer, new.issuer), (old.recipient, new.recipient))
    moved = {a: b for a, b in places if a and b and ";" not in a + b}
    by_word = {word: name for name in moved for word in (name, *name.split()) if len(word) > 2 and word[0].isupper()}
    if not by_word:
        return ask
    words = "|".join(re.escape(word) for word in sorted(by_word, key=len, reverse=True))
    return re.sub(
        rf"(?<![\w-])(?:{words})(?:\s+(?:{words}))*(?![\w-])", lambda m: moved[by_word[_first(m.group(), by_word)]], ask
    )


def _first(run: str, known: Mapping[str, str]) -> str:
    return next((word for word in sorted(known, key=len, reverse=True) if run.startswith(word)), run)


_LOWERED = frozenset("what how who whom when where why which did does do was is were are has had".split())
