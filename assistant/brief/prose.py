"""Sentences as they stand in a document: which are prose, what around them is the page's, what comes before. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.check.checkable import is_question
from assistant.check.furniture import is_furniture
from assistant.check.quotations import masked
from assistant.check.verbs import has_verb, tokens
from assistant.library.metadata import DATELINE
from assistant.library.sentences import HeadedSentence, headed_sentences
from assistant.records import Document, Span

SHORTEST, LONGEST = 6, 52
"""Words of a sentence on the page; a longer one is a paragraph, a shorter one says little by itself."""
FOREIGN = 0.3
"""Share of letters in another script from which a sentence gives variants of wording, not what was said."""
SURE = 10
"""Words from which a line that ends like a sentence is one, also where its verb is not known for one."""
LETTERS_A_WORD = 3
_ENDS = tuple(".!。！\"”’)]»」』")
_END_MARK = re.compile(r"\s*(?:-0-|-30-|###|\(END\)|[■□▲∎◆])\s*$")
_CUT = re.compile(r"^[A-Z]\.\s|(?<![.A-Z])[A-Z]\.$|\b(?:M[rs]s?|Dr|Gen|Col|Lt|Sen|Rep|Gov|No|vs|St)\.$")
"""A sentence that was cut at an abbreviation."""
_BEFORE = 3  # sentences


def flat(text: str) -> str:
    """`text` on one line."""
    return " ".join(text.split())


def is_prose(text: str) -> bool:
    """Whether `text`, on one line, is a whole sentence that states something, of a length that a page can bear."""
    letters = [ch for ch in text if ch.isalpha()]
    foreign = sum(ch > "\u024f" for ch in letters)
    words = max(len(text.split()), foreign // LETTERS_A_WORD)  # some scripts have no spaces
    if not SHORTEST <= words <= LONGEST or is_question(text) or is_furniture(text) or _CUT.search(text):
        return False
    if not letters or not text.endswith(_ENDS) or FOREIGN * len(letters) < foreign < 0.9 * len(letters):
        return False
    return words >= SURE or foreign > 0.9 * len(letters) or has_verb(tokens(masked(text)))


def own_words(text: str, span: Span) -> Span:
    """A sentence of `text` without the dateline before it and the agency's mark behind it."""
    body = text[span.start : span.end]
    before, after = DATELINE.match(body), _END_MARK.search(body)
    start, end = before.end() if before else 0, after.start() if after else len(body)
    return Span(span.start + start, span.start + end) if start < end else span


def before(document: Document, span: Span) -> list[str]:
    """The few sentences before `span` under its heading, on one line each, the nearest last."""
    under = headed(document)
    at = next((i for i, s in enumerate(under) if s.span.start <= span.start < s.span.end), None)
    if at is None:
        return []
    near = [s.span for s in under[max(0, at - _BEFORE) : at] if s.heading == under[at].heading]
    own = (own_words(document.text, s) for s in near)
    return [flat(document.text[s.start : s.end]) for s in own]


def headed(document: Document) -> tuple[HeadedSentence, ...]:
    """Every sentence of a document with its heading, in order."""
    return _headed(document.text, document.metadata.language)


@lru_cache(maxsize=64)
def _headed(text: str, language: str | None) -> tuple[HeadedSentence, ...]:
    return tuple(headed_sentences(text, language))
