"""Templates of briefs: the parts of the page, what each holds, and what is searched for beside the topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from assistant import prompts
from assistant.errors import BadTemplate

Role = Literal[
    "lead", "event", "content", "quotation", "chronology", "form", "series", "reaction", "assessment", "unknown"
]
PREFIX = "brief-"
DEFAULT = "situation"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its heading, the role of its sentences, how many it holds at most."""

    heading: str
    role: Role
    most: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A side of the topic that is searched for, with words that speak of it."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Template:
    """What a brief of one kind is made of."""

    name: str
    title: str
    sections: tuple[Section, ...]
    facets: tuple[Facet, ...]


def known(folder: Path = prompts.FOLDER) -> list[str]:
    """The names of all templates, the usual one first."""
    return sorted(prompts.names(PREFIX, folder), key=lambda name: (name != DEFAULT, name))


def template(name: str, folder: Path = prompts.FOLDER) -> Template:
    """The template called `name`.

    Raises:
        BadTemplate: there is none of this name, or its file cannot be used.
    """
    names = known(folder)
    if name not in names:
        raise BadTemplate(f"There is no template {name!r}.", f"Templates: {', '.join(names)}.")
    fields = prompts.read(PREFIX + name, folder).fields
    try:
        sections = tuple(_section(entry) for entry in fields["sections"])
        facets = tuple(Facet(str(what), str(words)) for what, words in (fields.get("facets") or {}).items())
        return Template(name, str(fields["title"]), sections, facets)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        told = f"{PREFIX}{name}.md: {error}"
        raise BadTemplate(f"{told}.", "prompts/README.md says what a template holds.") from error


def _section(entry: Mapping[str, Any]) -> Section:
    role, most = entry["role"], int(entry["most"])
    if role not in get_args(Role):
        raise ValueError(f"{role!r} is no role")
    if most < 1:
        raise ValueError("a section holds one sentence at least")
    return Section(str(entry["heading"]), role, most)
