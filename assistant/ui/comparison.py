"""A comparison as HTML: what changed first, facts, slots and sentences side by side. Pure rendering.

Differences carry colour and, for whoever does not see it, a line through or under them and a label in words.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from assistant.ui.downloads import downloads
from assistant.ui.labels import day
from assistant.ui.markup import Safe, element, join, text
from assistant.ui.onward import phrase
from assistant.ui.prose import source_button
from assistant.ui.translated import translated
from assistant.ui.words import count, say, say_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.records import Absence, Aligned, Citation, Comparison, Edit, Fact, Slot

RELATIONS = {
    "same": "Same", "moved": "Moved", "reworded": "Reworded", "only_a": "Only in A", "only_b": "Only in B",
}  # fmt: skip
MOST_SHOWN = 400
"""Rows of sentences shown: more makes a browser slow. The command prints and writes all."""


OURS = {"date", "published", "language", "what is compared", "length", "order of topics"}
"""Facts whose values are the program's own words, not a document's."""


def comparison(found: Comparison, token: str = "") -> Safe:
    """The whole comparison; its wrapper is what the source panel steps through. A download names it by `token`."""
    return element(
        "article",
        _sides(found),
        downloads(token, cites=bool(found.citations)) if token else "",
        element("p", translated(found.note), class_="notice") if found.note else "",
        _section("What changed first", _summary(found)),
        _section("Facts", _facts(found)),
        _section("Slots", join(_slot(slot) for slot in found.slots)),
        _section("Sentences", _sentences(found.alignment)),
        _section("Usual, and absent here", _absent(found)),
        _section("Formulae", _formulae(found)),
        class_="comparison",
    )


def start() -> Safe:
    """What stands there before anything is compared."""
    told = say("Facts, forms of address, commitments and wishes side by side; sentences that changed, word by word.")
    return element("div", element("h2", say("Compare two documents")), element("p", told), class_="starting")


def _section(heading: str, content: str) -> Safe:
    return element("section", element("h3", say(heading)), content) if content else Safe()


def _sides(found: Comparison) -> Safe:
    return _pair(*(element("span", title, class_="called") for title in found.titles))


def _pair(a: str, b: str) -> Safe:
    """Two cells side by side, each labelled with its side: under each other where the pane is narrow."""
    cells = (element("div", element("span", side, class_="side"), element("div", cell), class_="cell")
             for side, cell in (("A", a), ("B", b)))  # fmt: skip
    return element("div", join(cells), class_="pair")


def _summary(found: Comparison) -> Safe:
    cited = {c.n: c for c in found.citations}
    lines = []
    for line in found.summary:
        if line.text == found.note:
            continue  # it stands above already
        tag = element("span", say("inference"), class_="doubt") if line.inference else ""
        buttons = join(source_button(cited[n]) for n in line.citations if n in cited)
        lines.append(element("li", text(translated(line.text)), " ", buttons, tag))
    return element("ul", join(lines), class_="changes") if lines else Safe()


def _facts(found: Comparison) -> Safe:
    rows = join(
        element(
            "tr",
            element("th", say(fact.name.capitalize()), scope="row"),
            element("td", _fact(fact, fact.a), data_label="A"),
            element("td", _fact(fact, fact.b), data_label="B"),
            class_="differs" if fact.differs else None,
        )
        for fact in found.facts
    )
    head = element("tr", *(element("th", name, scope="col") for name in ("", "A", "B")))
    return element("table", element("thead", head), element("tbody", rows), class_="side-facts") if rows else Safe()


def _fact(fact: Fact, value: str | None) -> str:
    return (translated(value) if fact.name in OURS else value) if value else "–"


def _slot(slot: Slot) -> Safe:
    note = element("span", _noted(slot.note), class_="byline") if slot.note else ""
    heading = element("h4", say(slot.slot.capitalize()), " ", note)
    return element("div", heading, _pair(_quotes(slot.a), _quotes(slot.b)), class_="slot")


def _noted(note: str) -> str:
    """What is said beside a slot's name: ``A: not in this record; B: …``."""
    sides = (part.strip().partition(": ") for part in note.split(";"))
    told = (f"{side}{colon}{translated(said)}" if said else translated(side) for side, colon, said in sides)
    return "; ".join(told)


def _quotes(citations: Sequence[Citation]) -> Safe:
    if not citations:
        return element("span", "–", class_="byline")
    return join(element("p", " ".join(c.quote.split()), " ", source_button(c), class_="words") for c in citations)


def _sentences(alignment: Sequence[Aligned]) -> Safe:
    """Changed sentences as rows; runs of equal ones folded up, so that what changed is seen."""
    rows: list[Safe] = []
    for same, run in groupby(alignment[:MOST_SHOWN], key=lambda p: p.relation == "same"):
        own = [_row(pair) for pair in run]
        alike = count(len(own), "{number} sentence the same", "{number} sentences the same")
        rows.append(element("details", element("summary", alike), *own, class_="alike") if same else join(own))
    if not rows:
        return Safe()
    struck, new = element("del", say("struck: only in A")), element("ins", say("underlined: only in B"))
    legend = element("p", say("Words that differ:"), " ", struck, ", ", new, class_="hint")
    rest = len(alignment) - MOST_SHOWN
    told = say("{rest} more rows: briefing compare prints all.", rest=rest)
    more = element("p", told, class_="notice") if rest > 0 else ""
    return join([legend, *rows, more])


def _row(pair: Aligned) -> Safe:
    touched = join((element("span", say(touch), class_="touch") for touch in pair.touches), " ")
    label = element("h4", say(RELATIONS[pair.relation]), " ", touched)
    sides = (_said(pair.a, pair.diff, "a"), _said(pair.b, pair.diff, "b"))
    return element("div", label, _pair(*sides), class_=f"row {pair.relation}")


def _said(citation: Citation | None, edits: Iterable[Edit], side: str) -> Safe:
    if citation is None:
        return element("span", "–", class_="byline")
    words = join(_edit(edit, side) for edit in edits) or text(" ".join(citation.quote.split()))
    return element("p", words, " ", source_button(citation), class_="words")


def _edit(edit: Edit, side: str) -> Safe:
    words = edit.a if side == "a" else edit.b
    if edit.op == "equal" or not words.strip():
        return text(words)
    bare = words.rstrip()
    return join([element("del" if side == "a" else "ins", bare), words[len(bare) :]])


def _absent(found: Comparison) -> Safe:
    lines = join(
        element(
            "li",
            _absence(gone),
            " ",
            join(source_button(c) for c in gone.usual_in),
        )
        for gone in found.absent
    )
    return element("ul", lines, class_="changes") if lines else Safe()


def _absence(gone: Absence) -> Safe:
    """That a phrase is absent, the phrase in it to be followed."""
    return say_around(
        "“{here}” is absent from {side}; it last stood in {document}",
        phrase(gone.phrase), side=gone.side.upper(), document=_named(gone.usual_in[0]),
    )  # fmt: skip


def _named(citation: Citation) -> str:
    return ", ".join(part for part in (f"“{citation.title}”", day(citation.date)) if part)


def _formulae(found: Comparison) -> Safe:
    rows = join(
        element("tr", *(element("td", cell, data_label=say(name)) for name, cell in zip(_COLUMNS, cells, strict=True)))
        for cells in (
            (phrase(use.phrase), str(use.a), str(use.b), day(use.first_seen), day(use.last_seen))
            for use in found.phrases
        )
    )
    head = element("tr", *(element("th", say(name), scope="col") for name in _COLUMNS))
    return element("table", element("thead", head), element("tbody", rows), class_="library") if rows else Safe()


_COLUMNS = ("Formula", "Uses in A", "Uses in B", "First seen", "Last seen")
