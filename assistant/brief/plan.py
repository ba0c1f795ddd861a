"""Topic → what is searched for, what was found on it, how well each facet is covered, and what is missing.

The plan comes first: a facet of which the library says nothing is a gap that is named, never filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answer.candidates import Gathered, gather, promise
from assistant.answer.evidence import Candidate, terms_of
from assistant.answer.judge import weigh
from assistant.answer.lookup import rule
from assistant.brief.nearness import BESIDE, FEW, NEAR, WIDER, is_on_topic, series_of, weights_of, with_meant
from assistant.brief.template import Facet, Role, Template
from assistant.errors import TopicNotHeld
from assistant.library.scope import in_scope
from assistant.library.shelf import Shelf
from assistant.library.terms import analyse
from assistant.records import Coverage, Document, Hit, Question, Scope, Span
from assistant.search.reading import Reading
from assistant.search.resolve import Understood, meets, understand
from assistant.search.retrieve import Retriever
from assistant.search.stop_words import STOP

HITS, FACET_HITS = 30, 6
"""Passages taken for the topic, and for each side of it."""
SEARCHED: frozenset[Role] = frozenset({"reaction", "assessment", "unknown"})
"""Sections whose headings are searched for beside the topic: their sentences seldom use its words."""
WHOLE_PASSAGES = 60
"""Passages of the documents nearest to the topic that are read in whole, at most."""
READ_WHOLE = 4  # documents
ON_TOPIC = 0.5
"""Weight (`answer.judge.weigh`) of the best sentence from which the library holds a topic."""
COVERED = 0.55
"""Share of a topic's words, by rarity, that the best passages must hold."""
NEAREST = 3  # documents named where a topic is not held
MOST_IN_A_PERIOD = 40  # documents


Place = tuple[str, Span]
"""Where a sentence stands: its document's id, and its span."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a brief is made from. `weights` says how near each document is to the topic, 0..1; others are left out."""

    topic: str
    understood: Understood
    gathered: Gathered
    on_topic: tuple[Candidate, ...]
    weights: dict[str, float]
    series: frozenset[str]  # other messages of the nearest document's sender to the same recipient
    far: frozenset[Place]  # sentences farther off, of use where they speak of the topic outright
    coverage: tuple[Coverage, ...]
    gaps: tuple[str, ...]

    def is_far(self, c: Candidate) -> bool:
        """Whether a sentence is here only because few documents are near."""
        return _place(c) in self.far

    @property
    def top(self) -> float:
        """The promise of the most promising sentence."""
        return promise(self.gathered.candidates[0].measures) if self.gathered.candidates else 0.0


class Planner:
    """Plans briefs over one library."""

    def __init__(self, shelf: Shelf, retriever: Retriever) -> None:
        """Nothing is loaded here."""
        self._shelf = shelf
        self._retriever = retriever

    def plan(self, topic: str, scope: Scope, template: Template) -> Plan:
        """What the library says on `topic`, or, without a topic, what the chosen documents say.

        Raises:
            TopicNotHeld: nothing in the scope is about it; the error names the nearest documents.
        """
        catalogue = self._shelf.catalogue()
        chosen = [d for d in catalogue if d.id in scope.documents]
        asked = topic or "; ".join(d.metadata.title for d in chosen)
        u = understand(Question(asked, scope), catalogue, self._retriever.terms.rarity)
        u = replace(u, question=Question(asked, scope), reading=Reading(asked), scope=scope)
        hits = self._search(u, template, catalogue)
        u = replace(u, reading=as_topic(u.reading, hits))
        first = gather(u, u.reading, hits, self._shelf, self._retriever)
        self._must_be_held(topic, u, first)
        weights = weights_of(u, first, chosen)
        if not chosen:
            weights = with_meant(weights, topic, catalogue)
        inside = [d for d in catalogue if not scope or in_scope(d, scope)]
        series = series_of(weights, inside)
        weights |= {i: BESIDE for i in series if i not in weights}
        gathered = gather(u, u.reading, self._with_whole(hits, weights), self._shelf, self._retriever)
        on_topic = _on_topic(u.reading, gathered, weights, series)
        near = frozenset(map(_place, on_topic))
        if not chosen and len({c.document.id for c in on_topic}) < FEW:
            weights = {i: min(w, BESIDE) for i, w in weights_of(u, first, (), WIDER).items()} | weights
            gathered = gather(u, u.reading, self._with_whole(hits, weights), self._shelf, self._retriever)
            on_topic = _on_topic(u.reading, gathered, weights, series, WIDER)
        far = frozenset(map(_place, on_topic)) - near
        coverage = tuple(self._cover(facet, on_topic) for facet in template.facets)
        gaps = tuple(dict.fromkeys(self._gaps(u.reading, coverage)))
        return Plan(asked, u, gathered, on_topic, weights, series, far, coverage, gaps)

    # Search ----------------------------------------------------------------------------------------------------

    def _search(self, u: Understood, template: Template, catalogue: Sequence[Document]) -> list[Hit]:
        """The topic's passages, then those that each side adds, then those of documents of the time asked for."""
        inside = [d for d in catalogue if not u.scope or in_scope(d, u.scope)]
        documents = [d.id for d in inside] if u.scope else None
        topic = u.question.text
        sides = [f"{facet.name}, {' '.join(facet.words.split()[:4])}" for facet in template.facets]
        sides += [section.heading for section in template.sections if section.role in SEARCHED]
        texts = [topic, *(f"{topic}: {side}" for side in sides)]
        vectors = self._retriever.embeddings.embed_documents(texts)
        found: dict[str, Hit] = {}
        for i, (text, vector) in enumerate(zip(texts, vectors, strict=True)):
            for hit in self._retriever.rank(text, vector, FACET_HITS if i else HITS, documents):
                found.setdefault(hit.passage.id, hit if i == 0 else replace(hit, score=0.5 * hit.score))
        if u.reading.periods and (of_time := [d.id for d in inside if meets(d, u.reading.periods)][:MOST_IN_A_PERIOD]):
            for hit in self._retriever.rank(topic, vectors[0], HITS, of_time):
                found.setdefault(hit.passage.id, hit)
        return list(found.values())

    def _with_whole(self, hits: Sequence[Hit], weights: dict[str, float]) -> list[Hit]:
        """`hits`, and the other passages of the documents nearest to the topic, as far as there is room."""
        known = {hit.passage.id for hit in hits}
        nearest = sorted(weights, key=lambda i: (-weights[i], i))[:READ_WHOLE]
        out = [hit for hit in hits if hit.passage.document_id in weights]
        room = WHOLE_PASSAGES
        for document_id in nearest:
            more = [p for p in self._retriever.store.of_document(document_id) if p.id not in known][:room]
            room -= len(more)
            out += [Hit(rank=len(out) + 1, score=0.2, passage=p) for p in more]
        return out

    # What is held ----------------------------------------------------------------------------------------------

    def _must_be_held(self, topic: str, u: Understood, gathered: Gathered) -> None:
        if not topic and gathered.candidates:
            return
        missing = self._missing(u.reading, gathered)
        if missing is None:
            return
        nearest = list({h.passage.document_id: h.passage.title for h in gathered.hits}.items())[:NEAREST]
        hint = f"Nearest documents: {'; '.join(f'{title} ({i})' for i, title in nearest)}." if nearest else None
        raise TopicNotHeld(f"The library holds nothing about {topic.strip()!r}: {missing}.", hint)

    def _missing(self, reading: Reading, gathered: Gathered) -> str | None:
        """What the library lacks of the topic, or None where it holds it."""
        best = gathered.candidates[:10]
        ruling = rule(reading, gathered.candidates)
        # A capital at the topic's beginning makes no name by itself; "Trump's letter" does.
        first = _first_alone(reading)
        owns = re.search(rf"\b{re.escape(first)}['’]s\b", reading.text) is not None
        named = [name for name in reading.people if name != first or owns]
        unknown = [name for name in named if self._is_unknown(name)]
        if unknown:
            return f"nothing names {', '.join(unknown)}"
        if ruling.answer is None:
            return ruling.reason
        if max(weigh(c) for c in best) < ON_TOPIC or max(c.measures.around for c in best) < COVERED:
            return "what it holds is near the topic and not on it"
        return None

    def _is_unknown(self, name: str) -> bool:
        """Whether a name's words stand in no passage."""
        words = [t for t in analyse(name) if t not in STOP]
        return bool(words) and max(self._retriever.terms.rarity(t) for t in words) >= 1.0

    # Coverage --------------------------------------------------------------------------------------------------

    def _cover(self, facet: Facet, on_topic: Iterable[Candidate]) -> Coverage:
        words = {t for t in analyse(f"{facet.name} {facet.words}") if t not in STOP}
        found = [c for c in on_topic if words & terms_of(c.text)]
        return Coverage(facet.name, len(found), len({c.document.id for c in found}))

    def _gaps(self, reading: Reading, coverage: Iterable[Coverage]) -> Iterable[str]:
        for found in coverage:
            if not found.sentences:
                yield f"Nothing on {found.facet} in the library's documents on this topic."
        for term, word in ((t, w) for w in reading.text.split() for t in analyse(w)):
            if term in reading.terms and self._retriever.terms.rarity(term) >= 1.0:
                yield f"No document uses the word “{word.strip('?.,;:!')}”."


def _on_topic(
    reading: Reading, gathered: Gathered, weights: dict[str, float], series: frozenset[str], within: float = NEAR
) -> tuple[Candidate, ...]:
    return tuple(
        c
        for c in gathered.candidates
        if c.document.id in series or is_on_topic(c, reading, weights, gathered, within)
    )


def _place(c: Candidate) -> Place:
    return c.document.id, c.span


def as_topic(reading: Reading, hits: Iterable[Hit]) -> Reading:
    """`reading` with its first word in small letters where the passages found write it so: it is no name then."""
    first = _first_alone(reading)
    texts = [hit.passage.text for hit in hits] if first else []
    ordinary = re.compile(rf"\b{re.escape(first.lower())}\b")
    name = re.compile(rf"[a-z,;] {re.escape(first)}\b")
    if not any(map(ordinary.search, texts)) or any(map(name.search, texts)):
        return reading
    return Reading(reading.text.replace(first, first.lower(), 1))


def _first_alone(reading: Reading) -> str:
    """The name of one word with which a topic begins, whose capital may be the topic's; "" where there is none."""
    text = reading.text.lstrip("\"“‘' ")
    return next((name for name in reading.people if " " not in name and text.startswith(name)), "")
