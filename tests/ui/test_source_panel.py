from __future__ import annotations

import re
from html import unescape

import pytest

from assistant.errors import UnknownDocument
from assistant.records import Span
from assistant.ui.source_panel import shown


class Library:
    """Holds one document."""

    def __init__(self, document):
        self.held = document

    def document(self, document_id, version=None):
        if document_id != self.held.id or version not in {None, 1}:
            raise UnknownDocument(f"The library holds no document {document_id!r}.")
        return self.held

    def passages(self, document_id, version):
        return [Span(12, 20), Span(20, len(self.held.text))]


def test_a_button_s_place_is_shown(document):
    html = shown(Library(document), {"document": "letter", "version": "1", "start": "12", "end": "20"})
    assert "<mark>" in html


def test_where_passages_begin_is_marked_and_adds_no_character(document):
    html = shown(Library(document), {"document": "letter", "version": "1", "start": "15", "end": "25"})
    assert 'data-passage="1"' in html and 'data-passage="2"' in html
    assert "data-passages" in html, "a button shows them"
    shown_text = re.sub(r"<[^>]+>", "", html[html.index('class="source-text"') :]).split(">", 1)[1]
    assert unescape(shown_text) == document.text


@pytest.mark.parametrize(
    "asked", [{}, {"document": "x"}, {"document": ["letter"]}, {"document": "letter", "version": "9"}]
)
def test_what_is_not_held_is_a_problem_and_not_a_fault(document, asked):
    assert "holds no document" in shown(Library(document), asked)


@pytest.mark.parametrize(
    ("start", "end"), [("5", "2"), ("-1", "4"), (None, 3), ("x", "y"), ("9" * 30, "9" * 31), (True, 5)]
)
def test_a_span_that_is_none_marks_nothing(document, start, end):
    html = shown(Library(document), {"document": "letter", "version": 1, "start": start, "end": end})
    assert "<mark>" not in html
    assert "Dear friend" in html
