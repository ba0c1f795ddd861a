"""Templates: those that come with the program, and files that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.brief.template import DEFAULT, known, template
from assistant.errors import BadTemplate

GOOD = """---
title: T
sections:
  - {heading: H, role: event, most: 3}
facets:
  money: price cost
---
For a test.
"""


def test_four_templates_come_with_the_program_the_usual_one_first():
    assert known()[0] == DEFAULT
    assert set(known()) == {"situation", "leader-message", "country-note", "readout"}


@pytest.mark.parametrize("name", known())
def test_each_begins_with_the_bottom_line_and_ends_with_what_is_not_known(name: str):
    made = template(name)
    assert made.sections[0].role == "lead"
    assert made.sections[-1].role == "unknown"
    assert {"chronology", "quotation", "assessment"} <= {section.role for section in made.sections}
    assert made.facets


def test_a_file_in_the_folder_is_a_template(tmp_path: Path):
    (tmp_path / "brief-mine.md").write_text(GOOD, encoding="utf-8")
    assert template("mine", tmp_path).facets[0].words == "price cost"


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(BadTemplate, match="'sonnet'") as error:
        template("sonnet")
    assert "situation" in error.value.hint


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (GOOD.replace("role: event", "role: opera"), "'opera' is no role"),
        (GOOD.replace("most: 3", "most: none"), "none"),
        (GOOD.replace("most: 3", "most: 0"), "one sentence"),
        (GOOD.replace("title: T\n", ""), "title"),
        ("no front matter", "sections"),
        ("---\n- a\n- b\n---\n", "no fields"),
        ("---\n{\n---\n", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, bad: str, told: str):
    (tmp_path / "brief-mine.md").write_text(bad, encoding="utf-8")
    with pytest.raises(BadTemplate, match=told) as error:
        template("mine", tmp_path)
    assert "brief-mine.md" in error.value.message
