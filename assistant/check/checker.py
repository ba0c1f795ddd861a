"""A text → its claims with verdicts: claims out of the text, evidence out of the library, both read together."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.chat.writer import Writer
from assistant.check.asking import Asking
from assistant.check.claims import claims
from assistant.check.event import alike, fit, same_event, telling
from assistant.check.evidence import Excerpt, Gatherer, is_same_text, may_be_same_text
from assistant.check.judging import Case, Judge
from assistant.check.pointing import Spoken, held_against
from assistant.check.splitting import Splitter
from assistant.check.statement import Stated
from assistant.check.verdict import SUPPORTS, Decision, Reading, decide, says_otherwise_in_its_words
from assistant.check.wording import Wording
from assistant.errors import NothingToCheck
from assistant.library.periods import Period, periods
from assistant.library.shelf import Shelf
from assistant.records import Check, Citation, Claim, ClaimVerdict, Document, Evidence, Mismatch, Span, Stance
from assistant.search.retrieve import Retriever
from assistant.verify.difference import Difference
from assistant.verify.entail import Entailment, Verifier
from assistant.verify.mismatch import mismatches, unsupported_details

AT_ONCE = 16
"""Claims between two looks at whether to stop."""

Progress = Callable[[int, int], None]
"""Called with claims done and claims in all."""


class Checker:
    """Holds texts against a library. Safe to share between threads."""

    def __init__(
        self,
        shelf: Shelf,
        retriever: Retriever,
        verifier: Verifier,
        writer: Callable[[], Writer | None] = lambda: None,
        most_calls: int = 0,
    ) -> None:
        """Evidence comes from `retriever`, and `verifier` reads it beside each claim.

        `writer` gives the chat model that is asked beside it, if there is one; `most_calls` times at most for one text.
        """
        self._shelf, self._verifier = shelf, verifier
        self._writer, self._most_calls = writer, most_calls
        self._wording = Wording(retriever.embeddings)
        self._gatherer = Gatherer(shelf, retriever, self._wording)

    def check(
        self,
        text: str,
        *,
        title: str = "",
        against: Sequence[str] = (),
        without: Sequence[str] = (),
        progress: Progress | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Check:
        """Every claim of `text` with its verdict; where `stop` says so, the claims done so far.

        Args:
            text: The draft or article, as it was pasted or extracted.
            title: What it is called, for what is exported.
            against: Ids of the documents to look in, none for all.
            without: Ids of documents to leave out.
            progress: Told how far it is.
            stop: Asked now and then whether to end.

        Raises:
            NothingToCheck: the text holds no claim.
            UnknownDocument: an id is not held.
        """
        began = time.perf_counter()
        for document_id in [*against, *without]:
            self._shelf.get(document_id)
        found = claims(text)
        if not found:
            raise NothingToCheck("The text holds no sentence that states something.")
        left_out = set(without) | self._same_texts(text, found, set(against))
        scope = list(dict.fromkeys(against)) or None
        asking = Asking(self._writer, self._most_calls, stop)
        splitter, judge, numbering, spoken = Splitter(asking), Judge(asking), _Numbering(), Spoken()
        found = splitter.split(text, found)
        done: list[ClaimVerdict] = []
        for at in range(0, len(found), AT_ONCE):
            if stop and stop():
                break
            batch = found[at : at + AT_ONCE]
            read = self.readings(text, batch, scope, left_out)
            done += self._verdicts(self._cases(text, read, spoken), judge, numbering)
            if progress:
                progress(len(done), len(found))
        spent = round((time.perf_counter() - began) * 1000)
        notices, engine = (*splitter.notices, *judge.notices), asking.engine
        return Check(text=text, claims=tuple(done), title=title, milliseconds=spent, notices=notices, engine=engine)

    def _cases(
        self, text: str, read: Sequence[tuple[Claim, list[Reading] | None]], spoken: Spoken
    ) -> list[tuple[Claim, Case | None]]:
        """The claims in their order, each decided; None for what cannot be checked."""
        cases: list[tuple[Claim, Case | None]] = []
        for claim, own in read:
            if own is None:
                cases.append((claim, None))
                continue
            if meant := spoken.meant(text, claim):
                own = self._of_messages(text, claim, own, meant)
            case = Case(Stated.of(text, claim), own, decide(own))
            spoken.hear(text, claim, case.decision)
            cases.append((claim, case))
        return cases

    def _of_messages(
        self, text: str, claim: Claim, own: Sequence[Reading], meant: Sequence[Document]
    ) -> list[Reading]:
        """A claim's readings, those of other messages left out, and those of the messages `meant` in their place."""
        lacking = {d.id for d in meant} - {r.excerpt.document.id for r in own}
        if lacking:
            ((_, further),) = self.readings(text, [claim], sorted(lacking))
            own = [*own, *(further or ())]
        return held_against(claim.text, own, meant)

    def _verdicts(
        self, cases: Sequence[tuple[Claim, Case | None]], judge: Judge, numbering: _Numbering
    ) -> list[ClaimVerdict]:
        """The claims' verdicts, those in doubt with what the chat model makes of them."""
        decisions = iter(judge.decisions([case for _, case in cases if case]))
        return [numbering.verdict(claim, next(decisions) if case else None) for claim, case in cases]

    def _same_texts(self, text: str, found: Sequence[Claim], against: set[str]) -> set[str]:
        """Documents that are the text itself, unless they were asked for by name."""
        others = [d for d in self._shelf.catalogue() if d.id not in against and may_be_same_text(d, text)]
        held = self._shelf.several(d.id for d in others)
        return {i for i, document in held.items() if is_same_text(document, text, found)}

    def readings(
        self, text: str, batch: Sequence[Claim], scope: Sequence[str] | None = None, left_out: Collection[str] = ()
    ) -> list[tuple[Claim, list[Reading] | None]]:
        """Each claim of `text` with every source's reading of it; None for what cannot be checked.

        Args:
            text: What the claims are spans of.
            batch: The claims; they go through the models together.
            scope: Ids of the documents to look in, None for all.
            left_out: Ids of documents to leave out.
        """
        asked = [claim for claim in batch if claim.checkable]
        stated = [Stated.of(text, claim) for claim in asked]
        excerpts = self._gatherer.excerpts(stated, scope, left_out)
        pairs = [(excerpt.read, told.text) for told, found in zip(stated, excerpts, strict=True) for excerpt in found]
        entailments = iter(self._verifier.judge(pairs))
        read = {}
        for told, found in zip(stated, excerpts, strict=True):
            day = _day_before(text, told.claim)
            read[told.claim] = self._again(told, [self._reading(told, day, e, next(entailments)) for e in found])
        return [(claim, read.get(claim)) for claim in batch]

    def _again(self, told: Stated, readings: list[Reading]) -> list[Reading]:
        """`readings`, of which those that say otherwise in the claim's own words are read by their nearest sentence.

        Among other sentences the verifier now and then takes what says the same for a contradiction. Where the one
        sentence bears the claim out, that counts.
        """
        doubted = [n for n, reading in enumerate(readings) if says_otherwise_in_its_words(reading)]
        pairs = [(readings[n].excerpt.nearest(told.text), told.text) for n in doubted]
        out = list(readings)
        for n, alone in zip(doubted, self._verifier.judge(pairs), strict=True):
            if alone.supported >= SUPPORTS:
                out[n] = replace(readings[n], entailment=alone)
        return out

    def _reading(self, told: Stated, day: str | None, excerpt: Excerpt, entailment: Entailment) -> Reading:
        date = excerpt.document.metadata.date
        conflicts = tuple(mismatches(told.text, excerpt.text, claim_date=day, evidence_date=date))
        return Reading(
            excerpt=excerpt,
            entailment=entailment,
            conflicts=conflicts,
            missing=tuple(unsupported_details(told.text, excerpt.all_found, claim_date=day, evidence_date=date)),
            reworded=self._wording.differences(told.claim.text, excerpt.sentences),
            same_event=same_event(told.text, excerpt, conflicts),
            alike=alike(told.text, excerpt),
            telling=len(telling(told.text)),
            fit=fit(told.in_context, excerpt),
            cites_another_day=not conflicts and _cites_another_day(told, excerpt, day),
        )


def _cites_another_day(told: Stated, excerpt: Excerpt, day: str | None) -> bool:
    """Whether the sentences that would be cited name another day, though the claim's stands elsewhere beside them."""
    span = excerpt.cited(told.claim.text)
    cited = excerpt.document.text[span.start : span.end]
    found = mismatches(told.text, cited, claim_date=day, evidence_date=excerpt.document.metadata.date)
    return any(d.kind == "date" for d in found)


def _day_before(text: str, claim: Claim) -> str | None:
    """The last day that the text names before a claim: what "a day earlier" counts from."""
    before = [day.first for day in _days(text) if day.end <= claim.start]
    return before[-1] if before else None


@lru_cache(maxsize=8)
def _days(text: str) -> tuple[Period, ...]:
    """The days of known years that a text names, in order: read once for all of its claims."""
    return tuple(p for p in periods(text) if p.is_day and not p.first.startswith("0000"))


class _Numbering:
    """Numbers citations through a whole check: the same words always have the same number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, Span], int] = {}

    def verdict(self, claim: Claim, decision: Decision | None) -> ClaimVerdict:
        """A claim's verdict with its citations numbered."""
        if decision is None:
            return ClaimVerdict(claim, "not_checkable", 1.0)
        evidence, differing = [], []
        for reading, stance in decision.readings:
            citation = self._cite(claim, reading, stance)
            evidence.append(Evidence(citation, stance))
            found = reading.conflicts if stance == "contradicts" else _in_other_words(reading, decision)
            differing += [Mismatch(d.kind, d.claim, d.source, citation.n) for d in found]
        return ClaimVerdict(
            claim, decision.verdict, decision.confidence, tuple(evidence), tuple(dict.fromkeys(differing))
        )

    def _cite(self, claim: Claim, reading: Reading, stance: Stance) -> Citation:
        excerpt = reading.excerpt
        differing = reading.conflicts if stance == "contradicts" else reading.reworded
        sources = [d.source for d in differing if d.source]
        holding = [s for s, told in zip(excerpt.spans, excerpt.sentences, strict=True) for w in sources if w in told]
        span = holding[0] if holding else excerpt.cited(claim.text)
        n = self._numbers.setdefault((excerpt.document.id, span), len(self._numbers) + 1)
        return excerpt.document.cite(n, span)


def _in_other_words(reading: Reading, decision: Decision) -> list[Difference]:
    """Quotations that a mixed claim has otherwise than this source."""
    return [d for d in reading.reworded if d.source] if decision.verdict == "mixed" else []
