"""Data set as PDF by a typst template: what texts and sources say goes in as data, never as markup."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

ACCESSIBLE: Final = "ua-1"
"""PDF/UA: tagged, for screen readers. It refuses characters that no font has, which is how they are noticed."""
PAGES: Final = {"a4": "a4", "letter": "us-letter"}
"""Our names of paper sizes, and typst's."""
MOST_SCRIPTS = 12
_WITHOUT_GLYPH = re.compile(r'the text `"(.+)"` could not be displayed')
_PROBE = b"#set document(title: [Probe])\n#set text(lang: sys.inputs.lang)\n#sys.inputs.text"
_LONG = re.compile("[!-\u052f\u2010-\u2027]{32,}")
"""A word longer than a narrow column, in scripts that typst does not break by itself and whose letters do not join."""
_LETTER = re.compile(".[\u0300-\u036f]*")


def typeset(template: Path, name: str, data: dict[str, Any]) -> bytes:
    """The bytes of a PDF file that `template` makes of `data`, which it finds as JSON under ``sys.inputs.<name>``.

    Tagged for screen readers. Where this machine has no font for a script, the file is not, and says so in
    ``data["notes"]``, a list of lines that every template sets.
    """
    without = _scripts_without_font(json.dumps(data, ensure_ascii=False))
    if not without:
        return _set(template, name, data, accessible=True)
    said = "This machine has no font for some characters, which are printed as boxes: "
    said += ", ".join(f"{script} (as in U+{ord(sample):04X})" for script, sample in without.items())
    told = [f"{said}. Install a font that holds them, such as Noto, and export again; "
                     "the Word file and Markdown hold all characters."]  # fmt: skip
    return _set(template, name, {**data, "notes": [*data["notes"], *told]})


def breakable(words: str) -> str:
    """`words` with an invisible place to break inside what would run over the margin."""
    return _LONG.sub(lambda long: "\u200b".join(_LETTER.findall(long[0])), words)


def _set(template: Path, name: str, data: dict[str, Any], *, accessible: bool = False) -> bytes:
    import typst

    given = {name: json.dumps(data, ensure_ascii=False)}
    source = template.read_bytes()
    if accessible:
        return typst.compile(source, format="pdf", sys_inputs=given, pdf_standards=ACCESSIBLE)
    return typst.compile(source, format="pdf", sys_inputs=given)


def _scripts_without_font(text: str) -> dict[str, str]:
    """The scripts of which `text` has a character that no font here has, each with that character.

    All characters are set once, on a page of their own; typst names the first that fails, and all of its script are
    left out before the next try.
    """
    import typst

    wanted = sorted({c for c in text if ord(c) > 0x7F and not c.isspace()})
    without: dict[str, str] = {}
    while wanted and len(without) < MOST_SCRIPTS:
        try:
            probe = {"text": " ".join(wanted), "lang": "en"}
            typst.compile(_PROBE, format="pdf", sys_inputs=probe, pdf_standards=ACCESSIBLE)
            break
        except typst.TypstError as error:
            failed = _WITHOUT_GLYPH.search(str(error))
            if not failed:
                raise
            sample = _first(failed[1], wanted)
            without[_script(sample)] = sample
            wanted = [c for c in wanted if _script(c) != _script(sample)]
    return without


def _first(shown: str, wanted: Sequence[str]) -> str:
    r"""The character that typst speaks of: as itself, or escaped as ``\u{1f600}``."""
    escaped = re.match(r"\\u\{([0-9a-f]+)\}", shown)
    return chr(int(escaped[1], 16)) if escaped else next((c for c in shown if c in wanted), wanted[0])


def _script(character: str) -> str:
    """The first word of a character's name, which is its script where it is a letter: Hangul, Hiragana, Cjk."""
    name = unicodedata.name(character, "OTHER").split()[0]
    return "Chinese characters" if name == "CJK" else name.capitalize()
