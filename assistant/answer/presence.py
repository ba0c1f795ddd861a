"""Presence: does this document name that, or which of these do? All of it is searched, and that is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.compose import Chosen, grouped, refusal
from assistant.library.sentences import sentences
from assistant.library.terms import analyse
from assistant.records import Answer, Document, Hit, Span
from assistant.search.names import parties, without_parties
from assistant.search.resolve import Understood
from assistant.search.stop_words import STOP

_ABSENCE = re.compile(
    r"\b(?:not|never|no|none|neither|nor|nothing|without|nowhere|missing|absent|omits?|lacks?)\b|n't\b", re.IGNORECASE
)
MOST_PLACES = 2
"""Sentences shown for each thing looked for."""
FEW = 3
"""Documents up to which each shows two sentences, where several are gone through."""
MOST_DOCUMENTS = 8
"""Documents shown of those that name it."""
MOST_SEARCHED = 6
"""Documents up to which a "no" shows them all, each by its first sentence; a "no" of more is a refusal."""
NEAREST = 3
"""Passages shown with a refusal."""


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


def presence_among(u: Understood, documents: Sequence[Document], meant: int, hits: Sequence[Hit]) -> Answer:
    """Which of `documents`, in their order, name what the question lists.

    Args:
        u: the question.
        documents: those whose whole texts are searched.
        meant: how many the question means; more than `documents` where only those were read that have its words.
        hits: shown where none names it.
    """
    if len(documents) == meant == 1:
        return presence(u, documents[0])
    cut = {d.id: sentences(d.text, d.metadata.language) for d in documents}
    looked = [[Looked(thing, _places(d, cut[d.id], thing)) for d in documents] for thing in u.reading.looked_for]
    said: list[str] = []
    chosen: list[Chosen] = []
    left = 0
    for thing, found in zip(u.reading.looked_for, looked, strict=True):
        told = [(d, x) for d, x in zip(documents, found, strict=True) if x.places]
        naming = [(d, x) for d, x in told if not all(_denies(d, s) for s in x.places)]
        said.append(f"“{thing}” is named in {len(naming) or 'none'} of the {meant:,} documents searched")
        each = MOST_PLACES if len(told) <= FEW else 1
        shown = (naming or told)[:MOST_DOCUMENTS]
        left += len(naming or told) - len(shown)
        chosen += [Chosen(d, s) for d, x in shown for s in _telling(d, x)[:each]]
    if not chosen and len(documents) > MOST_SEARCHED:
        things = " or ".join(f"“{thing}”" for thing in u.reading.looked_for)
        reason = f"none of the documents searched names {things}"
        return refusal(u, reason, f"{meant:,} documents", [], hits[:NEAREST])
    if not chosen:  # the documents that were searched are themselves the source of a "no"
        chosen = [Chosen(d, cut[d.id][0]) for d in documents if cut[d.id]]
    lead = f"{'; '.join(said)}."
    if left:
        lead += f" The first {MOST_DOCUMENTS} are shown, the oldest first."
    if any(d.metadata.completeness in ("part", "summary") for d in documents):
        lead += " Of some only a part of the original was read, so silence there proves nothing about it."
    return grouped(u, "presence", list(dict.fromkeys(chosen)), lead)


def _places(document: Document, spans: tuple[Span, ...], thing: str) -> tuple[Span, ...]:
    """Sentences that name `thing`: a state or body in it by any of its names, and all other words."""
    party, told = parties(thing), analyse(without_parties(thing) if parties(thing) else thing)
    words = {t for t in told if t not in STOP} or (set() if party else set(told))
    found = []
    for span in spans:
        text = document.text[span.start : span.end]
        if (not party or party & parties(text)) and words <= set(analyse(text)):
            found.append(span)
    return tuple(found)


def _telling(document: Document, found: Looked) -> list[Span]:
    """Of the places, those that say outright that it is not there come first."""
    absent = [s for s in found.places if _denies(document, s)]
    return (absent or list(found.places))[:MOST_PLACES]


def _denies(document: Document, span: Span) -> bool:
    text = document.text[span.start : span.end]
    return bool(
        _ABSENCE.search(text)
        and re.search(r"\b(?:nam(?:e|ing)|mention|word|us(?:e|ing)|occur|speak|call|refer|appear)", text, re.I)
    )


def _finding(document: Document, found: Looked) -> str:
    n = len(found.places)
    if not n:
        return f"“{found.thing}” is not named"
    if any(_denies(document, s) for s in found.places):
        return f"“{found.thing}”: the text below says that it does not occur"
    return f"“{found.thing}” is named in {n} sentence{'s' if n > 1 else ''}"
