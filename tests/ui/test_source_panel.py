from __future__ import annotations

import pytest

from assistant.errors import UnknownDocument
from assistant.ui.source_panel import shown


class Library:
    """Holds one document."""

    def __init__(self, document):
        self.held = document

    def document(self, document_id, version=None):
        if document_id != self.held.id or version not in {None, 1}:
            raise UnknownDocument(f"The library holds no document {document_id!r}.")
        return self.held


def test_a_button_s_place_is_shown(document):
    html = shown(Library(document), {"document": "letter", "version": "1", "start": "12", "end": "20"})
    assert "<mark>" in html


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
