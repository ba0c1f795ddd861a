"""Dated entries made of a document's fields, for a chronology in which its own sentences stand elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from assistant.brief.days import day_of
from assistant.brief.lines import Line
from assistant.brief.plan import Plan
from assistant.brief.prose import headed
from assistant.library.embed import ModelEmbeddings
from assistant.library.periods import periods
from assistant.records import Document, Span
from assistant.records.days import day_in_words

ENTERED = 0.7
"""Nearness to the topic from which a document has an entry of its own."""


def entries(plan: Plan, embeddings: ModelEmbeddings) -> list[Line]:
    """One entry a document near the topic whose day is known: its day and its title, cited where it is dated."""
    documents = {c.document.id: c.document for c in plan.on_topic if not plan.is_far(c)}
    near = [d for i, d in documents.items() if plan.weights.get(i, 0.0) >= ENTERED]
    made = [_entry(d, plan.weights[d.id]) for d in near if day_of("", d).iso]
    vectors = embeddings.embed_documents([line.lead + line.text for line in made]) if made else []
    rows = (np.asarray(vector, dtype=np.float32) for vector in vectors)
    return [replace(line, vector=row) for line, row in zip(made, rows, strict=True)]


def _entry(document: Document, near: float) -> Line:
    day = day_of("", document)
    title = _title(document)
    return Line(
        text=title if title.endswith(("…", ".")) else f"{title}.",
        document=document,
        span=_dated(document, day.iso),
        roles={"chronology": 0.5},
        worth=0.4 + 0.3 * near,
        day=day,
        near=near,
        lead=f"{day_in_words(day.iso)}: ",
    )


def _title(document: Document) -> str:
    """A document's title, behind its kind where the title does not say it."""
    title, kind = _without_date(document.metadata.title), document.metadata.kind or ""
    words = [word.strip(",.;:()") for word in title.casefold().split()]
    said = {form for word in words for form in (word, word.removesuffix("s"))}
    return title if not kind or kind.casefold().split()[-1] in said else f"{kind[0].upper()}{kind[1:]}: {title}"


def _without_date(title: str) -> str:
    """A title without the date at its end, which stands before it."""
    named = periods(title)
    if named and len(title) - named[-1].end <= 1:
        return re.sub(r"[,;]?\s*(?:(?:of|in|on|from)\s*)?$", "", title[: named[-1].start])
    return title.rstrip(".")


def _dated(document: Document, day: str) -> Span:
    """The first sentence that names `day`, else the first of all."""
    spans = [found.span for found in headed(document)]
    naming = (s for s in spans if any(p.first <= day <= p.last for p in periods(document.text[s.start : s.end])))
    return next(naming, spans[0] if spans else Span(0, len(document.text)))
