"""A brief while it is edited: sentences are dropped, moved and locked, and the rest is filled up to the page again.

A draft never changes: each edit gives another one, which knows the one before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.brief.compose import Made, compose
from assistant.brief.lines import Line
from assistant.brief.page import fit
from assistant.brief.select import Picked, as_read, says_the_same
from assistant.brief.written import beside, place
from assistant.errors import BadEdit
from assistant.export.brief_pdf import pages_of, pdf
from assistant.export.briefs import Briefed
from assistant.export.excerpts import Find
from assistant.records import Brief


@dataclass(frozen=True, slots=True)
class Stock:
    """What a brief can be made of: the sentences found, the entries made of documents' fields, and their documents."""

    found: Sequence[Line]
    entries: Sequence[Line]
    find: Find


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A brief that can be edited.

    `brief` is what leaves as a file. `page` is its one page for whoever works on it: its ``left_out`` also holds what
    somebody dropped, which the keys in `taken` name.
    """

    brief: Brief
    page: Brief
    taken: frozenset[str]
    before: Draft | None
    _made: Made
    _stock: Stock
    _picked: tuple[Picked, ...]
    _kept: tuple[Picked, ...]

    @classmethod
    def of(cls, made: Made, stock: Stock, prose: Sequence[Line] = ()) -> Draft:
        """The draft that nobody has touched yet, set on its page, with `prose` for the sections it was written for."""
        picked = place(made.template, stock.found, stock.entries, prose)
        numbered = tuple(replace(p, key=str(n)) for n, p in enumerate(picked, 1))
        return _set(made, stock, numbered, frozenset())

    def drop(self, key: str) -> Draft:
        """Without this sentence; what was left out, or was not chosen before, may come in its place."""
        dropped = self._on_page(key)
        free = tuple(replace(p, locked=False) if p is dropped else p for p in self._picked)
        return self._after(self._filled(free, self.taken | {key}), self.taken | {key})

    def lock(self, key: str, *, locked: bool = True) -> Draft:
        """With this sentence bound to stay on the page, or no longer so."""
        return self._after(self._with(replace(self._on_page(key), locked=locked)), self.taken)

    def put(self, key: str) -> Draft:
        """With this sentence, which is not on the page, brought there and locked.

        Raises:
            BadEdit: what is locked leaves no room for it.
        """
        return self._after(self._with(replace(self._called(key), locked=True)), self.taken - {key})

    def move(self, key: str, *, up: bool) -> Draft:
        """With this sentence one place further up or down, if need be in the section beside its own, and locked.

        Raises:
            BadEdit: it stands first or last already, or in a chronology, whose order is that of its days.
        """
        moved = self._on_page(key)
        order = self._movable
        if moved not in order:
            raise BadEdit("A chronology keeps the order of its days.", "Drop or lock the sentence instead.")
        at = order.index(moved) + (-1 if up else 1)
        if not 0 <= at < len(order):
            raise BadEdit(f"The sentence stands {'first' if up else 'last'} already.", "Move another one.")
        beside = order[at]
        # Before the one above it or behind the one below; in the section beside its own, at the near end.
        behind = up if beside.section is not moved.section else not up
        rest = [p for p in self._picked if p is not moved]
        where = rest.index(beside) + behind
        rest.insert(where, replace(moved, section=beside.section, locked=True))
        return self._after(tuple(rest), self.taken)

    @property
    def on_page(self) -> tuple[Picked, ...]:
        """What stands on the page, in order."""
        return self._kept

    @property
    def ends(self) -> tuple[str, str]:
        """The keys of the first and the last sentence that can be moved; empty where none can."""
        order = self._movable
        return (order[0].key, order[-1].key) if order else ("", "")

    # What it is made of ----------------------------------------------------------------------------------------

    @property
    def _movable(self) -> list[Picked]:
        """What can change places, as it is read: all but the chronology."""
        sections = [s for s in self._made.template.sections if s.role != "chronology"]
        return [p for section in sections for p in self._kept if p.section is section]

    def _called(self, key: str) -> Picked:
        for p in self._picked:
            if p.key == key:
                return p
        raise BadEdit("The brief holds no such sentence.")

    def _on_page(self, key: str) -> Picked:
        found = self._called(key)
        if found not in self._kept:
            raise BadEdit("The sentence is not on the page.", "Put it there from what was left out.")
        return found

    def _with(self, changed: Picked) -> tuple[Picked, ...]:
        return tuple(changed if p.key == changed.key else p for p in self._picked)

    def _after(self, picked: tuple[Picked, ...], taken: frozenset[str]) -> Draft:
        draft = _set(self._made, self._stock, picked, taken, self)
        if draft.page.pages > 1:
            raise BadEdit("There is no room for it: what is locked fills the page.", "Unlock or drop a sentence first.")
        return draft

    def _filled(self, picked: tuple[Picked, ...], taken: frozenset[str]) -> tuple[Picked, ...]:
        """`picked` with what is chosen where nothing that was dropped is to be had, each section up to its most."""
        gone = [p.line for p in picked if p.key in taken]
        found = [x for x in self._stock.found if not any(says_the_same(x, line) for line in gone)]
        entries = [x for x in self._stock.entries if not any(says_the_same(x, line) for line in gone)]
        out = list(picked)
        prose = [p.line for p in picked if p.line.written and p.key not in taken]
        for p in beside(prose, self._made.template, found, entries):
            own = [q for q in out if q.section is p.section and q.key not in taken]
            if len(own) < p.section.most and not any(says_the_same(p.line, q.line) for q in out):
                later = [q for q in own if p.section.role != "lead" and as_read(q.line) > as_read(p.line)]
                at = out.index(later[0]) if later else len(out)
                out.insert(at, replace(p, key=str(len(out) + 1)))
        return tuple(out)


def _set(
    made: Made, stock: Stock, picked: tuple[Picked, ...], taken: frozenset[str], before: Draft | None = None
) -> Draft:
    """The draft of `picked`, as much of it as one page takes."""
    sources = {document.id: document.metadata for p in picked for document, _ in p.line.sources}
    bare, free = replace(made, annex=False), [p for p in picked if p.key not in taken]

    counted: dict[tuple[str, ...], int] = {}  # what fits has been set once, when it was found to

    def pages(some: Sequence[Picked]) -> int:
        keys = tuple(p.key for p in some)
        if keys not in counted:
            counted[keys] = pages_of(pdf(Briefed(compose(bare, some, _rest(free, some)), sources)))
        return counted[keys]

    kept = tuple(fit(free, pages))
    brief = compose(made, kept, _rest(free, kept))
    page = replace(compose(bare, kept, _rest(picked, kept)), pages=pages(kept))
    whole = pages_of(pdf(Briefed.of(brief, stock.find))) if made.annex else page.pages
    return Draft(replace(brief, pages=whole), page, taken, before, made, stock, picked, kept)


def _rest(picked: Sequence[Picked], kept: Sequence[Picked]) -> list[Picked]:
    on_page = set(map(id, kept))
    return [p for p in picked if id(p) not in on_page]
