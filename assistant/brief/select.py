"""Lines → what goes into each section, no two saying the same, no source with more than its share. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from assistant.answer.evidence import terms_of
from assistant.brief.lines import Line, cosine
from assistant.brief.nearness import CENTRAL
from assistant.brief.plan import SEARCHED
from assistant.brief.roles import quoted
from assistant.brief.template import Role, Section, Template
from assistant.library.periods import periods
from assistant.records.days import day_in_words

TOO_ALIKE = 0.885
"""Cosine from which two sentences say the same; what is shown must stay at 0.9 or less whatever stands before it."""
SAME_EVENT = 0.6
"""Cosine from which two entries of one day tell of one event."""
SAME_WORDS = 0.7
"""Share of words in common, of the shorter sentence, from which they do."""
DIVERSITY = 0.3
"""Weight of being unlike what is chosen. Source: maximal marginal relevance, Carbonell & Goldstein 1998."""
ROLE = 0.5
"""Weight of fitting the section, beside a line's own worth."""
MOST_OF_ONE = 0.6
"""Share of the page that one source may have where there are others."""
FLOORS = ((0.4, 0.65), (0.4, 0.5), (0.25, 0.5), (0.0, 0.0))
"""Shares of the best aptness that a line of the nearest documents, and of others, must have; tried in order."""
RARE_FLOOR = 0.2
"""The same for what others say of it and what is not known, of the nearest documents."""
AS_EVENT = 0.6
"""How far what is said counts as what happened; where a template has a section for it, that one is filled first."""
ENOUGH, WELL_FILLED = 300, 400
"""Words from which a page is no stub, and from which a source is cut back to its share."""
LEAST_ROLE, DATED_ROLE = 0.3, 0.45
"""Least fit of a line to its section, and of an event to a chronology."""
EVENT, OWN_DAY, OPENS = 0.7, 0.15, 0.2
"""Weights in the choice of the first sentence: of telling an event, of saying when, of standing first in its text."""
LEADING = 0.88
"""Share of the first sentence's worth that the others of a bottom line must have."""
FILLED: tuple[Role, ...] = (
    "lead", "quotation", "form", "assessment", "reaction", "unknown", "series", "chronology", "content", "event"
)  # fmt: skip
"""Order in which sections are filled: what few sentences can be before what many can."""
NEEDED: dict[Role, float] = {
    "lead": 3.0, "event": 1.2, "content": 1.2, "quotation": 1.1, "chronology": 1.0, "unknown": 0.9, "assessment": 0.9,
    "reaction": 0.9, "series": 0.9, "form": 0.8,
}  # fmt: skip
"""How much a section's sentences are needed when the page is full, relative to each other."""


@dataclass(frozen=True, eq=False)
class Picked:
    """A line in its section, and how much it is needed there.

    In a draft it has a `key`; `locked`, it stays on the page, and `marked` it is inference wherever it is moved to.
    """

    section: Section
    line: Line
    need: float
    marked: bool = False
    key: str = ""
    locked: bool = False


@dataclass
class _Page:
    """What is chosen so far."""

    most_of_one: int
    of_messages: bool = False  # whether the template is for a message, whose words no other text can give
    taken: list[Line] = field(default_factory=list)

    def takes(self, line: Line, *, bounded: bool = True) -> bool:
        """Whether there is room for `line`: nothing on the page says it, and its source has not had its share."""
        if bounded and sum(x.document.id == line.document.id for x in self.taken) >= self.most_of_one:
            return False
        return not any(says_the_same(line, x) for x in self.taken)

    def likeness(self, line: Line) -> float:
        return max((cosine(line.vector, x.vector) for x in self.taken), default=0.0)


def select(template: Template, found: Sequence[Line], entries: Sequence[Line]) -> list[Picked]:
    """What goes on the page if there is room for all of it, in the order of sections, each section in its own order.

    Sentences that are less apt go in only where the aptest are too few for a page, or nearly all of one source.
    """
    top = max((line.apt for line in found), default=0.0)
    tried: list[list[Picked]] = []
    for central, beside in FLOORS:
        close = [x for x in found if x.apt >= top * (central if _is_central(x) else beside)]
        close += [_rare_only(x) for x in found if x not in close and _is_central(x) and x.apt >= top * RARE_FLOOR]
        tried.append(_select(template, close, entries))
        if _is_page(tried[-1]) and _is_shared(tried[-1]):
            return tried[-1]
    return next((picked for picked in tried if _is_page(picked)), tried[-1])


def _rare_only(line: Line) -> Line:
    """`line` for the sections whose sentences seldom use the topic's words, and for no other."""
    roles = {role: fit for role, fit in line.roles.items() if role in SEARCHED}
    return replace(line, roles={**roles, "chronology": line.roles.get("event", 0.0)})


def _is_page(picked: Sequence[Picked]) -> bool:
    return sum(len(p.line.text.split()) for p in picked) >= ENOUGH


def _is_shared(picked: Sequence[Picked]) -> bool:
    """Whether no source has more of it than the others together can bear."""
    counts = shares(p.line for p in picked)
    return max(counts.values(), default=0) <= MOST_OF_ONE * counts.total() + 1


def _is_central(line: Line) -> bool:
    return line.near >= CENTRAL or "series" in line.roles


def _select(template: Template, found: Sequence[Line], entries: Sequence[Line]) -> list[Picked]:
    many = sum(n > 1 for n in shares(found).values())
    wanted = sum(section.most for section in template.sections)
    sections = {section.role: section for section in template.sections}
    messages = "series" in sections and any(line.document.metadata.recipient for line in found)
    page = _Page(math.ceil(MOST_OF_ONE * wanted) if many > 1 else wanted, messages)
    chosen: dict[Role, list[Line]] = {}
    for role in FILLED:
        if role in sections:
            chosen[role] = _fill(sections[role], page, found, entries)
    return [picked for section in template.sections for picked in needed(section, chosen[section.role])]


def says_the_same(a: Line, b: Line) -> bool:
    """Whether two lines are one sentence, or two that say the same thing or quote the same words."""
    if a.document.id == b.document.id and a.span == b.span and a.text == b.text:
        return True
    if cosine(a.vector, b.vector) > TOO_ALIKE:
        return True
    x, y = terms_of(a.text), terms_of(b.text)
    if len(x & y) > SAME_WORDS * min(len(x), len(y)) and len(x ^ y) < len(x & y):
        return True
    ours, theirs = _quotes(a.text), _quotes(b.text)
    return any(p in q or q in p for p in ours for q in theirs)


def _quotes(text: str) -> list[str]:
    return [words.casefold().strip(" .,") for words in quoted(text)]


def _fill(section: Section, page: _Page, found: Sequence[Line], entries: Sequence[Line]) -> list[Line]:
    if section.role == "lead":
        return _lead(section, page, found)
    if section.role == "chronology":
        return _chronology(section, page, found, entries)
    fitting = [line for line in found if _fits(line, section.role) >= LEAST_ROLE]
    if page.of_messages and section.role in ("content", "form"):
        fitting = [line for line in fitting if line.document.metadata.recipient]
        fitting = [line for line in fitting if _is_central(line)] or fitting
    return _best(section.most, page, fitting, lambda line: _fits(line, section.role))


def _fits(line: Line, role: Role) -> float:
    """How far a line is what a section asks for; what is said is part of what happened."""
    fit = line.roles.get(role, 0.0)
    return max(fit, AS_EVENT * line.roles.get("content", 0.0)) if role == "event" else fit


def _best(most: int, page: _Page, fitting: Sequence[Line], role: Callable[[Line], float]) -> list[Line]:
    """Up to `most` of `fitting`, at most half of them of one document where there are several."""
    chosen: list[Line] = []
    several = len({line.document.id for line in fitting}) > 1
    of_one = math.ceil(most / 2) if several else most
    rest = list(fitting)
    while rest and len(chosen) < most:
        line = max(rest, key=lambda x: x.worth + ROLE * role(x) - DIVERSITY * page.likeness(x))
        rest.remove(line)
        if sum(x.document.id == line.document.id for x in chosen) < of_one and page.takes(line):
            chosen.append(line)
            page.taken.append(line)
    return chosen


# Sections that are not filled by worth alone ---------------------------------------------------------------------


def _lead(section: Section, page: _Page, found: Sequence[Line]) -> list[Line]:
    """What happened first, then what it says, then what another source adds: firm sentences, the aptest."""
    firm = [line for line in found if line.firm and ("event" in line.roles or "content" in line.roles)]
    if not firm:
        return _best(section.most, page, found, lambda line: max(line.roles.values()))
    first = max(firm, key=_as_first)
    page.taken.append(first)
    chosen = [first]
    floor = LEADING * first.worth
    while len(chosen) < section.most:
        others = {x.document.id for x in chosen} if len(chosen) > 1 else set()
        fitting = [x for x in firm if page.takes(x) and x.worth >= floor]
        fitting = [x for x in fitting if x.document.id not in others] or fitting
        if not fitting:
            break
        line = max(fitting, key=lambda x: x.worth + x.apt / 2 + max(x.roles.values()) / 4)
        page.taken.append(line)
        chosen.append(line)
    return chosen


def _as_first(line: Line) -> float:
    """How well a line opens a brief: an apt event, with its day, from where its document opens."""
    fit = EVENT * line.roles.get("event", 0.0) + OWN_DAY * line.day.said + OPENS * line.opens
    return line.worth + line.apt / 2 + fit


def _chronology(section: Section, page: _Page, found: Sequence[Line], entries: Sequence[Line]) -> list[Line]:
    """Dated lines in order of day, one a document and day; a document whose day has none is entered by its fields."""
    dated = [x for x in found if x.day.said and _as_dated(x) >= DATED_ROLE]
    dated.sort(key=lambda x: -(x.worth + ROLE * _as_dated(x)))
    chosen: list[Line] = []
    room = section.most - min(len(entries), 2)
    for some, most in ((dated, room), (entries, section.most), (dated, section.most)):
        for line in some:
            same = any(x.document.id == line.document.id and x.day.iso == line.day.iso for x in chosen)
            crowded = [x for x in chosen if x.day.iso == line.day.iso]
            if same or len(crowded) > 1 or any(cosine(line.vector, x.vector) > SAME_EVENT for x in crowded):
                continue
            if len(chosen) < most and page.takes(line):
                chosen.append(_led(line))
                page.taken.append(chosen[-1])
    if len({x.day.iso for x in chosen}) < 2:
        page.taken = [x for x in page.taken if x not in chosen]
        return []
    return sorted(chosen, key=lambda x: (x.day.iso, -x.worth))


def _as_dated(line: Line) -> float:
    return max(line.roles.get("event", 0.0), line.roles.get("chronology", 0.0))


def _led(line: Line) -> Line:
    """`line` behind its day, where its own words do not begin with one that says it."""
    named = [p for p in periods(line.text) if p.first == line.day.iso]
    return line if line.lead or named else replace(line, lead=f"{day_in_words(line.day.iso)}: ")


# Need --------------------------------------------------------------------------------------------------------------


def needed(section: Section, chosen: Sequence[Line]) -> list[Picked]:
    """The lines of a section in the order of the page, the worthier the more needed, the best one above all."""
    ranked = sorted(chosen, key=lambda x: -x.worth) if section.role != "lead" else list(chosen)
    needs = {id(x): NEEDED[section.role] * (1 - i / (section.most + 1)) + (1.0 if i == 0 else 0.0)
             for i, x in enumerate(ranked)}  # fmt: skip
    ordered = list(chosen) if section.role in ("lead", "chronology") else sorted(chosen, key=as_read)
    return [Picked(section, line, needs[id(line)], marked=section.role == "assessment") for line in ordered]


def as_read(line: Line) -> tuple[str, str, int]:
    """By day, then by document, then as it stands there."""
    return (line.day.iso or "9999", line.document.id, line.span.start)


def shares(lines: Iterable[Line]) -> Counter[str]:
    """Document id → how many of the lines are its."""
    return Counter(line.document.id for line in lines)
