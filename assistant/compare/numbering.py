"""Numbers for citations: the same words of the same version are cited under one number, from 1, as they first come."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.records import Citation, Document, Span


class Numbering:
    """The citations of one comparison, in order of first use."""

    def __init__(self, known: Sequence[Citation] = ()) -> None:
        """`known` are those that have their numbers already, from 1."""
        self._cited = {(c.document_id, c.version, c.start, c.end): c for c in known}

    def cite(self, document: Document, span: Span) -> Citation:
        """The citation of `span`, under the number that it has already or under the next."""
        key = (document.id, document.version, span.start, span.end)
        if key not in self._cited:
            self._cited[key] = document.cite(len(self._cited) + 1, span)
        return self._cited[key]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Everything cited so far, by number."""
        return tuple(self._cited.values())
