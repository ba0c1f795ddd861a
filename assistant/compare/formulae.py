"""Formulae that two texts use: proposed from the library, counted in each, with their first and last day there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.compare.extent import is_summary
from assistant.compare.keyness import proposed
from assistant.compare.phrases import find
from assistant.compare.record import attested, in_the_records_language
from assistant.records import Document, PhraseUse

MOST = 12
"""Formulae shown of two texts."""
PROPOSED = 300
"""Formulae proposed from the library, of which those that stand in either text are shown."""
LOOKED_AT = 1_000
"""Most documents that formulae are proposed from: in a larger library those of the two texts' issuers and kinds."""

Documents = Sequence[Document]


class Formulae:
    """The formulae of one library, proposed when first asked for and kept while the library stays as it is."""

    def __init__(self, catalogue: Callable[[], Documents], documents: Callable[[], Documents]) -> None:
        """Take functions that list the documents without and with their texts."""
        self._catalogue = catalogue
        self._documents = documents
        self._state: tuple[tuple[str, int], ...] | None = None
        self._phrases: tuple[str, ...] = ()
        self._texts: Sequence[Document] = ()
        self._seen: dict[str, tuple[str | None, str | None]] = {}

    def of(self, a: Document, b: Document) -> tuple[PhraseUse, ...]:
        """At most `MOST` formulae, those in both texts first, each group by how telling it is."""
        self._look(a, b)
        # What a record says in its own words is no formula of the original's: only what it quotes can be one.
        records = is_summary(a) or is_summary(b)
        phrases = dict.fromkeys([*_quoted(a), *_quoted(b)]) if records else self._phrases
        counts = [(phrase, len(find(phrase, a)), len(find(phrase, b))) for phrase in phrases]
        held = [(phrase, in_a, in_b) for phrase, in_a, in_b in counts if in_a or in_b]
        both = [row for row in held if row[1] and row[2]]
        one = [row for row in held if not (row[1] and row[2])]
        return tuple(PhraseUse(phrase, x, y, *self._dates(phrase)) for phrase, x, y in [*both, *one][:MOST])

    def _look(self, a: Document, b: Document) -> None:
        """Propose anew where the library is another than when it was last looked at."""
        state = tuple((d.id, d.version) for d in self._catalogue())
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


def _like(other: Document, document: Document) -> bool:
    m, n = other.metadata, document.metadata
    return bool(m.issuer and m.issuer == n.issuer) or bool(m.kind and m.kind == n.kind)
