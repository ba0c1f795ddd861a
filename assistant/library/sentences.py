"""Where sentences begin and end, in any script, and the Markdown that stands around them.

The splitting itself is sentencex's; what is added is that lines which are no prose (headings, list items, table
rows, blank lines) end a sentence too, and that spans point into the text as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.library.script import LAO, THAI
from assistant.records import Span

HEADING = re.compile(r"^(#{1,6})[ \t]+\S")
ITEM = re.compile(r"^[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+")


def blocks(text: str) -> list[tuple[Span, str | None]]:
    """Runs of lines that belong together: (span, heading level as ``#`` … or None). They cover all but blank lines."""
    out: list[tuple[Span, str | None]] = []
    start = end = None
    position = 0
    title_end = _title_end(text)
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        heading = HEADING.match(line.rstrip("\n"))
        stands_alone = heading is not None or ITEM.match(line) is not None or bare.startswith("|")
        breaks = not bare or stands_alone or position == title_end
        if breaks and start is not None and end is not None:
            out.append((Span(start, end), None))
            start = end = None
        if heading:
            out.append((Span(position, position + len(line.rstrip())), heading.group(1)))
        elif bare:
            start = position if start is None else start
            end = position + len(line.rstrip())
        position += len(line)
    if start is not None and end is not None:
        out.append((Span(start, end), None))
    return out


_FIRST_LINES = re.compile(r"\s*(?P<first>\S[^\n]{0,200})\n(?P<second>\S[^\n]*)")
_LONGER = 1.3  # a text wrapped by hand has lines of one length; a paragraph under its title is longer than it


def _title_end(text: str) -> int:
    """Offset behind the first line, where it stands over a paragraph as its title; else -1."""
    match = _FIRST_LINES.match(text)
    if not match:
        return -1
    first, second = match["first"].rstrip(), match["second"]
    begins_anew = not second[0].islower() and len(second) > _LONGER * len(first)
    return match.end("first") + 1 if begins_anew and first[-1] not in ".,;:!?。！？，、" else -1


@lru_cache(maxsize=4096)
def split(text: str, language: str | None = None) -> tuple[Span, ...]:
    """Sentence spans of one block of prose, without surrounding white space; together they hold all its words."""
    from sentencex import segment

    ends: list[int] = []
    for piece in (found for part in _parts(text) for found in segment(language or "en", part)):
        at = text.find(piece, ends[-1] if ends else 0)
        if at >= 0:
            ends.extend(at + end for end in _unmarked_ends(piece))
            ends.append(at + len(piece))
    # Each begins where the one before it ends, so that no word is lost, whatever the segmenter left out.
    bounds = zip([0, *ends], [*ends, len(text)], strict=True)
    trimmed = (_trimmed(text, start, end) for start, end in bounds)
    return tuple(span for span in trimmed if span.end > span.start)


_AT_ONCE = 10_000  # characters; the segmenter takes time with the square of them where quotation marks never close
_SEAM = re.compile(r".*[.!?…]\s|.*[。！？]|.*\n|.*\s", re.DOTALL)


def _parts(text: str) -> Iterator[str]:
    """`text` in parts that the segmenter takes at once, cut at the end of a sentence, of a line or of a word."""
    while len(text) > _AT_ONCE:
        seam = _SEAM.match(text, 0, _AT_ONCE)
        cut = seam.end() if seam else _AT_ONCE
        yield text[:cut]
        text = text[cut:]
    yield text


_UNMARKED = re.compile(rf"(?<=[{THAI.letters}{LAO.letters}])[ \t]+(?=[{THAI.letters}{LAO.letters}])")
_CLAUSE = 60  # letters; shorter ones between two spaces are seldom a sentence


def _unmarked_ends(piece: str) -> list[int]:
    """Where sentences end in Thai and Lao, which mark the end of one, or of a clause, by a space alone."""
    ends = [0]
    for space in _UNMARKED.finditer(piece):
        if space.start() - ends[-1] >= _CLAUSE:
            ends.append(space.start())
    return ends[1:]


def _trimmed(text: str, start: int, end: int) -> Span:
    """``[start, end)`` without the white space around it; empty where there is nothing else."""
    body = text[start:end]
    return Span(start + len(body) - len(body.lstrip()), start + len(body.rstrip())) if body.strip() else Span(end, end)


@dataclass(frozen=True, slots=True)
class HeadedSentence:
    """A sentence's span, and the heading right above it ("" for none)."""

    span: Span
    heading: str


def headed_sentences(text: str, language: str | None = None) -> list[HeadedSentence]:
    """Every sentence of a document, in order, with its heading; headings themselves are left out.

    Returns:
        Spans into `text` without surrounding white space or list marker.
    """
    out: list[HeadedSentence] = []
    heading = ""
    for block, level in blocks(text):
        body = text[block.start : block.end]
        if level is not None:
            heading = body.strip("# \t")
            continue
        marker = ITEM.match(body)
        at = block.start + (marker.end() if marker else 0)
        found = split(text[at : block.end], language)
        out.extend(HeadedSentence(Span(at + s.start, at + s.end), heading) for s in found)
    return out


def sentences(text: str, language: str | None = None) -> tuple[Span, ...]:
    """The spans of `headed_sentences` alone."""
    return tuple(s.span for s in headed_sentences(text, language))


def without_marker(text: str, span: Span) -> Span:
    """`span` without the list marker that it may begin with: that belongs to the page, not to the words."""
    marker = ITEM.match(text[span.start : span.end])
    return Span(span.start + marker.end(), span.end) if marker else span


ABOUT_THE_TEXT = re.compile(r"\b(?:uncertain|conflict|publish|report|receiv|source|reception|press)\w*", re.IGNORECASE)
"""Headings of sections that speak about a text rather than give what it says."""
