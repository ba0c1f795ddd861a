"""Sentences on the topic that can stand on the page by themselves, each with its roles, its day and its worth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.answer.candidates import promise
from assistant.answer.evidence import Candidate
from assistant.brief.days import TODAY, Day, day_of
from assistant.brief.nearness import CENTRAL
from assistant.brief.plan import Plan
from assistant.brief.prose import before, flat, is_prose, own_words
from assistant.brief.roles import is_about_the_record, roles
from assistant.brief.standing import Standing, standing
from assistant.brief.template import Role
from assistant.library.embed import ModelEmbeddings
from assistant.library.periods import periods
from assistant.records import Document, Span
from assistant.records.days import day_in_words

OF_A_ROLE, OF_A_TELLING = 9, 20
"""Lines that are embedded by themselves for each role, the worthiest first; more of those that tell an event."""
TOPIC, NEARNESS, APT, CENTRE = 0.3, 0.2, 0.6, 0.2
"""Weights in a line's worth: of its promise, its document, its aptness, its cosine to all that is on the topic."""
WORDS, NAMES = 0.25, 0.15
"""Weights in aptness, beside the cosine, of the topic's words and of its names that stand in the sentence."""
FIRST_PART = 0.12
"""Share of a document's characters in which it opens."""
OPENING, FIGURES = 0.06, 0.1
"""Added to the worth of what stands first in its document, and of what gives figures."""
LOOSE, LONG, COMFORTABLE = 0.25, 0.004, 32
"""Taken off for a loose "the ministry", and for each word above a comfortable number."""
FAR_APT = 0.65
"""Share of the best aptness that a line must have which is here only because few documents are near."""
DOUBTED = 0.7
"""What a doubt from a document beside the topic must have: there it is mostly a doubt about something else."""


@dataclass(frozen=True, eq=False)
class Line:
    """A sentence as it may stand in a brief. `text` is the source's, but for a subject in square brackets.

    Where it is `written` by a chat model, it rests on its span and on what it cites `also`.
    """

    text: str
    document: Document
    span: Span
    roles: dict[Role, float]
    worth: float
    day: Day
    vector: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    apt: float = 0.0  # how far it speaks of the topic: its cosine, and the topic's words and names in it
    near: float = 1.0  # nearness of its document to the topic
    firm: bool = True
    opens: bool = False  # whether it stands where its document opens
    lead: str = ""
    far: bool = False  # here only because few documents are near
    also: tuple[tuple[Document, Span], ...] = ()
    written: bool = False

    @property
    def sources(self) -> tuple[tuple[Document, Span], ...]:
        """All that it cites."""
        return ((self.document, self.span), *self.also)


def lines(plan: Plan, embeddings: ModelEmbeddings) -> list[Line]:
    """The usable sentences of `plan`, worthiest first."""
    made = _promising([made for made in _made(plan) if made.line.roles])
    if not made:
        return []
    vectors = np.asarray(embeddings.embed_documents([plan.topic, *(line.text for line in made)]), dtype=np.float32)
    centre = vectors[1:].mean(axis=0)
    centre /= np.linalg.norm(centre) or 1.0
    out = []
    for line, vector in zip(made, vectors[1:], strict=True):
        apt = line.apt + cosine(vector, vectors[0])
        worth = line.worth + APT * apt + CENTRE * cosine(vector, centre)
        out.append(replace(line, vector=vector, apt=apt, worth=worth))
    top = max(line.apt for line in out)
    out = [line for line in out if not line.far or line.apt >= FAR_APT * top]
    return sorted(out, key=lambda x: (-x.worth, x.document.id, x.span.start))


def cosine(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Of two unit vectors."""
    return float(a @ b)


class _Made(NamedTuple):
    """A line before it is embedded by itself, and the cosine that its vector in its passage has to the topic."""

    line: Line
    cosine: float


def _promising(made: Sequence[_Made]) -> list[Line]:
    """Those that are among the worthiest of a role, in order."""
    kept: set[int] = set()
    for role in {role for line, _ in made for role in line.roles}:
        own = [x for x in made if role in x.line.roles]
        own.sort(key=lambda x: -(x.line.worth + APT * (x.line.apt + x.cosine) + 0.5 * x.line.roles[role]))
        kept.update(id(x.line) for x in own[: OF_A_TELLING if role in ("event", "content") else OF_A_ROLE])
    return [line for line, _ in made if id(line) in kept]


def _made(plan: Plan) -> Iterator[_Made]:
    for c in plan.on_topic:
        span = own_words(c.document.text, c.span)
        text = flat(c.document.text[span.start : span.end])
        if not is_prose(text) or is_about_the_record(text):
            continue
        found = standing(text, before(c.document, c.span), c.document)
        if found is not None:
            yield _Made(_line(plan, c, span, found), c.measures.cosine)


def _line(plan: Plan, c: Candidate, span: Span, found: Standing) -> Line:
    """The sentence without its vector, and without what its vector adds to its worth."""
    near = plan.weights.get(c.document.id, 0.0)
    worth = TOPIC * promise(c.measures) / (plan.top or 1.0) + NEARNESS * near
    opens = span.start < FIRST_PART * len(c.document.text)
    worth += OPENING * opens + FIGURES * _has_figures(found.text)
    worth -= LOOSE * (not found.firm) + LONG * max(0, len(found.text.split()) - COMFORTABLE)
    day = day_of(found.text, c.document)
    known = roles(found.text, c.heading, c.document, speech=found.speech)
    if near < CENTRAL and known.get("unknown", 0.0) < DOUBTED:
        known.pop("unknown", None)
    if c.document.id in plan.series:
        known = {"series": max(known.get("quotation", 0.0), known.get("content", 0.0))} if known else {}
    return Line(
        text=found.text,
        document=c.document,
        span=span,
        roles=known,
        worth=worth,
        day=day,
        apt=WORDS * c.measures.own + NAMES * c.measures.own_names,
        near=near,
        firm=found.firm,
        opens=opens,
        lead=f"{day_in_words(day.iso)}: " if day.iso and not day.said and TODAY.search(found.text) else "",
        far=plan.is_far(c),
    )


def _has_figures(text: str) -> bool:
    """Whether a sentence holds numbers that are no dates."""
    for p in reversed(periods(text)):
        text = text[: p.start] + text[p.end :]
    return re.search(r"\b\d[\d,.]*\b", text) is not None
