"""A brief as PDF, set by typst from `brief.typ`: one page, with an annex behind it where one is asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from assistant.export.annex import EXPLAINED, Evidence, evidence
from assistant.export.briefs import (
    INFERENCE,
    RECORDS,
    SMALLEST,
    Briefed,
    named_on_page,
    numbers,
    short_day,
    told,
)
from assistant.export.paper import sources_of
from assistant.export.typeset import PAGES, breakable, typeset
from assistant.export.words import flat, right_to_left, spaced
from assistant.records import BriefSection, BriefSentence
from assistant.records.days import day_in_words

TEMPLATE = Path(__file__).with_name("brief.typ")
WIDTH = {"a4": 174.0, "letter": 179.9}
"""Millimetres between the margins."""
LABEL, LABEL_WITH_YEAR = 17.0, 25.0
"""Millimetres that a label of the figure takes with the space beside it."""
FEWEST_DATES, MOST_DATES = 3, 12
"""Days from which a figure says more than a list, and up to which it can be read."""


def pdf(briefed: Briefed) -> bytes:
    """The brief as the bytes of a PDF file; where this machine has no font for a script, the file says so."""
    return typeset(TEMPLATE, "brief", _data(briefed))


def pages_of(made: bytes) -> int:
    """How many pages a PDF file has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(made)
    try:
        return len(document)
    finally:
        document.close()


def _data(briefed: Briefed) -> dict[str, Any]:
    """What the template sets; plain strings and numbers throughout."""
    brief = briefed.brief
    cited = sources_of(briefed.on_page, briefed.sources)
    records = RECORDS if any(source.note for source in cited) else ""
    return {
        "title": flat(brief.title),
        "kind": flat(brief.template),
        "paper": PAGES[brief.paper],
        "size": SMALLEST,
        "sections": [_section(section, WIDTH[brief.paper]) for section in brief.sections],
        "gaps": [flat(gap) for gap in brief.gaps],
        "sources": [{"numbers": numbers(source.cited), "named": named_on_page(source)} for source in cited],
        "records": records,
        "told": told(brief),
        "notes": [],
        "annex": _annex(briefed) if brief.annex else None,
    }


def _section(section: BriefSection, width: float) -> dict[str, Any]:
    return {
        "heading": flat(section.heading),
        "role": section.role,
        "sentences": [_sentence(sentence) for sentence in section.sentences],
        "figure": _figure(section, width) if section.role == "chronology" else None,
    }


def _sentence(sentence: BriefSentence) -> dict[str, Any]:
    return {
        "text": flat(sentence.text if sentence.day else sentence.whole),
        "numbers": ", ".join(map(str, sentence.citations)),
        "day": day_in_words(sentence.day),
        "mark": INFERENCE if sentence.inference else "",
    }


# The figure ----------------------------------------------------------------------------------------------------


def _figure(section: BriefSection, width: float) -> dict[str, Any] | None:
    """Days on a line, true to scale, each with a label that is moved aside where it would cover its neighbour."""
    days = sorted({s.day for s in section.sentences if len(s.day) == len("2024-10-07")})
    if not FEWEST_DATES <= len(days) <= MOST_DATES:
        return None
    ordinals = [date.fromisoformat(day).toordinal() for day in days]
    years = {day[:4] for day in days}
    gap = LABEL_WITH_YEAR if len(years) > 1 else LABEL
    inner, first, span = width - gap, ordinals[0], max(1, ordinals[-1] - ordinals[0])
    dots = [gap / 2 + inner * (n - first) / span for n in ordinals]
    labels = [0.0] * len(dots)
    for row in (0, 1):  # every other label stands below the line
        at = _apart(dots[row::2], gap, width)
        labels[row::2] = at
    points = [
        {"dot": dot, "label": label, "below": i % 2 == 1, "text": short_day(day, with_year=len(years) > 1)}
        for i, (dot, label, day) in enumerate(zip(dots, labels, days, strict=True))
    ]
    told = f"Timeline: {', '.join(day_in_words(day) for day in days)}"
    return {"points": points, "width": width, "alt": told}


def _apart(dots: list[float], gap: float, width: float) -> list[float]:
    """Places of labels near their dots, `gap` apart and within the width."""
    at = list(dots)
    for i in range(1, len(at)):
        at[i] = max(at[i], at[i - 1] + gap)
    if at:
        at[-1] = min(at[-1], width - gap / 2)
    for i in range(len(at) - 2, -1, -1):
        at[i] = min(at[i], at[i + 1] - gap)
    return at


# The annex -----------------------------------------------------------------------------------------------------


def _annex(briefed: Briefed) -> dict[str, Any]:
    brief = briefed.brief
    searched = [
        {"facet": flat(found.facet), "found": _found(found.sentences, found.documents)} for found in brief.coverage
    ]
    sources = []
    for source in sources_of(brief.citations, briefed.sources, briefed.excerpts):
        passages = [_passage(found) for found in evidence(source)]
        sources.append({"named": named_on_page(source), "id": flat(source.cited[0].document_id),
                        "address": flat(source.address), "passages": passages})  # fmt: skip
    return {
        "explained": EXPLAINED,
        "searched": searched,
        "left": [_sentence(sentence) for sentence in brief.left_out],
        "sources": sources,
    }


def _passage(found: Evidence) -> dict[str, Any]:
    """A passage in lines of runs, the words cited bold and followed by the numbers of their citations."""
    lines = [
        {
            "rtl": right_to_left("".join(run.text for run in line)),
            "runs": [
                {"text": breakable(spaced(run.text)), "mark": run.mark, "numbers": ", ".join(map(str, run.cites))}
                for run in line
            ],
        }
        for line in found.lines
    ]
    return {"numbers": numbers(found.cited), "where": flat(found.where), "lines": lines}


def _found(sentences: int, documents: int) -> str:
    if not sentences:
        return "nothing in the library"
    of = f"{sentences} sentence{'s' * (sentences != 1)}"
    return f"{of} in {documents} document{'s' * (documents != 1)}"
