"""A comparison as a file: side by side, readable without colour, a document's own signs shown as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import UnknownExport
from assistant.export import files
from assistant.export.markdown import comparison
from assistant.records import (
    Aligned,
    Comparison,
    Document,
    Edit,
    Fact,
    Metadata,
    Slot,
    Span,
    SummaryLine,
)

TEXT = "The rate | is *four* percent."
A = Document("a", 1, TEXT, Metadata(title="First <b>", date="2024-03-05"))
B = Document("b", 2, "The rate | is *five* percent.", Metadata(title="Second"))
LEFT, RIGHT = A.cite(1, Span(0, len(TEXT))), B.cite(2, Span(0, len(B.text)))
FOUND = Comparison(
    a="a",
    b="b@2",
    facts=(Fact("date", "5 March 2024", None),),
    slots=(Slot("address", (LEFT,), (), "B: absent"),),
    alignment=(
        Aligned(
            "reworded",
            LEFT,
            RIGHT,
            0.9,
            (
                Edit("equal", "The rate | is *", "The rate | is *"),
                Edit("replace", "four", "five", ("number",)),
                Edit("equal", "* percent.", "* percent."),
            ),
        ),
    ),
    summary=(SummaryLine("A number differs.", (1, 2)),),
    citations=(LEFT, RIGHT),
    titles=("First <b>", "Second"),
)


def test_words_are_struck_and_bold_and_signs_are_text():
    written = comparison(FOUND)
    assert "~~four~~" in written
    assert "**five**" in written
    assert "| reworded: number |" in written
    assert "<b>" not in written
    assert "\\| is" in written


def test_an_absent_place_says_so_and_every_source_is_listed():
    written = comparison(FOUND)
    assert "B: absent" in written
    assert "1. First &lt;b&gt;, 2024-03-05 (a, version 1, characters 0–29)" in written
    assert "version 2" in written


def test_an_unknown_suffix_lists_the_known_ones(tmp_path: Path):
    with pytest.raises(UnknownExport, match=r"known suffixes: \.md"):
        files.write(FOUND, tmp_path / "out.xyz")


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path):
    with pytest.raises(UnknownExport, match="cannot be written"):
        files.write(FOUND, tmp_path / "no" / "folder.md")
