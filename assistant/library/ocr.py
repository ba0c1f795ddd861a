"""The picture of a page → its text, by Tesseract, with the place of every word. Knows no file format.

Tesseract is a program of its own; pytesseract, the extra ``[ocr]``, calls it. Where either is missing, the error says
what to install.
"""

from __future__ import annotations

import importlib.util
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.errors import OcrNotInstalled, UnreadableDocument
from assistant.library.ocr_layout import placed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PIL.Image import Image

    from assistant.records.places import PlacedWord

MOST_PAGES = 300
"""Pictures read in one document: a page takes seconds."""
MOST_PIXELS = 40e6
"""Of one picture: A3 at 400 dots an inch has 31 million."""
PAGE_S = 120
"""Seconds for one page."""
SURE_OF_TURN = 7
"""Below this Tesseract itself does not trust the way up that it found (``min_orientation_margin``)."""

LANGUAGES = {
    "Latin": ("eng", "fra", "deu", "spa"),
    "Cyrillic": ("rus", "ukr"),
    "Korean": ("kor",),
    "Hangul": ("kor",),
    "Japanese": ("jpn",),
    "Hiragana": ("jpn",),
    "Katakana": ("jpn",),
    "Han": ("chi_sim", "chi_tra", "jpn"),
    "Arabic": ("ara",),
}
"""A script, as Tesseract names it → the languages, as it names these, in which a page in it is read."""
ALONE = frozenset({"Han", "Hiragana", "Japanese", "Katakana"})
"""Scripts whose languages are read one at a time: together, or with English, each spoils the other's characters, and
the first look does not tell Chinese from Japanese. Latin letters and digits are in each of them."""
SPACED_OUT = frozenset({"Hangul", "Korean"})
"""Scripts whose words stand so far apart that a page of short lines is taken for columns, most of which get lost."""
ONE_COLUMN = "--psm 4"
SURE = 60
"""Tesseract's confidence (0..100) from which a word counts when readings of a page are held against each other."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What a page's picture says; the words' offsets point into `text`."""

    text: str
    words: tuple[PlacedWord, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """What a first look at a page tells: the script, and by how many degrees to turn it clockwise."""

    script: str
    turn: int


def missing() -> str:
    """What is not installed of what reads scans; empty where all is."""
    if importlib.util.find_spec("pytesseract") is None:
        return "the [ocr] extra"
    return "" if shutil.which("tesseract") else "the program tesseract"


def read_page(picture: Image, page: int, name: str) -> ReadPage | None:
    """The text of `picture`, which is `page` of the file `name`; None where nothing is on it.

    Raises:
        OcrNotInstalled: the extra, the program, or the page's language is not installed.
        UnreadableDocument: Tesseract cannot read it, or not in time.
    """
    grey = _flat(picture)
    darkest, lightest = grey.getextrema()
    if darkest == lightest:
        return None
    if lacking := missing():
        raise OcrNotInstalled(f"{name}: page {page} is a picture, and {lacking} that reads it is not installed")
    import pytesseract

    try:
        look = _first_look(grey)
        upright = grey.rotate(-look.turn, expand=True)
        tried = [
            pytesseract.image_to_data(
                upright, lang=read_in, config=layout, output_type=pytesseract.Output.DICT, timeout=PAGE_S
            )
            for read_in, layout in ways(look.script, languages(look.script, installed(), f"{name}: page {page}"))
        ]
    except (RuntimeError, OSError) as error:  # TesseractError is one, and so is its time-out
        told = " ".join(str(error).split())[:150]
        raise UnreadableDocument(f"{name}: page {page} cannot be read by Tesseract: {told}") from error
    text, words = placed(max(tried, key=_sure), page, look.turn)
    return ReadPage(text, words) if text.strip() else None


def ways(script: str, languages: Sequence[str]) -> Sequence[tuple[str, str]]:
    """The ways in which a page in `script` is read, each (languages, layout) as Tesseract takes them."""
    if script in ALONE:
        return [(language, "") for language in languages if language != "eng"] or [("eng", "")]
    together = "+".join(languages)
    return [(together, ""), (together, ONE_COLUMN)] if script in SPACED_OUT else [(together, "")]


def _sure(rows: Mapping[str, Sequence[Any]]) -> int:
    """Characters of the words that Tesseract is sure of."""
    return sum(len(str(word).strip()) for word, sure in zip(rows["text"], rows["conf"], strict=True) if sure >= SURE)


def _flat(picture: Image) -> Image:
    """`picture` in greys, what is transparent in it white."""
    from PIL import Image

    if "A" in picture.getbands() or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        picture = Image.new("RGB", clear.size, "white")
        picture.paste(clear, mask=clear.getchannel("A"))
    return picture.convert("L")


def _first_look(picture: Image) -> _Look:
    """Script and way up; none where there is too little on the page to tell, or the data for it is not installed."""
    import pytesseract

    if "osd" not in installed():
        return _Look("", 0)
    try:
        told: dict[str, Any] = pytesseract.image_to_osd(picture, output_type=pytesseract.Output.DICT, timeout=PAGE_S)
    except pytesseract.TesseractError:
        return _Look("", 0)
    return _Look(str(told["script"]), int(told["rotate"]) if told["orientation_conf"] >= SURE_OF_TURN else 0)


def languages(script: str, installed: frozenset[str], page: str) -> Sequence[str]:
    """The `installed` languages to read `page` in this script in, English too: its letters stand in all texts.

    Raises:
        OcrNotInstalled: there is none.
    """
    known = LANGUAGES.get(script) or tuple(dict.fromkeys(i for group in LANGUAGES.values() for i in group))
    found = [language for language in known if language in installed]
    if not found:
        package = f"tesseract-ocr-{known[0].replace('_', '-')}"
        told = f"{page} is written in {script or 'a'} script, and Tesseract has no language of it here"
        raise OcrNotInstalled(told, f"Install it (Debian and Ubuntu: apt install {package}).")
    return [*found, *(["eng"] if "eng" in installed and "eng" not in found else [])]


def installed() -> frozenset[str]:
    """The languages that Tesseract has here, as it names them, and ``osd``: its data for a first look at a page."""
    import pytesseract

    return frozenset(pytesseract.get_languages())
