"""A paper as a Word document: Word's own styles and headings, links to sources and originals, page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.export.annex import EXPLAINED, TITLE, evidence
from assistant.export.docx_parts import bookmarked, from_the_right, linked, repeated, unbroken
from assistant.export.docx_styles import INKS, dress
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
from assistant.export.words import flat, is_web, places, right_to_left, source_of, spaced

FINDING_WIDTHS = (0.065, 0.395, 0.54)


def docx(paper: Paper) -> bytes:
    """The paper as the bytes of a DOCX file."""
    from docx import Document

    document = Document()
    dress(document, paper)
    _Writing(document, paper).all()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Writing:
    """Writes one paper into one document."""

    def __init__(self, document: Any, paper: Paper) -> None:  # noqa: ANN401 - python-docx has no types
        self.document, self.paper = document, paper
        self.known = {c.n for c in paper.citations}
        section = document.sections[0]
        self.width = section.page_width - section.left_margin - section.right_margin

    def all(self) -> None:
        """Title, blocks, sources, annex."""
        self.document.add_heading(flat(self.paper.title) or UNTITLED, 0)
        for line in self.paper.byline:
            self.document.add_paragraph(flat(line), style="Byline")
        for block in stepwise(self.paper.blocks):
            self._block(block)
        if self.paper.sources:
            self.document.add_heading("Sources", 1)
        for source in self.paper.sources:
            self._source(source)
        if self.paper.annex and self.paper.sources:
            self.document.add_heading(TITLE, 1)
            self.document.add_paragraph(EXPLAINED, style="Byline")
            for source in self.paper.sources:
                self._in_passages(source)

    def _in_passages(self, source: Source) -> None:
        """One document's passages, the words cited in them bold."""
        self.document.add_heading(source_of(source.cited), 2)
        for found in evidence(source):
            of = self.document.add_paragraph(style="Byline")
            of.add_run(" ".join(f"[{c.n}]" for c in found.cited)).bold = True
            of.add_run(f" {found.where}")
            of.paragraph_format.keep_with_next = True
            for line in found.lines:
                self._write(self.document.add_paragraph(style="Passage"), line)

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.document.add_heading(flat(block.text), block.level)
        elif isinstance(block, Paragraph):
            self._write(self.document.add_paragraph(), block.runs)
        elif isinstance(block, Quotation):
            quoted = self.document.add_paragraph(style="Quote")
            self._write(quoted, block.runs)
            if block.by:
                quoted.paragraph_format.keep_with_next = True
                self.document.add_paragraph(flat(block.by), style="Quoted From")
        elif isinstance(block, Listing):
            for item in block.items:
                style = "List Number" if block.ordered else "List Bullet"
                self._write(self.document.add_paragraph(style=style), item)
        elif isinstance(block, Callout):
            self._callout(block)
        elif isinstance(block, Findings):
            self._findings(block)
        else:
            self._table(block)

    def _callout(self, callout: Callout) -> None:
        paragraph = self.document.add_paragraph(style="Callout")
        self._coloured(paragraph.add_run(flat(callout.label)), callout.tone)
        if callout.runs:
            paragraph.paragraph_format.keep_with_next = True
            self._write(self.document.add_paragraph(style="Callout"), callout.runs)

    def _table(self, table: Table) -> None:
        made = self._begun(table.head)
        for row in table.rows:
            for cell, lines in zip(made.add_row().cells, row, strict=True):
                self._lines(cell, lines)
        self._ended(made, table.widths or (1 / len(table.head),) * len(table.head))

    def _findings(self, findings: Findings) -> None:
        made = self._begun(findings.head)
        for found in findings.items:
            row = made.add_row()
            unbroken(row)
            row.cells[0].text = flat(found.number)
            self._write(row.cells[1].paragraphs[0], found.words)
            self._verdict(row.cells[1].add_paragraph(), found)
            self._lines(row.cells[2], found.evidence or ((Run("–"),),))
        self._ended(made, FINDING_WIDTHS)

    def _verdict(self, paragraph: Any, found: Finding) -> None:  # noqa: ANN401
        self._coloured(paragraph.add_run(flat(found.verdict)), found.tone)
        if found.sureness:
            paragraph.add_run(f", {flat(found.sureness)}")

    def _begun(self, head: Sequence[str]) -> Any:  # noqa: ANN401
        table = self.document.add_table(rows=1, cols=len(head))
        table.style = "Table Grid"
        table.autofit = False
        for cell, name in zip(table.rows[0].cells, head, strict=True):
            cell.paragraphs[0].add_run(flat(name)).bold = True
        repeated(table.rows[0])
        return table

    def _ended(self, table: Any, widths: Sequence[float]) -> None:  # noqa: ANN401
        columns = [int(self.width * width / sum(widths)) for width in widths]
        for column, width in zip(table.columns, columns, strict=True):
            column.width = width
        for row in table.rows:
            for cell, width in zip(row.cells, columns, strict=True):
                cell.width = width
        self.document.add_paragraph(style="Gap")

    def _lines(self, cell: Any, lines: Iterable[Runs]) -> None:  # noqa: ANN401
        for n, line in enumerate(lines):
            self._write(cell.add_paragraph() if n else cell.paragraphs[0], line)

    def _source(self, source: Source) -> None:
        """One document, what must be said of it, where its original is, and the places cited in it."""
        paragraph = self.document.add_paragraph(style="Source")
        for c in source.cited:
            bookmarked(paragraph, f"source_{c.n}", c.n)
            paragraph.add_run(f"[{c.n}]").bold = True
        paragraph.add_run(f" {source_of(source.cited)}.")
        if source.note:
            paragraph.add_run(f" {flat(source.note)}")
        if is_web(source.address):
            paragraph.add_run(" Original: ")
            linked(paragraph, source.address, address=source.address).style = "Hyperlink"
        elif source.address:
            paragraph.add_run(f" Original: {flat(source.address)}")
        paragraph.add_run(f" Places: {places(source.cited)}.").style = "Soft"

    def _write(self, paragraph: Any, runs: Iterable[Run]) -> None:  # noqa: ANN401
        """The runs on one line, each with the numbers that lead to its sources."""
        own = [Run(spaced(run.text), run.mark, run.cites) for run in joined(runs)]
        for run in own:
            if run.text:
                self._marked(paragraph.add_run(run.text), run)
            for n, number in enumerate(run.cites):
                if not n and run.text and not run.text.endswith(" "):
                    paragraph.add_run("\u00a0")
                if number in self.known:
                    linked(paragraph, f"[{number}]", anchor=f"source_{number}").style = "Soft"
                else:
                    paragraph.add_run(f"[{number}]")
        if right_to_left("".join(run.text for run in own)):
            from_the_right(paragraph)

    def _marked(self, made: Any, run: Run) -> None:  # noqa: ANN401
        made.bold = run.mark in {"strong", "differing", "inserted"} or None
        made.underline = run.mark in {"differing", "inserted"} or None
        made.italic = run.mark == "emphasis" or None
        made.font.strike = run.mark == "deleted" or None
        if run.mark == "soft":
            made.style = "Soft"
        if right_to_left(run.text):
            made.font.rtl = True

    def _coloured(self, made: Any, tone: str) -> None:  # noqa: ANN401
        from docx.shared import RGBColor

        made.bold = True
        if ink := INKS.get(tone):
            made.font.color.rgb = RGBColor.from_string(ink)
