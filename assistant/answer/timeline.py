"""Timeline: dated sentences in order of their days, from the documents of a period or from one document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.answer.candidates import Gathered
from assistant.answer.compose import Chosen, dated, refusal
from assistant.answer.lookup import nearest
from assistant.library.periods import Period, period_of, periods
from assistant.library.sentences import ABOUT_THE_TEXT, headed_sentences
from assistant.library.terms import analyse
from assistant.records import Answer, Document, Span
from assistant.records.days import day_in_words
from assistant.search.names import parties
from assistant.search.resolve import Understood
from assistant.settings import Settings

LEAD_DAYS = 60
"""Days before a document's own act from which its dated sentences still belong to its story."""
_OPENS = re.compile(r"\b(?:occasion|what it is|background|summary|overview)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence that says what happened on a day."""

    day: str
    document: Document
    span: Span
    worth: float  # how well it fits the question; the document's own act counts most


def timeline(
    u: Understood, documents: Sequence[Document], gathered: Gathered, settings: Settings, searched: str
) -> Answer:
    """At most as many dated lines as the settings allow, in order of day; a refusal where there are none."""
    asked = _window(u)
    sources = _sources(u, documents, gathered, asked)
    events = [event for document in sources for event in _events(u, document, asked)]
    kept = _strongest(events, settings.timeline_lines)
    if not kept:
        when = " and ".join(u.reading.text[p.start : p.end] for p in u.reading.periods)
        reason = f"nothing dated {when}" if when else "nothing dated about it"
        return refusal(u, reason, searched, [], nearest(gathered))
    kept.sort(key=lambda e: (e.day, -e.worth, e.document.id))
    lines = [(day_in_words(e.day), Chosen(e.document, e.span)) for e in kept]
    return dated(u, "timeline", lines, nearest(gathered))


def _window(u: Understood) -> Period | None:
    """From the first to the last day that the question names, or None where it names none."""
    whole = [p for p in u.reading.periods if not p.first.startswith("0000")]
    return Period(min(p.first for p in whole), max(p.last for p in whole)) if whole else None


def _sources(
    u: Understood, documents: Sequence[Document], gathered: Gathered, asked: Period | None
) -> Sequence[Document]:
    """One document where the question is about one; else all that touch the period."""
    if u.named and (asked is None or len(u.named) == 1):
        return [document for document in documents if document.id == u.named[0].id]
    if asked is not None and not _one_document(u, gathered):
        return documents
    return [gathered.candidates[0].document] if gathered.candidates else []


def _one_document(u: Understood, gathered: Gathered) -> bool:
    """Whether the best candidates agree on one document so plainly that the question is about it."""
    first = [c.document.id for c in gathered.candidates[:5]]
    return len(first) == 5 and len(set(first)) == 1 and u.reading.periods[0].is_day


def _events(u: Understood, document: Document, asked: Period | None) -> list[Event]:
    own = period_of(document.metadata.date, document.metadata.until)
    terms, named = set(u.reading.terms), u.reading.parties
    out = []
    for found in headed_sentences(document.text, document.metadata.language):
        span, text = found.span, document.text[found.span.start : found.span.end]
        if ABOUT_THE_TEXT.search(found.heading) and own is not None and asked is None:
            continue
        days = [p for p in periods(text) if p.is_day or (p.last[:7] == p.first[:7] and p.last[8:] != p.first[8:])]
        days = [
            p for p in days if not p.first.startswith("0000") and (asked is None or asked.meets(p)) and not _is_month(p)
        ]
        if not days:
            continue
        first = days[0]
        if asked is None and own and first.first < _days_before(own.first, LEAD_DAYS):
            continue
        worth = 0.05 * len(terms & set(analyse(text))) + 0.03 * len(named & parties(text)) - 0.004 * span.start / 100
        if own and own.meets(first):
            worth += 1.0 + (0.6 if _OPENS.search(found.heading) else 0.0)
        out.append(Event(first.first, document, span, worth))
    return out


def _days_before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat() if day[:4] != "0000" else day


def _is_month(p: Period) -> bool:
    return p.first.endswith("-01") and not p.is_day and p.last[8:] in ("28", "29", "30", "31")


def _strongest(events: Sequence[Event], most: int) -> list[Event]:
    """The best line of each document and day, the documents' own acts first, at most `most`."""
    best: dict[tuple[str, str], Event] = {}
    for event in events:
        key = (event.document.id, event.day)
        if key not in best or event.worth > best[key].worth:
            best[key] = event
    return sorted(best.values(), key=lambda e: -e.worth)[:most]
