"""Picked lines → a Brief: sections in the template's order, citations numbered as they first come. Pure."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from assistant.brief.lines import Line
from assistant.brief.plan import Plan
from assistant.brief.select import Picked
from assistant.brief.template import Role, Template
from assistant.records import Brief, BriefSection, BriefSentence, Citation, Document, PaperSize, Span

LACKING: dict[Role, str] = {
    "quotation": "No source quotes anybody's own words on it.",
    "reaction": "No source tells how others took it.",
    "assessment": "No named source says what it may mean.",
    "unknown": "No source says what is not known.",
}


class _Numbers:
    """Citations of a brief, one a span."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []
        self._known: dict[tuple[str, Span], int] = {}

    def of(self, line: Line) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._number(document, span) for document, span in line.sources))

    def _number(self, document: Document, span: Span) -> int:
        key = (document.id, span)
        if key not in self._known:
            self._known[key] = len(self.citations) + 1
            self.citations.append(document.cite(self._known[key], span))
        return self._known[key]


@dataclass(frozen=True, slots=True)
class Made:
    """What a brief is composed of, whatever fits; `held` are the roles that lines on the topic can take.

    `engine` names the chat model that wrote some of its lines; `notices` say what became of its prose.
    """

    plan: Plan
    template: Template
    held: Set[Role]
    paper: PaperSize
    annex: bool
    engine: str = "extractive"
    notices: tuple[str, ...] = ()


def compose(made: Made, kept: Sequence[Picked], left: Sequence[Picked]) -> Brief:
    """The brief that `kept` makes; `left` is what did not fit."""
    template = made.template
    numbers = _Numbers()
    sections = []
    for section in template.sections:
        own = [picked for picked in kept if picked.section is section]
        if own:
            sections.append(BriefSection(section.heading, section.role, tuple(_sentence(p, numbers) for p in own)))
    asked = {section.role for section in template.sections}
    lacking = [told for role, told in LACKING.items() if role in asked - made.held]
    left_out = tuple(_sentence(picked, numbers) for picked in left)  # numbered behind what is on the page
    return Brief(
        title=title_of(made.plan),
        template=template.title,
        sections=tuple(sections),
        gaps=(*made.plan.gaps, *lacking),
        dropped=len(left),
        citations=tuple(numbers.citations),
        paper=made.paper,
        coverage=made.plan.coverage,
        annex=made.annex,
        left_out=left_out,
        engine=made.engine if any(picked.line.written for picked in kept) else "extractive",
        notices=made.notices,
    )


def title_of(plan: Plan) -> str:
    """The topic as a title."""
    text = " ".join(plan.topic.split()).rstrip(".")
    return text[:1].upper() + text[1:]


def _sentence(picked: Picked, numbers: _Numbers) -> BriefSentence:
    line = picked.line
    dated = picked.section.role == "chronology"
    return BriefSentence(
        text=line.text,
        citations=numbers.of(line),
        inference=picked.marked,
        day=line.day.iso if dated else "",
        lead=line.lead,
        key=picked.key,
        locked=picked.locked,
        written=line.written,
    )
