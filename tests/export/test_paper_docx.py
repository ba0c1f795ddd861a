"""A paper as a Word document, opened again: Word's own styles, links that lead somewhere, every script whole."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Cm

from assistant.export.paper import Paper, Paragraph, plain
from assistant.export.paper_docx import docx as as_docx
from tests.papers import JAPANESE, KOREAN, LONG, every_block, words_of_docx, words_of_pdf

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def opened(paper: Paper) -> Any:
    return docx.Document(io.BytesIO(as_docx(paper)))


def xml(paper: Paper) -> str:
    return zipfile.ZipFile(io.BytesIO(as_docx(paper))).read("word/document.xml").decode()


def test_word_knows_the_parts_by_its_own_styles():
    found = [(p.style.name, p.text) for p in opened(every_block()).paragraphs]
    assert found[0] == ("Title", "Every *kind* of block: 港, ميناء, 항구")
    assert ("Byline", "- not an item") in found
    assert ("Heading 1", "First part & more") in found
    assert ("Heading 2", "A part of it") in found
    assert ("Quote", KOREAN.text) in found
    assert ("List Bullet", "two lines") in found
    assert ("List Number", "second") in found
    assert any(style == "Source" and said.startswith("[2] 港湾局; 県庁, 港湾局発表 <第2号>") for style, said in found)


def test_the_properties_say_what_it_is_and_name_nobody():
    properties = opened(every_block()).core_properties
    assert properties.title == "Every *kind* of block: 港, ميناء, 항구"
    assert properties.subject == "What a paper can hold"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created.date() == date(2026, 11, 25)


@pytest.mark.parametrize(("size", "width", "height"), [("a4", 21.0, 29.7), ("letter", 21.59, 27.94)])
def test_the_page_has_the_size_asked_for(size: str, width: float, height: float):
    section = opened(every_block(size=size)).sections[0]
    assert abs(section.page_width - Cm(width)) < 1000
    assert abs(section.page_height - Cm(height)) < 1000


def test_a_number_leads_to_its_source_and_an_address_to_the_web():
    written = xml(every_block())
    anchors = set(re.findall(r'w:anchor="(\w+)"', written))
    assert anchors == {"source_1", "source_2", "source_3", "source_4"}
    assert anchors <= set(re.findall(r'w:bookmarkStart [^>]*w:name="(\w+)"', written))
    links = [r.target_ref for r in opened(every_block()).part.rels.values() if r.is_external]
    assert links == ["https://example.org/담화?a=1&b=2#_top"], "file:// and the like are no links"


def test_what_differs_is_told_without_colour():
    table = opened(every_block()).tables[0]
    struck = [run.text for run in table.rows[1].cells[1].paragraphs[0].runs if run.font.strike]
    underlined = [run.text for run in table.rows[1].cells[2].paragraphs[0].runs if run.underline]
    assert (struck, underlined) == (["four"], ["five"])


def test_arabic_runs_from_the_right():
    written = xml(every_block())
    assert written.count("<w:bidi/>") >= 2
    assert "<w:rtl/>" in written


def test_the_annex_holds_every_citation_in_full():
    told = words_of_docx(as_docx(every_block(annex=True)))
    whole, _, annex = told.partition("Evidence annex")
    assert JAPANESE.text in annex
    assert JAPANESE.text not in whole
    assert "[2] version 2, page 1, characters 0–37" in annex
    passages = [p for p in opened(every_block(annex=True)).paragraphs if p.style.name == "Passage"]
    assert JAPANESE.text in [run.text for p in passages for run in p.runs if run.bold]


@pytest.mark.parametrize("words", ["", " ", "\x00\x0b\ud800", "a" * 40_000, "\u202eabc", "]]>&<x/>"])
def test_nothing_breaks_the_file(words: str):
    assert opened(Paper(words, (Paragraph(plain(words, cites=(7,))),)))


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path: Path):
    (tmp_path / "every.docx").write_bytes(as_docx(every_block(annex=True)))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(OFFICE), home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "every.docx")], check=True, timeout=180, capture_output=True)
    told = words_of_pdf((tmp_path / "every.pdf").read_bytes())
    assert "Every *kind* of block" in told
    assert "The rate is five percent." in told
    assert LONG in told.replace(" ", "")
    assert "2 / 2" in told
    assert "Evidence annex" in told
