"""Claims → what to hold them against: of each document that speaks of a claim, the sentences that do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import zip_longest

from assistant.check.statement import Stated
from assistant.check.wording import Wording, quotations
from assistant.library.shelf import Shelf
from assistant.library.terms import analyse
from assistant.records import Claim, Document, Hit, Span
from assistant.search.retrieve import Retriever
from assistant.verify.choose import choose, read_together
from assistant.verify.corrections import corrected
from assistant.verify.heading import heading
from assistant.verify.mismatch import unsupported_details

PASSAGES = 10
"""Passages found for a claim."""
QUOTED = 3
"""Passages found for each quotation in it."""
DOCUMENTS = 5
"""Documents that a claim is held against."""
WORDS = 80
"""Words of one document that are read beside a claim."""
CITED_WORDS = 30
"""Words of one document that are shown for a claim: one sentence, or two short ones."""
_SAME_TEXT = 0.8
"""Share of a text's claims that stand in a document word for word where the two are one text."""
_SAME_LENGTH = 1.5
"""How much longer than the text such a document may be: a draft may quote from a long one as much as it likes."""


@dataclass(frozen=True)
class Excerpt:
    """Sentences of one document that speak of a claim, in their order; `found` are all that were chosen from."""

    document: Document
    spans: tuple[Span, ...]
    found: tuple[Span, ...] = ()

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences' own words."""
        return tuple(self.document.text[span.start : span.end] for span in self.spans)

    @cached_property
    def text(self) -> str:
        """The sentences as one text."""
        return read_together(self.sentences)

    @cached_property
    def heading(self) -> str:
        """What the document is, of whom, to whom and when: what its sentences leave unsaid."""
        return heading(self.document)

    @cached_property
    def read(self) -> str:
        """Heading and sentences, as the verifier reads them."""
        return f"{self.heading} {self.text}"

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of heading and sentences."""
        return frozenset(analyse(self.read))

    @cached_property
    def all_found(self) -> str:
        """Heading and every sentence found in the document: where a detail may stand that was not chosen."""
        spans = self.found or self.spans
        return f"{self.heading} {read_together([self.document.text[span.start : span.end] for span in spans])}"

    def nearest(self, claim: str) -> str:
        """Heading and the one sentence that has most of a claim's words."""
        return f"{self.heading} {self.sentences[choose(claim, self.sentences, most_words=1)[0]]}"

    def cited(self, claim: str) -> Span:
        """Of the excerpt, the sentences in a row that a claim rests on most."""
        chosen = choose(claim, self.sentences, most_words=CITED_WORDS)
        best = choose(claim, self.sentences, most_words=1)[0]
        first = last = best
        while first - 1 in chosen and self._next(first - 1):
            first -= 1
        while last + 1 in chosen and self._next(last):
            last += 1
        return Span(self.spans[first].start, self.spans[last].end)

    def _next(self, i: int) -> bool:
        """Whether sentence `i + 1` follows on sentence `i` with nothing but white space between them."""
        between = self.document.text[self.spans[i].end : self.spans[i + 1].start]
        return not between.strip() and "\n" not in between


class Gatherer:
    """Finds excerpts for claims in a library."""

    def __init__(self, shelf: Shelf, retriever: Retriever, wording: Wording) -> None:
        """Searches with `retriever` what lies on `shelf`; `wording` finds what a claim quotes."""
        self._shelf, self._retriever, self._wording = shelf, retriever, wording

    def excerpts(
        self,
        claims: Sequence[Stated],
        documents: Sequence[str] | None,
        left_out: Collection[str],
    ) -> list[list[Excerpt]]:
        """For each claim, excerpts of at most `DOCUMENTS` documents, best first.

        Args:
            claims: Those to find evidence for.
            documents: Ids to search in, None for all.
            left_out: Ids never to take evidence from.
        """
        quoted = [quotations(one.claim.text) for one in claims]
        asked = [*(one.text for one in claims), *(said for one in quoted for said in one)]
        vectors = iter(self._retriever.embeddings.embed_documents(asked) if asked else [])
        found = [self._retriever.rank(one.in_context, next(vectors), PASSAGES, documents) for one in claims]
        beside = [[self._retriever.rank(said, next(vectors), QUOTED, documents) for said in one] for one in quoted]
        read = cache(lambda i: self._shelf.several([i]).get(i))  # many claims of one text rest on the same documents
        return [
            self._excerpts(one.text, said, _in_turn([hits, *others]), left_out, read)
            for one, said, hits, others in zip(claims, quoted, found, beside, strict=True)
        ]

    def _excerpts(
        self,
        claim: str,
        quoted: Sequence[str],
        hits: Sequence[Hit],
        left_out: Collection[str],
        read: Callable[[str], Document | None],
    ) -> list[Excerpt]:
        spans: dict[tuple[str, int], set[Span]] = {}
        for hit in hits:
            if hit.passage.document_id not in left_out:
                spans.setdefault((hit.passage.document_id, hit.passage.version), set()).update(hit.passage.sentences)
        out = []
        for (document_id, version), found in list(spans.items())[:DOCUMENTS]:
            document = read(document_id)
            if document is None or document.version != version:
                continue  # deleted or renewed since it was found
            ordered = sorted(
                (s for s in found if document.text[s.start : s.end].strip() != document.metadata.title),
                key=lambda span: span.start,
            )
            told = [document.text[s.start : s.end] for s in ordered]
            chosen = set(choose(claim, told, most_words=WORDS))
            renderings = [self._wording.rendering(said, told) for said in quoted]
            chosen.update(rendering.sentence for rendering in renderings if rendering)
            chosen.update(i for i, sentence in enumerate(told) if any(corrected(claim, sentence)))
            chosen.update(_with_its_details(claim, told, chosen, document.metadata.date))
            if chosen:
                out.append(Excerpt(document, tuple(ordered[i] for i in sorted(chosen)), tuple(ordered)))
        return out


def _with_its_details(claim: str, told: Sequence[str], chosen: Collection[int], date: str | None) -> set[int]:
    """Numbers of further sentences that hold numbers, times or names of `claim` that the chosen ones lack."""

    def lacking(sentences: Sequence[str]) -> set[str]:
        return {d.claim for d in unsupported_details(claim, read_together(sentences), evidence_date=date)}

    missing = lacking([told[i] for i in sorted(chosen)])
    if missing:
        missing -= lacking(told)
    found = set()
    for i, sentence in enumerate(told):
        if missing and i not in chosen and (held := missing - lacking([sentence])):
            found.add(i)
            missing -= held
    return found


def _in_turn(found: Sequence[Sequence[Hit]]) -> list[Hit]:
    """The hits of several searches, first each search's first: what is quoted counts as much as what is said of it."""
    return [hit for row in zip_longest(*found) for hit in row if hit is not None]


def may_be_same_text(document: Document, text: str) -> bool:
    """Whether `document`, whose text need not be loaded, is short enough to be `text` itself."""
    return document.characters <= _SAME_LENGTH * len(text)


def is_same_text(document: Document, text: str, claims: Sequence[Claim]) -> bool:
    """Whether `document` is `text` itself, or an earlier state of it: a text is never its own evidence."""
    if not claims or not may_be_same_text(document, text):
        return False
    held = " ".join(document.text.split())
    found = sum(" ".join(claim.text.split()) in held for claim in claims)
    return found >= _SAME_TEXT * len(claims)
