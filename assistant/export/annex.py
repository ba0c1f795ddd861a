"""The evidence annex: each citation in the passage in which it stands, its own words marked. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.export.excerpts import Excerpt
from assistant.export.paper import Run, Runs, Source
from assistant.export.words import flat
from assistant.records import Citation

TITLE = "Evidence annex"
EXPLAINED = "Each citation in its passage, the words cited in bold; … stands where a paragraph goes on."
MORE = "…"
_BETWEEN = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*+•|]|\d{1,3}[.)])[ \t])")
"""What parts a passage into lines: blank lines, and line ends before an item of a list or a row of a table."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage as it is printed: the citations in it, where it is from, its lines with the words cited in bold."""

    cited: tuple[Citation, ...]
    where: str
    lines: tuple[Runs, ...]


def evidence(source: Source) -> list[Evidence]:
    """The passages of a source that hold its citations, in the order of its text; every citation is in one."""
    chosen: list[tuple[Excerpt, list[Citation]]] = []
    left = list(source.cited)
    while left:
        best = max(source.excerpts, key=lambda e: sum(map(e.holds, left)), default=None)
        if best is None or not any(map(best.holds, left)):
            break
        chosen.append((best, [c for c in left if best.holds(c)]))
        left = [c for c in left if not best.holds(c)]
    chosen += [(_alone(c), [c]) for c in left]
    return [_printed(e, cited) for e, cited in sorted(chosen, key=lambda pair: (pair[0].start, pair[0].end))]


def _alone(c: Citation) -> Excerpt:
    """The words cited where their document cannot be asked for more."""
    return Excerpt(c.document_id, c.version, c.start, c.start + len(c.quote), c.quote)


def _printed(excerpt: Excerpt, cited: Sequence[Citation]) -> Evidence:
    pages = sorted({c.page for c in cited if c.page})
    page = f"page{'s' * (len(pages) > 1)} {', '.join(map(str, pages))}" if pages else ""
    heading = f"under “{flat(excerpt.heading)}”" if flat(excerpt.heading) else ""
    spans = f"characters {excerpt.start}–{excerpt.end}"
    where = ", ".join(part for part in (heading, f"version {excerpt.version}", page, spans) if part)
    return Evidence(tuple(cited), where, tuple(_lines(excerpt, cited)))


def _lines(excerpt: Excerpt, cited: Sequence[Citation]) -> Iterator[Runs]:
    bounds = [0]
    for gap in _BETWEEN.finditer(excerpt.text):
        bounds += [gap.start(), gap.end()]
    bounds.append(len(excerpt.text))
    lines = [(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if excerpt.text[a:b].strip()]
    for n, (a, b) in enumerate(lines):
        before = (Run(f"{MORE} ", "soft"),) if excerpt.begun and not n else ()
        after = (Run(f" {MORE}", "soft"),) if excerpt.goes_on and n == len(lines) - 1 else ()
        yield (*before, *_marked(excerpt, (a, b), cited), *after)


def _marked(excerpt: Excerpt, line: tuple[int, int], cited: Iterable[Citation]) -> Iterator[Run]:
    """A line in runs: what is cited in bold, the numbers of its citations where their words end."""
    a, b = line
    spans = [(c.start - excerpt.start, c.end - excerpt.start, c.n) for c in cited]
    edges = sorted({a, b, *(min(max(at, a), b) for start, end, _ in spans for at in (start, end))})
    for start, end in zip(edges, edges[1:], strict=False):
        bold = any(x <= start and end <= y for x, y, _ in spans)
        last = end == b
        ended = [n for _, y, n in spans if y == end or (last and end < y <= _next(excerpt.text, end))]
        yield Run(excerpt.text[start:end], "strong" if bold else "", tuple(sorted(ended)))


def _next(text: str, at: int) -> int:
    """Where the next line begins: a citation may end in the white space before it."""
    return at + len(text[at:]) - len(text[at:].lstrip())
