"""Summary of a named document: a few of its own sentences that together say most, in its own order."""

from __future__ import annotations

import re

import numpy as np

from assistant.answer.compose import Chosen, grouped
from assistant.library.sentences import ABOUT_THE_TEXT, without_marker
from assistant.library.store import VectorStore
from assistant.records import Answer, Document, Span
from assistant.search.resolve import Understood
from assistant.settings import Settings

LINES = re.compile(
    r"\b(?:(\d{1,2})|two|three|four|five|six)\s+(?:short\s+)?(?:lines?|sentences?|points?|bullets?)\b", re.I
)
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
QUOTES = re.compile(r"[\"“„«「『]")
QUOTE_BONUS = 0.12
"""Added for a sentence that gives the original's own words: they are what a summary of a text is read for."""
FOREIGN_PENALTY = 3.0
"""Taken off for a sentence, times its share of letters in another script."""
OPENING_BONUS = 0.15
"""Added for a document's first sentence, which says what it is."""
DIVERSITY = 0.55
"""Weight of being unlike what is chosen already. Source: maximal marginal relevance, Carbonell & Goldstein 1998."""


def summarise(u: Understood, document: Document, store: VectorStore, settings: Settings) -> Answer:
    """At most as many sentences as asked for, else as the settings allow, of `document`."""
    most = min(_lines_asked(u.reading.text) or settings.answer_sentences, 12)
    passages = store.of_document(document.id)
    vectors = {start: np.asarray(row) for _, start, row in store.sentence_vectors(passages)}
    of_it = [p for p in passages if not ABOUT_THE_TEXT.search(p.heading)] or passages
    spans = [span for p in of_it for span in p.sentences if span.start in vectors]
    chosen = _choose(document, spans, vectors, most)
    lead = f"In {len(chosen)} sentence{'s' if len(chosen) > 1 else ''} of its own:"
    return grouped(u, "summary", [Chosen(document, without_marker(document.text, span)) for span in chosen], lead)


def _choose(document: Document, spans: list[Span], vectors: dict[int, np.ndarray], most: int) -> list[Span]:
    if not spans:
        return []
    centre = np.mean([vectors[s.start] for s in spans], axis=0)
    centre = centre / (np.linalg.norm(centre) or 1.0)
    worth = {s: float(np.dot(vectors[s.start], centre)) for s in spans}
    for s in spans:
        worth[s] -= FOREIGN_PENALTY * _foreign(document, s)
        worth[s] += QUOTE_BONUS if QUOTES.search(document.text[s.start : s.end]) else 0.0
    worth[spans[0]] += OPENING_BONUS
    chosen: list[Span] = []
    while spans and len(chosen) < most:
        best = max(spans, key=lambda s: worth[s] - DIVERSITY * _nearest(s, chosen, vectors))
        chosen.append(best)
        spans = [s for s in spans if s != best]
    return sorted(chosen, key=lambda s: s.start)


def _foreign(document: Document, span: Span) -> float:
    """Share of letters in another script than the document's: variants of wording, not what a text says."""
    text = document.text[span.start : span.end]
    latin = document.metadata.language not in ("zh", "ja", "ko", "ru")
    letters = [c for c in text if c.isalpha()]
    other = sum((c > "\u024f") == latin for c in letters)
    return other / len(letters) if letters and latin else 0.0


def _nearest(span: Span, chosen: list[Span], vectors: dict[int, np.ndarray]) -> float:
    return max((float(np.dot(vectors[span.start], vectors[c.start])) for c in chosen), default=0.0)


def _lines_asked(text: str) -> int | None:
    match = LINES.search(text)
    if not match:
        return None
    return int(match.group(1)) if match.group(1) else NUMBERS.get(match.group().split()[0].casefold())
