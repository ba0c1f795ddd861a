from __future__ import annotations

import re
from dataclasses import replace

from assistant.compare.phrases import ledger, propose
from assistant.ui.ledger import MOST_SHOWN, followed, proposals
from assistant.ui.status import problem


def shown(document, *phrases: str) -> str:
    return followed(ledger(phrases, [document]), [document])


def test_a_use_stands_marked_in_its_sentence_with_a_source_button(document):
    html = shown(document, "dear friend")
    assert "The letter opens “<mark>Dear friend</mark>”." in html
    start = document.text.index("Dear")
    assert f'data-document="letter" data-version="1" data-start="{start}" data-end="{start + 11}"' in html
    assert re.findall(r'aria-label="(Source[^"]*)"', html) == ["Source 1: Letter to B &amp; C, 7 October 2024"]
    assert "Ada Low to B and C · 7 October 2024" in html


def test_quoted_words_are_told_from_the_records_own(document):
    assert ">quoted<" in shown(document, "dear friend")
    assert "in the record&#x27;s own words" in shown(document, "the letter")


def test_what_became_of_it_is_said_also_where_nothing_is_shown(document):
    html = shown(document, "dear friend")
    assert "<dt>First seen</dt><dd>7 October 2024</dd>" in html
    assert "<dt>Dropped</dt><dd>not shown by these documents</dd>" in html


def test_a_phrase_found_nowhere_says_so_and_draws_nothing(document):
    html = shown(document, "dear foe")
    assert "Not found in the one document." in html
    assert "<svg" not in html
    assert "<dl" not in html


def test_markup_in_phrases_and_documents_is_text(document):
    html = shown(document, "<b>k</b>", "signed")
    assert "<b>" not in html
    assert "&lt;b&gt;K&lt;/b&gt;" in html


def test_only_so_many_uses_are_shown_and_the_rest_is_said(document):
    many = replace(document, text="Dear friend. " * (MOST_SHOWN + 5))
    html = shown(many, "dear friend")
    assert html.count("<mark>") == MOST_SHOWN
    assert f"prints all {MOST_SHOWN + 5}" in html


def test_proposals_are_buttons(document):
    twice = [replace(document, id=i, text="We keep lasting calm at sea.") for i in ("a", "b")]
    earlier = replace(document.metadata, date="2020")
    other = replace(document, id="c", text="Rain fell on the hills all week long.", metadata=earlier)
    html = proposals(propose([*twice, other], 3), [*twice, other])
    assert 'data-follow="keep lasting calm at sea"' in html
    assert "2 uses in 2 documents" in html
    assert "The documents over time" in html
    assert "No phrase stands out" in proposals(propose([document], 3), [document])


def test_a_problem_is_an_alert():
    assert 'role="alert"' in problem("The phrase is empty.", "Write one.")
