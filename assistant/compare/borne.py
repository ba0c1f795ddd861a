"""Whether one text bears out what a chat model says of it, and by which of its sentences.

`Citer` holds it against that text's sentences alone. Three things are asked beyond its label. Every number and name
stands in the sentences that carry it, as it is. What is weak counts where it quotes the text word for word, cites the
right sentence, and has no word besides that this one lacks, but for how it calls the act of saying. And what only says
that words stand there ("uses the words …") needs no more than that they do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compare.findings import Finding
from assistant.records import CitedSentence, Document, Span
from assistant.verify.cite import Citer
from assistant.verify.denials import DENIES
from assistant.verify.heading import heading
from assistant.verify.proper import names, plain
from assistant.verify.quotation import find
from assistant.verify.quoting import in_marks
from assistant.verify.words import key_of, words

_SAYS_THAT_IT_STANDS = frozenset(
    key_of(word)
    for word in "use word phrase wording expression formula say speak write have contain mention quote read".split()
)
_CALLS_IT = _SAYS_THAT_IT_STANDS | frozenset(
    key_of(word)
    for word in "call term address describe characterise characterize name refer text message letter state declare "
    "express voice stress promise pledge wish open close begin end".split()
)
"""Words by which a summary introduces a quotation; of a half that is weak they alone need not stand in its source."""
_MARKER = re.compile(r"\s*\[\d+\]")
_DIGITS = re.compile(r"\d+")
_LEAST_QUOTED = 2
"""Words of a quotation that shows where it is from; a single one may stand anywhere."""


@dataclass(frozen=True, slots=True)
class Borne:
    """What was said, as it may be shown, and the spans that carry it."""

    text: str
    spans: tuple[tuple[Document, Span], ...]


def borne_out(claim: str, own: Sequence[Finding], speaker: str, citer: Citer) -> Borne | None:
    """`claim`, whose markers count among `own`, with the sentences of `own` that carry it; None where they do not."""
    document = own[0].document
    if (quoting := _only_quotes(claim, own, speaker)) is not None:
        return quoting
    told = citer.cite(claim, [one.given for one in own])
    text = " ".join(s.text for s in told.sentences)
    carrying = " ".join([heading(document), *(c.quote for c in told.citations)])
    if not told.sentences or not all(s.claims and s.citations and _holds(s, carrying) for s in told.sentences):
        return None
    if not set(_DIGITS.findall(text)) <= set(_DIGITS.findall(carrying)) or not _has_names(text, carrying):
        return None
    return Borne(text, tuple((document, Span(c.start, c.end)) for c in told.citations))


def _holds(sentence: CitedSentence, carrying: str) -> bool:
    if sentence.support != "weak" or sentence.flags:
        return sentence.support == "supported"
    if not any(len(sentence.text[q.start : q.end].split()) >= _LEAST_QUOTED for q in sentence.quotations):
        return False
    said = {w.key for w in words(_outside(sentence.text, sentence.quotations)) if w.content and not w.capital}
    return said <= {w.key for w in words(carrying)} | _CALLS_IT


def _has_names(text: str, carrying: str) -> bool:
    """Whether each name stands in what carries it as it is, or means a party that is named there."""
    told = f" {' '.join(filter(None, (plain(w.text) for w in words(carrying))))} "
    parties = {name.party for name in names(carrying)}
    return all(
        name.party in parties if name.party else f" {' '.join(name.parts)} " in told for name in names(text, carrying)
    )


def _outside(text: str, spans: Sequence[Span]) -> str:
    return "".join(c for i, c in enumerate(text) if not any(s.start <= i < s.end for s in spans))


def _only_quotes(claim: str, own: Sequence[Finding], speaker: str) -> Borne | None:
    """A claim that certain words stand in the text, where they do; None where it says more, or they do not."""
    bare = _MARKER.sub("", claim)
    marks = in_marks(bare)
    outside = _outside(bare, marks)
    said = {w.key for w in words(outside.replace(speaker, "") if speaker else outside) if w.content}
    quoted = [bare[m.start : m.end].rstrip(" ,.;") for m in marks]
    if not quoted or not said <= _SAYS_THAT_IT_STANDS or any(w.low in DENIES for w in words(outside)):
        return None
    spans = []
    for one in quoted:
        held = next((f for f in own if len(one.split()) >= _LEAST_QUOTED and find(one, f.passage.text)), None)
        if held is None:
            return None
        spans.append((held.document, held.span))
    return Borne(bare, tuple(dict.fromkeys(spans)))
