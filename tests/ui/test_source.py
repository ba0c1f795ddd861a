from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records import Document, Metadata, Span
from assistant.ui import source
from assistant.ui.source import Place, panel, problem_panel


def shown_text(html: str) -> str:
    """The characters that the panel's text element holds."""
    inside = html.split('class="source-text"', 1)[1].split(">", 1)[1].split('<p class="note parts">', 1)[0]
    return unescape(re.sub(r"<[^>]*>", "", inside))


def marked(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", re.search(r"<mark>(.*)</mark>", html, re.S)[1]))


@given(st.text(alphabet="ab#<>&\"' \n", max_size=60), st.integers(0, 60), st.integers(0, 60), st.booleans())
def test_the_text_is_shown_to_the_character_and_the_mark_is_the_span(text, a, b, markdown):
    document = Document("d", 1, text, Metadata(title="T"), path="d.md" if markdown else "d.txt", page_starts=(0, 7, 20))
    start, end = min(a, b), max(a, b)
    html = panel(document, Place(Span(start, end)))
    assert shown_text(html) == text
    if start < min(end, len(text)):
        assert html.count("<mark>") == 1
        assert marked(html) == text[start:end]


def test_the_head_has_title_issuer_date_and_page(document):
    paged = replace(document, page_starts=(0, 12))
    html = panel(paged, Place(Span(13, 20), position=1, total=2))
    assert ">Letter to B &amp; C</h2>" in html
    assert "Ada Low to B and C · 7 October 2024 · published 8 October 2024 · message · page 2" in html
    assert "Source 1 of 2" in html


def test_a_record_says_that_it_is_one_and_where_the_original_is(document):
    html = panel(document, Place())
    assert "it is not the original. It rests on part of the original." in html
    assert 'href="https://example.org/letter?a=1&amp;b=2" target="_blank" rel="noopener noreferrer"' in html


def test_an_original_with_a_script_for_an_address_is_no_link(document):
    wicked = replace(document, metadata=replace(document.metadata, source="javascript:alert(1)"))
    html = panel(wicked, Place())
    assert "href" not in html
    assert "Original: javascript:alert(1)" in html


def test_an_earlier_version_says_so(document):
    assert "now holds version 3" in panel(document, Place(), current_version=3)
    assert "now holds version" not in panel(document, Place(), current_version=1)


@pytest.mark.parametrize(("position", "disabled"), [(1, "previous"), (3, "next")])
def test_there_is_no_step_beyond_the_ends(document, position, disabled):
    html = panel(document, Place(position=position, total=3))
    assert re.findall(r'data-step="(\w+)"[^>]* disabled', html) == [disabled]


def test_of_a_very_long_text_the_part_around_the_span_is_shown(monkeypatch):
    monkeypatch.setattr(source, "MOST_SHOWN", 100)
    document = Document("d", 1, "x" * 500 + "here" + "y" * 500, Metadata(title="T"))
    html = panel(document, Place(Span(500, 504)))
    assert marked(html) == "here"
    assert len(shown_text(html)) == 100
    assert "of 1,004" in html


def test_a_problem_is_told_with_its_hint():
    html = problem_panel("No <such> document.", "List them.")
    assert "No &lt;such&gt; document." in html
    assert 'role="alert"' in html


def test_the_parts_of_a_very_long_text_lead_to_each_other(monkeypatch):
    monkeypatch.setattr(source, "MOST_SHOWN", 100)
    document = Document("long", 3, "x" * 250, Metadata(title="Long"))
    first = panel(document, Place())
    assert "Characters 1 to 100 of 250" in first
    assert 'data-from="100"' in first and "Earlier part" not in first
    middle = panel(document, Place(begins=100))
    assert "Characters 101 to 200 of 250" in middle
    assert 'data-from="0"' in middle and 'data-from="200"' in middle
    assert 'data-document="long"' in middle and 'data-version="3"' in middle
    last = panel(document, Place(begins=200))
    assert "Characters 151 to 250 of 250" in last and "Later part" not in last
