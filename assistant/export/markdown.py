"""A comparison as Markdown: tables side by side, differences marked by signs and not by colour. Pure.

Words that only A has stand ~~struck~~, words that only B has stand **bold**. Whatever a document says is text: its
own Markdown and HTML are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.records import Aligned, Citation, Comparison, Edit, Slot

RELATIONS = {
    "same": "same", "moved": "moved", "reworded": "reworded", "only_a": "only in A", "only_b": "only in B",
}  # fmt: skip
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


def comparison(found: Comparison) -> str:
    """The whole comparison, in the order in which it is read: what matters first, its sources last."""
    blocks = [
        "# Comparison",
        f"A: {as_text(found.titles[0])} ({as_text(found.a)})  \nB: {as_text(found.titles[1])} ({as_text(found.b)})",
        as_text(found.note),
        *_section("What changed first", [_summary(found)] if found.summary else []),
        *_section("Facts", _table(("", "A", "B"), ((f.name, f.a or "–", f.b or "–") for f in found.facts))),
        *_section("Slots", _rows(("Slot", "A", "B", "Note"), (_slot(slot) for slot in found.slots))),
        *_section("Sentences", _sentences(found.alignment)),
        *_section("Usual, and absent here", [_absent(found)] if found.absent else []),
        *_section("Formulae", _table(("Formula", "A", "B", "First seen", "Last seen"), _formulae(found))),
        *_section("Sources", ["\n".join(_source(c) for c in found.citations)] if found.citations else []),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _section(heading: str, blocks: Sequence[str]) -> list[str]:
    return [f"## {heading}", *blocks] if blocks else []


def _summary(found: Comparison) -> str:
    return "\n".join(f"- {as_text(line.text)} {marks(line.citations)}".rstrip() for line in found.summary)


def marks(numbers: Iterable[int]) -> str:
    """Numbers of citations in square brackets."""
    return " ".join(f"\\[{n}\\]" for n in numbers)


def _slot(slot: Slot) -> tuple[str, ...]:
    return as_text(slot.slot), _quoted(slot.a), _quoted(slot.b), as_text(slot.note)


def _quoted(citations: Sequence[Citation]) -> str:
    return "<br>".join(f"“{as_text(c.quote)}” {marks([c.n])}" for c in citations) or "–"


def _sentences(alignment: Sequence[Aligned]) -> list[str]:
    if not alignment:
        return []
    legend = "Words that only A has are ~~struck~~, words that only B has are **bold**."
    return [legend, *_rows(("", "A", "B"), (_pair(pair) for pair in alignment))]


def _pair(pair: Aligned) -> tuple[str, ...]:
    told = RELATIONS[pair.relation] + (f": {', '.join(pair.touches)}" if pair.touches else "")
    sides = []
    for citation, side in ((pair.a, "a"), (pair.b, "b")):
        words = _marked(pair.diff, side) if pair.diff else as_text(citation.quote) if citation else ""
        sides.append(f"{words} {marks([citation.n])}" if citation else "–")
    return told, *sides


def _marked(edits: Sequence[Edit], side: str) -> str:
    sign = "~~" if side == "a" else "**"
    parts = []
    for edit in edits:
        words = edit.a if side == "a" else edit.b
        bare = as_text(words)
        if edit.op == "equal" or not bare:
            parts.append(bare)
        else:
            parts.append(f"{sign}{bare}{sign}")
    return " ".join(part for part in parts if part)


def _absent(found: Comparison) -> str:
    lines = []
    for gone in found.absent:
        last = "; ".join(f"“{as_text(c.title)}”, {c.date or 'no date'} {marks([c.n])}" for c in gone.usual_in)
        lines.append(f"- “{as_text(gone.phrase)}” is absent from {gone.side.upper()}; it stood in {last}")
    return "\n".join(lines)


def _formulae(found: Comparison) -> Iterator[tuple[str, ...]]:
    return ((u.phrase, str(u.a), str(u.b), u.first_seen or "–", u.last_seen or "–") for u in found.phrases)


def _source(c: Citation) -> str:
    page = f", page {c.page}" if c.page else ""
    facts = ", ".join(as_text(part) for part in (c.issuer, c.title, c.date) if part)
    where = f"{as_text(c.document_id)}, version {c.version}{page}, characters {c.start}–{c.end}"
    return f"{c.n}. {facts} ({where}): “{as_text(c.quote)}”"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return _rows(head, ([as_text(cell) for cell in row] for row in rows))


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return ["\n".join([f"| {' | '.join(head)} |", "|" + "---|" * len(head), *lines])] if lines else []


def as_text(words: str) -> str:
    """`words` on one line, as text: signs of Markdown and HTML escaped."""
    return _SIGNS.sub(r"\\\1", " ".join(words.split())).replace("\\<", "&lt;").replace("\\>", "&gt;")
