"""A text held against the sources: its claims, each with a verdict and the sentences that carry it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.records.documents import Citation, Span

Verdict = Literal["supported", "contradicted", "mixed", "not_in_corpus", "not_checkable"]
Stance = Literal["supports", "contradicts"]
MismatchKind = Literal["number", "date", "name", "negation", "quotation"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a text says: ``text == whole[start:end]``, a sentence or a clause of one.

    ``sentence`` is the sentence it stands in, for what the clause leaves unsaid; ``checkable`` is False of opinion,
    forecast and advice.
    """

    text: str
    start: int
    end: int
    sentence: Span
    checkable: bool = True


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Where a claim and a source say different things, each in its own words.

    ``source`` is empty where the source has nothing in that place; ``citation`` is the number of the citation that
    says otherwise.
    """

    kind: MismatchKind
    claim: str
    source: str
    citation: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source's sentence and how it stands to a claim."""

    citation: Citation
    stance: Stance


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """A claim, what the sources make of it, and how sure that is (0..1)."""

    claim: Claim
    verdict: Verdict
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The claim as the commands print it."""
        return {
            "text": self.claim.text,
            "start": self.claim.start,
            "end": self.claim.end,
            "verdict": self.verdict,
            "confidence": round(self.confidence, 3),
            "evidence": [{**asdict(item.citation), "stance": item.stance} for item in self.evidence],
            "mismatches": [asdict(mismatch) for mismatch in self.mismatches],
        }


@dataclass(frozen=True, slots=True)
class Check:
    """A checked text with its claims in order. Citations are numbered through the whole check.

    ``notices`` say what a chat model had to do with it, or why it had not; ``engine`` names one that was asked.
    """

    text: str
    claims: tuple[ClaimVerdict, ...] = ()
    title: str = ""
    milliseconds: int = 0
    notices: tuple[str, ...] = ()
    engine: str = ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, by number."""
        found = {item.citation.n: item.citation for claim in self.claims for item in claim.evidence}
        return tuple(found[n] for n in sorted(found))

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many claims got which verdict; a verdict that none got is left out."""
        return dict(Counter(claim.verdict for claim in self.claims))

    def as_json(self) -> dict[str, Any]:
        """The check as the commands print it."""
        return {"claims": [claim.as_json() for claim in self.claims]}
