"""Word, PowerPoint and Excel files, made with the libraries people use."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pptx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx.util import Inches

from assistant.library.read import read

if TYPE_CHECKING:
    from conftest import Write


def saved(document: Any) -> bytes:  # noqa: ANN401 - a document of any of the three libraries
    """The document as a file's bytes."""
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


# --- Word ---------------------------------------------------------------------------------------------------------


def test_word_headings_lists_and_tables_come_in_reading_order(write: Write) -> None:
    document = docx.Document()
    document.add_heading("Treaty", 0)
    document.add_heading("Article 1", 2)
    document.add_paragraph("The parties ").add_run("agree").bold = True
    document.add_paragraph("peace", style="List Bullet")
    document.add_paragraph("trade", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ["Year", "Form", "2024", "letter"], strict=True
    ):
        cell.text = text
    document.add_paragraph("Done at Pyongyang.")
    found = read(write("a.docx", saved(document)))
    assert found.text == (
        "# Treaty\n\n## Article 1\n\nThe parties agree\n\n- peace\n- trade\n\n"
        "Year | Form\n2024 | letter\n\nDone at Pyongyang."
    )
    assert found.metadata.title == "Treaty"
    assert found.page_starts == ()


def test_word_tracked_changes_show_the_text_as_it_would_be_accepted(write: Write) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The parties ")
    for xml in (
        "<w:del {0}><w:r><w:delText>may</w:delText></w:r></w:del>",
        "<w:ins {0}><w:r><w:t>shall</w:t></w:r></w:ins>",
    ):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w") + ' w:id="1" w:author="x"')))
    paragraph.add_run(" consult.")
    assert read(write("a.docx", saved(document))).text == "The parties shall consult."


def test_word_content_controls_and_frames_are_read(write: Write) -> None:
    document = docx.Document()
    held = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(0, held)
    frame = document.add_table(1, 1)
    frame.rows[0].cells[0].paragraphs[0].text = "In a frame."
    assert read(write("a.docx", saved(document))).text == "In a control.\n\nIn a frame."


def test_word_properties(write: Write) -> None:
    document = docx.Document()
    document.add_paragraph("Words")
    assert read(write("a.docx", saved(document))).metadata.date is None  # the template's own date says nothing
    assert read(write("a.docx", saved(document))).metadata.issuer is None
    document.core_properties.title = "Report on ties"
    document.core_properties.author = "Jane Doe"
    document.core_properties.created = datetime(2024, 10, 7, 12)
    found = read(write("b.docx", saved(document))).metadata
    assert (found.title, found.issuer, found.date) == ("Report on ties", "Jane Doe", "2024-10-07")


# --- PowerPoint ---------------------------------------------------------------------------------------------------


def test_each_slide_is_a_page(write: Write) -> None:
    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "Alliances"
    first.placeholders[1].text = "One point\nAnother point"
    first.notes_slide.notes_text_frame.text = "Say it slowly."
    deck.slides.add_slide(deck.slide_layouts[6])
    third = deck.slides.add_slide(deck.slide_layouts[5])
    third.shapes.title.text = "Figures"
    table = third.shapes.add_table(1, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Year", "2024"
    group = third.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "In a group"

    found = read(write("a.pptx", saved(deck)))
    assert len(found.page_starts) == 3
    pages = [found.text[start:] for start in found.page_starts]
    assert pages[0].startswith("# Alliances\n\nOne point\nAnother point\n\nNotes: Say it slowly.")
    assert pages[2] == "# Figures\n\nYear | 2024\n\nIn a group"
    assert found.metadata.title == "Alliances"


# --- Excel --------------------------------------------------------------------------------------------------------


def test_sheets_are_headed_and_rows_are_lines(write: Write) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Messages"
    sheet.append(["Year", "Day", "Words"])
    sheet.append([])
    sheet.append([2024, datetime(2024, 10, 7), None, None])
    sheet.append([None, "two\nlines", 1.5])
    other = book.create_sheet("Totals")
    other.append([270.0, True])
    book.create_sheet("Empty")
    found = read(write("a.xlsx", saved(book)))
    assert found.text == (
        "## Messages\n\nYear | Day | Words\n2024 | 2024-10-07\n | two lines | 1.5\n\n## Totals\n\n270 | True"
    )
    assert found.page_starts == ()


def test_a_formula_shows_no_formula(write: Write) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append([1, "=A1+1", "after"])
    text = read(write("a.xlsx", saved(book))).text
    assert "=A1" not in text
    assert "after" in text
