"""The markers of a chat model's sentences: ``[1]``, ``[2, 3]``, ``[1][2]``, ``[1-3]``, before or behind the stop. Pure.

A marker belongs to the sentence that it stands in or right behind; one that begins a line belongs to what follows.
Where a sentence cannot be read without it ("According to [1], …") words take its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.library.sentences import split
from assistant.records import Span
from assistant.verify.inert import Line
from assistant.verify.quotation import quoted

LONGEST = 1500
"""Characters of a sentence that are read; what is longer is no sentence."""
MOST_SENTENCES = 150
"""Sentences of one text that are read."""
_AT_ONCE = 8000
"""Characters of a line that are parted into sentences together: no paragraph is longer, and garbage costs less so."""
WIDEST = 100
"""Numbers of one range that are read: no model is given more passages."""

_WORD = r"(?:sources?|passages?|documents?|docs?|refs?|references?|excerpts?|citations?|nos?\.?|quellen?|источник)"
_NUMBER = r"\^?#?\d{1,6}"
_JOIN = r"\s{0,2}(?:[,;&/+、，]|and|or|-|–|—|‑|to|\.\.)\s{0,2}"
_ONE = (
    rf"[\[【［]\s{{0,2}}(?:{_WORD}\s{{0,2}}[:#]?\s{{0,2}})?{_NUMBER}"
    rf"(?:{_JOIN}(?:{_WORD}\s{{0,2}}[:#]?\s{{0,2}})?{_NUMBER}){{0,60}}"
    r"(?:\s{0,2}†[^\]】］\n]{0,200}|\s{0,2}[:,]\s{0,2}(?:pp?\.|¶|§)[^\]\n]{0,40})?\s{0,2}[\]】］]"
)
MARKER = re.compile(_ONE, re.IGNORECASE)
_RUN = re.compile(
    rf"(?P<lead>\b(?:according to|based on|as (?:per|in|stated in|noted in)|in|from|by|per|to|see|of|and|with) )?"
    rf"(?P<opened>\((?:see |cf\. )?)?(?P<run>{_ONE}(?:\s{{0,2}}(?:[,;&]|and)?\s{{0,2}}{_ONE}){{0,60}})(?P<closed>\))?"
    r"(?P<clause> (?=(?:says?|states?|notes?|reports?|shows?|describes?|mentions?|confirms?|adds?|gives?|indicates?|"
    r"explains?|quotes?|lists?|names?|also)\b))?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d{1,6})(?:\s{0,2}(?:-|–|—|‑|to|\.\.)\s{0,2}#?\^?(\d{1,6}))?", re.IGNORECASE)
_NAMED = re.compile(rf"\b(?:the )?{_WORD} $", re.IGNORECASE)
_YEAR = re.compile(r"\[(?:1[89]|20)\d\d\]$")
_SPACE_BEFORE_STOP = re.compile(r"[^\S\n]+(?=[.,;:!?。，、；：！？…)\]])")
_EMPTY = re.compile(r"\(\s*(?:see|cf\.?)?\s*[,;]?\s*\)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its markers, the numbers that they give, and what stands before it."""

    text: str
    numbers: tuple[int, ...]
    before: str
    heading: bool = False
    cut: bool = False


def numbers_of(marker: str) -> list[int]:
    """The numbers of a marker or of several, in order; ranges counted out."""
    out: list[int] = []
    for match in _RANGE.finditer(marker.partition("†")[0]):
        first, last = int(match[1]), int(match[2] or match[1])
        first, last = min(first, last), max(first, last)
        out += range(first, min(last, first + WIDEST) + 1)
    return list(dict.fromkeys(out))


def marked_sentences(lines: tuple[Line, ...]) -> tuple[Marked, ...]:
    """The sentences of plain lines in order; a few more than `MOST_SENTENCES` show that there are more."""
    out: list[Marked] = []
    for piece, goes_on in ((piece, n > 0) for line in lines for n, piece in enumerate(_pieces(line))):
        sentences = _of_line(piece, bool(out))
        if goes_on and sentences:
            sentences[0] = replace(sentences[0], before=" ")
        if out and sentences and not sentences[0].text:  # a line of markers alone belongs to what stands before it
            out[-1] = replace(out[-1], numbers=tuple(dict.fromkeys((*out[-1].numbers, *sentences[0].numbers))))
            continue
        out += [sentence for sentence in sentences if sentence.text]
        if len(out) > MOST_SENTENCES:
            break
    return tuple(out)


def _pieces(line: Line) -> Iterator[Line]:
    """A line in pieces of at most `_AT_ONCE` characters, cut where a sentence or a word ends."""
    text = line.text
    while len(text) > _AT_ONCE:
        stops = (text.rfind(stop, 0, _AT_ONCE) + len(stop) for stop in (". ", " "))
        at = next((stop for stop in stops if stop > _AT_ONCE // 2), _AT_ONCE)
        yield replace(line, text=text[:at])
        text = text[at:]
    if text.strip():
        yield replace(line, text=text)


def _of_line(line: Line, follows: bool) -> list[Marked]:
    text, found = _without_markers(line.text)
    if not text:
        return [Marked("", tuple(n for _, numbers in found for n in numbers), "")] if found else []
    spans = _whole(text, [Span(0, len(text))] if line.kind == "heading" else split(text, "en"))
    starts = [span.start for span in spans]
    numbers: list[list[int]] = [[] for _ in spans]
    for at, these in found:
        numbers[max(0, bisect_left(starts, at) - 1)] += these
    opening = ("\n\n" if line.apart else "\n") if follows else ""
    before = [opening + ("- " if line.kind == "item" else ""), *[" "] * (len(spans) - 1)]
    return [
        Marked(
            _cut(text[span.start : span.end]),
            tuple(dict.fromkeys(these)),
            led,
            line.kind == "heading",
            span.end - span.start > LONGEST,
        )
        for span, these, led in zip(spans, numbers, before, strict=True)
        if re.search(r"\w|[^\x00-\uffff]", text[span.start : span.end])
    ]


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= LONGEST else sentence[:LONGEST].rstrip() + " …"


def _without_markers(text: str) -> tuple[str, list[tuple[int, list[int]]]]:
    """`text` without its markers, and for each the offset where it stood and its numbers."""
    out: list[str] = []
    found: list[tuple[int, list[int]]] = []
    at = length = 0
    for match in _RUN.finditer(text):
        if _YEAR.search(match["run"]):  # a year that an editor put into a quotation
            continue
        numbers = numbers_of(match["run"])
        before = text[at : match.start()]
        put = _in_words(match, text, numbers)
        if not put.strip():
            before = before.rstrip()
        piece = before + put
        out.append(piece)
        length += len(piece)
        found.append((length, numbers))
        at = match.end()
    out.append(text[at:])
    whole = "".join(out)
    if not found:
        return whole.strip(), found
    return _tidy(whole, found)


def _in_words(match: re.Match[str], text: str, numbers: list[int]) -> str:
    """What takes the place of markers, with what was matched beside them: nothing, or words that a sentence needs."""
    lead, opened, closed = match["lead"] or "", match["opened"] or "", match["closed"] or ""
    if opened and closed:
        return lead
    begins = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".!?:"
    named = _NAMED.search(text[max(0, match.start() - 20) : match.start()])
    noun = "the source" if len(numbers) == 1 else "the sources"
    if named:  # "Passage [1] says"
        return f"{lead}{opened}{closed}{match['clause'] or ''}"
    if lead.strip() and not lead.lower().startswith("and") or match["clause"] and begins:
        return f"{lead}{opened}{noun.capitalize() if begins and not lead else noun}{closed}{match['clause'] or ''}"
    return lead + opened + closed + (match["clause"] or "")


def _tidy(text: str, found: list[tuple[int, list[int]]]) -> tuple[str, list[tuple[int, list[int]]]]:
    """`text` without spaces before stops, empty brackets and white space around; the offsets moved with it."""
    cuts = sorted((m.start(), m.end()) for p in (_EMPTY, _SPACE_BEFORE_STOP) for m in p.finditer(text))
    lead = len(text) - len(text.lstrip(" ,;:"))
    cuts = [(0, lead), *cuts] if lead else cuts
    out, moved, at, gone, nth = [], [], 0, 0, 0
    for start, end in cuts:
        if start < at:
            continue
        while nth < len(found) and found[nth][0] <= start:
            moved.append((max(0, found[nth][0] - gone), found[nth][1]))
            nth += 1
        out.append(text[at:start])
        gone, at = gone + end - start, end
    moved += [(max(0, offset - gone), numbers) for offset, numbers in found[nth:]]
    out.append(text[at:])
    return "".join(out).rstrip(), moved


def _whole(text: str, spans: list[Span] | tuple[Span, ...]) -> list[Span]:
    """`spans` with those joined between which a quotation goes on."""
    quotations = quoted(text) if len(spans) > 1 else []
    out: list[Span] = []
    nth = 0
    for span in spans:
        while nth < len(quotations) and quotations[nth].end <= span.start:
            nth += 1
        inside = nth < len(quotations) and quotations[nth].start < span.start
        if inside and out and span.end - out[-1].start <= LONGEST:
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out
