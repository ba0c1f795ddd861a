"""A checked text as a Word document: a table of its claims for each verdict, then the sources."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.export.verdicts import (
    EXPLAINED,
    MEANT,
    VERDICTS,
    Checked,
    Piece,
    by_urgency,
    differences,
    flat,
    named,
    of_claim,
    of_source,
    places,
    printable,
    source_of,
    summary,
    sureness,
    told,
)
from assistant.records.days import day_in_words

if TYPE_CHECKING:
    from assistant.records import Citation, ClaimVerdict

WIDTHS_CM = (1.1, 6.7, 9.2)
MARGIN_CM = 2.0
FONT = "Calibri"
INK = {"contradicted": "8F2D1F", "mixed": "7A5200", "supported": "22653A"}
"""Colours of verdicts that have one; each is said in words as well."""


def docx(checked: Checked) -> bytes:
    """The check as the bytes of a DOCX file."""
    from docx import Document

    document = Document()
    _dress(document, checked)
    document.add_heading(f"Check: {checked.title}", 0)
    if checked.day:
        document.add_paragraph(f"Checked on {day_in_words(checked.day)}")
    document.add_paragraph().add_run(summary(checked.check)).bold = True
    document.add_paragraph(f"{MEANT} Words that differ are bold and underlined.").runs[0].italic = True
    for verdict, claims in by_urgency(checked.check):
        document.add_heading(f"{VERDICTS[verdict]} ({len(claims)})", 1)
        if verdict in EXPLAINED:
            document.add_paragraph(EXPLAINED[verdict])
        _claims(document, claims, checked)
    if checked.check.citations:
        document.add_heading("Sources", 1)
    for own in checked.cited:
        _source(document, own, checked)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _dress(document: Any, checked: Checked) -> None:  # noqa: ANN401 - python-docx has no types
    from docx.shared import Cm, Pt, RGBColor

    document.core_properties.title = f"Check: {checked.title}"[:255]
    document.core_properties.author = ""
    document.core_properties.comments = ""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN_CM)
    for name, size in (("Normal", 10.5), ("Title", 20), ("Heading 1", 14)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0x1C, 0x1E, 0x21)
        style.paragraph_format.space_after = Pt(4)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]  # a theme's font would win over the one named


def _claims(document: Any, claims: Sequence[tuple[int, ClaimVerdict]], checked: Checked) -> None:  # noqa: ANN401
    """One row a claim: its number, its words with the verdict under them, and what each source says."""
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(WIDTHS_CM))
    table.style = "Table Grid"
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, ("No.", "Claim and verdict", "Evidence"), strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _repeated(table.rows[0])
    for number, verdict in claims:
        row = table.add_row()
        _unbroken(row)
        row.cells[0].text = str(number)
        _write(row.cells[1].paragraphs[0], of_claim(verdict))
        _verdict(row.cells[1].add_paragraph(), verdict)
        _evidence(row.cells[2], verdict, checked)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS_CM, strict=True):
            cell.width = Cm(width)
    document.add_paragraph()


def _verdict(paragraph: Any, verdict: ClaimVerdict) -> None:  # noqa: ANN401
    from docx.shared import RGBColor

    run = paragraph.add_run(VERDICTS[verdict.verdict])
    run.bold = True
    if ink := INK.get(verdict.verdict):
        run.font.color.rgb = RGBColor.from_string(ink)
    paragraph.add_run(f", {sureness(verdict.confidence)}")


def _evidence(cell: Any, verdict: ClaimVerdict, checked: Checked) -> None:  # noqa: ANN401
    paragraph = cell.paragraphs[0]
    if not verdict.evidence:
        paragraph.add_run("–")
    for n, item in enumerate(verdict.evidence):
        paragraph = cell.add_paragraph() if n else paragraph
        c = item.citation
        paragraph.add_run(f"{told(item.stance)}: ").bold = True
        paragraph.add_run("“")
        _write(paragraph, of_source(c, verdict.mismatches))
        paragraph.add_run(f"” [{c.n}]")
        record = "; a record written for the library" if checked.note(c.document_id) else ""
        lines = [f"{named(c)}{record}", flat(checked.address(c.document_id))]
        _small(cell.add_paragraph(), "\n".join(line for line in lines if line))
    for line in differences(verdict):
        _small(cell.add_paragraph(), f"Differs in {line}.")


def _source(document: Any, own: list[Citation], checked: Checked) -> None:  # noqa: ANN401
    """One document, what must be said of it, where its original is, and the places cited in it."""
    paragraph = document.add_paragraph()
    paragraph.add_run("".join(f"[{c.n}]" for c in own)).bold = True
    address = flat(checked.address(own[0].document_id))
    said = [flat(checked.note(own[0].document_id)), f"Original: {address}" if address else ""]
    paragraph.add_run(" ".join(["", f"{source_of(own)}.", *(part for part in said if part), f"Places: {places(own)}."]))


def _small(paragraph: Any, words: str) -> None:  # noqa: ANN401
    from docx.shared import Pt

    paragraph.add_run(words).font.size = Pt(9)


def _write(paragraph: Any, pieces: Sequence[Piece]) -> None:  # noqa: ANN401
    """The pieces on one line, marked ones bold and underlined."""
    for piece in pieces:
        words = flat(piece.text)
        before, after = (" " * piece.text[at].isspace() for at in (0, -1))
        run = paragraph.add_run(f"{before}{words}{after}" if words else printable(before))
        run.bold = run.underline = piece.marked or None


def _repeated(row: Any) -> None:  # noqa: ANN401
    """Let `row` stand at the head of every page that the table goes over."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _unbroken(row: Any) -> None:  # noqa: ANN401
    """Keep `row` on one page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
