"""What a document is called in a sentence: "Kim Jong Un's message to Xi Jinping of 6 October 2024". Pure."""

from __future__ import annotations

import re

from assistant.records import Document
from assistant.records.days import day_in_words

_OWN = ("message", "letter", "speech", "press statement", "statement", "article", "commentary", "address")
_COMMON = re.compile(
    r"(?:Joint|Report|Visits?|Summit|Messages?|Letters?|Reply|Press|Speech|Statement|Trilateral|President)\b"
)
_LONGEST = 90


def call(document: Document, *, dated: bool = True) -> str:
    """The document in words that can stand in a question; with its day unless `dated` is False."""
    m = document.metadata
    day = day_in_words(m.date) if dated else ""
    when = f" of {day}" if day else ""
    if m.kind in _OWN and m.issuer and ";" not in m.issuer and ";" not in (m.recipient or ""):
        birthday = "birthday " if (m.occasion or "").startswith(("birthday of", "his birthday", "her birthday")) else ""
        kind = "reply" if m.reply and m.kind == "message" else f"{birthday}{m.kind}"
        to = f" to {m.recipient}" if m.recipient else ""
        return f"{_possessive(m.issuer)} {kind}{to}{when}"
    if m.published and not m.note and m.kind in (None, "visit", "meeting") and not m.sources:
        return _story(m.title)
    title = _short(m.title)
    return f"{title}{when if day and not re.search(r'(?:19|20)[0-9]{2}', title) else ''}"


def _story(title: str) -> str:
    """A news story by those whom its headline tells of, if they are a delegation or its like, else by the headline."""
    head = headline_subject(title)
    if head != title and re.search(r"\b(?:delegation|group|minister|corps|mission|team|party)\b", head, re.IGNORECASE):
        return re.sub(r"^(?:[Aa] |[Tt]he )?", "the ", head, count=1).strip()
    return f"the story {_short(title).removeprefix('the ')}"


def headline_subject(title: str) -> str:
    """Whom a headline or first sentence tells of: what stands before its verb; all of it where no verb is known."""
    return _VERBS.split(title)[0].strip()


_VERBS = re.compile(
    r",|\b(?:Arrives?|Leaves?|Returns?|Visits?|Tours?|Pays?|Meets?|Receives?|Sends?|Makes?|Wins?|Goes|"
    r"arrived?|left|returned|visited|toured|paid|met|headed|led)\b"
)


def _possessive(name: str) -> str:
    own = f"{name}'" if name.endswith("s") and not name.endswith("ss") else f"{name}'s"
    return own if name[:1].isupper() else f"the {own}"


def _short(title: str) -> str:
    """A title's first part, with an article where one is wanted; quotation marks would read as words quoted."""
    plain = re.sub(r"[\"“”„«»「」]", "", title).removesuffix("…").strip()
    head = plain.split(", ")[0]
    short = head if len(head.split()) >= 3 else plain
    short = short if len(short) <= _LONGEST else short[:_LONGEST].rsplit(" ", 1)[0]
    if _COMMON.match(short) and not short.startswith("President"):
        return f"the {short[0].lower()}{short[1:]}"
    first = short.split()[0] if short else ""
    return short if re.search(r"['’]s?$", first) or not re.match(r"[A-Z]+-[A-Z]", first) else f"the {short}"
