"""Sentences on the topic that can stand on the page by themselves, each with its roles, its day and its worth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.answer.candidates import promise
from assistant.answer.evidence import Candidate
from assistant.brief.plan import Plan
from assistant.brief.roles import is_about_the_record, roles
from assistant.brief.standing import standing
from assistant.brief.template import Role
from assistant.check.checkable import is_question
from assistant.check.furniture import is_furniture
from assistant.check.quotations import masked
from assistant.check.verbs import has_verb, tokens
from assistant.library.embed import ModelEmbeddings
from assistant.library.periods import Period, period_of, periods
from assistant.library.sentences import headed_sentences
from assistant.records import Document, Span
from assistant.records.days import day_in_words

SHORTEST, LONGEST = 6, 52
"""Words of a sentence on the page; a longer one is a paragraph, a shorter one says little by itself."""
MOST = 160
"""Sentences looked at closely, the most promising first."""
FOREIGN = 0.3
"""Share of letters in another script from which a sentence gives variants of wording, not what was said."""
ENTERED = 0.7
"""Nearness from which a document has a dated entry of its own."""
TOPIC, NEARNESS, OPENING, LOOSE = 0.55, 0.35, 0.12, 0.25
"""Weights in a line's worth: of its promise, of its document, of standing first in it; what a loose "the ministry" costs."""


@dataclass(frozen=True, eq=False)
class Line:
    """A sentence as it may stand in a brief. `text` is the source's, but for a subject in square brackets."""

    text: str
    document: Document
    span: Span
    roles: dict[Role, float]
    worth: float
    firm: bool
    day: str  # ISO, "" where neither the sentence nor its document has one
    own_day: bool  # whether the sentence itself names that day
    vector: NDArray[np.float32]
    lead: str = ""


def lines(plan: Plan, embeddings: ModelEmbeddings) -> list[Line]:
    """The usable sentences of `plan`, worthiest first."""
    made = list(_made(plan))[:MOST]
    vectors = embeddings.embed_documents([line[1] for line in made]) if made else []
    out = [_line(plan, c, text, firm, speech, np.asarray(v, dtype=np.float32))
           for (c, text, firm, speech), v in zip(made, vectors, strict=True)]  # fmt: skip
    return sorted((line for line in out if line.roles), key=lambda x: (-x.worth, x.document.id, x.span.start))


def _made(plan: Plan) -> Iterator[tuple[Candidate, str, bool, bool]]:
    for c in plan.on_topic:
        text = flat(c.document.text[c.span.start : c.span.end])
        if not _is_prose(text) or is_about_the_record(text):
            continue
        found = standing(text, _before(c), c.document)
        if found is not None:
            yield c, found.text, found.firm, found.speech


def _line(plan: Plan, c: Candidate, text: str, firm: bool, speech: bool, vector: NDArray[np.float32]) -> Line:
    top = promise(plan.gathered.candidates[0].measures) or 1.0
    worth = TOPIC * promise(c.measures) / top + NEARNESS * plan.weights.get(c.document.id, 0.0)
    worth += OPENING * (c.span.start < 0.12 * len(c.document.text)) - LOOSE * (not firm) - 0.004 * max(0, len(text.split()) - 32)
    day, own = _day(text, c.document)
    known = roles(text, c.heading, c.document, speech=speech)
    if c.document.id in plan.series:
        known = {"series": max(known.get("quotation", 0.0), known.get("content", 0.0))} if known else {}
    return Line(text, c.document, c.span, known, worth, firm, day, own, vector)


def entries(plan: Plan, embeddings: ModelEmbeddings) -> list[Line]:
    """One dated entry a document near the topic, made of its fields: its day and its title. Cited where it is dated."""
    documents = {c.document.id: c.document for c in plan.on_topic}
    near = [d for i, d in documents.items() if plan.weights.get(i, 0.0) >= ENTERED]
    made = [(d, *_day("", d)) for d in near]
    dated = [(d, day, _without_date(d.metadata.title)) for d, day, _ in made if day]
    vectors = embeddings.embed_documents([f"{day_in_words(day)}: {title}." for _, day, title in dated]) if dated else []
    return [
        Line(f"{title}.", d, _dated_span(d, day), {"chronology": 0.5}, 0.4 + 0.3 * plan.weights[d.id], True, day, False,
             np.asarray(vector, dtype=np.float32), lead=f"{day_in_words(day)}: ")
        for (d, day, title), vector in zip(dated, vectors, strict=True)
    ]  # fmt: skip


def _without_date(title: str) -> str:
    """A title without the date at its end, which stands before it."""
    named = periods(title)
    if named and len(title) - named[-1].end <= 1:
        return re.sub(r"[,;]?\s*(?:(?:of|in|on|from)\s*)?$", "", title[: named[-1].start])
    return title.rstrip(".")


def _dated_span(document: Document, day: str) -> Span:
    """The first sentence that names `day`, else the first of all."""
    spans = [span for span, _ in _headed(document.text, document.metadata.language)]
    naming = (s for s in spans if any(p.first <= day <= p.last for p in periods(document.text[s.start : s.end])))
    return next(naming, spans[0] if spans else Span(0, len(document.text)))


def _is_prose(text: str) -> bool:
    words = text.split()
    if not SHORTEST <= len(words) <= LONGEST or is_question(text) or is_furniture(text):
        return False
    letters = [ch for ch in text if ch.isalpha()]
    if not letters or text[-1] not in ".!。！\"”’)]»」』":
        return False
    if sum(ch > "\u024f" for ch in letters) > FOREIGN * len(letters) and any("a" <= ch <= "z" for ch in text):
        return False
    return has_verb(tokens(masked(text))) or not text.isascii()


def _before(c: Candidate) -> list[str]:
    """The sentences before it under its heading, on one line each, the nearest last."""
    document = c.document
    under = _headed(document.text, document.metadata.language)
    at = next((i for i, (span, _) in enumerate(under) if span.start <= c.span.start < span.end), None)
    if at is None:
        return []
    heading = under[at][1]
    return [flat(document.text[s.start : s.end]) for s, h in under[max(0, at - 3) : at] if h == heading]


@lru_cache(maxsize=64)
def _headed(text: str, language: str | None) -> tuple[tuple[Span, str], ...]:
    return tuple((found.span, found.heading) for found in headed_sentences(text, language))


def _day(text: str, document: Document) -> tuple[str, bool]:
    """The first day that a sentence names, else its document's; and whether it is the sentence's own."""
    named = [p for p in periods(text) if p.is_day and not p.first.startswith("0000")]
    if named:
        return named[0].first, True
    span = next((p for p in periods(text) if _is_short(p)), None)
    if span is not None:
        return span.first, True
    own = period_of(document.metadata.date) or period_of(document.metadata.published)
    return (own.first, False) if own is not None and own.is_day and not own.first.startswith("0000") else ("", False)


def _is_short(p: Period) -> bool:
    """A run of days within one month that is not the whole month."""
    return not p.is_year and not p.first.startswith("0000") and p.first[:7] == p.last[:7] and not p.first.endswith("-01")


def flat(text: str) -> str:
    """`text` on one line."""
    return " ".join(text.split())


def cosine(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Of two unit vectors."""
    return float(a @ b)
