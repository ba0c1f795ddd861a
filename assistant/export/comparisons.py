"""A comparison as paper: what changed first, then side by side, its sources last. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.export.excerpts import Excerpt, Find, excerpts, metadata_of
from assistant.export.paper import (
    Block,
    Callout,
    Heading,
    Listing,
    Mark,
    Paper,
    Paragraph,
    Run,
    Runs,
    Table,
    plain,
    sources_of,
)
from assistant.export.words import flat, named
from assistant.records import Absence, Aligned, Citation, Comparison, Edit, Metadata, Slot
from assistant.records.days import day_in_words

RELATIONS = {
    "same": "same", "moved": "moved", "reworded": "reworded", "only_a": "only in A", "only_b": "only in B",
}  # fmt: skip
NONE = "–"
SIDES = (0.16, 0.42, 0.42)


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with what is said around it: the metadata of the documents cited, by id, and the day it was made."""

    comparison: Comparison
    sources: Mapping[str, Metadata] = field(default_factory=dict)
    day: str = ""  # ISO
    excerpts: tuple[Excerpt, ...] = ()

    @classmethod
    def of(cls, comparison: Comparison, document: Find, day: str) -> Compared:
        """`comparison` with the metadata of what it cites and its passages; `document` finds one."""
        cited = ((c.document_id, c.version) for c in comparison.citations)
        return cls(comparison, metadata_of(cited, document), day, excerpts(comparison.citations, document))

    @property
    def title(self) -> str:
        """What to call it."""
        return " and ".join(flat(title) for title in self.comparison.titles if flat(title)) or "two documents"


def comparison_paper(compared: Compared, *, annex: bool = False) -> Paper:
    """The whole comparison, in the order in which it is read."""
    found = compared.comparison
    sides = zip("AB", found.titles, (found.a, found.b), strict=True)
    day = (f"Compared on {day_in_words(compared.day)}",) if compared.day else ()
    return Paper(
        title=f"Comparison: {compared.title}",
        blocks=tuple(_blocks(found)),
        sources=sources_of(found.citations, compared.sources, compared.excerpts),
        byline=(*(f"{side}: {title} ({called})" for side, title, called in sides), *day),
        kind="comparison",
        subject="Two documents side by side",
        day=compared.day,
        annex=annex,
    )


def _blocks(found: Comparison) -> Iterator[Block]:
    if found.note:
        yield Callout("To be read with care", plain(found.note), "doubtful")
    changed = [line for line in found.summary if line.text != found.note]  # which stands above already
    if changed:
        yield Heading("What changed first")
        yield Listing(tuple(_changed(line.text, line.citations, line.inference) for line in changed))
    if found.facts:
        yield Heading("Facts")
        yield _plain_table(("", "A", "B"), ((f.name, f.a or NONE, f.b or NONE) for f in found.facts), SIDES)
    if found.slots:
        yield Heading("Slots")
        yield Table(("Slot", "A", "B"), tuple(_slot(slot) for slot in found.slots), SIDES)
    if found.alignment:
        yield Heading("Sentences")
        yield Paragraph((
            Run("Words that only A has are marked "), Run("so", "deleted"), Run(", words that only B has "),
            Run("so", "inserted"), Run("."),
        ))  # fmt: skip
        yield Table(("", "A", "B"), tuple(_pair(pair) for pair in found.alignment), SIDES)
    if found.absent:
        yield Heading("Usual, and absent here")
        yield Listing(tuple(_absent(gone) for gone in found.absent))
    if found.phrases:
        yield Heading("Formulae")
        days = [(day_in_words(u.first_seen) or NONE, day_in_words(u.last_seen) or NONE) for u in found.phrases]
        rows = ((u.phrase, str(u.a), str(u.b), *own) for u, own in zip(found.phrases, days, strict=True))
        yield _plain_table(("Formula", "A", "B", "First seen", "Last seen"), rows, (0.46, 0.07, 0.07, 0.2, 0.2))


def _changed(text: str, citations: tuple[int, ...], inference: bool) -> Runs:
    return (Run(text, cites=citations), *(plain(" (inference)", "soft") if inference else ()))


def _slot(slot: Slot) -> tuple[tuple[Runs, ...], ...]:
    named_ = (plain(slot.slot, "strong"), *([plain(slot.note, "soft")] if slot.note else ()))
    return named_, _quoted(slot.a), _quoted(slot.b)


def _quoted(citations: Sequence[Citation]) -> tuple[Runs, ...]:
    return tuple(plain(f"“{c.quote.strip()}”", cites=(c.n,)) for c in citations) or (plain(NONE),)


def _pair(pair: Aligned) -> tuple[tuple[Runs, ...], ...]:
    told = RELATIONS[pair.relation] + (f": {', '.join(pair.touches)}" if pair.touches else "")
    return (plain(told),), _side(pair.a, pair.diff, "a"), _side(pair.b, pair.diff, "b")


def _side(citation: Citation | None, edits: Sequence[Edit], side: str) -> tuple[Runs, ...]:
    if citation is None:
        return (plain(NONE),)
    mark: Mark = "deleted" if side == "a" else "inserted"
    words = [Run(edit.a if side == "a" else edit.b, "" if edit.op == "equal" else mark) for edit in edits]
    said = tuple(run for run in words if run.text) or plain(citation.quote)
    return ((*said, Run("", cites=(citation.n,))),)


def _absent(gone: Absence) -> Runs:
    stood = (Run(f"{'; ' if n else ''}{named(c)}", cites=(c.n,)) for n, c in enumerate(gone.usual_in))
    return (Run(f"“{gone.phrase}” is absent from {gone.side.upper()}; it stood in "), *stood)


def _plain_table(head: tuple[str, ...], rows: Iterable[Sequence[str]], widths: tuple[float, ...]) -> Table:
    return Table(head, tuple(tuple((plain(cell),) for cell in row) for row in rows), widths)
