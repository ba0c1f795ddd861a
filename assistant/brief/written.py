"""A page with a chat model's sentences in some of its sections, and the sources' own in all others. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.brief.lines import Line
from assistant.brief.select import Picked, needed, says_the_same, select
from assistant.brief.template import Template


def place(template: Template, found: Sequence[Line], entries: Sequence[Line], prose: Sequence[Line]) -> list[Picked]:
    """What goes on the page, as `select` has it, with `prose` in the sections that it is written for.

    The others are chosen as if those sections were not there, so that what stood in them may go where it fits; nothing
    that the prose says in the same words stands a second time.
    """
    own = {section.role: [line for line in prose if section.role in line.roles] for section in template.sections}
    rest = select(without(template, prose), found, entries)
    rest = [p for p in rest if not any(says_the_same(p.line, line) for line in prose)]
    return [
        picked
        for section in template.sections
        for picked in (needed(section, own[section.role]) if own[section.role] else
                       [p for p in rest if p.section is section])
    ]  # fmt: skip


def without(template: Template, prose: Sequence[Line]) -> Template:
    """`template` without the sections that `prose` is written for."""
    roles = {role for line in prose for role in line.roles}
    return replace(template, sections=tuple(s for s in template.sections if s.role not in roles))
