"""Documents over time as inline SVG: by recipient with a phrase's uses, or all of a library. Pure rendering.

Places are percentages of the width and names stand above their lines, so that circles stay round and words legible
however narrow the page is. Uses are filled circles, documents without the phrase hollow ones: no colour is needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.compare.comparable import when
from assistant.library.parties import people_of
from assistant.records import Document, Phrase
from assistant.ui.labels import day, listed, stretch
from assistant.ui.markup import Safe, element, join
from assistant.ui.words import count, say

ROW, TOP, AXIS = 40, 6, 26
"""Heights in pixels: of a line with its name, above the first, of the axis."""
MOST_ROWS = 8
MOST_TICKS = 5
EDGE = 2.0  # percent left free on either side


@dataclass(frozen=True, slots=True)
class Mark:
    """One document on a line: where, how often it uses the phrase, and what is said of it."""

    at: date
    uses: int
    label: str


Rows = Mapping[str, Sequence[Mark]]


def by_recipient(phrase: Phrase, documents: Sequence[Document]) -> Safe:
    """A line for each recipient whose documents use the phrase, all documents to them on it; one for the rest."""
    uses: dict[str, int] = {}
    for use in phrase.uses:
        uses[use.citation.document_id] = uses.get(use.citation.document_id, 0) + 1
    using = {name for d in documents if d.id in uses for name in people_of(d.metadata.recipient)}
    rows: dict[str, list[Mark]] = {say("To {name}", name=name): [] for name in sorted(using)}
    rest = say("Other documents") if using else say("Documents")
    for document in documents:
        to = [name for name in people_of(document.metadata.recipient) if name in using]
        lines = [say("To {name}", name=name) for name in to] or [rest]
        for line in lines:
            rows.setdefault(line, []).extend(_marks(document, uses.get(document.id, 0)))
    told = say("{phrase} over time", phrase=f" {say('or')} ".join(f"“{v}”" for v in phrase.phrase.split("|")))
    legend = say("● uses it   ○ does not")
    return _figure(told, legend, _at_most(rows, rest))


def timeline(documents: Sequence[Document]) -> Safe:
    """The documents of a library over time, a line for each issuer of several."""
    counts: dict[str, int] = {}
    for document in documents:
        for name in people_of(document.metadata.issuer):
            counts[name] = counts.get(name, 0) + 1
    own = [name for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if count > 1]
    rest = say("Others") if own else say("Documents")
    rows: dict[str, list[Mark]] = {name: [] for name in own}
    for document in documents:
        for name in [name for name in people_of(document.metadata.issuer) if name in rows] or [rest]:
            rows.setdefault(name, []).extend(_marks(document, 1))
    return _figure(say("The documents over time"), "", _at_most(rows, rest))


def _marks(document: Document, uses: int) -> list[Mark]:
    period, m = when(document), document.metadata
    if period is None:
        return []
    return [Mark(date.fromisoformat(period.first), uses, f"{day(m.date)}: {m.title}")]


def _at_most(rows: Mapping[str, list[Mark]], rest: str) -> Rows:
    """At most `MOST_ROWS` lines that hold something, the last ones joined into `rest`."""
    held = {name: marks for name, marks in rows.items() if marks and name != rest}
    kept = dict(list(held.items())[: MOST_ROWS - 1])
    others = [mark for name, marks in rows.items() if name not in kept for mark in marks]
    return {**kept, rest: others} if others else kept


def _figure(told: str, legend: str, rows: Rows) -> Safe:
    marks = [mark for row in rows.values() for mark in row]
    if not marks:
        return Safe()
    first, last = min(m.at for m in marks), max(m.at for m in marks)
    height = TOP + ROW * len(rows) + AXIS
    lines = join(_row(name, row, TOP + ROW * n, (first, last)) for n, (name, row) in enumerate(rows.items()))
    said = "; ".join(f"{name}: {_summed(row)}" for name, row in rows.items())
    drawing = element(
        "svg",
        lines,
        _axis(first, last, height - AXIS),
        role="img",
        aria_label=f"{told}. {said}.",
        width="100%",
        height=height,
        class_="chart",
    )
    caption = element("figcaption", element("span", told), element("span", legend) if legend else "")
    return element("figure", caption, drawing, class_="over-time")


def _summed(row: Sequence[Mark]) -> str:
    dated = sorted(mark.at for mark in row)
    span = stretch(dated[0].isoformat(), dated[-1].isoformat())
    used = sum(mark.uses > 0 for mark in row)
    held = count(len(row), "{number} document", "{number} documents")
    said = say("{documents}, {span}", documents=held, span=span)
    return said if used == len(row) else say("{said}, {used} of them with it", said=said, used=used)


def _row(name: str, row: Sequence[Mark], top: int, ends: tuple[date, date]) -> Safe:
    y = top + 28
    line = element("line", x1="0", x2="100%", y1=y, y2=y, class_="track")
    # What uses the phrase is drawn last, so that nothing hides it.
    dots = join(_dot(mark, y, ends) for mark in sorted(row, key=lambda m: m.uses > 0))
    return join([element("text", listed(name, 1)[:60], x="0", y=top + 13, class_="name"), line, dots])


def _dot(mark: Mark, y: int, ends: tuple[date, date]) -> Safe:
    used = mark.uses > 0
    return element(
        "circle",
        element("title", mark.label),
        cx=f"{_place(mark.at, ends):.2f}%",
        cy=y,
        r=5 if used else 4,
        class_="used" if used else "unused",
    )


def _place(at: date, ends: tuple[date, date]) -> float:
    first, last = ends
    share = (at - first).days / (last - first).days if last > first else 0.5
    return EDGE + share * (100 - 2 * EDGE)


def _axis(first: date, last: date, top: int) -> Safe:
    """The days at both ends and, in between, years or months as there is room."""
    ticks = _ticks(first, last)
    parts = []
    for at, label in ticks:
        place = _place(at, (first, last))
        anchor = "start" if place < 10 else "end" if place > 90 else "middle"
        x = "0" if anchor == "start" else "100%" if anchor == "end" else f"{place:.2f}%"
        parts.append(element("text", label, x=x, y=top + 17, text_anchor=anchor, class_="tick"))
    return join(parts)


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    if first == last:
        return [(first, day(first.isoformat()))]
    ends = [(first, day(first.isoformat()[:7])), (last, day(last.isoformat()[:7]))]
    if (last - first).days < 62:
        return [(first, day(first.isoformat())), (last, day(last.isoformat()))]
    months = (last.year - first.year) * 12 + last.month - first.month
    step = 12 * max(1, round(months / 12 / (MOST_TICKS - 1))) if months > 30 else 0
    inner = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1, max(1, step // 12))] if step else []
    room = (last - first).days * 0.28  # no label so near to either end, where theirs stand
    middle = [(d, str(d.year)) for d in inner if (d - first).days > room and (last - d).days > room]
    return [ends[0], *middle, ends[1]]
