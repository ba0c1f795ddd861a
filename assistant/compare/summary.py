"""What matters of a comparison, in at most seven lines, what changed first. Every quoted word is a citation's. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.records import Absence, Aligned, Citation, Slot, SummaryLine, Touch

MOST = 7
PAIRS_TOLD = 2
"""Pairs told for each kind of change; how many more there are is said."""
LONGEST = 160
"""Characters of a quotation in a line; the citation has all of it."""
_AROUND = 30  # characters shown around a change
_CHANGE = 70  # … and of it
_WHAT: dict[Touch, str] = {
    "number": "A number differs", "date": "A date differs", "name": "A name differs", "negation": "A negation differs",
}  # fmt: skip
_WEIGHTY = ("address", "commitments", "relationship", "who acts", "third parties", "wishes", "closing", "occasion")


def summary(
    alignment: Sequence[Aligned], slots: Sequence[Slot], absent: Sequence[Absence], note: str, messages: bool
) -> tuple[SummaryLine, ...]:
    """At most `MOST` lines. `note` says what could not be compared; `messages` whether the slots are a message's."""
    changed = list(_touched(alignment))
    silent = list(_silent(absent))
    placed = list(_placed(slots)) if messages else list(_topics(slots))
    one_sided, worded = list(_one_sided(alignment)), list(_worded(alignment))
    counted = [*_counted(alignment), *([SummaryLine(note)] if note else [])]
    inferred = list(_inferred(absent, slots if messages else ()))
    room = MOST - len(counted) - len(inferred[:1])
    told = [*silent[:2], *placed[:3], *changed, *placed[3:], *one_sided, *worded]
    if not messages:
        told = [*changed, *one_sided, *worded, *placed]
    return tuple(_ended(line) for line in (*told[:room], *inferred[:1], *counted)[:MOST])


def _ended(line: SummaryLine) -> SummaryLine:
    """A quotation that ends in a full stop ends its line as well."""
    return replace(line, text=re.sub(r"([.!?])”\.$", r"\1”", line.text))


def _touched(alignment: Sequence[Aligned]) -> Iterator[SummaryLine]:
    """Pairs that differ in a number, a date, a name or a negation: one line a kind."""
    for touch in _WHAT:
        pairs = [pair for pair in alignment if touch in pair.touches]
        if not pairs:
            continue
        shown = pairs[:PAIRS_TOLD]
        told = "; ".join(_change(pair, touch) for pair in shown)
        rest = len(pairs) - len(shown)
        more = f"; and in {rest} more pair{'s' if rest > 1 else ''} of sentences" if rest else ""
        yield SummaryLine(f"{_WHAT[touch]}: {told}{more}.", _numbers(*(c for p in shown for c in (p.a, p.b))))


def _change(pair: Aligned, touch: Touch) -> str:
    """The words around the first change of that kind, in A and in B."""
    at = next(n for n, edit in enumerate(pair.diff) if touch in edit.touches)
    before = _tail("".join(e.a for e in pair.diff[:at]))
    after = _head("".join(e.a for e in pair.diff[at + 1 :]))
    edit = pair.diff[at]
    there_before = _tail("".join(e.b for e in pair.diff[:at]))
    there_after = _head("".join(e.b for e in pair.diff[at + 1 :]))
    said = (before + _cut(edit.a) + after, there_before + _cut(edit.b) + there_after)
    return f"A “{_flat(said[0])}”, B “{_flat(said[1])}”"


def _cut(words: str) -> str:
    return words if len(words) <= _CHANGE else words[:_CHANGE].rsplit(" ", 1)[0] + " … "


def _tail(words: str) -> str:
    return words if len(words) <= _AROUND else "… " + words[-_AROUND:].split(" ", 1)[-1]


def _head(words: str) -> str:
    return words if len(words) <= _AROUND else words[:_AROUND].rsplit(" ", 1)[0] + " …"


def _placed(slots: Sequence[Slot]) -> Iterator[SummaryLine]:
    """Places of a message that are filled differently, the weighty ones first."""
    order = {name: n for n, name in enumerate(_WEIGHTY)}
    for slot in sorted(slots, key=lambda s: order.get(s.slot, len(order))):
        first_a, first_b = next(iter(slot.a), None), next(iter(slot.b), None)
        if not (first_a or first_b) or _words(slot.a) == _words(slot.b):
            continue
        # Other wording than the same wording on the other side is what differs.
        told_a = next((c for c in slot.a if _words([c]) - _words(slot.b)), first_a)
        told_b = next((c for c in slot.b if _words([c]) - _words(slot.a)), first_b)
        said = [f"“{_short(c.quote)}”" if c else _why(slot, side) for side, c in (("A", told_a), ("B", told_b))]
        yield SummaryLine(f"{slot.slot.capitalize()}: A {said[0]}, B {said[1]}.", _numbers(told_a, told_b))


def _why(slot: Slot, side: str) -> str:
    told = [part.strip()[3:] for part in slot.note.split(";") if part.strip().startswith(f"{side}: ")]
    return told[0] if told else "nothing"


def _topics(slots: Sequence[Slot]) -> Iterator[SummaryLine]:
    for side, empty in (("A", "b"), ("B", "a")):
        only = [s for s in slots if not getattr(s, empty) and getattr(s, side.casefold())]
        if only:
            names = ", ".join(f"“{s.slot}”" for s in only[:4]) + (f" and {len(only) - 4} more" if len(only) > 4 else "")
            cited = _numbers(*(c for s in only[:4] for c in getattr(s, side.casefold())))
            yield SummaryLine(f"A topic of {side} alone: {names}.", cited)


def _one_sided(alignment: Sequence[Aligned]) -> Iterator[SummaryLine]:
    for relation, side in (("only_b", "B"), ("only_a", "A")):
        own = [c for p in alignment if p.relation == relation and (c := p.a or p.b)]
        if own:
            told = "; ".join(f"“{_short(c.quote)}”" for c in own[:PAIRS_TOLD])
            rest = len(own) - PAIRS_TOLD
            more = f"; and {rest} more sentence{'s' if rest > 1 else ''}" if rest > 0 else ""
            yield SummaryLine(f"Only in {side}: {told}{more}.", _numbers(*own[:PAIRS_TOLD]))


def _worded(alignment: Sequence[Aligned]) -> Iterator[SummaryLine]:
    """The pair of sentences whose wording changed most, numbers and names apart."""
    pairs = [p for p in alignment if p.relation == "reworded" and not p.touches]
    if pairs:
        most = min(pairs, key=lambda p: p.similarity)
        if most.a and most.b:
            said = f"Reworded: A “{_short(most.a.quote)}”, B “{_short(most.b.quote)}”"
            rest = f" ({len(pairs)} such pairs)" if len(pairs) > 1 else ""
            yield SummaryLine(f"{said}{rest}.", _numbers(most.a, most.b))


def _silent(absent: Sequence[Absence]) -> Iterator[SummaryLine]:
    for gone in absent:
        last = gone.usual_in[0]
        yield SummaryLine(
            f"Absent from {gone.side.upper()}, though usual: “{gone.phrase}”, last in “{last.title}”.",
            tuple(c.n for c in gone.usual_in),
        )


def _inferred(absent: Sequence[Absence], slots: Sequence[Slot]) -> Iterator[SummaryLine]:
    """What goes beyond the words, said to do so."""
    if absent:
        gone = absent[0]
        text = f"Inference: leaving out “{gone.phrase}” may be a change of register; the text does not say why."
        yield SummaryLine(text, tuple(c.n for c in gone.usual_in), inference=True)
    acts = next((s for s in slots if s.slot == "who acts" and s.a and s.b), None)
    if acts and _voice(acts.a) != _voice(acts.b):
        text = f"Inference: A speaks {_voice(acts.a)}, B {_voice(acts.b)}; that may tell how personal the tie is."
        yield SummaryLine(text, _numbers(acts.a[0], acts.b[0]), inference=True)


def _voice(citations: Sequence[Citation]) -> str:
    words = " ".join(c.quote for c in citations).casefold()
    bodies = any(name in words for name in ("party", "government", "people", "state"))
    person = words.startswith("i ") or " i " in words or "own behalf" in words or "himself" in words
    if bodies and person:
        return "for party, government or people and in person"
    return "for party, government or people" if bodies else "in person"


def _counted(alignment: Sequence[Aligned]) -> Iterator[SummaryLine]:
    """How many sentences stand how; cited by the first pair that stands in both."""
    if not alignment:
        return
    names = {"same": "the same", "moved": "moved", "reworded": "reworded", "only_a": "only in A", "only_b": "only in B"}
    counts = {name: sum(p.relation == relation for p in alignment) for relation, name in names.items()}
    first = next((p for p in alignment if p.a and p.b), None)
    told = ", ".join(f"{n} {name}" for name, n in counts.items() if n)
    yield SummaryLine(f"Sentences: {told}.", _numbers(first.a, first.b) if first else ())


def _numbers(*citations: Citation | None) -> tuple[int, ...]:
    return tuple(dict.fromkeys(c.n for c in citations if c))


def _words(citations: Sequence[Citation]) -> set[str]:
    return {_flat(c.quote).casefold() for c in citations}


def _short(quote: str) -> str:
    line = _flat(quote)
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"


def _flat(words: str) -> str:
    return " ".join(words.split())
