"""Reads ``prompts/*.md``: what a file says of itself in front matter, and its text.

The prompt of a chat model has a part ``# System`` and a part ``# User`` with placeholders in braces, ``{question}``.
Its front matter says what each of them stands for. Those, the ones in the text, and the ones that the program fills in
must be the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from assistant.errors import BadPrompt, BadTemplate

FOLDER = Path(__file__).resolve().parent.parent / "prompts"
_FENCE = "---\n"
_PARTS = re.compile(r"\A\s*# System\n(?P<system>.*?)^# User\n(?P<user>.*)\Z", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One file: its name without suffix, the fields between its ``---`` lines, the text behind them."""

    name: str
    fields: Mapping[str, Any]
    text: str


def names(prefix: str, folder: Path = FOLDER) -> list[str]:
    """What stands behind `prefix` in the names of the files that begin with it, sorted."""
    return sorted(file.stem.removeprefix(prefix) for file in folder.glob(f"{prefix}*.md"))


def read(name: str, folder: Path = FOLDER) -> Prompt:
    """The file called `name`.

    Raises:
        BadTemplate: it is missing, or its front matter is no mapping.
    """
    file = folder / f"{name}.md"
    try:
        whole = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadTemplate(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    opened = whole.startswith(_FENCE)
    block, _, text = whole.removeprefix(_FENCE).partition("\n" + _FENCE) if opened else ("", "", whole)
    try:
        fields = yaml.safe_load(block) if block else {}
    except yaml.YAMLError as error:
        raise BadTemplate(f"{file.name}: the lines between --- cannot be read: {_one_line(error)}.") from error
    if not isinstance(fields, dict):
        raise BadTemplate(f"{file.name}: the lines between --- hold no fields.")
    return Prompt(name, fields, text.strip())


@dataclass(frozen=True, slots=True)
class ChatPrompt:
    """What a chat model is told: the rules, and the case. Both may hold placeholders in braces; ``{{`` is a brace."""

    name: str
    system: str
    user: str


def chat_prompt(name: str, given: Collection[str], folder: Path = FOLDER) -> ChatPrompt:
    """The chat prompt called `name`, whose placeholders are exactly those that will be `given`.

    Raises:
        BadPrompt: it is missing, has not both parts, or its placeholders are others.
    """
    try:
        file = read(name, folder)
    except BadTemplate as error:
        raise BadPrompt(error.message) from error
    parts = _PARTS.match(file.text + "\n")
    if not parts:
        raise BadPrompt(f"{name}.md has no part # System followed by a part # User.")
    system, user = parts["system"].strip(), parts["user"].strip()
    explained = file.fields.get("placeholders") or {}
    if not isinstance(explained, dict):
        raise BadPrompt(f"{name}.md: placeholders does not say what each of them stands for.")
    used = _placeholders(name, system) | _placeholders(name, user)
    for what, wanted, held in (
        ("has no placeholder", set(given), used),
        ("has a placeholder that nothing fills in:", used, set(given)),
        ("does not explain the placeholder", used, set(explained)),
        ("explains a placeholder that it does not have:", set(explained), used),
    ):
        if missing := sorted(wanted - held):
            raise BadPrompt(f"{name}.md {what} {', '.join(f'{{{one}}}' for one in missing)}.")
    return ChatPrompt(name, system, user)


def _placeholders(name: str, text: str) -> set[str]:
    """The names in braces; anything else in them is an error."""
    try:
        found = [(field, spec, conversion) for _, field, spec, conversion in Formatter().parse(text)]
    except ValueError as error:
        raise BadPrompt(f"{name}.md: braces do not pair ({_one_line(error)}).") from error
    named = [(field, bool(spec or conversion)) for field, spec, conversion in found if field is not None]
    for field, formatted in named:
        if formatted or not field.isidentifier():
            raise BadPrompt(f"{name}.md: {{{field}}} is no plain name; braces themselves are {{{{ and }}}}.")
    return {field for field, _ in named}


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
