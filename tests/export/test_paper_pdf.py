"""A paper as PDF, read again: its words, its properties, its tags; nothing that a text says is markup."""

from __future__ import annotations

import pypdfium2
import pytest

from assistant.export.paper import Finding, Findings, Heading, Paper, Paragraph, plain, stepwise
from assistant.export.paper_pdf import pdf
from tests.papers import LONG, every_block, words_of_pdf


def test_the_words_are_there():
    told = words_of_pdf(pdf(every_block(annex=True)))
    assert "Every *kind* of block" in told
    assert "No answer in the library Nothing <b>says</b> it." in told
    assert "Some strong and soft words. [1][2]" in told
    assert "1. is no list, and neither is this one [9]" in told
    assert "# Not a heading with *signs*, [x](javascript:y), $1 | `2` & <b>3</b> #panic(1) \\u{41} @ref ~4~." in told
    assert "The rate is four percent. [1]" in told
    assert "Contradicted, very sure" in told
    assert "It rests on part of the original. Original: file://archive/2 {x} Places: [2] version 2, page 1" in told
    assert "Evidence annex" in told


def test_a_long_word_stays_on_the_page():
    document = pypdfium2.PdfDocument(pdf(Paper("T", (Paragraph(plain(LONG)), Paragraph(plain("x" * 900))))))
    page = document[0]
    assert LONG in words_of_pdf(pdf(Paper("T", (Paragraph(plain(LONG)),)))).replace(" ", "")
    text = page.get_textpage()
    rights = [text.get_charbox(n)[2] for n in range(text.count_chars())]
    assert max(rights) < page.get_width() - 50


def test_the_file_says_what_it_is():
    written = pdf(Paper("On *this* & that", (), subject="A test", day="2026-11-25"))
    said = pypdfium2.PdfDocument(written).get_metadata_dict()
    assert (said["Title"], said["Subject"], said["CreationDate"][:10]) == ("On *this* & that", "A test", "D:20261125")
    assert said["Author"] == ""
    assert b"/Lang" in written


def test_it_is_tagged_and_its_fonts_are_in_it():
    written = pdf(Paper("T", (Paragraph(plain("Words.")),)))
    document = pypdfium2.PdfDocument(written)  # held: a page without its document takes the process down
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
    page = document[0]
    objects = list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]))
    fonts = [pypdfium2.raw.FPDFTextObj_GetFont(found.raw) for found in objects]
    assert fonts
    assert all(pypdfium2.raw.FPDFFont_GetIsEmbedded(font) == 1 for font in fonts)


@pytest.mark.parametrize(("size", "width", "height"), [("a4", 595.3, 841.9), ("letter", 612, 792)])
def test_the_page_has_the_size_asked_for(size: str, width: float, height: float):
    document = pypdfium2.PdfDocument(pdf(Paper("T", (), size=size)))  # type: ignore[arg-type]
    assert document[0].get_size() == pytest.approx((width, height), abs=0.2)


def test_numbers_and_addresses_are_links():
    document = pypdfium2.PdfDocument(pdf(every_block()))
    kinds = [pypdfium2.raw.FPDFAnnot_GetSubtype(pypdfium2.raw.FPDFPage_GetAnnot(page, n))
             for page in document for n in range(pypdfium2.raw.FPDFPage_GetAnnotCount(page))]  # fmt: skip
    assert kinds.count(pypdfium2.raw.FPDF_ANNOT_LINK) >= 9


@pytest.mark.parametrize("words", ["", " ", "\x00\x0b\ud800", "#panic(1)", '"#sys.inputs"', "a" * 9000, "\u202eabc"])
def test_nothing_breaks_the_file(words: str):
    assert pdf(Paper(words, (Paragraph(plain(words, cites=(7,))),))).startswith(b"%PDF")


def test_a_finding_longer_than_a_page_is_printed_to_its_end():
    found = Finding("1", plain("It met."), "Supported", evidence=(plain("A word. " * 1500 + "The end."),))
    assert "The end." in words_of_pdf(pdf(Paper("T", (Findings((found,)),))))
    document = pypdfium2.PdfDocument(pdf(Paper("T", (Findings((found,)),))))
    assert len(document) > 1


def test_a_number_given_twice_breaks_nothing():
    twice = (every_block().sources[0], every_block().sources[0])
    assert "[1]" in words_of_pdf(pdf(Paper("T", (Paragraph(plain("So.", cites=(1,))),), twice)))


def test_headings_go_down_a_level_at_a_time():
    blocks = (Heading("Deep", 3), Heading(" "), Heading("Down", 3), Heading("Up"))
    assert [b.level for b in stepwise(blocks) if isinstance(b, Heading)] == [1, 2, 1]
    assert "Deep Down Up" in words_of_pdf(pdf(Paper("T", blocks)))
