"""What a chat model wrote from numbered passages → sentences that cite, each bound to what carries it.

The model's numbers are a hint. A sentence is bound to the sentences of the passages it cites that carry it; where those
do not, to others that do, and that is said. What is cited is always a span of a document's own text, and so is all that
stands in quotation marks. Nothing is supported without a source.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from assistant.records import Citation, CitedSentence, CitedText, Document, GivenPassage, Span, Support
from assistant.verify.alike import in_terms_of, without_frame
from assistant.verify.bind import Binder, Carrying, told_by
from assistant.verify.draft import Draft
from assistant.verify.entail import Verifier
from assistant.verify.grounds import grounds
from assistant.verify.inert import inert
from assistant.verify.markers import MOST_SENTENCES, Marked, marked_sentences
from assistant.verify.orders import without_ordered
from assistant.verify.quotation import word_spans
from assistant.verify.settle import Bound, settled
from assistant.verify.silent import says_not_in_corpus
from assistant.verify.support import SPEAKS_OF, Judged, judge

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assistant.library.embed import ModelEmbeddings

MOST_CHARACTERS = 60_000
"""Characters of a text that are read: some 9,000 words, more than any answer has."""
_REMEMBERED = 5000
_RANK: dict[Support, int] = {"unsupported": 0, "weak": 1, "supported": 2}


class Citer:
    """Holds what a chat model wrote against the passages it was given. Safe to share between threads."""

    def __init__(self, verifier: Verifier, embeddings: ModelEmbeddings) -> None:
        """`verifier` reads sentences beside what carries them; `embeddings` tell what is near in meaning."""
        self._verifier, self._embeddings = verifier, embeddings
        self._known: dict[str, NDArray[np.float32]] = {}
        self._lock = threading.Lock()

    def cite(self, text: str, passages: Sequence[GivenPassage]) -> CitedText:
        """Every sentence of `text` as plain text, with its citations, its label and what was changed in it.

        Args:
            text: What the model wrote, with markers ``[n]``.
            passages: What it was given, in the order of their numbers, from 1.
        """
        plain = inert(text[:MOST_CHARACTERS])
        found = marked_sentences(plain.lines)
        marked = [one for one in found[:MOST_SENTENCES] if not says_not_in_corpus(one.text)]
        said_absent = len(marked) < min(len(found), MOST_SENTENCES)
        drafts = [Draft.of(one, passages, plain.addresses) for one in marked]
        bound = self.bind(drafts, passages)
        numbering = _Numbering()
        shown = [_shown(one) for one in bound]
        sentences = [numbering.sentence(settled(*each), each[-1]) for each in zip(drafts, bound, shown, strict=True)]
        if sentences:
            sentences[0] = replace(sentences[0], before=sentences[0].before.lstrip("\n "))
        cited = CitedText(
            sentences=tuple(sentences),
            citations=tuple(numbering.citations),
            notices=tuple(_notices(text, found, marked, len(passages), linked=plain.linked, hidden=plain.hidden)),
            not_in_corpus=said_absent and all(s.support != "supported" for s in sentences),
        )
        return without_ordered(cited)

    def bind(self, drafts: Sequence[Draft], passages: Sequence[GivenPassage]) -> list[Bound]:
        """What carries each of the sentences, looked for in the passages that it cites, then in all of them."""
        told = told_by(passages)
        asked = [n for n, draft in enumerate(drafts) if draft.claims and told]
        out = [Bound(None, None, judge(None)) for _ in drafts]
        if not asked:
            return out
        binder = Binder(told)
        vectors = self._vectors([*(without_frame(drafts[n].text) for n in asked), *(one.text for one in told)])
        cosines = dict(zip(asked, (vectors[: len(asked)] @ vectors[len(asked) :].T).tolist(), strict=True))
        everywhere = frozenset(range(1, len(passages) + 1))
        first = {n: drafts[n].cited or everywhere for n in asked}
        for round_of in (first, everywhere):
            left = [n for n in asked if out[n].judged.support != "supported"]
            if round_of is everywhere:
                left = [n for n in left if drafts[n].cited and drafts[n].cited != everywhere]
            among = [first[n] if round_of is first else everywhere for n in left]
            for n, one in zip(left, self._bound(binder, [drafts[n] for n in left], among, cosines, left), strict=True):
                if out[n].carrying is None or _RANK[one.judged.support] > _RANK[out[n].judged.support]:
                    out[n] = one
        return out

    def _bound(
        self,
        binder: Binder,
        drafts: Sequence[Draft],
        among: Sequence[Collection[int]],
        cosines: dict[int, list[float]],
        places: Sequence[int],
    ) -> list[Bound]:
        """Each draft with what carries it among those passages; the verifier reads all of them together."""
        carried = []
        for draft, where, n in zip(drafts, among, places, strict=True):
            holding = _holding(draft, binder)
            carried.append(binder.carrying(without_frame(draft.text), where, cosines[n], holding))
        said = [in_terms_of(without_frame(d.text), c.read) if c else "" for c, d in zip(carried, drafts, strict=True)]
        pairs = [(carrying.read, own) for carrying, own in zip(carried, said, strict=True) if carrying]
        entailments = iter(self._verifier.judge(pairs))
        out = []
        for draft, carrying, own in zip(drafts, carried, said, strict=True):
            if carrying is None:
                out.append(Bound(None, None, judge(None)))
                continue
            words = self._embeddings.embed_words
            found = grounds(own, carrying, next(entailments), binder.weight, words)
            verbatim = any(_is_same(draft.whole, one.text) for one in carrying.told)
            out.append(Bound(carrying, found, Judged("supported", "", 1.0) if verbatim else judge(found)))
        return out

    def _vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of sentences; a conversation goes on about the same passages."""
        with self._lock:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            if new := [text for text in dict.fromkeys(texts) if text not in self._known]:
                vectors = np.asarray(self._embeddings.embed_documents(new), dtype=np.float32)
                self._known.update(zip(new, vectors, strict=True))
            return np.stack([self._known[text] for text in texts])


def _holding(draft: Draft, binder: Binder) -> list[int]:
    """Places of the sentences told in which the draft's quotations stand."""
    held = [(document.id, document.version, span) for document, span in draft.held]
    return [
        n
        for n, one in enumerate(binder.told)
        for key, version, span in held
        if (one.document.id, one.document.version) == (key, version)
        and one.span.start < span.end
        and span.start < one.span.end
    ]


def _is_same(sentence: str, told: str) -> bool:
    """Whether a sentence is the source's own, but for case and punctuation."""
    return [w for w, _, _ in word_spans(sentence)] == [w for w, _, _ in word_spans(told)]


def _shown(bound: Bound) -> Carrying | None:
    """What a sentence cites: also what says otherwise, but nothing that speaks of something else."""
    if bound.judged.support != "unsupported" or bound.grounds is None:
        return bound.carrying
    return bound.carrying if bound.grounds.conflicts or bound.grounds.meant >= SPEAKS_OF else None


class _Numbering:
    """Numbers citations through a whole text: the same words always have the same number."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []
        self._numbers: dict[tuple[str, int, Span], int] = {}

    def sentence(self, sentence: CitedSentence, carrying: Carrying | None) -> CitedSentence:
        """`sentence` with the numbers of what carries it; a sentence that nothing carries cites nothing."""
        if carrying is None or not sentence.claims:
            return sentence
        return replace(sentence, citations=tuple(self._number(*one) for one in carrying.spans()))

    def _number(self, document: Document, span: Span) -> int:
        key = (document.id, document.version, span)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self.citations.append(document.cite(self._numbers[key], span))
        return self._numbers[key]


def _notices(
    text: str, found: Sequence[Marked], read: Sequence[Marked], given: int, *, linked: Sequence[str], hidden: bool
) -> list[str]:
    out = []
    if len(text) > MOST_CHARACTERS or len(found) > MOST_SENTENCES:
        out.append("The text was longer than an answer can be; its end was left out.")
    wrong = sorted({n for one in read for n in one.numbers if not 1 <= n <= given})
    if wrong:
        told = ", ".join(f"[{n}]" for n in wrong[:5]) + (" …" if len(wrong) > 5 else "")
        held = "none" if not given else f"{given} passage{'s' if given > 1 else ''}"
        out.append(f"Numbers that no passage has were dropped: {told}; the model was given {held}.")
    if linked:
        out.append("Links and images were removed; their words stand as plain text.")
    if hidden:
        out.append("Characters that cannot be seen, or code, were removed.")
    return out
