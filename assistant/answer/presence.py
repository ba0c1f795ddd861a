"""Presence: does this document name that? The whole of it is searched, and what was searched is said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer.compose import Chosen, grouped
from assistant.library.sentences import sentences
from assistant.library.terms import analyse
from assistant.records import Answer, Document, Span
from assistant.search.names import parties, people
from assistant.search.reading import STOP
from assistant.search.resolve import Understood

_ABSENCE = re.compile(
    r"\b(?:not|never|no|none|neither|nor|nothing|without|nowhere|missing|absent|omits?|lacks?)\b|n't\b", re.IGNORECASE
)
MOST_PLACES = 2
"""Sentences shown for each thing looked for."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing looked for, and the sentences that name it."""

    thing: str
    places: tuple[Span, ...]


def presence(u: Understood, document: Document) -> Answer:
    """Whether `document` names what the question lists, with the places, and what was searched."""
    spans = sentences(document.text, document.metadata.language)
    looked = [Looked(thing, _places(document, spans, thing)) for thing in u.reading.looked_for]
    chosen: list[Span] = []
    for found in looked:
        chosen.extend(s for s in _telling(document, found) if s not in chosen)
    if not chosen and spans:
        chosen = [spans[0]]  # the document that was searched is itself the source of a "no"
    m = document.metadata
    said = "; ".join(_finding(document, found) for found in looked)
    what = "this record of it" if m.note else "its whole text"
    lead = f"{said}. Searched: {what}, {len(document.text):,} characters."
    if m.completeness in ("part", "summary"):
        lead += " Only a part of the original was read, so silence here proves nothing about it."
    return grouped(u, "presence", [Chosen(document, s) for s in chosen], lead)


def _places(document: Document, spans: tuple[Span, ...], thing: str) -> tuple[Span, ...]:
    """Sentences that name `thing`: any of its party's names, else all its words."""
    party = parties(thing) if not people(thing) or parties(thing) else frozenset()
    words = {t for t in analyse(thing) if t not in STOP} or set(analyse(thing))
    found = []
    for span in spans:
        text = document.text[span.start : span.end]
        if (party and party & parties(text)) or (not party and words <= set(analyse(text))):
            found.append(span)
    return tuple(found)


def _telling(document: Document, found: Looked) -> list[Span]:
    """Of the places, those that say outright that it is not there come first."""
    absent = [s for s in found.places if _denies(document, s)]
    return (absent or list(found.places))[:MOST_PLACES]


def _denies(document: Document, span: Span) -> bool:
    text = document.text[span.start : span.end]
    return bool(
        _ABSENCE.search(text) and re.search(r"\b(?:name|mention|word|use|occur|speak|call|refer|appear)", text, re.I)
    )


def _finding(document: Document, found: Looked) -> str:
    n = len(found.places)
    if not n:
        return f"“{found.thing}” is not named"
    if any(_denies(document, s) for s in found.places):
        return f"“{found.thing}”: the text below says that it does not occur"
    return f"“{found.thing}” is named in {n} sentence{'s' if n > 1 else ''}"
