"""Sentences on the topic that can stand on the page by themselves, each with its roles, its day and its worth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.answer.candidates import promise
from assistant.answer.evidence import Candidate
from assistant.brief.plan import CENTRAL, Plan
from assistant.brief.roles import is_about_the_record, roles
from assistant.brief.standing import Standing, standing
from assistant.brief.template import Role
from assistant.check.checkable import is_question
from assistant.check.furniture import is_furniture
from assistant.check.quotations import masked
from assistant.check.verbs import has_verb, tokens
from assistant.library.embed import ModelEmbeddings
from assistant.library.metadata import DATELINE
from assistant.library.periods import Period, period_of, periods
from assistant.library.sentences import headed_sentences
from assistant.records import Document, Span
from assistant.records.days import day_in_words

SHORTEST, LONGEST = 6, 52
"""Words of a sentence on the page; a longer one is a paragraph, a shorter one says little by itself."""
OF_A_ROLE, OF_A_TELLING = 9, 20
"""Lines that are embedded by themselves for each role, the worthiest first; more of those that tell an event."""
FOREIGN = 0.3
"""Share of letters in another script from which a sentence gives variants of wording, not what was said."""
ENTERED = 0.7
"""Nearness from which a document has a dated entry of its own."""
TOPIC, NEARNESS, APT, CENTRE = 0.3, 0.2, 0.6, 0.2
"""Weights in a line's worth: of its promise, its document, its aptness, its cosine to all that is on the topic."""
WORDS, NAMES = 0.25, 0.15
"""Weights in aptness, beside the cosine, of the topic's words and of its names that stand in the sentence."""
OPENING, LOOSE, FIGURES, LONG = 0.06, 0.25, 0.1, 0.004
"""Added for standing first in its document and for figures; taken off for a loose "the ministry", for each word too many."""
COMFORTABLE = 32  # words
_NOWHERE: NDArray[np.float32] = np.zeros(1, dtype=np.float32)
"""In place of a vector that is not known yet."""


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
    apt: float = 0.0  # how far it speaks of the topic: its cosine, and the topic's words and names in it
    near: float = 1.0  # nearness of its document to the topic
    lead: str = ""


def lines(plan: Plan, embeddings: ModelEmbeddings) -> list[Line]:
    """The usable sentences of `plan`, worthiest first."""
    made = _promising([made for made in _made(plan) if made.line.roles])
    if not made:
        return []
    vectors = np.asarray(embeddings.embed_documents([plan.topic, *(line.text for line in made)]), dtype=np.float32)
    centre = vectors[1:].mean(axis=0)
    centre /= np.linalg.norm(centre) or 1.0
    out = [
        replace(line, vector=v, apt=apt, worth=line.worth + APT * apt + CENTRE * cosine(v, centre))
        for line, v in zip(made, vectors[1:], strict=True)
        for apt in (line.apt + cosine(v, vectors[0]),)
    ]
    return sorted(out, key=lambda x: (-x.worth, x.document.id, x.span.start))


def _own(text: str, span: Span) -> Span:
    """A sentence without the dateline before it and the agency's mark behind it."""
    body = text[span.start : span.end]
    before = DATELINE.match(body)
    after = _END.search(body)
    start, end = before.end() if before else 0, after.start() if after else len(body)
    return Span(span.start + start, span.start + end) if start < end else span


_END = re.compile(r"\s*(?:-0-|-30-|###|\(END\)|[■□▲∎◆])\s*$")


class _Made(NamedTuple):
    """A line before it is embedded by itself, and what its vector in its passage says of it."""

    line: Line
    cosine: float


def _promising(made: Sequence[_Made]) -> list[Line]:
    """Those that are among the worthiest of a role, in order."""
    names = {role for line, _ in made for role in line.roles}
    kept: set[int] = set()
    for role in names:
        own = [x for x in made if role in x.line.roles]
        own.sort(key=lambda x: -(x.line.worth + APT * (x.line.apt + x.cosine) + 0.5 * x.line.roles[role]))
        kept.update(id(x.line) for x in own[: OF_A_TELLING if role in ("event", "content") else OF_A_ROLE])
    return [line for line, _ in made if id(line) in kept]


def _made(plan: Plan) -> Iterator[_Made]:
    for found_at in plan.on_topic:
        c = replace(found_at, span=_own(found_at.document.text, found_at.span))
        text = flat(c.document.text[c.span.start : c.span.end])
        if not _is_prose(text) or is_about_the_record(text):
            continue
        found = standing(text, _before(c), c.document)
        if found is not None:
            yield _Made(_line(plan, c, found), c.measures.cosine)


def _line(plan: Plan, c: Candidate, found: Standing) -> Line:
    """The sentence without its vector, and without what its vector adds to its worth."""
    top = promise(plan.gathered.candidates[0].measures) or 1.0
    near = plan.weights.get(c.document.id, 0.0)
    worth = TOPIC * promise(c.measures) / top + NEARNESS * near
    worth += OPENING * (c.span.start < 0.12 * len(c.document.text)) + FIGURES * bool(_figures(found.text))
    worth -= LOOSE * (not found.firm) + LONG * max(0, len(found.text.split()) - COMFORTABLE)
    day, own = _day(found.text, c.document)
    apt = WORDS * c.measures.own + NAMES * c.measures.own_names
    known = roles(found.text, c.heading, c.document, speech=found.speech)
    if near < CENTRAL and known.get("unknown", 0.0) < 0.7:
        known.pop("unknown", None)  # a doubt about another text is none about the topic
    if c.document.id in plan.series:
        known = {"series": max(known.get("quotation", 0.0), known.get("content", 0.0))} if known else {}
    return Line(found.text, c.document, c.span, known, worth, found.firm, day, own, _NOWHERE, apt, near)


def _figures(text: str) -> list[str]:
    """The numbers in a sentence that are no dates."""
    for p in reversed(periods(text)):
        text = text[: p.start] + text[p.end :]
    return re.findall(r"\b\d[\d,.]*\b", text)


def entries(plan: Plan, embeddings: ModelEmbeddings) -> list[Line]:
    """One dated entry a document near the topic, made of its fields: its day and its title. Cited where it is dated."""
    documents = {c.document.id: c.document for c in plan.on_topic}
    near = [d for i, d in documents.items() if plan.weights.get(i, 0.0) >= ENTERED]
    made = [(d, *_day("", d)) for d in near]
    dated = [(d, day, _entry(d)) for d, day, _ in made if day]
    vectors = embeddings.embed_documents([f"{day_in_words(day)}: {title}." for _, day, title in dated]) if dated else []
    return [
        Line(title if title.endswith(("…", ".")) else f"{title}.", d, _dated_span(d, day), {"chronology": 0.5}, 0.4 + 0.3 * plan.weights[d.id], True, day, False,
             np.asarray(vector, dtype=np.float32), lead=f"{day_in_words(day)}: ")
        for (d, day, title), vector in zip(dated, vectors, strict=True)
    ]  # fmt: skip


def _entry(document: Document) -> str:
    """What happened on a document's day, by its fields: its title, and its kind where the title does not say it."""
    title, kind = _without_date(document.metadata.title), document.metadata.kind or ""
    said = {stem for word in title.casefold().split() for stem in (word.strip(",.;"), word.strip(",.;").removesuffix("s"))}
    return title if not kind or kind.casefold().split()[-1] in said else f"{kind[0].upper()}{kind[1:]}: {title}"


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
    if _CUT.search(text):
        return False
    if not letters or text[-1] not in ".!。！\"”’)]»」』":
        return False
    if sum(ch > "\u024f" for ch in letters) > FOREIGN * len(letters) and any("a" <= ch <= "z" for ch in text):
        return False
    return has_verb(tokens(masked(text))) or not text.isascii()


_CUT = re.compile(r"^[A-Z]\.\s|(?<![.A-Z])[A-Z]\.$|\b(?:M[rs]s?|Dr|Gen|Col|Lt|Sen|Rep|Gov|No|vs|St)\.$")
"""A sentence that was cut at an abbreviation."""


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
    """The first day that a sentence gives its event, else its document's; and whether it is the sentence's own."""
    own = period_of(document.metadata.date, document.metadata.until) or period_of(document.metadata.published)
    for p in periods(text):
        dated = not p.first.startswith("0000") and (p.is_day or _is_short(p))
        if dated and not _is_anothers(text[: p.start], own is not None and own.meets(p)):
            return p.first, True
    single = own is not None and own.is_day and not own.first.startswith("0000")
    return (own.first, False) if own is not None and single else ("", False)


_ANOTHERS = re.compile(
    r"\b(?:after|before|since|until|till|up to|had (?:\w+ ){0,2}?(?:said|done|made|met|signed|held|given|sent)|unlike|than)\b[^,;]*$",
    re.IGNORECASE,
)
_OF_A_TEXT = re.compile(r"\b(?:treaty|agreement|declaration|pact|resolution|accord|law|letter|message|speech) of (?:\w+ )?$")


def _is_anothers(before: str, own: bool) -> bool:
    """Whether the day behind `before` is that of another event, or of a text that is only referred to."""
    return _ANOTHERS.search(before) is not None or (not own and _OF_A_TEXT.search(before) is not None)


def _is_short(p: Period) -> bool:
    """A run of days within one month that is not the whole month."""
    return not p.is_year and not p.first.startswith("0000") and p.first[:7] == p.last[:7] and not p.first.endswith("-01")


def flat(text: str) -> str:
    """`text` on one line."""
    return " ".join(text.split())


def cosine(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Of two unit vectors."""
    return float(a @ b)
