"""A check in words, for the page, the terminal and every file: verdicts, stances, sureness, what differs. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.export.excerpts import Excerpt, Find, excerpts, metadata_of
from assistant.export.words import flat, note_of
from assistant.records import Check, Citation, ClaimVerdict, Metadata, Mismatch, Stance, Verdict

VERDICTS: Mapping[Verdict, str] = {
    "supported": "Supported",
    "contradicted": "Contradicted",
    "mixed": "Mixed",
    "not_in_corpus": "Not in the library",
    "not_checkable": "Not checkable",
}
URGENT: tuple[Verdict, ...] = ("contradicted", "mixed", "not_in_corpus", "supported", "not_checkable")
"""Verdicts in the order in which somebody who signs a text wants to see them."""
STANCES: Mapping[Stance, str] = {"supports": "supports", "contradicts": "says otherwise"}
MEANT = "This says what the documents in the library say, not what is true; read both sides before you rely on it."
EXPLAINED: Mapping[Verdict, str] = {
    "mixed": "Sources disagree, or bear it out in other words than those it quotes.",
    "not_in_corpus": "No document that was looked in supports it or says otherwise.",
    "not_checkable": "An opinion, a forecast or advice: no source settles it.",
}
_SURE = ((0.9, "very sure"), (0.75, "fairly sure"), (0.6, "not very sure"), (0.0, "unsure"))
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")  # scripts in which no space ends a word


@dataclass(frozen=True, slots=True)
class Checked:
    """A check with what is said around it: the metadata of the documents cited, by id, and the day of the check."""

    check: Check
    sources: Mapping[str, Metadata] = field(default_factory=dict)
    day: str = ""  # ISO
    excerpts: tuple[Excerpt, ...] = ()

    @classmethod
    def of(cls, check: Check, document: Find, day: str) -> Checked:
        """`check` with the metadata of what it cites and its passages; `document` finds one."""
        cited = ((c.document_id, c.version) for c in check.citations)
        return cls(check, metadata_of(cited, document), day, excerpts(check.citations, document))

    @property
    def title(self) -> str:
        """What to call the text that was checked."""
        return flat(self.check.title) or "Untitled text"

    @property
    def cited(self) -> list[list[Citation]]:
        """The citations, those of one document together, in the order of their first."""
        found: dict[str, list[Citation]] = {}
        for citation in self.check.citations:
            found.setdefault(citation.document_id, []).append(citation)
        return list(found.values())

    def note(self, document_id: str) -> str:
        """What must be said wherever the document is cited, e.g. that it is a record written for the library."""
        return note_of(self.sources.get(document_id))

    def address(self, document_id: str) -> str:
        """Where the original is, where that is known."""
        metadata = self.sources.get(document_id)
        return (metadata.source or "") if metadata else ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words, and whether it is one in which claim and source differ."""

    text: str
    marked: bool = False


def summary(check: Check) -> str:
    """The counts in one line: ``5 claims: 2 supported, 1 contradicted, 2 not in the library``."""
    if not check.claims:
        return "No claim was found in the text."
    counts = check.counts
    told = ", ".join(f"{counts[v]} {label.lower()}" for v, label in VERDICTS.items() if v in counts)
    return f"{len(check.claims)} claim{'s' * (len(check.claims) != 1)}: {told}"


def by_urgency(check: Check) -> list[tuple[Verdict, list[tuple[int, ClaimVerdict]]]]:
    """The claims of each verdict that occurs, the most urgent first, each with its number in the text."""
    numbered = list(enumerate(check.claims, 1))
    found = [(verdict, [pair for pair in numbered if pair[1].verdict == verdict]) for verdict in URGENT]
    return [(verdict, own) for verdict, own in found if own]


def sureness(confidence: float) -> str:
    """A confidence (0..1) as words."""
    return next(words for least, words in _SURE if confidence >= least or not least)


def differences(verdict: ClaimVerdict) -> list[str]:
    """What text and sources say in each place: ``number: the text says “300”, source 2 says “250”``."""
    places: dict[tuple[str, str, str], list[int]] = {}
    for m in verdict.mismatches:
        places.setdefault((m.kind, flat(m.claim), flat(m.source)), []).append(m.citation)
    return [_difference(*place, list(dict.fromkeys(numbers))) for place, numbers in places.items()]


def of_claim(verdict: ClaimVerdict) -> list[Piece]:
    """The claim in pieces, the words that a source has otherwise marked."""
    return marked(verdict.claim.text, [m.claim for m in verdict.mismatches])


def of_source(citation: Citation, mismatches: Iterable[Mismatch]) -> list[Piece]:
    """A source's words in pieces, those that the claim has otherwise marked."""
    return marked(citation.quote, [m.source for m in mismatches if m.citation == citation.n])


def marked(text: str, words: Sequence[str]) -> list[Piece]:
    """`text` in pieces that together are `text`; where it holds one of `words`, as whole words, that piece is marked.

    Each of `words` is marked once, where it first stands outside what is marked already.
    """
    spans: list[tuple[int, int]] = []
    for wanted in sorted({w.strip() for w in words if w.strip()}, key=lambda w: (-len(w), w)):
        free = (m.span() for m in _occurrences(text, wanted))
        found = next(((a, b) for a, b in free if all(b <= start or end <= a for start, end in spans)), None)
        spans += [found] if found else []
    pieces, at = [], 0
    for start, end in sorted(spans):
        pieces += [Piece(text[at:start]), Piece(text[start:end], marked=True)]
        at = end
    return [piece for piece in (*pieces, Piece(text[at:])) if piece.text]


def told(stance: Stance) -> str:
    """A stance at the head of a line: ``Says otherwise``."""
    return STANCES[stance][0].upper() + STANCES[stance][1:]


def _difference(kind: str, claim: str, source: str, numbers: Sequence[int]) -> str:
    text = f"the text says “{claim}”" if claim else "the text says nothing there"
    *others, last = (str(n) for n in numbers)
    who = f"sources {', '.join(others)} and {last}" if others else f"source {last}"
    says, does = ("say", "do") if others else ("says", "does")
    return f"{kind}: {text}, {who} {f'{says} “{source}”' if source else f'{does} not say so'}"


def _occurrences(text: str, wanted: str) -> list[re.Match[str]]:
    """Where `wanted` stands in `text` as whole words, white space folded: not ``3`` in ``3.5`` or in ``2023``."""
    body = r"\s+".join(re.escape(part) for part in wanted.split())
    before = r"(?<!\w)(?<!\d[.,])" if re.match(r"\w", wanted) else ""
    after = r"(?!\w)(?![.,]\d)" if re.search(r"\w\Z", wanted) else ""
    for flags in (0, re.IGNORECASE):
        if found := list(re.finditer(before + body + after, text, flags)):
            return found
    return list(re.finditer(body, text)) if _EAST.search(wanted) else []
