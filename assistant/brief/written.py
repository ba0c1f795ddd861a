"""A page with a chat model's sentences in some of its sections, and the sources' own in all others. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.brief.lines import Line
from assistant.brief.select import Picked, needed, says_the_same, select
from assistant.brief.template import Template


def place(template: Template, found: Sequence[Line], entries: Sequence[Line], prose: Sequence[Line]) -> list[Picked]:
    """What goes on the page, as `select` has it, with `prose` in the sections that it is written for.

    Nothing that the prose says in the same words stands a second time.
    """
    own = {section.role: [line for line in prose if section.role in line.roles] for section in template.sections}
    rest = beside(prose, template, found, entries)
    rest = [p for p in rest if not any(says_the_same(p.line, line) for line in prose)]
    return [
        picked
        for section in template.sections
        for picked in (needed(section, own[section.role]) if own[section.role] else
                       [p for p in rest if p.section is section])
    ]  # fmt: skip


def beside(prose: Sequence[Line], template: Template, found: Sequence[Line], entries: Sequence[Line]) -> list[Picked]:
    """What goes into the sections that `prose` is not written for.

    They are chosen as if its sections were not there, so that what stood in those may go where it fits; but what a
    source infers stands nowhere as what happened.
    """
    roles = {role for line in prose for role in line.roles}
    if "assessment" in roles:
        inferred = {(p.line.document.id, p.line.span) for p in select(template, found, entries) if p.marked}
        found = [line for line in found if (line.document.id, line.span) not in inferred]
    sections = tuple(section for section in template.sections if section.role not in roles)
    return select(replace(template, sections=sections), found, entries)
