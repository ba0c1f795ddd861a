"""Pages as they are printed: the marks stand on the very words, and only files of the library are shown."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from assistant.assistant import Assistant
from assistant.errors import PageImageUnavailable, UnknownDocument
from assistant.records import PageImage, Span
from tests.library.scans import LETTER, needs_tesseract, picture, put, scan, scanned_pdf

WORDS = "Article four binds both parties to consult."
LINES = ["The parties agree on trade.", WORDS, "Consultations take place every year", "in the capital of either party."]


def treaty(rotation: int = 0, font: str = "Helvetica", lines: list[str] = LINES, *, box=None) -> bytes:
    """Two pages, the lines on the second; `rotation` is how the page says it is to be turned."""
    held = io.BytesIO()
    drawn = canvas.Canvas(held, pagesize=(595, 842))
    drawn.drawString(72, 720, "The first page holds a title.")
    drawn.showPage()
    drawn.setPageRotation(rotation)
    if box:
        drawn.setCropBox(box)
    drawn.setFont(font, 14)
    for n, line in enumerate(lines):
        drawn.drawString(72, 500 - 30 * n, line)
    drawn.showPage()
    drawn.save()
    return held.getvalue()


def kept(library: Assistant, folder: Path, name: str, content: bytes) -> str:
    return library.ingest([put(folder, name, content)]).added[0]


def quoted(library: Assistant, document_id: str, words: str) -> Span:
    start = library.document(document_id).text.index(words)
    return Span(start, start + len(words))


def ink(image: PageImage, *, outside: bool = False) -> list[int]:
    """The darkest grey in each mark; or in all that lies outside of the marks."""
    page = Image.open(io.BytesIO(image.webp)).convert("L")
    wide, high = page.size
    boxes = [
        (round(m.left * wide), round(m.top * high), round(m.right * wide), round(m.bottom * high)) for m in image.marks
    ]
    if not outside:
        return [page.crop(box).getextrema()[0] for box in boxes]
    for left, top, right, bottom in boxes:
        page.paste(255, (left - 3, top - 4, right + 3, bottom + 4))
    return [page.getextrema()[0]]


def test_the_cited_page_comes_with_its_words_marked(library: Assistant, tmp_path: Path) -> None:
    treaty_id = kept(library, tmp_path, "treaty.pdf", treaty())
    image = library.page_image(treaty_id, span=quoted(library, treaty_id, WORDS))
    assert (image.page, image.pages) == (2, 2)
    assert abs(image.width / image.height - 595 / 842) < 0.01
    (mark,) = image.marks
    assert mark.left == pytest.approx(72 / 595, abs=0.01)
    assert mark.right == pytest.approx((72 + pdfmetrics.stringWidth(WORDS, "Helvetica", 14)) / 595, abs=0.01)
    assert mark.top < 1 - (470 + 5) / 842 < mark.bottom
    assert mark.bottom - mark.top < 25 / 842


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_nothing_but_the_quotation_is_marked_however_the_page_is_turned(
    library: Assistant, tmp_path: Path, rotation: int
) -> None:
    treaty_id = kept(library, tmp_path, "treaty.pdf", treaty(rotation, lines=[WORDS]))
    image = library.page_image(treaty_id, span=quoted(library, treaty_id, WORDS))
    assert len(image.marks) == 1
    assert max(ink(image)) < 80
    assert min(ink(image, outside=True)) > 200


def test_a_cropped_page_is_marked_where_it_is_shown(library: Assistant, tmp_path: Path) -> None:
    treaty_id = kept(library, tmp_path, "treaty.pdf", treaty(lines=[WORDS], box=(50, 400, 500, 700)))
    image = library.page_image(treaty_id, span=quoted(library, treaty_id, WORDS))
    assert max(ink(image)) < 80
    assert min(ink(image, outside=True)) > 200


def test_a_quotation_over_two_lines_has_a_mark_on_each(library: Assistant, tmp_path: Path) -> None:
    treaty_id = kept(library, tmp_path, "treaty.pdf", treaty())
    text = library.document(treaty_id).text
    start = text.index("take place")
    image = library.page_image(treaty_id, span=Span(start, text.index("either party.") + 13))
    assert len(image.marks) == 2
    assert image.marks[0].left > image.marks[1].left
    assert image.marks[0].bottom <= image.marks[1].top


def test_of_words_that_stand_twice_the_cited_ones_are_marked(library: Assistant, tmp_path: Path) -> None:
    treaty_id = kept(library, tmp_path, "treaty.pdf", treaty(lines=["Peace lasts.", "Trade grows.", "Peace lasts."]))
    text = library.document(treaty_id).text
    tops = []
    for start in (text.index("Peace"), text.rindex("Peace")):
        (mark,) = library.page_image(treaty_id, span=Span(start, start + 12)).marks
        tops.append(mark.top)
    assert tops[1] - tops[0] == pytest.approx(60 / 842, abs=0.005)


def test_a_hyphen_at_a_line_end_and_korean_do_not_throw_the_marks_off(library: Assistant, tmp_path: Path) -> None:
    treaty_id = kept(library, tmp_path, "a.pdf", treaty(lines=["This is an exam-", "ple of a broken word."]))
    assert len(library.page_image(treaty_id, span=quoted(library, treaty_id, "an exam-\nple of")).marks) == 2
    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    korean = kept(library, tmp_path, "b.pdf", treaty(font="HYSMyeongJo-Medium", lines=["불패의 동맹관계", "친선"]))
    assert len(library.page_image(korean, span=quoted(library, korean, "동맹관계")).marks) == 1


def test_a_page_that_is_named_is_shown_and_marked_only_where_the_words_are(library: Assistant, tmp_path: Path) -> None:
    treaty_id = kept(library, tmp_path, "treaty.pdf", treaty())
    span = quoted(library, treaty_id, WORDS)
    assert library.page_image(treaty_id, page=1, span=span).marks == ()
    assert library.page_image(treaty_id).page == 1
    for page in (0, 3, 10**9):
        with pytest.raises(PageImageUnavailable):
            library.page_image(treaty_id, page=page)


def test_a_scan_is_marked_where_its_words_were_read(library: Assistant, tmp_path: Path) -> None:
    needs_tesseract()
    for name, content in (("letter.pdf", scanned_pdf(scan(LETTER[2:3]))), ("fax.png", picture(scan(LETTER[2:3])))):
        scan_id = kept(library, tmp_path, name, content)
        library.close()  # the places of words outlive the program
        image = library.page_image(scan_id, span=quoted(library, scan_id, "signed in Pyongyang"))
        assert len(image.marks) == 1
        assert max(ink(image)) < 80
        whole = library.page_image(scan_id, span=quoted(library, scan_id, LETTER[2]))
        assert min(ink(whole, outside=True)) > 200


def test_a_file_that_changed_or_went_is_not_shown(library: Assistant, tmp_path: Path) -> None:
    treaty_id = kept(library, tmp_path, "treaty.pdf", treaty())
    put(tmp_path, "treaty.pdf", treaty(lines=["Another text."]))
    with pytest.raises(PageImageUnavailable, match=r"treaty\.pdf has changed"):
        library.page_image(treaty_id)
    library.ingest([tmp_path / "treaty.pdf"])
    assert library.page_image(treaty_id).pages == 2
    with pytest.raises(PageImageUnavailable, match="has changed"):
        library.page_image(treaty_id, version=1)
    (tmp_path / "treaty.pdf").unlink()
    with pytest.raises(PageImageUnavailable, match="no longer where it was"):
        library.page_image(treaty_id)


@pytest.mark.parametrize("name", ["/etc/passwd", "../../etc/passwd", "treaty.pdf", ""])
def test_no_file_is_shown_by_its_name(library: Assistant, tmp_path: Path, name: str) -> None:
    kept(library, tmp_path, "treaty.pdf", treaty())
    with pytest.raises(UnknownDocument):
        library.page_image(name)


def test_a_document_without_pages_has_no_image(library: Assistant, tmp_path: Path) -> None:
    note = kept(library, tmp_path, "note.md", b"A note on trade.\n")
    with pytest.raises(PageImageUnavailable, match="no image"):
        library.page_image(note)


def test_what_was_read_off_a_scan_leaves_with_the_document(library: Assistant, tmp_path: Path) -> None:
    needs_tesseract()
    scan_id = kept(library, tmp_path, "fax.png", picture(scan()))
    assert library.shelf.placed_words(scan_id, 1)
    library.remove([scan_id])
    assert library.shelf.placed_words(scan_id, 1) == ()
