"""A comparison in plain words for a terminal: readable without colour, every quotation with its number. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.records import Aligned, Citation, Comparison, Edit

RELATIONS = {
    "same": "same", "moved": "moved", "reworded": "reworded", "only_a": "only in A", "only_b": "only in B",
}  # fmt: skip
SHORT = 100
"""Characters shown of a sentence that stands in both."""


def as_text(found: Comparison) -> str:
    """The comparison, what changed first, its sources last."""
    blocks = [
        [f"A: {found.titles[0]} ({found.a})", f"B: {found.titles[1]} ({found.b})"],
        [found.note] if found.note else [],
        _headed("What changed first", (f"- {line.text} {_marks(line.citations)}".rstrip() for line in found.summary)),
        _headed("Facts", (line for fact in found.facts for line in _fact(fact.name, fact.a, fact.b))),
        _headed("Slots", _slots(found)),
        _headed("Sentences ([-only in A-], {+only in B+})", (line for p in found.alignment for line in _pair(p))),
        _headed("Usual, and absent here", _absent(found)),
        _headed("Formulae (uses in A, in B; first and last seen)", _formulae(found)),
        _headed("Sources", (_source(c) for c in found.citations)),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _headed(heading: str, lines: Iterable[str]) -> list[str]:
    own = list(lines)
    return [heading, *own] if own else []


def _fact(name: str, a: str | None, b: str | None) -> list[str]:
    if a == b:
        return [f"  {name}: {a}, both"]
    return [f"  {name}:", f"    A {a or '–'}", f"    B {b or '–'}"]


def _slots(found: Comparison) -> Iterator[str]:
    for slot in found.slots:
        yield f"  {slot.slot}" + (f" ({slot.note})" if slot.note else "")
        for side, citations in (("A", slot.a), ("B", slot.b)):
            yield from (f"    {side} “{_flat(c.quote)}” [{c.n}]" for c in citations)


def _pair(pair: Aligned) -> Iterator[str]:
    told = RELATIONS[pair.relation] + (f" ({', '.join(pair.touches)})" if pair.touches else "")
    if pair.a and pair.b and pair.relation == "reworded":
        yield f"  {told} {_marks((pair.a.n, pair.b.n))}: {''.join(_edit(edit) for edit in pair.diff).strip()}"
        return
    numbers = tuple(c.n for c in (pair.a, pair.b) if c)
    words = _flat(next(c.quote for c in (pair.a, pair.b) if c))
    yield f"  {told} {_marks(numbers)}: {words if len(numbers) == 1 else _short(words)}"


def _edit(edit: Edit) -> str:
    if edit.op == "equal":
        return _spaced(edit.b)
    out = f"[-{_flat(edit.a)}-]" if edit.a.strip() else ""
    new = f"{{+{_flat(edit.b)}+}}" if edit.b.strip() else ""
    ends = " " if (edit.b or edit.a)[-1:].isspace() else ""
    return f"{out}{' ' if out and new else ''}{new}{ends}"


def _absent(found: Comparison) -> Iterator[str]:
    for gone in found.absent:
        stood = "; ".join(f"{c.title} ({c.date or 'no date'}) [{c.n}]" for c in gone.usual_in)
        yield f"  “{gone.phrase}” is absent from {gone.side.upper()}; it stood in {stood}"


def _formulae(found: Comparison) -> Iterator[str]:
    for use in found.phrases:
        yield f"  {use.a}, {use.b}  “{use.phrase}” ({use.first_seen or 'no date'} to {use.last_seen or 'no date'})"


def _source(c: Citation) -> str:
    page = f", page {c.page}" if c.page else ""
    return f"[{c.n}] {c.title}{page} ({c.document_id}, version {c.version}, characters {c.start}-{c.end})"


def _marks(numbers: Sequence[int]) -> str:
    return "".join(f"[{n}]" for n in numbers)


def _spaced(words: str) -> str:
    """`words` on one line, with a space at either end where there was white space."""
    flat = _flat(words)
    return f"{' ' if words[:1].isspace() else ''}{flat}{' ' if words[-1:].isspace() else ''}" if flat else " "


def _short(line: str) -> str:
    return line if len(line) <= SHORT else line[:SHORT].rsplit(" ", 1)[0] + " …"


def _flat(words: str) -> str:
    return " ".join(words.split())
