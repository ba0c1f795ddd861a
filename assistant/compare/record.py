"""The places of a record: attested quotations by slot, else the record's own sentences under its headings. Pure.

A record tells of an original in other words. What it quotes is the original's; what it says beside that is its own
and is never passed off as wording of the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.compare.message import named_there
from assistant.library.language import script_of
from assistant.library.sentences import ABOUT_THE_TEXT, HeadedSentence, headed_sentences
from assistant.records import Document, Quotation, Span

SLOT_OF = {
    "address": "address",
    "occasion": "occasion",
    "relationship": "relationship",
    "commitment": "commitments",
    "support": "commitments",
    "third_party": "third parties",
    "adversary": "third parties",
    "wish": "wishes",
    "closing": "closing",
    "wording": "other wording",
    "reaction": "reactions",
}
"""What a record calls a quotation's slot → the place it fills here; another name stands as it is."""
_UNDER = {
    "address": re.compile(r"\baddress", re.IGNORECASE),
    "occasion": re.compile(r"\boccasion", re.IGNORECASE),
    "closing": re.compile(r"\bclos(?:es|ing)\b", re.IGNORECASE),
}
_SAYS = {
    "who acts": re.compile(r"\bon behalf of\b|\bin the name of\b|\bparty and (?:the )?government (?:make|will|promise)|"
                           r"\b(?:himself|herself|jointly|in the first person)\b"),
    "wishes": re.compile(r"\bwish(?:es|ed)?\b|\bhopes?\b|\btoasts?\b"),
}  # fmt: skip
_CONTENT = re.compile(r"\bwhat (?:it says|was said|happened)\b|\barticles?\b", re.IGNORECASE)
_UNSEEN = re.compile(r"\b(?:was|were|is|are) not (?:seen|found|published|read|known)\b", re.IGNORECASE)
MOST = 4
_LOOSE = str.maketrans("“”„‘’", "\"\"\"''")


def record_slots(document: Document) -> dict[str, tuple[Span, ...]]:
    """Place → attested wording, in reading order; where nothing is quoted, the record's sentences on that place."""
    found: dict[str, list[Span]] = {}
    for quotation in in_the_records_language(document):
        span = attested(document, quotation)
        if span:
            found.setdefault(SLOT_OF.get(quotation.slot, quotation.slot.replace("_", " ")), []).append(span)
    spans = {name: tuple(_longest(sorted(own, key=lambda s: s.start)))[:MOST] for name, own in found.items()}
    for name, own in _own_words(document).items():
        # What an occasion is, its quotation seldom says.
        spans[name] = (*own[:1], *spans.get(name, ())) if name == "occasion" else spans.get(name, own)
    return {name: own for name, own in spans.items() if own}


def in_own_words(document: Document) -> frozenset[str]:
    """The places that the record fills with its own words, because it quotes nothing for them."""
    quoted = {SLOT_OF.get(q.slot, q.slot.replace("_", " ")) for q in in_the_records_language(document)
              if attested(document, q)}  # fmt: skip
    return frozenset(name for name in _own_words(document) if name not in quoted)


def attested(document: Document, quotation: Quotation) -> Span | None:
    """Where the record's text has the quoted words, whatever its quotation marks and white space; None if nowhere."""
    words = quotation.text.translate(_LOOSE).split()
    if not words:
        return None
    text = document.text.translate(_LOOSE)
    match = re.search(r"\s+".join(map(re.escape, words)), text)
    return Span(*match.span()) if match else None


def in_the_records_language(document: Document) -> list[Quotation]:
    """Quotations in the language that the record is in; all of them where it has none in it."""
    language = document.metadata.language
    own = [q for q in document.metadata.quotations if script_of(q.text) == _script_of(language)]
    return own or list(document.metadata.quotations)


def _script_of(language: str | None) -> str:
    return "east" if language in {"zh", "ja", "ko"} else "cyrillic" if language in {"ru", "uk"} else "latin"


def _own_words(document: Document) -> dict[str, tuple[Span, ...]]:
    lines = headed_sentences(document.text, document.metadata.language)
    told = [
        line
        for line in lines
        if not ABOUT_THE_TEXT.search(line.heading) and not _UNSEEN.search(_words(document, line))
    ]
    found = {name: _first(line.span for line in told if under.search(line.heading)) for name, under in _UNDER.items()}
    found |= {name: _first(line.span for line in told if says.search(_words(document, line)))
              for name, says in _SAYS.items()}  # fmt: skip
    said = [line for line in told if _CONTENT.search(line.heading)]
    found["third parties"] = _first(line.span for line in said if named_there(document, [line.span]))
    return {name: spans for name, spans in found.items() if spans}


def _first(spans: Iterable[Span], most: int = 2) -> tuple[Span, ...]:
    return tuple(spans)[:most]


def _words(document: Document, line: HeadedSentence) -> str:
    return document.text[line.span.start : line.span.end]


def _longest(spans: list[Span]) -> list[Span]:
    """`spans` without those that lie in another."""
    return [s for n, s in enumerate(spans)
            if not any(o.start <= s.start and s.end <= o.end and (o != s or m < n)
                       for m, o in enumerate(spans) if m != n)]  # fmt: skip
