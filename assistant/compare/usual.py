"""A message against the usual: formulae that its earlier counterparts have and that it does not have. Pure.

Counterparts are earlier messages of the same issuer to the same recipient on the same occasion, by metadata. A
formula is normal where most of them have it (or, of a single one, where others of the issuer's messages have it too);
a form of address is a formula by nature. Absence is claimed of complete texts alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.compare.extent import is_complete, is_english
from assistant.compare.facts import occasion
from assistant.compare.message import EPITHETS
from assistant.compare.runs import VARIES, WORD, folded_words, runs
from assistant.compare.slots import found_in, is_message
from assistant.library.terms import analyse
from assistant.records import Document, Span
from assistant.search.stop_words import STOP

MOST = 8
"""Most missing formulae that are listed."""
USUAL = 0.6
"""Share of the earlier messages that have a formula that is normal."""
SHOWN = 3
"""Latest earlier messages that are cited for each formula."""
_WORDS_OF_ADDRESS = 6
_ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th)?$|^(?:first|second|third|fourth|fifth)$")


@dataclass(frozen=True, slots=True)
class Missing:
    """A formula, and where it stood: the latest first."""

    phrase: str
    stood: tuple[tuple[Document, Span], ...]


def earlier(document: Document, others: Sequence[Document]) -> list[Document]:
    """The earlier counterparts of a message among `others`, oldest first.

    Of the same occasion where any is; where the document's occasion is not known, of the same issuer and recipient.
    """
    day = document.metadata.date or ""
    if not (is_message(document) and day[:4].isdigit()):
        return []
    before = [
        d
        for d in others
        if d.id != document.id and is_message(d) and _is_before(d, day) and _between_the_same(d, document)
    ]
    own = _occasion_terms(document)
    if own:
        before = [d for d in before if _same_occasion(own, _occasion_terms(d))]
    return sorted(before, key=lambda d: (d.metadata.date or "", d.id))


def of_same_issuer(other: Document, document: Document) -> bool:
    """Whether `other`, of which the metadata is enough, is of the issuer of `document`."""
    return _same_name(other.metadata.issuer, document.metadata.issuer)


def missing(document: Document, before: Sequence[Document], of_issuer: Sequence[Document] = ()) -> list[Missing]:
    """Formulae that normally stand in such a message and are absent from `document`, forms of address first.

    Args:
        before: its earlier counterparts, oldest first, with their texts.
        of_issuer: other messages of the issuer, which say of a single counterpart what in it is a formula.
    """
    if not before or not is_complete(document) or not is_english(document):
        return []
    here = folded_words(document.text)
    found = [*_epithets(before, here), *_formulae(before, of_issuer, here)]
    kept: list[Missing] = []
    for one in found:
        words = folded_words(one.phrase).strip()
        if not any(words in folded_words(k.phrase) or folded_words(k.phrase).strip() in f" {words} " for k in kept):
            kept.append(one)
    return kept[:MOST]


def _is_before(document: Document, day: str) -> bool:
    own = document.metadata.date or ""
    return own[:4].isdigit() and own < day


def _between_the_same(a: Document, b: Document) -> bool:
    return _same_name(a.metadata.issuer, b.metadata.issuer) and _same_name(a.metadata.recipient, b.metadata.recipient)


def _same_name(a: str | None, b: str | None) -> bool:
    """Whether two names can be the same: one holds the other's words ("Putin"), or they end in the same long word."""
    x, y = (a or "").casefold().replace(".", " ").split(), (b or "").casefold().replace(".", " ").split()
    if not x or not y:
        return False
    return set(x) <= set(y) or set(y) <= set(x) or (x[-1] == y[-1] and len(x[-1]) > 3)


def _occasion_terms(document: Document) -> frozenset[str]:
    """The words of the occasion that come back every time: no year, no ordinal."""
    words = [t for t in analyse(occasion(document) or "") if t not in STOP]
    return frozenset(w for w in words if not VARIES.search(w) and not _ORDINAL.match(w))


def _same_occasion(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.6


def _epithets(before: Sequence[Document], here: str) -> Iterator[Missing]:
    """Forms of address with a word of praise that the document has nowhere."""
    stood: defaultdict[str, list[tuple[Document, Span]]] = defaultdict(list)
    for document in reversed(before):
        for span in found_in(document).get("address", ()):
            for word in WORD.findall(document.text[span.start : span.end]):
                if word.casefold() in EPITHETS and f" {word.casefold()} " not in here:
                    stood[word.casefold()].append((document, span))
    for word, places in sorted(stood.items(), key=lambda item: -len(item[1])):
        document, span = places[0]
        said = " ".join(document.text[span.start : span.end].split())
        begins = re.search(rf"\b{word}\b", said, re.IGNORECASE)
        phrase = " ".join(said[begins.start() if begins else 0 :].split()[:_WORDS_OF_ADDRESS]).rstrip(",:!")
        yield Missing(phrase, tuple(places[:SHOWN]))


def _formulae(before: Sequence[Document], of_issuer: Sequence[Document], here: str) -> Iterator[Missing]:
    """Runs of words that most of the earlier messages have, the longest of those that overlap."""
    held = [runs(document) for document in before]
    if len(before) > 1:
        least, spread = max(2, math.ceil(USUAL * len(before))), Counter(run for own in held for run in own)
        usual = {run for run, n in spread.items() if n >= least}
    else:
        known = Counter(run for document in of_issuer for run in set(runs(document)))
        usual, spread = {run for run in held[0] if known[run] >= 2}, known
    absent = {run for run in usual if f" {run} " not in here}
    for run in sorted(absent, key=lambda r: (-spread[r], -len(r))):
        if any(run != other and f" {run} " in f" {other} " for other in absent):
            continue
        places = [(d, own[run]) for d, own in zip(reversed(before), reversed(held), strict=True) if run in own]
        document, span = places[0]
        yield Missing(" ".join(document.text[span.start : span.end].split()), tuple(places[:SHOWN]))
