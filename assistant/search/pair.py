"""The two documents that a comparison means, in the order meant: "how does this message differ from the one to Xi"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.records import Document
from assistant.search.calls import call
from assistant.search.choose import Talk, Wish, choose
from assistant.search.phrases import Mention, mentions
from assistant.search.referred import wish_of
from assistant.search.relative import Shift, shifts
from assistant.search.rewrite import Clause, borrow

_BOTH = re.compile(r"\b(?:the|these|those) two\b|\bboth\b|\bthem\b|\beach other\b", re.IGNORECASE)
_TWO_TIMES = re.compile(
    r"\b(?:the )?(?P<first>(?:1[89]|20)\d\d) and (?:the )?(?P<second>(?:1[89]|20)\d\d) (?P<what>(?:[a-z'’-]+ ){0,3}?)"
    r"(?P<one>message|letter|speech|statement|visit|summit|meeting|treaty|exercise|reply|greeting|address)(?:e?s)\b"
    r"(?P<whom>(?: (?:to|from|by) [A-Z][\w-]*(?: [A-Z][\w-]*)*)?)"
)
"""Two years before one plural: "the 2022 and 2025 birthday messages to Putin" are two messages to Putin."""
_SAME = re.compile(
    r"\b(?:was|is|were) (?:it|that|this) the same\b|\bdid (?:it|he|she|they) (?:also )?(?:say|use) the same\b", re.I
)


@dataclass(frozen=True, slots=True)
class _Side:
    documents: tuple[Document, ...]
    assumed: str = ""
    others: tuple[Document, ...] = ()


def compared(text: str, talk: Talk) -> Clause | None:
    """The clause over two documents, where `text` compares two that can be told; None where it does not."""
    text = _TWO_TIMES.sub(r"the \g<first> \g<what>\g<one>\g<whom> and the \g<second> \g<what>\g<one>\g<whom>", text)
    found = mentions(text)
    sides: list[tuple[Mention, _Side]] = []
    for mention in found:
        seen = replace(talk, focus=(sides[-1][1].documents[0], *talk.focus)) if sides else talk
        if (side := _side(mention, text, seen)) is not None and side.documents[0] not in [
            s.documents[0] for _, s in sides
        ]:
            sides.append((mention, side))
    if len(sides) >= 2:
        return _clause(text, sides[:2])
    if len(sides) == 1 and talk.subject is not None and sides[0][1].documents[0] != talk.subject:
        return _beside_the_subject(text, talk, *sides[0])
    if _BOTH.search(text) and len(talk.focus) >= 2:
        return _of_two(text, talk.focus[0], talk.focus[1])
    return _at_another_time(text, talk)


def _side(mention: Mention, text: str, talk: Talk) -> _Side | None:
    """What one phrase means: what is talked of, where it only points there, else what it fixes."""
    if not mention.fixes:
        return _Side((talk.subject,)) if talk.subject and (mention.demonstrative or mention.noun) else None
    wish = wish_of(mention, text, talk)
    if wish is None:
        return None
    choice = choose(wish, talk)
    if not choice.documents and mention.noun in ("one", "ones"):
        choice = choose(replace(wish, kind=""), talk)
    if not choice.documents:
        return None
    phrase = text[mention.start : mention.end]
    chosen = choice.documents[0]
    why = choice.why or ("one of several that fit equally well" if choice.tie else "")
    assumed = f"“{phrase}” is read as {call(chosen)}, {why}" if why else ""
    return _Side((chosen,), assumed, choice.others or choice.documents[1:])


def _clause(text: str, sides: list[tuple[Mention, _Side]]) -> Clause:
    read_as = text
    for mention, side in sorted(sides, key=lambda pair: -pair[0].start):
        read_as = read_as[: mention.start] + call(side.documents[0]) + read_as[mention.end :]
    documents = tuple(side.documents[0] for _, side in sides)
    assumed = "; ".join(side.assumed for _, side in sides if side.assumed)
    others = tuple(d for _, side in sides if side.assumed for d in side.others)
    return Clause(read_as, text, documents, assumed, others, about=documents)


def _beside_the_subject(text: str, talk: Talk, mention: Mention, side: _Side) -> Clause:
    subject, other = talk.focus[0], side.documents[0]
    documents = (other, subject) if mention.order < 0 and "since" in text.casefold() else (subject, other)
    read_as = text[: mention.start] + call(other) + text[mention.end :]
    named = re.sub(r"\b(?:it|this|that)\b", lambda _: call(subject), read_as, count=1)
    if named == read_as:
        named = f"{read_as.rstrip(' ?.')}, beside {call(subject)}?"
    return Clause(named, text, documents, side.assumed, side.others if side.assumed else (), about=documents)


def _of_two(text: str, a: Document, b: Document) -> Clause:
    read_as = _BOTH.sub(lambda _: f"{call(a)} and {call(b)}", text, count=1)
    return Clause(read_as, text, (a, b), about=(a, b))


def _at_another_time(text: str, talk: Talk) -> Clause | None:
    """What was asked last, of the same thing at another time: "was it the same five years earlier?"."""
    moved: list[Shift] = shifts(text)
    subject = talk.subject
    if subject is None or talk.anchor is None or not moved or not _SAME.search(text):
        return None
    period = moved[0].of(talk.anchor)
    day = period.first[:4] + talk.anchor.first[4:]
    target = replace(talk.anchor, first=day, last=day) if period.is_year and not day.endswith("02-29") else None
    wish = Wish(kind=subject.metadata.kind or "", period=period, target=target, other=True)
    choice = choose(wish, talk)
    if not choice.documents:
        return None
    other = choice.documents[0]
    borrowed = borrow(talk.before, other, subject)
    read_as = f"{borrowed or text.rstrip(' ?')}, in {call(other)} and in {call(subject)}?"
    assumed = f"the same {moved_words(text, moved[0])} is read as {call(other)}, {choice.why}" if choice.why else ""
    plain = f"{borrowed}?" if borrowed else text
    documents = (subject, other)
    return Clause(
        _capital(read_as), plain, documents, assumed, choice.others if assumed else (), about=(other, subject)
    )


def moved_words(text: str, shift: Shift) -> str:
    """The words of a time that leans on another."""
    return text[shift.start : shift.end]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
