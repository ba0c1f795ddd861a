"""Documents as numbered words, for counting sequences of them. Pure.

A run of words ends at punctuation, at the end of a line that is no prose, and at a heading: no phrase crosses these.
Chinese and Japanese, which are written without spaces, count by the character. Headings and titles are left out, and
of a record of somebody else's text all but what it quotes: the rest is the record's own wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant.compare.occurrences import quoted
from assistant.library.sentences import blocks
from assistant.library.terms import analyse
from assistant.records import Document, Span
from assistant.search.periods import MONTHS
from assistant.search.reading import STOP

Ints = NDArray[np.int64]

_UNSPACED = r"\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:['’][^\W_{_UNSPACED}]+)*")
_JOINS = re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0]*|[-‐‑–]")  # what may stand between two words of a phrase
_SENTENCE_ENDS = ".!?:;\"“”»。！？"
_WORD, _CHARACTER = 2, 1
NAME = 0.7
"""Share of a word's places inside sentences where it has a capital, at which it is a name."""
_TITLE_CASE = 0.6
"""Share of a line's longer words that have a capital, at which it is a title."""
_CAPITALS_FOR_NOUNS = frozenset({"de"})
_OTHER_STOPS = frozenset(
    # what English questions seldom hold and texts often do, then the commonest words of other languages
    "well mr mrs shall hereby thereby therein including regard respect view part parts side order means number "
    "le la les l' et des du de un une est dans pour que qui pas sur avec au aux sont cette ce en il elle ils par plus "
    "der die und das den von zu mit ist im dem nicht ein eine auf für auch sich des als an er sie es war bei "
    "el los las y una por con para del se como más su al pero sus ha este lo en que "
    "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня "
    "о из ему для при это этого этой их или также который которые которая "
    "이 그 저 것 수 및 등 를 을 은 는 가 의 에 에서 로 으로 와 과 "
    "の に は を た が で て と し れ さ も や か ら る な よ り 的 了 和 是 在 与 對 对 为 為 这 這 那 有 不 也 就 及 等".split()
)


@dataclass(frozen=True)
class Words:
    """Every word of some documents, in order; arrays run over words, the tables over their types."""

    kind: Ints  # number of the word's type
    document: Ints  # number of its document, in the order given
    begins: NDArray[np.bool_]  # whether a run begins with it
    start: Ints
    end: Ints
    stops: NDArray[np.bool_] = field(repr=False)  # by type: not what a phrase begins or ends with
    weight: Ints = field(repr=False)  # by type: what it adds to a phrase's meaning, 0 to 2


def words_of(documents: Sequence[Document]) -> Words:
    """The words of `documents`."""
    table: dict[str, int] = {}
    capitals: dict[int, list[int]] = {}  # type → [places inside sentences, of these with a capital]
    rows: list[tuple[int, int, bool, int, int]] = []
    for number, document in enumerate(documents):
        for run in _runs(document):
            _take(document, run, number, table, capitals, rows)
    columns = np.array(rows, dtype=np.int64).reshape(-1, 5)
    names = {kind for kind, (seen, capital) in capitals.items() if capital >= NAME * seen}
    stops = np.array([_is_stop(word) for word in table], dtype=bool)
    weight = np.array([_weight(word, kind in names) for word, kind in table.items()], dtype=np.int64)
    return Words(
        columns[:, 0], columns[:, 1], columns[:, 2].astype(bool), columns[:, 3], columns[:, 4], stops, weight
    )


def _runs(document: Document) -> Iterator[Span]:
    """The stretches of prose to count words in."""
    prose = [span for span, level in blocks(document.text) if level is None]
    prose = [span for span in prose if not _is_title(document.text[span.start : span.end])]
    if not document.metadata.note:
        yield from prose
        return
    for mark in quoted(document):
        yield mark


def _is_title(line: str) -> bool:
    if "\n" in line or line.rstrip()[-1:] in tuple(_SENTENCE_ENDS):
        return False
    longer = [word for word in line.split() if len(word) > 3]
    return bool(longer) and sum(word[0].isupper() for word in longer) >= _TITLE_CASE * len(longer)


def _take(
    document: Document,
    run: Span,
    number: int,
    table: dict[str, int],
    capitals: dict[int, list[int]],
    rows: list[tuple[int, int, bool, int, int]],
) -> None:
    text, at, first = document.text, run.start, True
    cased = document.metadata.language not in _CAPITALS_FOR_NOUNS
    for match in _TOKEN.finditer(text, run.start, run.end):
        gap, word = text[at : match.start()], match.group()
        apart = first or not _JOINS.fullmatch(gap)
        kind = table.setdefault(word.casefold().replace("’", "'"), len(table))
        if cased and not first and not any(mark in gap for mark in _SENTENCE_ENDS) and "\n" not in gap:
            seen = capitals.setdefault(kind, [0, 0])
            seen[0] += 1
            seen[1] += word[0].isupper()
        rows.append((kind, number, apart, match.start(), match.end()))
        at, first = match.end(), False


def _is_stop(word: str) -> bool:
    return word in _OTHER_STOPS or word in MONTHS or any(c.isdigit() for c in word) or _has_no_meaning(word)


def _has_no_meaning(word: str) -> bool:
    terms = analyse(word)
    return not terms or all(term in STOP for term in terms) or (len(word) == 1 and word.isascii())


def _weight(word: str, is_name: bool) -> int:
    if is_name or _is_stop(word):
        return 0
    return _CHARACTER if re.fullmatch(rf"[{_UNSPACED}]", word) else _WORD
