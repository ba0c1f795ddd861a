"""Reads ``prompts/*.md``: what a file says of itself in front matter, and its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import BadTemplate

FOLDER = Path(__file__).resolve().parent.parent / "prompts"
_FENCE = "---\n"


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


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
