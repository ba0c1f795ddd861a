from __future__ import annotations

import base64
import re
from dataclasses import replace

import pytest

from assistant.errors import PageImageUnavailable
from assistant.records import Box, PageImage, Span
from assistant.ui.source_panel import page
from assistant.ui.source_tools import NOT_FOUND, page_shown, tools

IMAGE = PageImage(2, 3, b"webp", 1240, 1754, (Box(0.1, 0.2, 0.5, 0.225),))


@pytest.fixture
def paged(document):
    return replace(document, path="/records/letter.pdf", page_starts=(0, 12, 30))


class Library:
    """Holds one document, and a picture of its pages unless told otherwise."""

    def __init__(self, document, problem=None):
        self.held, self.problem, self.asked = document, problem, []

    def document(self, document_id, version=None):
        return self.held

    def page_image(self, document_id, version, page, span):
        self.asked.append((document_id, version, page, span))
        if self.problem:
            raise self.problem
        return IMAGE


def test_a_quotation_is_copied_with_its_reference(document):
    start = document.text.index("The letter")
    html = tools(document, Span(start, start + 37))
    assert "Copy quote with reference" in html
    plain = re.search(r'data-copy-text="([^"]*)"', html)[1]
    assert plain.startswith("“The letter opens “Dear friend”.")
    assert "Ada Low, Letter to B &amp; C, 7 October 2024." in plain
    assert "it is not the original. Original: https://example.org/letter?a=1&amp;b=2" in plain
    assert "<b>" not in html


def test_a_page_image_is_offered_where_there_are_pages_to_show(document, paged):
    assert tools(document, None) == ""
    assert "Page image" not in tools(replace(paged, path="/records/slides.pptx"), Span(1, 2))
    assert "Page image" not in tools(replace(paged, path=None), Span(1, 2))
    offered = tools(paged, Span(13, 20))
    assert 'data-page-image="letter"' in offered and 'aria-pressed="false"' in offered
    assert "/records" not in offered


def test_a_page_has_its_number_its_marks_and_the_way_on(paged):
    html = page_shown(paged, IMAGE, Span(13, 20))
    assert "Page 2 of 3" in html
    assert f'src="data:image/webp;base64,{base64.b64encode(b"webp").decode()}"' in html
    assert 'alt="Page 2 of 3 of Letter to B &amp; C; the cited words are marked"' in html
    assert 'style="left:10.00%;top:20.00%;width:40.00%;height:2.50%"' in html
    assert re.findall(r'data-to-page="(\d)"', html) == ["1", "3"]
    assert NOT_FOUND not in html


def test_where_the_words_cannot_be_found_it_is_said_on_their_page_alone(paged):
    unmarked = replace(IMAGE, marks=())
    assert NOT_FOUND in page_shown(paged, unmarked, Span(13, 20))
    assert NOT_FOUND not in page_shown(paged, unmarked, Span(31, 40))
    assert NOT_FOUND not in page_shown(paged, unmarked, None)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"version": "1", "start": "13", "end": "20", "page": "2"}, (1, 2, Span(13, 20))),
        ({"start": "20", "end": "13", "page": "../2"}, (1, None, None)),
        ({"start": ["1"], "end": {}, "page": -1}, (1, None, None)),
    ],
)
def test_what_the_browser_asks_is_looked_at_again(paged, given, wanted):
    library = Library(paged)
    assert "<img" in page(library, {"document": "letter", **given})
    assert library.asked == [("letter", *wanted)]


def test_a_page_that_cannot_be_shown_is_a_problem_and_not_a_fault(paged):
    told = page(Library(paged, PageImageUnavailable("The <file> has changed.")), {"document": "letter"})
    assert "The &lt;file&gt; has changed." in told and "Ingest the file again" in told
    assert "The page cannot be shown." in page(Library(paged, RuntimeError("secret")), {"document": "letter"})
    assert "secret" not in page(Library(paged, RuntimeError("secret")), {"document": "letter"})
