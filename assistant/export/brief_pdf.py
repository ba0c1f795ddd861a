"""A brief as PDF, set by typst from `brief.typ`: one page, with an annex behind it where one is asked for."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.export.annex import EXPLAINED, Evidence, evidence
from assistant.export.brief_figure import figure
from assistant.export.briefs import (
    INFERENCE,
    RECORDS,
    SMALLEST,
    Briefed,
    found,
    named_on_page,
    numbers,
    told,
)
from assistant.export.paper import sources_of
from assistant.export.typeset import PAGES, breakable, typeset
from assistant.export.words import flat, right_to_left, spaced
from assistant.pdfium import opened
from assistant.records import BriefSection, BriefSentence
from assistant.records.days import day_in_words

TEMPLATE = Path(__file__).with_name("brief.typ")
WIDTH = {"a4": 174.0, "letter": 179.9}
"""Millimetres between the margins."""


def pdf(briefed: Briefed) -> bytes:
    """The brief as the bytes of a PDF file; where this machine has no font for a script, the file says so."""
    return typeset(TEMPLATE, "brief", _data(briefed))


def pages_of(made: bytes) -> int:
    """How many pages a PDF file has."""
    with opened(made) as document:
        return len(document)


def _data(briefed: Briefed) -> dict[str, Any]:
    """What the template sets; plain strings and numbers throughout."""
    brief = briefed.brief
    cited = sources_of(briefed.brief.on_page, briefed.sources)
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
        "figure": asdict(drawn) if (drawn := figure(section, width)) else None,
    }


def _sentence(sentence: BriefSentence) -> dict[str, Any]:
    return {
        "text": flat(sentence.text if sentence.day else sentence.whole),
        "numbers": ", ".join(map(str, sentence.citations)),
        "day": day_in_words(sentence.day),
        "mark": INFERENCE if sentence.inference else "",
    }


# The annex -----------------------------------------------------------------------------------------------------


def _annex(briefed: Briefed) -> dict[str, Any]:
    brief = briefed.brief
    searched = [{"facet": flat(facet.facet), "found": found(facet)} for facet in brief.coverage]
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
