"""The documents say what the program is: the settings table, and nothing in them that leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from assistant.settings import PREFIX, Settings

PROJECT = Path(__file__).resolve().parent.parent
DOCUMENTS = [*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md"), PROJECT / "corpus" / "README.md"]
IN_WORDS = {"data_dir": "the system's folder for application data", "starter_corpus_dir": "`corpus` beside the program"}
"""Defaults that differ from machine to machine."""


def described(name: str) -> str:
    """The table's row for one setting, as it must stand in docs/operators.md."""
    field = Settings.model_fields[name]
    default = IN_WORDS.get(name) or (f"`{field.default}`" if field.default != "" else "empty")
    choices = [f"`{value}`" for value in get_args(field.annotation) if isinstance(value, str)]
    allowed = f" ({', '.join(choices)})" if choices else ""
    return f"| `{PREFIX}{name.upper()}` | {default} | {field.description}{allowed} |"


def test_the_settings_table_is_the_programs_own() -> None:
    """On failure, the wanted rows are printed: put them in."""
    text = (PROJECT / "docs" / "operators.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith(f"| `{PREFIX}")]
    wanted = [described(name) for name in Settings.model_fields]
    assert rows == wanted, "\n".join(["docs/operators.md should hold:", *wanted])


def test_every_setting_has_a_description() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"(?<!!)\[[^\]]*\]\((?!https?:)([^)#]+)", text)
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_documents_name_no_setting_that_is_not_there(document: Path) -> None:
    named = set(re.findall(rf"{PREFIX}[A-Z][A-Z_]*[A-Z]", document.read_text(encoding="utf-8")))
    assert named <= {PREFIX + name.upper() for name in Settings.model_fields}
