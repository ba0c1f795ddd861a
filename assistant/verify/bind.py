"""Which sentences of the passages carry a sentence: few, and those that together hold most of its words. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.library.sentences import sentences
from assistant.library.terms import CJK, analyse
from assistant.records import Document, GivenPassage, Span
from assistant.verify.choose import read_together
from assistant.verify.heading import heading
from assistant.verify.mismatch import unsupported_details
from assistant.verify.synonyms import one_of
from assistant.verify.words import keys, words

MOST = 3
"""Sentences that carry one sentence, at most: who merges more says too much at once."""
GAIN = 0.1
"""Share of a sentence's words, by rarity, that a further sentence must add: words, not only names and numbers."""
FEWEST = 2
"""Such words that it must add: one alone may stand there by chance."""
CONTEXT = 2
"""Sentences before one that points back ("He …") in which the name that it leaves unsaid may stand."""
LEAN = 0.3
"""What the cosine of two sentences counts beside the share of words that they have in common."""
NAMED = 0.5
"""What the share of its words counts that stand in the title, parties and day of a sentence's document."""

_CJK = re.compile(f"[{CJK}]")


@lru_cache(maxsize=20_000)
def terms(text: str) -> frozenset[str]:
    """Stems of a text's words of meaning, those used for each other as one; pairs of characters in unparted scripts."""
    found = frozenset(map(one_of, keys(text)))
    return found | frozenset(analyse(text)) if _CJK.search(text) else found


@dataclass(frozen=True)
class Told:
    """One sentence of the passages; `passages` are the numbers of those that it stands in, from 1."""

    passages: frozenset[int]
    document: Document
    span: Span

    @cached_property
    def text(self) -> str:
        """Its words as running text."""
        return " ".join(self.document.text[self.span.start : self.span.end].split())

    @cached_property
    def terms(self) -> frozenset[str]:
        """What it is about."""
        return terms(self.text)


@dataclass(frozen=True)
class Carrying:
    """The sentences that carry a sentence, in their order; those `lent` hold no more than a detail of it."""

    told: tuple[Told, ...]
    lent: tuple[Told, ...] = ()

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Whose sentences they are, each once."""
        return tuple({(t.document.id, t.document.version): t.document for t in self.told}.values())

    @cached_property
    def text(self) -> str:
        """The sentences as one text."""
        return read_together([t.text for t in self.told])

    @cached_property
    def own(self) -> str:
        """The same without what is lent."""
        return read_together([t.text for t in self.told if t not in self.lent])

    @cached_property
    def read(self) -> str:
        """Each document's heading and its sentences, as the verifier reads them."""
        parts = []
        for document in self.documents:
            parts += [heading(document), *(t.text for t in self.told if t.document is document)]
        return read_together(parts)

    @property
    def date(self) -> str | None:
        """The day of the first document, from which "yesterday" counts."""
        return self.told[0].document.metadata.date if self.told else None

    @property
    def passages(self) -> frozenset[int]:
        """Numbers of the passages that they stand in."""
        return frozenset().union(*(t.passages for t in self.told))

    def spans(self) -> list[tuple[Document, Span]]:
        """What is cited: the sentences, those that follow on each other as one span."""
        out: list[tuple[Document, Span]] = []
        for told in self.told:
            if out and out[-1][0] is told.document:
                between = told.document.text[out[-1][1].end : told.span.start]
                if told.span.start >= out[-1][1].end and not between.strip() and "\n" not in between:
                    out[-1] = (told.document, Span(out[-1][1].start, told.span.end))
                    continue
            out.append((told.document, told.span))
        return out


def told_by(passages: Sequence[GivenPassage]) -> tuple[Told, ...]:
    """Every sentence of the passages once, in order, titles left out."""
    found_in: dict[tuple[str, int, Span], set[int]] = {}
    documents: dict[tuple[str, int], Document] = {}
    for number, passage in enumerate(passages, 1):
        document, at = passage.document, passage.span.start
        found = passage.sentences or tuple(
            Span(at + s.start, at + s.end) for s in sentences(passage.text, document.metadata.language)
        )
        for span in found:
            if document.text[span.start : span.end].strip() != document.metadata.title:
                found_in.setdefault((document.id, document.version, span), set()).add(number)
                documents.setdefault((document.id, document.version), document)
    return tuple(Told(frozenset(found_in[key]), documents[key[:2]], key[2]) for key in found_in)


class Binder:
    """Finds what carries a sentence among the sentences of the passages."""

    def __init__(self, told: Sequence[Told]) -> None:
        """A word weighs by how few of the sentences `told` hold it."""
        self.told = tuple(told)
        self._held = Counter(word for one in told for word in one.terms)

    def weight(self, term: str) -> float:
        """How rare a term is among the sentences; one that none has weighs most."""
        return math.log(1 + (len(self.told) + 1) / (self._held[term] + 0.5))

    def carrying(
        self,
        sentence: str,
        among: Collection[int],
        cosines: Sequence[float],
        holding: Iterable[int] = (),
    ) -> Carrying | None:
        """What carries `sentence` best, None where nothing has a word of it.

        Args:
            sentence: One sentence without markers.
            among: Numbers of the passages to look in.
            cosines: Of the sentence and each of the sentences told.
            holding: Places in `told` of sentences that carry it in any case: they have what it quotes.
        """
        chosen = sorted(set(holding))
        asked = {term: self.weight(term) for term in terms(sentence)}
        whole = sum(asked.values()) or 1.0
        open_ = dict(asked)
        details = {one_of(w.key) for w in words(sentence) if w.capital or not w.low.isalpha()}
        for n in chosen:
            self._take(open_, n)
        while len(chosen) < MOST:
            best, best_worth, best_gain = -1, 0.0, 0.0
            for n, told in enumerate(self.told):
                if n in chosen or told.passages.isdisjoint(among):
                    continue
                added = [term for term in told.terms if term in open_]
                if chosen and len(set(added) - details) < FEWEST:
                    continue
                gain = sum(open_[term] for term in added) / whole
                named = sum(open_.get(term, 0.0) for term in terms(heading(told.document))) / whole
                worth = gain + NAMED * named + LEAN * cosines[n]
                if gain and worth > best_worth:
                    best, best_worth, best_gain = n, worth, gain
            if best < 0 or chosen and best_gain < GAIN:
                break
            chosen.append(best)
            self._take(open_, best)
        if not chosen:
            return None
        return self._with_details(sentence, chosen, among)

    def _take(self, open_: dict[str, float], n: int) -> None:
        for term in (*self.told[n].terms, *terms(heading(self.told[n].document))):
            open_.pop(term, None)

    def _with_details(self, sentence: str, chosen: list[int], among: Collection[int]) -> Carrying:
        """The chosen sentences, with others of the same passages that hold numbers, times or names that they lack.

        What stands right before a sentence that points back is part of what it says; what stands elsewhere is lent.
        """
        out = Carrying(tuple(self.told[n] for n in sorted(chosen)))
        lacking = _lacking(sentence, out)
        before = [n - back for n in chosen for back in range(1, CONTEXT + 1) if self._points_back(n, back)]
        lent: list[Told] = []
        for n in dict.fromkeys([*before, *range(len(self.told))]):
            told = self.told[n]
            if not lacking or len(lent) >= MOST:
                break
            if n in chosen or told.passages.isdisjoint(out.passages) or told.passages.isdisjoint(among):
                continue
            wider = Carrying(tuple(self.told[i] for i in sorted([*chosen, n])))
            if (still := _lacking(sentence, wider)) < lacking:
                chosen, out, lacking = [*chosen, n], wider, still
                lent += [] if n in before else [told]
        return Carrying(out.told, tuple(lent))

    def _points_back(self, n: int, back: int) -> bool:
        """Whether sentence `n` leaves a name unsaid that may stand `back` sentences before, in its document."""
        if n < back or self.told[n - back].document is not self.told[n].document:
            return False
        return _POINTS_BACK.match(self.told[n].text) is not None


_POINTS_BACK = re.compile(r"(?:[\w-]+,? ){0,6}?(?:he|she|it|they|his|her|its|their|this|these|those|the|both)\b", re.I)


def _lacking(sentence: str, carrying: Carrying) -> frozenset[str]:
    return frozenset(
        d.claim for d in unsupported_details(sentence, carrying.read, evidence_date=carrying.date)
    )
