"""Documents as numbered words, for counting sequences of them. Pure.

A run of words ends at punctuation, at the end of a line that is no prose, and at a heading: no phrase crosses these.
Chinese and Japanese, which are written without spaces, count by the character. Headings and titles are left out, and
of a record of somebody else's text the sections that speak about the text: how it was published, what is uncertain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.compare.stopwords import FUNCTION_WORDS, OF_REPORTS
from assistant.library.dates import MONTHS
from assistant.library.occurrences import quoted
from assistant.library.sentences import ABOUT_THE_TEXT, blocks
from assistant.library.terms import analyse
from assistant.records import Document, Span
from assistant.search.stop_words import STOP

Ints = NDArray[np.int64]

_UNSPACED = r"\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:['’][^\W_{_UNSPACED}]+)*")
_JOINS = re.compile(r"['’]?[ \t\u00a0]*\n?[ \t\u00a0]*|[-‐‑–]")  # what may stand between two words of a phrase
_SENTENCE_ENDS = ".!?:;\"“”»。！？"
_WORD, _CHARACTER = 2, 1
NAME = 0.7
"""Share of a word's places inside sentences where it has a capital, at which it is a name."""
_DATED = re.compile(rf"(?:1[89]|20)\d\d|{'|'.join(month for month in MONTHS if month not in ('march', 'may'))}")
_AT_HEAD = -1  # no capital tells anything there
_TITLE_CASE = 0.6
"""Share of a line's longer words that have a capital, at which it is a title."""
_CAPITALS_FOR_NOUNS = frozenset({"de"})


@dataclass(frozen=True)
class Words:
    """Every word of some documents, in order; arrays run over words, the tables over their types."""

    kind: Ints  # number of the word's type
    document: Ints  # number of its document, in the order given
    begins: NDArray[np.bool_]  # whether a run begins with it
    start: Ints
    end: Ints
    stops: NDArray[np.bool_]  # whether it is a stop word or a number: not what a phrase begins or ends with
    dated: NDArray[np.bool_]  # whether it is a month or a year
    names: NDArray[np.bool_]  # whether it is (part of) a name
    attested: NDArray[np.bool_]  # whether it stands in a quotation that a record of somebody else's text gives
    weight: Ints  # what it adds to a phrase's meaning: 0 for the two above, 1 for a character, 2 for a word


class _Table:
    """Types by number, and how often each was seen inside a sentence: [in all, with a capital]."""

    def __init__(self) -> None:
        self.kinds: dict[str, int] = {}
        self.capitals: list[list[int]] = []

    def number(self, word: str, capital: int) -> int:
        """The number of the word's type; a new one for a new type."""
        kind = self.kinds.setdefault(word.casefold().replace("’", "'"), len(self.kinds))
        if kind == len(self.capitals):
            self.capitals.append([0, 0])
        if capital != _AT_HEAD:
            self.capitals[kind][0] += 1
            self.capitals[kind][1] += capital
        return kind


def words_of(documents: Sequence[Document]) -> Words:
    """The words of `documents`."""
    table = _Table()
    rows = [row for n, d in enumerate(documents) for run in _runs(d) for row in _take(d, run, n, table)]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 6)
    kind, capital = columns[:, 0], columns[:, 5]
    # A capital at the head of a sentence tells nothing; then what the word is elsewhere decides.
    name_by_kind = np.array([capital >= NAME * seen > 0 for seen, capital in table.capitals], dtype=bool)
    names = np.where(capital == _AT_HEAD, name_by_kind[kind], capital == 1)
    stops = np.array([_is_stop(word) for word in table.kinds], dtype=bool)[kind]
    dated = np.array([bool(_DATED.fullmatch(word)) for word in table.kinds], dtype=bool)[kind]
    weight = np.array([_weight(word) for word in table.kinds], dtype=np.int64)[kind]
    return Words(
        kind=kind,
        document=columns[:, 1],
        begins=columns[:, 2].astype(bool),
        start=columns[:, 3],
        end=columns[:, 4],
        stops=stops,
        dated=dated,
        names=names & ~stops,
        attested=_attested(documents, columns),
        weight=np.where(stops | names, 0, weight),
    )


def _attested(documents: Sequence[Document], columns: Ints) -> NDArray[np.bool_]:
    found = np.zeros(len(columns), dtype=bool)
    bounds = np.searchsorted(columns[:, 1], np.arange(len(documents) + 1))
    for number, document in enumerate(documents):
        own = slice(bounds[number], bounds[number + 1])
        starts, ends = columns[own, 3], columns[own, 4]
        for span in quoted(document) if document.metadata.note else ():
            found[own] |= (starts >= span.start) & (ends <= span.end)
    return found


def _runs(document: Document) -> Iterator[Span]:
    """The stretches of prose to count words in."""
    about_the_text = False
    for span, level in blocks(document.text):
        line = document.text[span.start : span.end]
        if level is not None:
            about_the_text = bool(document.metadata.note and ABOUT_THE_TEXT.search(line))
        elif not about_the_text and not _is_title(line):
            yield span


def _is_title(line: str) -> bool:
    if "\n" in line or line.rstrip()[-1:] in tuple(_SENTENCE_ENDS):
        return False
    longer = [word for word in line.split() if len(word) > 3]
    return bool(longer) and sum(word[0].isupper() for word in longer) >= _TITLE_CASE * len(longer)


def _take(
    document: Document,
    run: Span,
    number: int,
    table: _Table,
) -> Iterator[tuple[int, int, bool, int, int, int]]:
    """(type, document, whether a run begins with it, start, end, capital) of every word in `run`."""
    text, at, first = document.text, run.start, True
    cased = document.metadata.language not in _CAPITALS_FOR_NOUNS
    for match in _TOKEN.finditer(text, run.start, run.end):
        gap, word = text[at : match.start()], match.group()
        apart = first or not _JOINS.fullmatch(gap)
        heads = first or "\n" in gap.strip(" ") and apart or any(mark in gap for mark in _SENTENCE_ENDS)
        capital = _AT_HEAD if heads else int(cased and word[0].isupper() or word[1:] != word[1:].lower())
        yield table.number(word, capital), number, apart, match.start(), match.end(), capital
        at, first = match.end(), False


def _is_stop(word: str) -> bool:
    listed = word in FUNCTION_WORDS or word in OF_REPORTS or word in MONTHS
    return listed or any(c.isdigit() for c in word) or _has_no_meaning(word)


def _has_no_meaning(word: str) -> bool:
    terms = analyse(word)
    return not terms or all(term in STOP for term in terms) or (len(word) == 1 and word.isascii())


def _weight(word: str) -> int:
    return _CHARACTER if re.fullmatch(rf"[{_UNSPACED}]", word) else _WORD
