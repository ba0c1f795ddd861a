"""The passages of a document in which its citations stand, found in its own text. Pure.

A passage is the paragraph, or the paragraphs, that hold the words cited. One that says little more than these words is
shown with its neighbours under the same heading; a long one is cut where sentences end. Citations that stand together
share a passage. Offsets are characters of the document's text, so that ``text == document.text[start:end]``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.records import Citation, Document, Metadata

Find = Callable[[str, int], Document]
"""A document by id and version."""
MOST = 1200
"""Characters of a passage; words cited that are longer are shown whole."""
FEW = 300
"""Characters below which a passage is shown with its neighbours."""
_HEADING = re.compile(r"#{1,6}[ \t]+(\S.*?)[ \t]*#*[ \t]*$")
_SPACE = re.compile(r"\s+")
_ENDS = re.compile(r"(?<!\b[A-Z])(?<!\b[DMS][rst])(?<!\bMrs)(?<!\bNo)[.!?…]+[\"”’')\]»]*(?=\s)|[。！？]+[”’」』）]*|\n")
"""Where a sentence or a line ends; initials and titles before names end none."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage of one version of a document, the heading above it, and whether its paragraph goes on beyond it."""

    document_id: str
    version: int
    start: int
    end: int
    text: str
    heading: str = ""
    begun: bool = False  # words of the paragraph stand before it
    goes_on: bool = False  # and after it

    def holds(self, c: Citation) -> bool:
        """Whether the words cited stand in it."""
        same = (c.document_id, c.version) == (self.document_id, self.version)
        return same and self.start <= c.start and c.end <= self.end


class _Paragraph(NamedTuple):
    start: int
    end: int
    heading: str
    section: int  # the number of headings before it


class _Run(NamedTuple):
    """Paragraphs one after the other, by number, and the citations in them, in order."""

    first: int
    last: int
    cited: tuple[Citation, ...]


def metadata_of(places: Iterable[tuple[str, int]], find: Find) -> dict[str, Metadata]:
    """The metadata of documents, by id, each given as (id, version); of two versions the last one's."""
    return {i: find(i, version).metadata for i, version in dict(places).items()}


def excerpts(citations: Iterable[Citation], find: Find) -> tuple[Excerpt, ...]:
    """The passages of all documents that `citations` are of. Words that stand otherwise in a document have none."""
    own: dict[tuple[str, int], list[Citation]] = {}
    for c in citations:
        own.setdefault((c.document_id, c.version), []).append(c)
    return tuple(e for key, cited in own.items() for e in excerpts_of(find(*key), cited))


def excerpts_of(document: Document, citations: Iterable[Citation]) -> list[Excerpt]:
    """The passages of one document that hold `citations`, in the order of its text, none over another."""
    true = [c for c in citations if c.quote.strip() and document.text[c.start : c.end] == c.quote]
    paragraphs = list(_paragraphs(document.text))
    return [excerpt for run in _runs(paragraphs, true) for excerpt in _cut(document, paragraphs, run)]


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    """Runs of lines between blank lines and headings; a heading is a paragraph of its own."""
    heading, section, at = "", 0, 0
    start = end = -1
    for line in text.splitlines(keepends=True):
        found = _HEADING.match(line.rstrip())
        if (found or not line.strip()) and start >= 0:
            yield _Paragraph(start, end, heading, section)
            start = -1
        if found:
            section += 1
            yield _Paragraph(at, at + len(line.rstrip()), heading, section)
            heading = found[1]
            section += 1
        elif line.strip():
            start, end = (at if start < 0 else start), at + len(line.rstrip())
        at += len(line)
    if start >= 0:
        yield _Paragraph(start, end, heading, section)


def _runs(paragraphs: Sequence[_Paragraph], citations: Iterable[Citation]) -> list[_Run]:
    """The paragraphs of each citation; where those of two meet, they are one run."""
    ends, starts = [p.end for p in paragraphs], [p.start for p in paragraphs]
    runs: list[_Run] = []
    for c in sorted(citations, key=lambda c: (c.start, c.end)):
        first = bisect_left(ends, c.start + 1)
        last = max(first, bisect_left(starts, c.end) - 1)
        if first >= len(paragraphs):
            continue
        run = _Run(*_widened(paragraphs, first, last), (c,))
        if runs and run.first <= runs[-1].last:
            before = runs.pop()
            run = _Run(before.first, max(before.last, run.last), (*before.cited, c))
        runs.append(run)
    return runs


def _widened(paragraphs: Sequence[_Paragraph], first: int, last: int) -> tuple[int, int]:
    """The paragraphs from `first` to `last`, with neighbours of their section where they are short."""
    section = paragraphs[first].section

    def fits(start: int, end: int) -> bool:
        return 0 <= start and end < len(paragraphs) and paragraphs[start].section == section == paragraphs[end].section

    while paragraphs[last].end - paragraphs[first].start < FEW:
        if fits(first - 1, last) and paragraphs[last].end - paragraphs[first - 1].start <= MOST:
            first -= 1
        elif fits(first, last + 1) and paragraphs[last + 1].end - paragraphs[first].start <= MOST:
            last += 1
        else:
            break
    return first, last


def _cut(document: Document, paragraphs: Sequence[_Paragraph], run: _Run) -> Iterator[Excerpt]:
    """The run as one passage, or, where it is too long, as one for each of its parts that are cited."""
    text = document.text
    low, high = paragraphs[run.first].start, paragraphs[run.last].end
    low, high = min(low, run.cited[0].start), max(high, *(c.end for c in run.cited))
    heading = paragraphs[run.first].heading
    if high - low <= MOST:
        yield Excerpt(document.id, document.version, low, high, text[low:high], heading)
        return
    breaks = [low, *(_behind(text, low + m.end(), high) for m in _ENDS.finditer(text[low:high])), high]
    together = list(_together(run.cited))
    free = low
    for n, (start, end) in enumerate(together):
        until = together[n + 1][0] if n + 1 < len(together) else high
        a, b = _around(breaks, (start, end), (free, until))
        free = b
        b = max(end, a + len(text[a:b].rstrip()))
        yield Excerpt(document.id, document.version, a, b, text[a:b], heading,
                      begun=bool(text[low:a].strip()), goes_on=bool(text[b:high].strip()))  # fmt: skip


def _behind(text: str, at: int, high: int) -> int:
    """`at`, or where the white space behind it ends."""
    found = _SPACE.match(text, at, high)
    return found.end() if found else at


def _together(cited: Sequence[Citation]) -> Iterator[tuple[int, int]]:
    """Stretches that hold citations, each as long as a passage at most; overlapping citations stay in one."""
    start, end = cited[0].start, cited[0].end
    for c in cited[1:]:
        if c.start < end or max(end, c.end) - start <= MOST:
            end = max(end, c.end)
            continue
        yield start, end
        start, end = c.start, c.end
    yield start, end


def _around(breaks: Sequence[int], cited: tuple[int, int], within: tuple[int, int]) -> tuple[int, int]:
    """The stretch `cited` with whole sentences around it, about as many before as after, as far as there is room."""
    (start, end), (low, high) = cited, within
    room = max(0, MOST - (end - start))

    def earliest(least: int) -> int:
        return next((b for b in breaks[bisect_left(breaks, max(low, least)) :] if b <= start), start)

    def latest(most: int) -> int:
        return max((b for b in breaks[: bisect_left(breaks, min(high, most) + 1)] if b >= end), default=end)

    a = earliest(start - room // 2)
    b = latest(a + MOST)
    return earliest(b - MOST) if b - a < MOST else a, b
