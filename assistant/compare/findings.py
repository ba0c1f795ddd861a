"""What a comparison found, as passages for a chat model: whole sentences, each of one side, labelled with it. Pure.

Pairs that differ in a number, a date, a name or a negation are not among them: what these say is told by the program,
word by word, and is never phrased anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.library.sentences import sentences
from assistant.records import Citation, Comparison, Document, GivenPassage, Passage, Span

Letter = Literal["A", "B"]

MOST_OF_A_SLOT = 2
MOST_PAIRS, MOST_ONE_SIDED = 10, 5


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence of one side, and what place or change it stands for."""

    side: Letter
    document: Document
    span: Span
    place: str

    @property
    def label(self) -> str:
        """How the model is shown it."""
        return f"{self.side} · {self.place}"

    @property
    def passage(self) -> Passage:
        """As what is fenced."""
        d, s = self.document, self.span
        return Passage(f"{d.id}:{s.start}", d.id, d.version, s.start, s.end, d.text[s.start : s.end])

    @property
    def given(self) -> GivenPassage:
        """As what is cited."""
        return GivenPassage(self.document, self.span, (self.span,))


def findings(comparison: Comparison, a: Document, b: Document) -> list[Finding]:
    """The sentences in which A and B differ, the weightiest first, the two sides of a place one after the other."""
    of = {"A": (a, sentences(a.text, a.metadata.language)), "B": (b, sentences(b.text, b.metadata.language))}
    out: dict[tuple[Letter, Span], Finding] = {}
    for side, citation, place in _places(comparison):
        document, spans = of[side]
        whole = _around(citation, spans)
        out.setdefault((side, whole), Finding(side, document, whole, place))
    return list(out.values())


def touched(comparison: Comparison) -> frozenset[int]:
    """Numbers of the citations whose pair differs in more than wording."""
    pairs = [pair for pair in comparison.alignment if pair.touches]
    return frozenset(c.n for pair in pairs for c in (pair.a, pair.b) if c)


def _places(comparison: Comparison) -> Iterator[tuple[Letter, Citation, str]]:
    told = touched(comparison)
    for slot in comparison.slots:
        for side, citations in (("A", slot.a), ("B", slot.b)):
            for citation in [c for c in citations if c.n not in told][:MOST_OF_A_SLOT]:
                yield _letter(side), citation, slot.slot
    pairs = [p for p in comparison.alignment if p.relation == "reworded" and not p.touches]
    for pair in sorted(pairs, key=lambda p: p.similarity)[:MOST_PAIRS]:
        for side, one in (("A", pair.a), ("B", pair.b)):
            if one:
                yield _letter(side), one, "other words for the same"
    for relation, side in (("only_a", "A"), ("only_b", "B")):
        own = [c for p in comparison.alignment if p.relation == relation and (c := p.a or p.b)]
        for citation in own[:MOST_ONE_SIDED]:
            yield _letter(side), citation, "here alone"


def _letter(side: str) -> Letter:
    return "A" if side == "A" else "B"


def _around(citation: Citation, spans: tuple[Span, ...]) -> Span:
    """The sentence, or the sentences, in which a citation stands."""
    held = [s for s in spans if s.start < citation.end and citation.start < s.end]
    return Span(held[0].start, held[-1].end) if held else Span(citation.start, citation.end)
