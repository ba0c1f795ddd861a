"""Pages in other scripts, drawn with real fonts and read by the real Tesseract, where it has their languages."""

from __future__ import annotations

import difflib
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from assistant.library import ocr
from assistant.library.ocr_layout import placed
from assistant.library.read import read
from tests.library.scans import A4, FONTS, LETTER, needs_tesseract, picture, scan, scanned_pdf

if TYPE_CHECKING:
    from conftest import Write

NOTO = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
FACES = {"jpn": 0, "kor": 1, "chi_sim": 2}
PAGES = {
    "jpn": (
        "外務大臣談話",
        "令和六年十月七日、両国の首脳は電話会談を行いました。",
        "日本政府は、国連安全保障理事会の決議に従い、制裁の",
        "完全な履行を各国に求めます。大臣は2024年10月16日に",
        "東京で共同声明を発表しました。",
    ),
    "chi_sim": (
        "外交部发言人声明",
        "去年十月七日，两国领导人就双边关系交换了意见。",
        "中国政府一贯主张通过对话解决半岛问题，",
        "反对任何加剧紧张局势的行动。声明于2024年10月16日发表，",
        "各方应当遵守联合国安理会的决议。",
    ),
    "kor": (
        "외교부 대변인 성명",
        "2024년 10월 7일 양국 정상은 전화 회담을 가졌다.",
        "정부는 유엔 안전보장이사회 결의를 모든 나라가",
        "성실히 이행할 것을 촉구한다.",
        "성명은 서울에서 발표되었다.",
    ),
    "rus": (
        "Заявление Министерства иностранных дел",
        "7 октября 2024 года главы двух государств провели переговоры.",
        "Договор о всеобъемлющем стратегическом партнёрстве",
        "был подписан в Пхеньяне 19 июня 2024 года.",
        "Стороны подтвердили свои обязательства.",
    ),
}
DAY = {"jpn": "2024年10月16日", "chi_sim": "2024年10月16日", "kor": "10월", "rus": "19 июня 2024 года"}


def drawn(language: str) -> Image.Image:
    """The page as a scanner sees it: grey paper, letters a little blurred."""
    page = Image.new("L", A4, 245)
    pen = ImageDraw.Draw(page)
    face = (
        ImageFont.truetype(NOTO, 44, index=FACES[language]) if language in FACES else ImageFont.truetype(FONTS[0], 44)
    )
    for n, line in enumerate(PAGES[language]):
        pen.text((160, 220 + 76 * n), line, fill=20, font=face)
    return page.filter(ImageFilter.GaussianBlur(0.6))


@pytest.mark.parametrize("language", PAGES)
def test_a_page_is_read_in_its_own_language(write: Write, language: str) -> None:
    needs_tesseract()
    if not {language, "osd"} <= ocr.installed() or (language in FACES and not NOTO.exists()):
        pytest.skip(f"Tesseract's {language}, or a font for it, is not installed here")
    text = read(write(f"{language}.png", picture(drawn(language)))).text
    wanted = "\n".join(PAGES[language])
    letters = difflib.SequenceMatcher(None, "".join(wanted.split()), "".join(text.split())).ratio()
    spaced = difflib.SequenceMatcher(None, wanted, text.replace("\n\n", "\n")).ratio()
    assert letters > 0.96
    assert spaced > 0.92, "words are neither joined nor taken apart"
    assert DAY[language] in text


def test_what_reads_chinese_and_japanese_reads_one_at_a_time() -> None:
    assert ocr.ways("Han", ["chi_sim", "jpn", "eng"]) == [("chi_sim", ""), ("jpn", "")]
    assert ocr.ways("Han", ["eng"]) == [("eng", "")]
    assert ocr.ways("Latin", ["eng", "fra"]) == [("eng+fra", "")]
    assert len(ocr.ways("Korean", ["kor", "eng"])) == 2


def rows(*words: tuple[str, int, int]) -> dict[str, list[object]]:
    """Tesseract's table with a line of words, each (word, left, width), 40 pixels high."""
    page = {"level": 1, "text": "", "left": 0, "top": 0, "width": 1000, "height": 500}
    table: dict[str, list[object]] = {name: [value] for name, value in page.items()}
    table |= {name: [0] for name in ("block_num", "par_num", "line_num")}
    for word, left, width in words:
        for name, value in {"level": 5, "text": word, "left": left, "top": 10, "width": width, "height": 40}.items():
            table[name].append(value)
        for name in ("block_num", "par_num", "line_num"):
            table[name].append(1)
    return table


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ((("정", 0, 40), ("부", 46, 40), ("는", 92, 40), ("유엔", 150, 80)), "정부는 유엔"),
        ((("2024", 0, 90), ("년", 95, 40), ("10", 155, 40), ("월", 200, 40)), "2024년 10월"),
        ((("2024", 0, 90), ("年", 110, 40), ("10", 170, 40), ("月", 230, 40)), "2024年10月"),
        ((("two", 0, 60), ("words", 64, 90)), "two words"),
    ],
)
def test_a_gap_makes_a_space_where_the_script_has_one(words: tuple[tuple[str, int, int], ...], text: str) -> None:
    found, placed_words = placed(rows(*words), 1, 0)
    assert found == text
    assert [found[w.start : w.end] for w in placed_words] == [word for word, _, _ in words]


def test_a_stamp_typed_over_a_scan_does_not_hide_what_is_on_it(write: Write) -> None:
    needs_tesseract()
    held = io.BytesIO()
    page = canvas.Canvas(held, pagesize=(595, 842))
    page.drawImage(ImageReader(scan()), 0, 0, 595, 842)
    page.setFont("Helvetica", 9)
    page.drawString(420, 820, "Archive no. 1284/7")
    page.save()
    found = read(write("stamped.pdf", held.getvalue()))
    assert LETTER[2] in found.text
    assert found.metadata.scanned
    typed = read(write("typed.pdf", scanned_pdf(["A short page, as typed."])))
    assert not typed.metadata.scanned
    assert typed.text.strip() == "A short page, as typed."
