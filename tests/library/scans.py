"""Scans to read: pages drawn as pictures, and PDFs that hold nothing but such pictures."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

LETTER = [
    "Letter to the Minister",
    "",
    "The treaty was signed in Pyongyang on 19 June 2024.",
    "It has twenty-three articles.",
]
FONTS = ("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf", "DejaVuSerif.ttf", "DejaVuSans.ttf")
A4 = (1654, 2339)  # pixels at 200 dots an inch
LEFT, TOP, LINE = 200, 250, 60
"""Where the first line stands, in pixels, and how far it is to the next."""


def needs_tesseract() -> None:
    """Skip the test where the program is not installed."""
    if not shutil.which("tesseract"):
        pytest.skip("Tesseract is not installed here")


def font(size: int) -> ImageFont.FreeTypeFont:
    for name in FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def scan(lines: Sequence[str] = LETTER, size: tuple[int, int] = A4) -> Image.Image:
    """A page with these lines on it, as a scanner would see it: grey paper, dark letters, no text."""
    page = Image.new("L", size, 245)
    pen = ImageDraw.Draw(page)
    for n, line in enumerate(lines):
        pen.text((LEFT, TOP + LINE * n), line, fill=20, font=font(44))
    return page


def picture(page: Image.Image, form: str = "PNG", **options: object) -> bytes:
    held = io.BytesIO()
    page.save(held, form, dpi=(200, 200), **options)
    return held.getvalue()


def scanned_pdf(*pages: Image.Image | Sequence[str]) -> bytes:
    """A PDF with a picture on each page, or text where lines are given in its place."""
    held = io.BytesIO()
    drawn = canvas.Canvas(held, pagesize=(595, 842))
    for page in pages:
        if isinstance(page, Image.Image):
            drawn.drawImage(ImageReader(page), 0, 0, 595, 842)
        else:
            text = drawn.beginText(72, 720)
            for line in page:
                text.textLine(line)
            drawn.drawText(text)
        drawn.showPage()
    drawn.save()
    return held.getvalue()


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
