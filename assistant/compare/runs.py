"""Runs of words that may be a formula: within a sentence, full words at both ends, no date or number. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compare.extent import is_summary
from assistant.compare.message import body_of
from assistant.compare.record import attested
from assistant.records import Document, Span

LONGEST, SHORTEST = 8, 2
"""Words of a run."""
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
VARIES = re.compile(r"\d|^(?:january|february|march|april|may|june|july|august|september|october|november|december)$")
"""Words that change with the day: numbers and months."""


def runs(document: Document) -> dict[str, Span]:
    """Folded run of words → where it first stands; of a record, what it attests alone."""
    if is_summary(document):
        spans = [s for q in document.metadata.quotations if (s := attested(document, q))]
    else:
        spans = body_of(document)
    found: dict[str, Span] = {}
    for sentence in spans:
        for part in re.finditer(r"[^,.;:!?()\"“”]+", document.text[sentence.start : sentence.end]):
            words = list(WORD.finditer(document.text, sentence.start + part.start(), sentence.start + part.end()))
            folded = [w.group().casefold().replace("’", "'") for w in words]
            for i in range(len(words)):
                for end in range(i + SHORTEST, min(i + LONGEST, len(words)) + 1):
                    if _is_formula(folded[i:end]):
                        found.setdefault(" ".join(folded[i:end]), Span(words[i].start(), words[end - 1].end()))
    return found


def _is_formula(words: Sequence[str]) -> bool:
    """Whether a run begins and ends with words that mean something and holds nothing that varies by date."""
    if words[0] in _STOPS or words[-1] in _STOPS or any(VARIES.search(word) for word in words):
        return False
    return sum(word not in _STOPS for word in words) >= 2


_STOPS = frozenset(
    "a an and as at be by for from has have he her his i in into is it its my of on or our she so that the their them "
    "they this to was we were which who will with would you your said message also upon".split()
)


def folded_words(text: str) -> str:
    """The words of a text, in lower case, one space before, between and behind them: whole words are found in it."""
    return " " + " ".join(w.casefold().replace("’", "'") for w in WORD.findall(text)) + " "
