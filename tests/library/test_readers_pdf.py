"""PDF: true pages, properties, and what cannot be read."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from assistant.errors import NoTextInDocument, UnreadableDocument
from assistant.library.read import read
from assistant.records import Document

if TYPE_CHECKING:
    from conftest import Write


def pdf(pages: list[list[str]], font: str = "Helvetica", **properties: Any) -> bytes:  # noqa: ANN401
    """A PDF with these lines on its pages; `properties` are title, author or encrypt."""
    held = io.BytesIO()
    drawn = canvas.Canvas(held, encrypt=properties.pop("encrypt", None))
    if "title" in properties:
        drawn.setTitle(properties["title"])
    if "author" in properties:
        drawn.setAuthor(properties["author"])
    for lines in pages:
        text = drawn.beginText(72, 720)
        text.setFont(font, 12)
        for line in lines:
            text.textLine(line)
        drawn.drawText(text)
        drawn.showPage()
    drawn.save()
    return held.getvalue()


def test_each_page_begins_where_page_starts_says(write: Write) -> None:
    content = pdf([["First page.", "It has two lines."], ["Second page."], [], ["Fourth page."]])
    document = read(write("a.pdf", content))
    assert len(document.page_starts) == 4
    assert document.text[document.page_starts[0] :].startswith("First page.\nIt has two lines.\n")
    assert document.text[document.page_starts[1] :].startswith("Second page.")
    assert document.text[document.page_starts[3] :] == "Fourth page."


def test_a_quotation_is_cited_with_its_true_page(write: Write) -> None:
    found = read(write("a.pdf", pdf([[f"Article {n} begins here."] for n in range(1, 13)])))
    document = Document("a", 1, found.text, found.metadata, page_starts=found.page_starts)
    for n in range(1, 13):
        assert document.page_at(found.text.index(f"Article {n} begins")) == n


def test_a_hyphen_at_a_line_end_stays_as_printed(write: Write) -> None:
    assert "an exam-\nple here" in read(write("a.pdf", pdf([["This is an exam-", "ple here."]]))).text


def test_korean_is_read(write: Write) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    document = read(write("a.pdf", pdf([["불패의 동맹관계"]], font="HYSMyeongJo-Medium")))
    assert document.text == "불패의 동맹관계"
    assert document.metadata.language == "ko"


def test_properties_give_title_and_author(write: Write) -> None:
    found = read(write("a.pdf", pdf([["Words."]], title="Report on ties", author="Ministry of Unification"))).metadata
    assert (found.title, found.issuer) == ("Report on ties", "Ministry of Unification")
    assert found.date is not None


@pytest.mark.parametrize("title", ["untitled", "Microsoft Word - final_v3.docx", "report.indd", ""])
def test_a_title_put_there_by_a_program_is_no_title(write: Write, title: str) -> None:
    content = pdf([["What the page says", "and more"]], title=title, author="user1")
    found = read(write("a.pdf", content)).metadata
    assert (found.title, found.issuer) == ("What the page says", None)


def test_a_date_on_the_page_beats_the_day_the_file_was_made(write: Write) -> None:
    assert read(write("a.pdf", pdf([["Pyongyang, 19 June 2024"]]))).metadata.date == "2024-06-19"


def test_a_password_is_asked_for_by_name(write: Write) -> None:
    locked = pdf([["Secret."]], encrypt=StandardEncryption("password"))
    with pytest.raises(UnreadableDocument, match=r"a\.pdf.*password"):
        read(write("a.pdf", locked))


def test_a_file_that_only_forbids_printing_is_read(write: Write) -> None:
    open_to_read = pdf([["Not secret."]], encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
    assert read(write("a.pdf", open_to_read)).text == "Not secret."


def test_a_file_cut_short_is_damaged(write: Write) -> None:
    content = pdf([["Words."]] * 3)
    with pytest.raises(UnreadableDocument, match=r"a\.pdf.*damaged"):
        read(write("a.pdf", content[: len(content) // 2]))


def test_a_picture_that_shows_no_text_is_said_to_hold_none(write: Write) -> None:
    held = io.BytesIO()
    drawn = canvas.Canvas(held)
    drawn.drawImage(ImageReader(Image.new("RGB", (200, 200), "grey")), 0, 0)
    drawn.save()
    with pytest.raises(NoTextInDocument, match=r"scan\.pdf.*picture"):
        read(write("scan.pdf", held.getvalue()))


def test_files_may_be_read_at_the_same_time(write: Write) -> None:
    paths = [write(f"{n}.pdf", pdf([[f"File {n} page {page}."] for page in range(20)])) for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        texts = [document.text for document in pool.map(read, paths)]
    assert all(text.startswith(f"File {n} page 0.") and f"File {n} page 19." in text for n, text in enumerate(texts))
