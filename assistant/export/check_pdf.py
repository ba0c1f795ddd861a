"""A checked text as PDF, set by typst from `check.typ`: what texts and sources say goes in as data, never as markup."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from assistant.export.verdicts import (
    EXPLAINED,
    MEANT,
    VERDICTS,
    Checked,
    Piece,
    by_urgency,
    differences,
    flat,
    named,
    of_claim,
    of_source,
    places,
    printable,
    source_of,
    summary,
    sureness,
    told,
)
from assistant.records import Citation, ClaimVerdict, Verdict
from assistant.records.days import day_in_words

TEMPLATE = Path(__file__).with_name("check.typ")
ACCESSIBLE: Final = "ua-1"
"""PDF/UA: tagged, for screen readers. It refuses characters that no font has, which is how they are noticed."""
MOST_SCRIPTS = 12
_WITHOUT_GLYPH = re.compile(r'the text `"(.+)"` could not be displayed')
_PROBE = b"#set document(title: [Probe])\n#set text(lang: sys.inputs.lang)\n#sys.inputs.text"
_WEB = re.compile(r"https?://\S+\Z")


def pdf(checked: Checked) -> bytes:
    """The check as the bytes of a PDF file; where this machine has no font for a script, the file says so."""
    data = _data(checked)
    without = _scripts_without_font(json.dumps(data, ensure_ascii=False))
    if not without:
        return _set(data, accessible=True)
    said = "This machine has no font for some characters, which are printed as boxes: "
    said += ", ".join(f"{script} (as in U+{ord(sample):04X})" for script, sample in without.items())
    data["notes"] = [f"{said}. Install a font that holds them, such as Noto, and export again; "
                     "the Word file and Markdown hold all characters."]  # fmt: skip
    return _set(data)


def _set(data: dict[str, Any], *, accessible: bool = False) -> bytes:
    import typst

    given = {"check": json.dumps(data, ensure_ascii=False)}
    template = TEMPLATE.read_bytes()
    if accessible:
        return typst.compile(template, format="pdf", sys_inputs=given, pdf_standards=ACCESSIBLE)
    return typst.compile(template, format="pdf", sys_inputs=given)


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


def _data(checked: Checked) -> dict[str, Any]:
    """What the template sets; plain strings throughout."""
    check = checked.check
    return {
        "heading": f"Check: {checked.title}",
        "day": f"Checked on {day_in_words(checked.day)}" if checked.day else "",
        "summary": summary(check),
        "meant": f"{MEANT} Words that differ are bold and underlined.",
        "notes": [],
        "sections": [_section(verdict, claims, checked) for verdict, claims in by_urgency(check)],
        "sources": [_source(own, checked) for own in checked.cited],
    }


def _section(verdict: Verdict, claims: Iterable[tuple[int, ClaimVerdict]], checked: Checked) -> dict[str, Any]:
    made = [_claim(number, claim, checked) for number, claim in claims]
    return {
        "verdict": verdict,
        "label": VERDICTS[verdict],
        "heading": f"{VERDICTS[verdict]} ({len(made)})",
        "told": EXPLAINED.get(verdict, ""),
        "claims": made,
    }


def _claim(number: int, verdict: ClaimVerdict, checked: Checked) -> dict[str, Any]:
    evidence = []
    for item in verdict.evidence:
        record = "; a record written for the library" if checked.note(item.citation.document_id) else ""
        evidence.append({
            "stance": told(item.stance),
            "pieces": _pieces(of_source(item.citation, verdict.mismatches)),
            "number": f"[{item.citation.n}]",
            "source": named(item.citation) + record,
        })  # fmt: skip
    return {
        "number": str(number),
        "pieces": _pieces(of_claim(verdict)),
        "sure": sureness(verdict.confidence),
        "evidence": evidence,
        "differences": [f"Differs in {line}." for line in differences(verdict)],
    }


def _pieces(pieces: Iterable[Piece]) -> list[dict[str, Any]]:
    return [{"text": re.sub(r"\s+", " ", printable(piece.text)), "marked": piece.marked} for piece in pieces]


def _source(own: list[Citation], checked: Checked) -> dict[str, Any]:
    address = flat(checked.address(own[0].document_id))
    return {
        "numbers": "".join(f"[{c.n}]" for c in own),
        "named": f"{source_of(own)}.",
        "note": flat(checked.note(own[0].document_id)),
        "address": address,
        "web": bool(_WEB.match(address)),
        "places": f"Places: {places(own)}.",
    }
