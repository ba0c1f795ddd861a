"""Two documents → Comparison: puts facts, slots, alignment, the usual, formulae and the summary together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.compare.align import Match, align
from assistant.compare.changes import diff
from assistant.compare.extent import is_complete, is_summary
from assistant.compare.facts import LANGUAGES, facts
from assistant.compare.formulae import Formulae
from assistant.compare.numbering import Numbering
from assistant.compare.slots import is_message, slots
from assistant.compare.summary import summary
from assistant.compare.usual import earlier, missing, of_same_issuer
from assistant.compare.vectors import SentenceVectors
from assistant.errors import NothingToCompare, SameDocument
from assistant.library.language import script_of
from assistant.library.sentences import sentences
from assistant.library.shelf import Shelf
from assistant.records import Absence, Aligned, Comparison, Document, Edit, Span
from assistant.records.days import day_in_words

if TYPE_CHECKING:
    from typing import Literal


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two documents, and what it was asked for as: an id, or ``id@version``."""

    name: str
    document: Document


def side(name: str, shelf: Shelf) -> Side:
    """The document called `name`: an id, or ``id@version``.

    Raises:
        UnknownDocument: there is no such document or version.
    """
    document_id, at, version = name.rpartition("@")
    if at and version.isdecimal() and shelf.latest(name) is None:
        return Side(name, shelf.get(document_id, int(version)))
    return Side(name, shelf.get(name))


class Comparer:
    """Compares documents of one library."""

    def __init__(self, shelf: Shelf, vectors: SentenceVectors, formulae: Formulae) -> None:
        self._shelf = shelf
        self._vectors = vectors
        self._formulae = formulae

    def compare(self, a: str, b: str) -> Comparison:
        """A and B side by side; each an id, or ``id@version``.

        Raises:
            UnknownDocument: there is no such document or version.
            SameDocument: both are the same version of the same document.
            NothingToCompare: one of them holds no sentence.
        """
        of_a, of_b = side(a, self._shelf), side(b, self._shelf)
        _refuse(of_a, of_b)
        left, right = of_a.document, of_b.document
        numbering = Numbering()
        note = not_aligned(left, right)
        found = slots(left, right, numbering)
        aligned = () if note else self._aligned(left, right, numbering)
        absent = (*self._absent(left, "a", numbering), *self._absent(right, "b", numbering))
        messages = is_message(left) and is_message(right) or is_summary(left) or is_summary(right)
        return Comparison(
            a=a,
            b=b,
            facts=facts(left, right),
            slots=found,
            alignment=aligned,
            phrases=self._formulae.of(left, right),
            absent=absent,
            summary=summary(aligned, found, absent, note, messages),
            citations=numbering.citations,
            titles=(_called(left), _called(right)),
            note=note,
        )

    def _aligned(self, a: Document, b: Document, numbering: Numbering) -> tuple[Aligned, ...]:
        of_a, of_b = sentence_spans(a), sentence_spans(b)
        texts_a, texts_b = _texts(a, of_a), _texts(b, of_b)

        def pair(match: Match) -> Aligned:
            i, j = match.a, match.b
            edits: tuple[Edit, ...] = ()
            if i is not None and j is not None:
                same = match.relation != "reworded"
                edits = (Edit("equal", texts_a[i], texts_b[j]),) if same else diff(texts_a[i], texts_b[j])
            return Aligned(
                match.relation,
                numbering.cite(a, of_a[i]) if i is not None else None,
                numbering.cite(b, of_b[j]) if j is not None else None,
                match.similarity,
                edits,
            )

        vectors = self._vectors.of(a, b, of_a, of_b)
        return tuple(pair(match) for match in align(texts_a, texts_b, vectors))

    def _absent(self, document: Document, on: Literal["a", "b"], numbering: Numbering) -> tuple[Absence, ...]:
        if not (is_message(document) and is_complete(document)):
            return ()
        known = self._shelf.catalogue()
        own = (d.id for d in known if d.id != document.id and of_same_issuer(d, document))
        others = list(self._shelf.several(own).values())
        before = earlier(document, others)
        return tuple(
            Absence(gone.phrase, tuple(numbering.cite(d, span) for d, span in gone.stood), on)
            for gone in missing(document, before, others)
        )


def sentence_spans(document: Document) -> list[Span]:
    """The sentences that hold words; marks of an agency's own are none."""
    found = sentences(document.text, document.metadata.language)
    return [s for s in found if any(ch.isalpha() for ch in document.text[s.start : s.end])]


def not_aligned(a: Document, b: Document) -> str:
    """Why the sentences of the two cannot be aligned; empty where they can."""
    records = [name for name, d in (("A", a), ("B", b)) if is_summary(d)]
    if records:
        which = "A and B are" if len(records) == 2 else f"{records[0]} is"
        what = "summaries" if len(records) == 2 else "a summary"
        told = "sentences are not aligned, slots and attested wording are compared"
        text = "originals, not their texts" if len(records) == 2 else "an original, not its text"
        return f"{which} {what} of {text}: {told}."
    x, y = a.metadata.language, b.metadata.language
    if x and y and x.split("-")[0] != y.split("-")[0]:
        named = " and ".join(LANGUAGES.get(code.split("-")[0], code) for code in (x, y))
        return f"A and B are in different languages ({named}): facts and slots are compared, sentences are not aligned."
    if not (x and y) and script_of(a.text) != script_of(b.text):
        return "A and B are in different scripts: facts and slots are compared, sentences are not aligned."
    return ""


def _called(document: Document) -> str:
    day = day_in_words(document.metadata.date)
    return f"{document.metadata.title} ({day})" if day else document.metadata.title


def _refuse(a: Side, b: Side) -> None:
    if (a.document.id, a.document.version) == (b.document.id, b.document.version):
        raise SameDocument(f"{a.name} and {b.name} are the same document in the same version.")
    for one in (a, b):
        if not sentence_spans(one.document):
            raise NothingToCompare(f"The document {one.name} holds no sentence to compare.")


def _texts(document: Document, spans: Sequence[Span]) -> list[str]:
    return [document.text[s.start : s.end] for s in spans]
