"""Prompts of a chat model: two parts, and placeholders that are exactly those that are filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import BadPrompt
from assistant.prompts import chat_prompt

GOOD = """---
placeholders:
  question: what was asked
  place: where
---
# System

Answer about {place}. Braces are {{these}}.

# User

{question}
"""


def write(folder: Path, text: str) -> Path:
    (folder / "mine.md").write_text(text, encoding="utf-8")
    return folder


def test_both_parts_are_read(tmp_path: Path):
    made = chat_prompt("mine", ("question", "place"), write(tmp_path, GOOD))
    assert made.system == "Answer about {place}. Braces are {{these}}."
    assert made.user == "{question}"


@pytest.mark.parametrize(
    ("text", "given", "told"),
    [
        (GOOD, ("question",), "has a placeholder that nothing fills in: {place}."),
        (GOOD, ("question", "place", "day"), "has no placeholder {day}."),
        (GOOD.replace("  place: where\n", ""), ("question", "place"), "does not explain the placeholder {place}."),
        (GOOD.replace("about {place}", ""), ("question",), "explains a placeholder that it does not have: {place}."),
        (GOOD.replace("# User\n", ""), ("question", "place"), "has no part # System followed by a part # User."),
        (GOOD.replace("{place}", "{place.parent}"), ("question", "place"), "is no plain name"),
        (GOOD.replace("{place}", "{place!r}"), ("question", "place"), "is no plain name"),
        (GOOD.replace("{place}", "{}"), ("question", "place"), "is no plain name"),
        (GOOD.replace("{place}", "{place"), ("question", "place"), "mine.md"),
        (GOOD.replace("{{these}}", "these}"), ("question", "place"), "braces do not pair"),
        ("---\nplaceholders: [a]\n---\n# System\n{a}\n# User\n{a}\n", ("a",), "does not say what each"),
    ],
)
def test_what_is_wrong_with_a_prompt_is_named(tmp_path: Path, text: str, given: tuple[str, ...], told: str):
    with pytest.raises(BadPrompt) as caught:
        chat_prompt("mine", given, write(tmp_path, text))
    assert told in caught.value.message
    assert "mine.md" in caught.value.message


def test_a_missing_prompt_is_named(tmp_path: Path):
    with pytest.raises(BadPrompt, match="absent.md cannot be read"):
        chat_prompt("absent", (), tmp_path)
