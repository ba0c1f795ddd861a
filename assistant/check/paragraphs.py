"""A text as it was pasted → its paragraphs of prose, whatever lay between: headings, furniture, page breaks.

Lines of a page are paragraphs of their own; lines of a PDF are broken by their width. Which it is shows in what a line
ends with, what the next begins with, and how full it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.check.furniture import furniture_lines
from assistant.check.verbs import has_verb, tokens
from assistant.library.sentences import HEADING, ITEM
from assistant.records import Span

_BROKEN_BY_WIDTH = 130
"""Characters; lines longer than that were not broken to fit a page."""
_FULL = 0.75  # of the text's width
_END_MARK = re.compile(r"(?<!\s)\s*(?:-0-|-30-|###|\(?END\)?|■|□|▲|∎|◆)$")
_ENDS = re.compile(r"[.!?…。！？;:；：]['\"”’»」』)\]]*(?:\[\d+\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)*$")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？]['\"”’»」』)\]]*(?:\[\d+\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)*$")
_DATELINE = re.compile(
    r"^\s*(?:"
    r"[A-Z][\w.'’ -]{1,40}(?:[,/] ?[A-Z][\w.'’ -]{1,40}){0,2},? ?(?:\d{1,2} "
    r")?(?:[A-Z][a-z]{2,8}\.? ?\d{0,2}(?:,? \d{4})?)? ?"
    r"\((?:[A-Z]{2,9}|[A-Z][\w. /]{2,30})\) ?(?:--?|[–—:.])\s*"
    r"|[A-Z][A-Z.'’ -]{2,30}(?:[,/] ?[\w.'’ -]{2,30}){0,2} ?(?:--|[–—]|- )\s*"
    r"|[A-Z][\w.'’ -]{2,25}, (?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?(?: \d{1,2})?(?:,? \d{4})? ?(?:--|[–—]|- |:)\s*"
    r"|[^\s，。（）]{1,12}?\d{1,2}月\d{1,2}日电?(?:（[^（）]{1,20}）|\s)\s*|（[^（）]{1,20}）\s*|【[^【】]{1,30}】\s*"
    r")(?=\S)"
)
_NUMBERED = re.compile(
    r"^\s*(?:(?:chapter|section|part|annex|appendix)\s)?(?:\d+(?:\.\d+)+\.?|[IVX]+\.|\d{1,2}\.?)\s+[A-Z]", re.IGNORECASE
)
_SMALL = frozenset("a an the of in on at to for and or but with by from as vs via into over is are".split())
_LETTERED = re.compile(r"[^\W\d_][\w'’.-]*")
_EASTERN = re.compile(r"[぀-ヿ㐀-鿿가-힣]")
_LEFT_OPEN = re.compile(
    r"[a-z,] (?:the|a|an|of|in|on|at|to|from|for|with|by|and|or|but|that|which|who|is|are|was|were|has|have|had|its|"
    r"his|their|as)$"
)
_INNER_END = re.compile(r"[a-z)\d][.!?][\"”’]? (?:[A-Z]\w* ){1,8}?[\w'’]+")
_AFTER_A_NUMBERED_HEADING = 70  # characters
_TOO_LONG_FOR_A_TITLE = 14  # words, of a line that is not written as titles are
_TITLE = 160  # characters


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's span, and its text with furniture and line ends put out of sight, as long as the span."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str  # without its end
    bare: str  # without white space around it and a mark that ends an article

    @property
    def is_item(self) -> bool:
        return ITEM.match(self.text) is not None


def paragraphs(text: str) -> list[Paragraph]:
    """The prose of `text`, in order; what stands in two halves around a page break is one paragraph."""
    lines: list[_Line] = []
    position = 0
    for raw in text.splitlines(keepends=True):
        line = raw.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        lines.append(_Line(position, line, _END_MARK.sub("", line.strip())))
        position += len(raw)
    out = furniture_lines([line.text for line in lines])
    runs = _runs(lines, out)
    prose = [run for run in runs if not _is_heading(run)]
    bare = [run for run in runs if _may_be_a_claim(run)]
    if len(bare) > len(prose) or not prose:  # a list of statements without full stops, or nothing else
        prose = [run for run in runs if run in prose or run in bare]
    return [_paragraph(text, run) for run in prose]


def _runs(lines: list[_Line], out: set[int]) -> list[list[_Line]]:
    """Lines that read on into each other; a line on a page of its own is one alone."""
    kept = [line for i, line in enumerate(lines) if i not in out and line.bare]
    width = 0 if _is_list_of_statements(lines, out) else _width(kept)
    runs: list[list[_Line]] = []
    apart = False
    for i, line in enumerate(lines):
        if i in out or not line.bare or HEADING.match(line.text) or line.bare.startswith("|"):
            apart = True
            if HEADING.match(line.text) or line.bare.startswith("|"):
                runs.append([])
            continue
        if runs and runs[-1] and _reads_on(runs[-1], line, width, apart):
            runs[-1].append(line)
        else:
            runs.append([line])
        apart = False
    return [run for run in runs if run]


def _is_list_of_statements(lines: list[_Line], out: set[int]) -> bool:
    """Whether every line begins anew though none above it was ended: no page was ever broken like that."""
    below = [
        after.bare
        for i, (line, after) in enumerate(pairwise(lines))
        if line.bare and after.bare and not {i, i + 1} & out and not _ENDS.search(line.bare)
    ]
    return len(below) > 1 and not any(line[0].islower() or _EASTERN.match(line) for line in below)


def _width(lines: list[_Line]) -> int:
    """How long the lines of the text are, or 0 where they were not broken to fit a page."""
    lengths = sorted(len(line.text.rstrip()) for line in lines)
    long = sum(n > _BROKEN_BY_WIDTH for n in lengths)
    lengths = lengths[: len(lengths) - long] if long * 10 < len(lengths) else []
    if not lengths:
        return 0
    return lengths[int(len(lengths) * 0.9) - 1 if len(lengths) > 9 else -1]


def _reads_on(run: list[_Line], line: _Line, width: int, apart: bool) -> bool:
    """Whether `line` goes on with the sentence that the run's last line has not ended."""
    last, bare = run[-1].bare, line.bare
    if line.is_item:
        return False
    ended = _ENDS_SENTENCE.search(last) is not None
    goes_on = bare[0].islower() or last.endswith((",", "-", "–", "—")) or bare[0] in ",;)"
    if apart:
        return not ended and goes_on and not _ENDS.search(last) and len(last) > 20
    if not ended and (goes_on or _LEFT_OPEN.search(last) or _INNER_END.search(last)):
        return True
    eastern = bool(_EASTERN.search(last))
    full = width > 0 and len(run[-1].text.rstrip()) >= _FULL * width and len(last) > (15 if eastern else 30)
    if not full or (ended and bare[0].isupper() and len(run) == 1 and len(last) < _FULL * width):
        return False
    return not (_NUMBERED.match(line.text) and not _ENDS.search(bare) and len(bare) < _AFTER_A_NUMBERED_HEADING)


def _is_heading(run: list[_Line]) -> bool:
    """Whether a run is a title, a heading, a label: no end of a sentence, or too little to be one."""
    first, last = run[0], run[-1].bare
    body = " ".join(line.bare for line in run)
    words = _LETTERED.findall(body)
    if _EASTERN.search(body):
        return _ENDS.search(last) is None and len(body) < 60
    if first.is_item:
        return len(words) < 4 or (not any(c.isdigit() for c in body) and not has_verb(tokens(body)) and len(words) < 8)
    if _is_titled(words, body):
        return True
    if _ENDS_SENTENCE.search(last):
        return len(words) < 2
    if _INNER_END.search(body):
        return False
    if last.endswith((":", "：")):
        return len(words) < 8 or not has_verb(tokens(body))
    return len(words) < _TOO_LONG_FOR_A_TITLE or not has_verb(tokens(body))


def _is_titled(words: list[str], body: str) -> bool:
    """Whether a line is written as titles are: every longer word with a capital, and no full stop."""
    longer = [w for w in words if w.lower() not in _SMALL]
    if body.endswith((".", ".”", '."')) or not longer:
        return False
    return len(body) <= 2 * _TITLE and sum(w[0].isupper() for w in longer) >= 0.8 * len(longer) and len(words) > 1


def _may_be_a_claim(run: list[_Line]) -> bool:
    """Whether a run without a full stop is a statement all the same."""
    body = " ".join(line.bare for line in run)
    if _ENDS_SENTENCE.search(body):
        return False
    words = _LETTERED.findall(body)
    if _EASTERN.search(body):
        return len(body) > 5
    return not _is_titled(words, body) and (_no_latin(body) or (len(words) >= 4 and has_verb(tokens(body))))


def _no_latin(body: str) -> bool:
    return not re.search(r"[A-Za-z]", body) and len(_LETTERED.findall(body)) >= 3


def _paragraph(text: str, run: list[_Line]) -> Paragraph:
    first, last = run[0], run[-1]
    start, end = first.start, last.start + len(last.text.rstrip())
    marker = ITEM.match(first.text) or re.match(r"[ \t]*>[ \t>]*", first.text)
    start += marker.end() if marker else len(first.text) - len(first.text.lstrip())
    if dateline := _DATELINE.match(text[start : min(end, start + 160)]):
        start += dateline.end()
    seen = []
    position = start
    for line in run:
        at, stop = max(line.start, start), min(line.start + len(line.text), end)
        seen.append(" " * (at - position) + text[at:stop])
        position = max(stop, at)
    return Paragraph(Span(start, end), "".join(seen)[: end - start])
