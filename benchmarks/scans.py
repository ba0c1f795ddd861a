"""Pages in five scripts, drawn and read by Tesseract: the share of their characters that is read, and the seconds.

Each is read as the product does, and as it did before 2026-11-30: in all languages of its script and English together,
columns and all.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytesseract

from assistant.library import ocr
from assistant.library.ocr_layout import placed
from benchmarks.library import table
from tests.library.scans import LETTER, scan
from tests.library.test_ocr_scripts import PAGES, drawn


def run(_: Path) -> None:
    if lacking := ocr.missing():
        print(f"left out: {lacking} is not installed")
        return
    pages = {name: (drawn(name), lines) for name, lines in PAGES.items() if name in ocr.installed()}
    pages["eng"] = (scan(), LETTER)
    rows = []
    for name, (picture, lines) in pages.items():
        wanted = "".join("".join(lines).split())
        told = [_timed(lambda read=read, picture=picture: read(picture), wanted) for read in (_now, _before)]
        rows.append([name, *(one for reading in told for one in reading)])
    table(["page", "read", "s", "read before", "s"], rows)


def _timed(read: Callable[[], str], wanted: str) -> tuple[str, str]:
    began = time.perf_counter()
    found = "".join(read().split())
    spent = time.perf_counter() - began
    return f"{100 * SequenceMatcher(None, wanted, found).ratio():.1f}", f"{spent:.1f}"


def _now(picture) -> str:
    page = ocr.read_page(picture, 1, "page")
    return page.text if page else ""


def _before(picture) -> str:
    look = ocr._first_look(picture)
    together = "+".join(ocr.languages(look.script, ocr.installed(), "page"))
    return placed(pytesseract.image_to_data(picture, lang=together, output_type="dict"), 1, 0)[0]
