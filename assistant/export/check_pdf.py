"""A checked text as PDF, set by typst from `check.typ`: what texts and sources say goes in as data, never as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.export.typeset import typeset
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
_WEB = re.compile(r"https?://\S+\Z")


def pdf(checked: Checked) -> bytes:
    """The check as the bytes of a PDF file; where this machine has no font for a script, the file says so."""
    return typeset(TEMPLATE, "check", _data(checked))


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
