"""Formulae that two texts use: proposed from the library, counted in each, with their first and last day there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.compare.extent import is_summary
from assistant.compare.keyness import proposed
from assistant.compare.phrases import find
from assistant.compare.record import attested, in_the_records_language
from assistant.compare.runs import folded_words, runs
from assistant.records import Document, Metadata, PhraseUse, Span

MOST = 12
"""Formulae shown of two texts."""
PROPOSED = 300
"""Formulae proposed from the library, of which those that stand in either text are shown."""
LEAST_SHARED = 3
"""Words of a run that both texts have and that the library does not propose, at least."""
LONGEST_SHARED = 30_000
"""Characters of a text up to which such runs are looked for: of a book they are no formulae."""
LOOKED_AT = 1_000
"""Most documents that formulae are proposed from: in a larger library those of the two texts' issuers and kinds."""

Documents = Sequence[Document]


class Formulae:
    """The formulae of one library, proposed when first asked for and kept while the library stays as it is."""

    def __init__(self, catalogue: Callable[[], Documents], documents: Callable[[], Documents]) -> None:
        """Take functions that list the documents without and with their texts."""
        self._catalogue = catalogue
        self._documents = documents
        self._state: tuple[tuple[str, int, Metadata], ...] | None = None
        self._phrases: tuple[str, ...] = ()
        self._texts: Sequence[Document] = ()
        self._seen: dict[str, tuple[str | None, str | None]] = {}

    def of(self, a: Document, b: Document) -> tuple[PhraseUse, ...]:
        """At most `MOST` formulae, those in both texts first, each group by how telling it is."""
        self._look(a, b)
        # What a record says in its own words is no formula of the original's: only what it quotes can be one.
        records = is_summary(a) or is_summary(b)
        phrases = dict.fromkeys([*_quoted(a), *_quoted(b)]) if records else self._phrases
        words = [folded_words(d.text) for d in (a, b)]  # most phrases stand in neither, which is quickly seen
        near = [phrase for phrase in phrases if any(folded_words(phrase).strip() in said for said in words)]
        counts = [(phrase, len(find(phrase, a)), len(find(phrase, b))) for phrase in near]
        held = [(phrase, in_a, in_b) for phrase, in_a, in_b in counts if in_a or in_b]
        if not records and len(held) < MOST:
            known = [row[0].casefold() for row in held]
            more = [p for p in _shared(a, b) if not any(k in p.casefold() or p.casefold() in k for k in known)]
            held += [(phrase, len(find(phrase, a)), len(find(phrase, b))) for phrase in more]
        both = [row for row in held if row[1] and row[2]]
        one = [row for row in held if not (row[1] and row[2])]
        return tuple(PhraseUse(phrase, x, y, *self._dates(phrase)) for phrase, x, y in [*both, *one][:MOST])

    def _look(self, a: Document, b: Document) -> None:
        """Propose anew where the library is another than when it was last looked at."""
        state = tuple((d.id, d.version, d.metadata) for d in self._catalogue())
        if state == self._state:
            return
        self._texts = self._documents()
        about = self._texts if len(self._texts) <= LOOKED_AT else [d for d in self._texts if _like(d, a) or _like(d, b)]
        self._phrases = tuple(proposed(about[-LOOKED_AT:], PROPOSED)) if len(about) > 1 else ()
        self._seen, self._state = {}, state

    def _dates(self, phrase: str) -> tuple[str | None, str | None]:
        if phrase not in self._seen:
            days = [d.metadata.date for d in self._texts if d.metadata.date and find(phrase, d)]
            whole = sorted(day for day in days if day[:4].isdigit())
            self._seen[phrase] = (whole[0], whole[-1]) if whole else (None, None)
        return self._seen[phrase]


def _quoted(document: Document) -> list[str]:
    """The wordings that a record attests in its own language, and that are long enough to be told again."""
    held = [q.text for q in in_the_records_language(document) if attested(document, q)]
    return [text for text in held if len(text.split()) > 1 or not text.isascii()]


def _shared(a: Document, b: Document) -> list[str]:
    """The longest runs of words that both texts have, as A writes them and in its order."""
    if max(len(a.text), len(b.text)) > LONGEST_SHARED:
        return []
    of_a, of_b = runs(a), runs(b)
    both = {run for run in of_a if run in of_b and len(run.split()) >= LEAST_SHARED}
    longest = [run for run in both if not any(run != other and f" {run} " in f" {other} " for other in both)]
    spans = sorted((of_a[run] for run in longest), key=lambda s: s.start)
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:  # of runs that overlap in a long sentence the first is enough
            kept.append(span)
    return [" ".join(a.text[s.start : s.end].split()) for s in kept[:MOST]]


def _like(other: Document, document: Document) -> bool:
    m, n = other.metadata, document.metadata
    return bool(m.issuer and m.issuer == n.issuer) or bool(m.kind and m.kind == n.kind)
