"""Tesseract's table of words → text in lines and paragraphs, each word with its characters and its box. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any

from assistant.library.decode import normalise
from assistant.records.places import Box, PlacedWord

# Between two of these no space is written: Han, kana, and the signs that go with them.
_UNSPACED = re.compile("[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
_PAGE, _WORD = 1, 5  # levels in Tesseract's table
_DIGITS = 4


def placed(rows: Mapping[str, Sequence[Any]], page: int, turn: int) -> tuple[str, tuple[PlacedWord, ...]]:
    """The page's text and its words; `turn` is by how many degrees the picture had been turned clockwise.

    Lines end as on the page, and an empty line stands between paragraphs. The text is in NFC already, so that the
    offsets hold when all of a document is normalised.
    """
    whole = rows["level"].index(_PAGE)
    size = (rows["width"][whole] or 1, rows["height"][whole] or 1)
    text, words = "", list[PlacedWord]()
    before: tuple[int, ...] = ()
    for i, level in enumerate(rows["level"]):
        word = normalise(str(rows["text"][i])).strip()
        if level != _WORD or not word:
            continue
        at = tuple(rows[name][i] for name in ("block_num", "par_num", "line_num"))
        text += _between(before, at, text, word)
        sides = [rows[name][i] for name in ("left", "top", "width", "height")]
        words.append(PlacedWord(len(text), len(text) + len(word), page, _box(sides, size, turn)))
        text, before = text + word, at
    return text, tuple(words)


def packed(words: Sequence[PlacedWord]) -> str:
    """The words as the shelf keeps them."""
    return json.dumps([(w.start, w.end, w.page, *astuple(w.box)) for w in words])


def unpacked(kept: str) -> tuple[PlacedWord, ...]:
    """The words that `packed` made `kept` of."""
    return tuple(PlacedWord(start, end, page, Box(*sides)) for start, end, page, *sides in json.loads(kept))


def _between(before: tuple[int, ...], at: tuple[int, ...], text: str, word: str) -> str:
    """What stands before `word`: nothing, a space, a line end or an empty line."""
    if not before:
        return ""
    if before != at:
        return "\n" if before[:2] == at[:2] else "\n\n"
    return "" if _UNSPACED.match(text[-1]) and _UNSPACED.match(word) else " "


def _box(sides: Sequence[int], size: tuple[int, int], turn: int) -> Box:
    """A word's box on the picture as it was before it was turned."""
    left, top, width, height = sides
    u = left / size[0], (left + width) / size[0]
    v = top / size[1], (top + height) / size[1]
    flipped_u, flipped_v = (1 - u[1], 1 - u[0]), (1 - v[1], 1 - v[0])
    x, y = {0: (u, v), 90: (v, flipped_u), 180: (flipped_u, flipped_v), 270: (flipped_v, u)}[turn % 360]
    return Box(*(round(max(0.0, min(1.0, n)), _DIGITS) for n in (x[0], y[0], x[1], y[1])))
