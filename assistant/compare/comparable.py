"""Which documents may be held against each other, and what their order in time is. Pure.

A phrase that a document lacks tells something only where it could have been expected there. So two documents are
comparable when they are in one language and

- both name their issuer: somebody issued both, to the same recipient (or neither has one), and they are of one kind;
- neither names its issuer: they are to the same recipient, of one kind, and share `ALIKE` of their wording, as the
  statements of one committee do and two unlike stories of one agency do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.library.dates import is_iso
from assistant.library.parties import people_of
from assistant.library.periods import Period, period_of
from assistant.library.terms import CJK
from assistant.records import Document

ALIKE = 0.15
"""Share of the shorter text's three-word sequences that stand in the other too. Consecutive statements of one form
share 0.19 or more, changes of form 0.11 or less, nine in ten pairs of stories 0.05 or less; see benchmarks/log.md."""
_SEQUENCE = 3  # words
_WORD = re.compile(rf"[{CJK}]|[^\W{CJK}]+")


class Comparability:
    """Says which documents are comparable; works out each text's word sequences once."""

    def __init__(self) -> None:
        self._sequences: dict[str, frozenset[int]] = {}

    def comparable(self, a: Document, b: Document) -> bool:
        """Whether `a` and `b` may be held against each other, as the module says."""
        return akin(a, b) and (bool(a.metadata.issuer) or self.likeness(a, b) >= ALIKE)

    def likeness(self, a: Document, b: Document) -> float:
        """Share of the shorter text's sequences of three words that stand in the other too, 0 to 1."""
        x, y = self._of(a), self._of(b)
        return len(x & y) / min(len(x), len(y)) if x and y else 0.0

    def _of(self, document: Document) -> frozenset[int]:
        if document.id not in self._sequences:
            words = _WORD.findall(document.text.casefold())
            grams = zip(*(words[i:] for i in range(_SEQUENCE)), strict=False)
            self._sequences[document.id] = frozenset(map(hash, grams))
        return self._sequences[document.id]


def akin(a: Document, b: Document) -> bool:
    """Whether language, kind, recipient and issuer of `a` and `b` are the same; an issuer that neither names is."""
    m, n = a.metadata, b.metadata
    if m.language and n.language and m.language != n.language:
        return False
    return m.kind == n.kind and _same_parties(m.recipient, n.recipient) and _same_parties(m.issuer, n.issuer)


def parties(names: str | None) -> frozenset[str]:
    """The single names in an issuer or recipient, which are parted by semicolons; case folded."""
    return frozenset(name.casefold() for name in people_of(names))


def _same_parties(a: str | None, b: str | None) -> bool:
    one, other = parties(a), parties(b)
    return bool(one & other) or not (one or other)


def when(document: Document) -> Period | None:
    """The days that the document's own date may mean; None where it has none, or none with a year."""
    return _period(document.metadata.date, document.metadata.until)


@lru_cache(maxsize=4096)
def _period(date: str | None, until: str | None) -> Period | None:
    if not date or not is_iso(date) or date.startswith("--"):
        return None
    return period_of(date, until if until and is_iso(until) and until >= date else None)


def is_later(a: Document, b: Document) -> bool:
    """Whether `a` is surely later than `b`: its first possible day lies behind the other's last."""
    x, y = when(a), when(b)
    return x is not None and y is not None and x.first > y.last


def by_date(documents: Iterable[Document]) -> list[Document]:
    """Documents by their first possible day, then their last, then id; those of no known year at the end."""

    def key(document: Document) -> tuple[str, str, str, str]:
        period = when(document)
        if period is None:
            return "~", "", document.metadata.date or "~", document.id
        return period.first, period.last, "", document.id

    return sorted(documents, key=key)
