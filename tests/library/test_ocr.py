"""Scans are read by the real Tesseract, every word with its place; what is missing is named."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assistant.errors import DocumentTooLarge, NoTextInDocument, OcrNotInstalled, UnreadableDocument
from assistant.library import ocr
from assistant.library.ocr_layout import packed, placed, unpacked
from assistant.library.read import read
from tests.library.scans import A4, LEFT, LETTER, LINE, TOP, needs_tesseract, picture, scan, scanned_pdf

if TYPE_CHECKING:
    from conftest import Write

SENTENCE = LETTER[2]


def box_of(found, words: str):
    """The boxes of the words in `found` that the sentence `words` is made of."""
    start = found.text.index(words)
    return [word.box for word in found.words if start <= word.start < start + len(words)]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_picture_is_read_and_each_word_knows_its_place(write: Write, form: str) -> None:
    needs_tesseract()
    found = read(write(f"letter.{form.lower()}", picture(scan(), form)))
    assert SENTENCE in found.text
    assert found.metadata.scanned
    assert found.metadata.date == "2024-06-19"
    assert found.page_starts == (0,)
    for word in found.words:
        assert not any(c.isspace() for c in found.text[word.start : word.end])
    first, *_, last = box_of(found, SENTENCE)
    line = (TOP + LINE * 2) / A4[1]
    assert abs(first.left - LEFT / A4[0]) < 0.01
    assert line - 0.01 < first.top < first.bottom < line + 0.04
    assert first.left < last.left


def test_a_paragraph_is_told_from_a_line(write: Write) -> None:
    needs_tesseract()
    text = read(write("letter.png", picture(scan()))).text
    assert f"{SENTENCE}\n{LETTER[3]}" in text
    assert f"{LETTER[0]}\n\n" in text


def test_pages_without_text_are_read_and_those_with_text_left_as_they_are(write: Write) -> None:
    needs_tesseract()
    blank = Image.new("L", A4, 255)
    found = read(write("mixed.pdf", scanned_pdf(["A page of text, as typed."], scan(), blank, ["And another."])))
    assert len(found.page_starts) == 4
    assert found.text.startswith("A page of text, as typed.")
    assert found.page_starts[1] <= found.text.index(SENTENCE) < found.page_starts[2]
    assert {word.page for word in found.words} == {2}
    assert found.text[found.page_starts[3] :].strip() == "And another."
    for word in found.words:
        assert not any(c.isspace() for c in found.text[word.start : word.end])


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_and_its_words_found_where_they_lie(write: Write, turn: int) -> None:
    needs_tesseract()
    page = scan(LETTER + ["The ministers of both countries exchanged the instruments."] * 8)
    found = read(write("side.png", picture(page.rotate(turn, expand=True))))
    assert SENTENCE in found.text
    boxes = box_of(found, SENTENCE)
    across = [(box.left + box.right) / 2 for box in boxes]
    down = [(box.top + box.bottom) / 2 for box in boxes]
    line, left = (TOP + LINE * 2 + 25) / A4[1], LEFT / A4[0]
    if turn == 180:
        assert max(abs(y - (1 - line)) for y in down) < 0.01
        assert across == sorted(across, reverse=True)
    else:
        assert max(abs(x - (line if turn == 90 else 1 - line)) for x in across) < 0.01
        assert down == sorted(down, reverse=turn == 90)
        assert (max if turn == 90 else min)(down) == pytest.approx(1 - left if turn == 90 else left, abs=0.05)


def test_a_tiff_of_several_pictures_has_pages(write: Write) -> None:
    needs_tesseract()
    content = picture(scan(["The first page."]), "TIFF", save_all=True, append_images=[scan(["The second page."])])
    found = read(write("fax.tif", content))
    assert [found.text[start:].split("\n")[0] for start in found.page_starts] == ["The first page.", "The second page."]


def test_what_is_transparent_is_paper(write: Write) -> None:
    needs_tesseract()
    page = Image.new("RGBA", A4, (0, 0, 0, 0))
    page.paste((0, 0, 0, 255), mask=scan().point(lambda grey: 255 if grey < 128 else 0))
    assert SENTENCE in read(write("clear.png", picture(page))).text


def test_a_picture_without_text_is_said_to_hold_none(write: Write) -> None:
    with pytest.raises(NoTextInDocument, match=r"grey\.png"):
        read(write("grey.png", picture(Image.new("RGB", (300, 200), "grey"))))


def test_without_the_program_the_failure_says_what_to_install(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    for name, content in (("letter.png", picture(scan())), ("letter.pdf", scanned_pdf(scan()))):
        with pytest.raises(OcrNotInstalled, match=rf"{name}: page 1 is a picture.*tesseract") as told:
            read(write(name, content))
        assert "apt install tesseract-ocr" in told.value.hint
        assert "[ocr]" in told.value.hint


def test_without_the_program_the_typed_pages_still_go_in(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = read(write("mixed.pdf", scanned_pdf(["A page of text, as typed."], scan())))
    assert found.text.strip() == "A page of text, as typed."
    assert not found.metadata.scanned


def test_a_language_that_is_not_installed_is_named() -> None:
    with pytest.raises(OcrNotInstalled, match=r"a\.png: page 2 is written in Korean script") as told:
        ocr.languages("Korean", frozenset({"eng", "osd"}), "a.png: page 2")
    assert "tesseract-ocr-kor" in told.value.hint


def test_the_page_s_script_decides_the_languages() -> None:
    installed = frozenset({"eng", "rus", "kor", "jpn", "chi_sim", "osd"})
    assert ocr.languages("Cyrillic", installed, "a") == ["rus", "eng"]
    assert ocr.languages("Han", installed, "a") == ["chi_sim", "jpn", "eng"]
    assert ocr.languages("Latin", installed, "a") == ["eng"]
    assert set(ocr.languages("", installed, "a")) == {"eng", "rus", "kor", "jpn", "chi_sim"}


def test_a_damaged_picture_is_a_named_failure(write: Write) -> None:
    with pytest.raises(UnreadableDocument, match=r"cut\.png.*damaged"):
        read(write("cut.png", picture(scan())[:500]))


def test_a_picture_of_too_many_pixels_is_not_unpacked(write: Write) -> None:
    held = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(held, "PNG")
    assert len(held.getvalue()) < 1_000_000
    with pytest.raises((DocumentTooLarge, UnreadableDocument)):
        read(write("bomb.png", held.getvalue()))


def test_more_pictures_than_are_read_are_too_many(write: Write) -> None:
    frame = Image.new("1", (8, 8))
    content = picture(frame, "TIFF", save_all=True, append_images=[frame] * ocr.MOST_PAGES)
    with pytest.raises(DocumentTooLarge, match="301 pictures"):
        read(write("many.tif", content))


# The layout, without Tesseract -------------------------------------------------------------------------------------


def table(*words: tuple[int, int, str, tuple[int, int, int, int]]) -> dict[str, list]:
    """Tesseract's table for (paragraph, line, word, sides) on a page of 1000 by 2000."""
    rows = [(1, 0, 0, "", (0, 0, 1000, 2000)), *((5, p, n, word, sides) for p, n, word, sides in words)]
    return {
        "level": [row[0] for row in rows],
        "block_num": [1] * len(rows),
        "par_num": [row[1] for row in rows],
        "line_num": [row[2] for row in rows],
        "text": [row[3] for row in rows],
        **{name: [row[4][i] for row in rows] for i, name in enumerate(("left", "top", "width", "height"))},
    }


def test_han_and_kana_stand_without_spaces_and_hangul_and_latin_with() -> None:
    at = (0, 0, 10, 10)
    words = [(1, 1, word, at) for word in ("朝鮮", "半島", "の", "DPRK", "불패의", "동맹")]
    assert placed(table(*words), 1, 0)[0] == "朝鮮半島の DPRK 불패의 동맹"


def test_a_word_is_normalised_before_its_place_is_counted() -> None:
    text, words = placed(table((1, 1, "Re\u0301sume\u0301", (0, 0, 9, 9)), (1, 1, "two", (9, 0, 9, 9))), 1, 0)
    assert text == "Résumé two"
    assert [text[word.start : word.end] for word in words] == ["Résumé", "two"]


def test_words_come_back_from_the_shelf_as_they_went() -> None:
    _, words = placed(table((1, 1, "one", (100, 200, 50, 20)), (1, 2, "two", (100, 240, 50, 20))), 3, 0)
    assert unpacked(packed(words)) == words
    assert words[0].box.left == 0.1 and words[0].box.top == 0.1
