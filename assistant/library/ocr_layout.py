"""Tesseract's table of words → text in lines and paragraphs, each word with its characters and its box. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from assistant.library.decode import normalise
from assistant.records.places import Box, PlacedWord

# Between two of these no space is written, nor between one and a digit: Han, kana, and the signs that go with them.
_UNSPACED = re.compile("[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
_SYLLABLE = re.compile("[\uac00-\ud7a3][.,!?]?")
_GAP = 0.3
"""Of the height of a line: a narrower gap beside a single Hangul syllable, which Tesseract took for a word, is none:
on pages drawn in two fonts and sizes the gaps between words were at least 0.17 and mostly over 0.3, those inside of
words mostly under 0.3."""
_PAGE, _WORD = 1, 5  # levels in Tesseract's table
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class _Piece:
    """What Tesseract takes for a word: on which line, from which pixel to which."""

    word: str
    line: tuple[int, ...]
    left: int
    right: int


def placed(rows: Mapping[str, Sequence[Any]], page: int, turn: int) -> tuple[str, tuple[PlacedWord, ...]]:
    """The page's text and its words; `turn` is by how many degrees the picture had been turned clockwise.

    Lines end as on the page, and an empty line stands between paragraphs. The text is in NFC already, so that the
    offsets hold when all of a document is normalised.
    """
    whole = rows["level"].index(_PAGE)
    size = (rows["width"][whole] or 1, rows["height"][whole] or 1)
    heights = _heights(rows)
    text, words = "", list[PlacedWord]()
    before: _Piece | None = None
    for i, level in enumerate(rows["level"]):
        word = normalise(str(rows["text"][i])).strip()
        if level != _WORD or not word:
            continue
        sides = [rows[name][i] for name in ("left", "top", "width", "height")]
        piece = _Piece(word, _line(rows, i), sides[0], sides[0] + sides[2])
        text += _between(before, piece, heights[piece.line]) if before else ""
        words.append(PlacedWord(len(text), len(text) + len(word), page, _box(sides, size, turn)))
        text, before = text + word, piece
    return text, tuple(words)


def packed(words: Sequence[PlacedWord]) -> str:
    """The words as the shelf keeps them."""
    return json.dumps([(w.start, w.end, w.page, *astuple(w.box)) for w in words])


def unpacked(kept: str) -> tuple[PlacedWord, ...]:
    """The words that `packed` made `kept` of."""
    return tuple(PlacedWord(start, end, page, Box(*sides)) for start, end, page, *sides in json.loads(kept))


def _line(rows: Mapping[str, Sequence[Any]], i: int) -> tuple[int, ...]:
    """The line on which the word in row `i` stands."""
    return tuple(rows[name][i] for name in ("block_num", "par_num", "line_num"))


def _heights(rows: Mapping[str, Sequence[Any]]) -> dict[tuple[int, ...], int]:
    """Line → the height of its highest word, in pixels."""
    out: dict[tuple[int, ...], int] = {}
    for i, level in enumerate(rows["level"]):
        if level == _WORD:
            out[_line(rows, i)] = max(out.get(_line(rows, i), 0), rows["height"][i])
    return out


def _between(before: _Piece, piece: _Piece, height: int) -> str:
    """What stands between two pieces, on a line so many pixels high: nothing, a space, a line end or an empty line."""
    if before.line != piece.line:
        return "\n" if before.line[:2] == piece.line[:2] else "\n\n"
    sides = before.word[-1], piece.word[0]
    unspaced = [bool(_UNSPACED.match(side)) for side in sides]
    if all(unspaced) or (any(unspaced) and any(side.isdigit() for side in sides)):
        return ""
    single = _SYLLABLE.fullmatch(before.word) or _SYLLABLE.fullmatch(piece.word)
    return "" if single and piece.left - before.right < _GAP * height else " "


def _box(sides: Sequence[int], size: tuple[int, int], turn: int) -> Box:
    """A word's box on the picture as it was before it was turned."""
    left, top, width, height = sides
    u = left / size[0], (left + width) / size[0]
    v = top / size[1], (top + height) / size[1]
    flipped_u, flipped_v = (1 - u[1], 1 - u[0]), (1 - v[1], 1 - v[0])
    x, y = {0: (u, v), 90: (v, flipped_u), 180: (flipped_u, flipped_v), 270: (flipped_v, u)}[turn % 360]
    return Box(*(round(max(0.0, min(1.0, n)), _DIGITS) for n in (x[0], y[0], x[1], y[1])))
