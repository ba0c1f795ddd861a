"""A paper as PDF, set by typst from `paper.typ`: what texts and sources say goes in as data, never as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.export.annex import EXPLAINED, TITLE, evidence
from assistant.export.paper import (
    UNTITLED,
    Block,
    Callout,
    Finding,
    Findings,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Quotation,
    Run,
    Runs,
    Source,
    Table,
    joined,
    stepwise,
)
from assistant.export.typeset import PAGES, breakable, typeset
from assistant.export.words import flat, is_web, places, right_to_left, source_of, spaced

TEMPLATE = Path(__file__).with_name("paper.typ")
LONG = 1200
"""Characters of evidence from which on a finding may go over two pages."""


def pdf(paper: Paper) -> bytes:
    """The paper as the bytes of a PDF file; where this machine has no font for a script, the file says so."""
    return typeset(TEMPLATE, "paper", _Setting(paper).data())


class _Setting:
    """A paper in the strings, numbers and lists that the template takes."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.known = {c.n for c in paper.citations}
        self.led_to: set[int] = set()  # a link can lead to one place alone

    def data(self) -> dict[str, Any]:
        """All that the template sets."""
        paper = self.paper
        return {
            "title": flat(paper.title) or UNTITLED,
            "subject": flat(paper.subject),
            "day": [int(part) for part in paper.day.split("-")] if re.fullmatch(r"\d{4}-\d\d-\d\d", paper.day) else [],
            "size": PAGES[paper.size],
            "byline": [breakable(flat(line)) for line in paper.byline],
            "notes": [],
            "blocks": [self._block(block) for block in stepwise(paper.blocks)],
            "sources": [self._source(source) for source in paper.sources],
            "annex": self._annex() if paper.annex and paper.sources else None,
        }

    def _annex(self) -> dict[str, Any]:
        return {"title": TITLE, "explained": EXPLAINED, "sources": [self._in_passages(s) for s in self.paper.sources]}

    def _in_passages(self, source: Source) -> dict[str, Any]:
        """One document's passages, the words cited in them bold."""
        found = [
            {"numbers": " ".join(f"[{c.n}]" for c in e.cited), "where": flat(e.where), "lines": self._lines(e.lines)}
            for e in evidence(source)
        ]
        return {"named": breakable(source_of(source.cited)), "passages": found}

    def _block(self, block: Block) -> dict[str, Any]:
        if isinstance(block, Heading):
            return {"kind": "heading", "text": breakable(flat(block.text)), "level": block.level}
        if isinstance(block, Paragraph):
            return {"kind": "paragraph", "line": self._line(block.runs)}
        if isinstance(block, Quotation):
            return {"kind": "quotation", "line": self._line(block.runs), "by": breakable(flat(block.by))}
        if isinstance(block, Listing):
            return {"kind": "listing", "items": self._lines(block.items), "ordered": block.ordered}
        if isinstance(block, Callout):
            line = self._line(block.runs)
            return {"kind": "callout", "label": flat(block.label), "line": line, "tone": block.tone}
        if isinstance(block, Findings):
            return {"kind": "findings", "items": [self._finding(item) for item in block.items]}
        return self._table(block)

    def _table(self, table: Table) -> dict[str, Any]:
        return {
            "kind": "table",
            "head": [flat(name) for name in table.head],
            "rows": [[self._lines(cell) for cell in row] for row in table.rows],
            "widths": table.widths or [1.0] * len(table.head),
        }

    def _finding(self, found: Finding) -> dict[str, Any]:
        return {
            "number": flat(found.number),
            "words": self._line(found.words),
            "verdict": flat(found.verdict),
            "tone": found.tone,
            "sureness": f", {flat(found.sureness)}" if found.sureness else "",
            "evidence": self._lines(found.evidence),
            "long": len(found.evidence) > 1 or sum(len(run.text) for line in found.evidence for run in line) > LONG,
        }

    def _source(self, source: Source) -> dict[str, Any]:
        numbers = [c.n for c in source.cited]
        first = [n not in self.led_to for n in numbers]
        self.led_to.update(numbers)
        return {
            "numbers": [{"n": n, "first": new} for n, new in zip(numbers, first, strict=True)],
            "named": breakable(f"{source_of(source.cited)}."),
            "note": breakable(flat(source.note)),
            "address": flat(source.address),
            "shown": breakable(flat(source.address)),
            "web": is_web(source.address),
            "places": f"Places: {places(source.cited)}.",
        }

    def _lines(self, lines: Iterable[Runs]) -> list[dict[str, Any]]:
        return [self._line(line) for line in lines]

    def _line(self, runs: Iterable[Run]) -> dict[str, Any]:
        """A line's runs, and whether it is read from the right. A number without a source leads nowhere."""
        own = [Run(spaced(run.text), run.mark, run.cites) for run in joined(runs)]
        return {
            "runs": [
                {
                    "text": breakable(run.text),
                    "mark": run.mark,
                    "cites": [{"n": n, "known": n in self.known} for n in run.cites],
                }
                for run in own
            ],
            "rtl": right_to_left("".join(run.text for run in own)),
        }
