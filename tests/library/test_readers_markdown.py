"""Markdown and its front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.errors import BadFrontMatter
from assistant.library.read import read
from assistant.records import Quotation, Source

if TYPE_CHECKING:
    from conftest import Write

RECORD = """---
id: ties-2024
title: "A message: on ties"
date: 2024-10-06
until: "2024-10-07"
published: 2024-10
issuer: Kim Jong Un
recipient: Xi Jinping
kind: message
occasion: 75 years
language: no
text: part
record: Written for this library.
original: https://example.org/ties
colour: unknown keys are passed over
sources:
  - url: https://example.org/a
    publisher: An agency
    level: primary
    read: whole
  - url: https://example.org/b
quotations:
  - slot: address
    text: "가장 친근한 나의 동지"
    speaker: Kim Jong Un
    translator: own
---

## How it begins

Text.
"""


def test_front_matter_becomes_metadata_and_leaves_the_text(write: Write) -> None:
    document = read(write("a.md", RECORD))
    found = document.metadata
    assert document.id == "ties-2024"
    assert document.text == "\n## How it begins\n\nText.\n"
    assert (found.title, found.date, found.until, found.published) == (
        "A message: on ties",
        "2024-10-06",
        "2024-10-07",
        "2024-10",
    )
    assert (found.issuer, found.recipient, found.kind, found.occasion) == (
        "Kim Jong Un",
        "Xi Jinping",
        "message",
        "75 years",
    )
    assert (found.language, found.completeness, found.source) == ("no", "part", "https://example.org/ties")
    assert found.note == "Written for this library."
    assert found.sources == (
        Source("https://example.org/a", "An agency", "primary", "whole"),
        Source("https://example.org/b"),
    )
    assert found.quotations == (Quotation("address", "가장 친근한 나의 동지", "Kim Jong Un", "own"),)


def test_line_ends_and_byte_order_mark_do_not_hide_front_matter(write: Write) -> None:
    document = read(write("a.md", b"\xef\xbb\xbf" + RECORD.replace("\n", "\r\n").encode()))
    assert document.id == "ties-2024"
    assert document.text == "\n## How it begins\n\nText.\n"


def test_quotations_are_normalised_as_the_text_is(write: Write) -> None:
    decomposed = "---\nquotations:\n  - {slot: a, text: cafe\u0301}\n---\ncafe\u0301\n"
    document = read(write("a.md", decomposed))
    assert document.metadata.quotations[0].text in document.text


def test_front_matter_in_a_text_file_is_read_too(write: Write) -> None:
    document = read(write("a.txt", "---\nid: x\n---\nBody.\n"))
    assert (document.id, document.text) == ("x", "Body.\n")


@pytest.mark.parametrize("name", ["1984", "no", "2024-10-07", "yes", "0x10", "null and void"])
def test_a_title_is_taken_as_it_is_written(write: Write, name: str) -> None:
    assert read(write("a.md", f"---\ntitle: {name}\n---\nBody\n")).metadata.title == name


def test_a_moment_is_dated_by_its_day(write: Write) -> None:
    assert read(write("a.md", "---\ndate: 2024-10-07T09:30:00Z\n---\nBody\n")).metadata.date == "2024-10-07"


@pytest.mark.parametrize("value", ["", "null", "~", '""'])
def test_an_empty_value_is_no_value(write: Write, value: str) -> None:
    document = read(write("a.md", f"---\nid: {value}\nissuer: {value}\nsources: {value or 'null'}\n---\nBody\n"))
    assert (document.id, document.metadata.issuer, document.metadata.sources) == (None, None, ())


@pytest.mark.parametrize(
    ("block", "named"),
    [
        ("id: a\nid: b", "'id' twice"),
        ("title: [a, b]", "'title'"),
        ("issuer: {name: Kim}", "'issuer'"),
        ("date: next Tuesday", "'date'"),
        ("date: 2024-13-01", "'date'"),
        ("published: 2023-02-29", "'published'"),
        ("text: most", "'text'"),
        ("sources: https://example.org", "'sources'"),
        ("sources: {url: https://example.org}", "'sources'"),
        ("sources:\n  - publisher: nobody", "'sources: url'"),
        ("sources:\n  - https://example.org", "'sources'"),
        ("quotations:\n  - slot: address\n    text: [a]", "'quotations: text'"),
        ("quotations:\n  - {slot: a, slot: b, text: t}", "'slot' twice"),
        ("title: a: b", "line 2"),
        ("id: x\ntitle: 'open", "not YAML"),
        ("id: " + "x" * 201, "'id'"),
    ],
)
def test_bad_front_matter_names_the_file_and_the_key(write: Write, block: str, named: str) -> None:
    with pytest.raises(BadFrontMatter) as raised:
        read(write("record.md", f"---\n{block}\n---\nBody\n"))
    assert "record.md" in raised.value.message
    assert named in raised.value.message
    assert "\n" not in raised.value.message


def test_front_matter_that_is_never_closed_is_an_error(write: Write) -> None:
    with pytest.raises(BadFrontMatter, match=r"record\.md.*closing"):
        read(write("record.md", "---\nid: x\ntitle: y\n\nBody\n"))


def test_nesting_and_aliases_without_end_do_no_harm(write: Write) -> None:
    deep = "x: " + "[" * 200_000 + "]" * 200_000
    with pytest.raises(BadFrontMatter):
        read(write("a.md", f"---\nid: a\n{deep}\n---\nBody\n"))
    laughs = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert read(write("b.md", f"---\nid: b\n{laughs}---\nBody\n")).id == "b"


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA break, then words.\n",
        "---\nA break: and then words that are no YAML: [\n---\nMore.\n",
        "---\n\nFirst part.\n\n---\n\nSecond part.\n",
        "----\nid: x\n----\n",
        "Words.\n---\nid: x\n---\n",
        "# Title\n\n---\ntitle: not this\n---\n",
    ],
)
def test_a_thematic_break_is_text(write: Write, text: str) -> None:
    document = read(write("a.md", text))
    assert document.text == text
    assert document.id is None


def test_a_file_without_front_matter_is_titled_by_its_heading(write: Write) -> None:
    document = read(write("a.md", "Preface.\n\n## The *First* Heading ##\n\nText\n"))
    assert document.metadata.title == "The *First* Heading"
    assert document.page_starts == ()
