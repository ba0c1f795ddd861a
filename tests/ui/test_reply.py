from __future__ import annotations

import re
from dataclasses import replace

from assistant.records import Choice, Hit, Passage
from assistant.ui.reply import reply, shortened


def test_every_sentence_has_a_button_that_names_its_source(answer, document):
    html = reply(answer, {"letter": document.metadata})
    names = re.findall(r'aria-label="(Source[^"]*)"', html)
    assert names == ["Source 1: Letter to B &amp; C, 7 October 2024", "Source 2: Letter to B &amp; C, 7 October 2024"]
    first = answer.citations[0]
    assert f'data-document="letter" data-version="1" data-start="{first.start}" data-end="{first.end}"' in html


def test_sentences_stand_under_title_issuer_and_date(answer, document):
    html = reply(answer, {"letter": document.metadata})
    assert html.count("<h4>Letter to B &amp; C</h4>") == 1
    assert "Ada Low to B and C · 7 October 2024 · " in html
    assert "library record" in html


def test_markup_in_a_sentence_is_text(answer, document):
    html = reply(answer, {"letter": document.metadata})
    assert "<b>" not in html
    assert "&lt;b&gt;K&lt;/b&gt;" in html


def test_a_notice_that_the_byline_already_says_is_not_said_twice(answer, document):
    html = reply(answer, {"letter": document.metadata})
    assert "The model did not answer." in html
    assert html.count("it is not the original") == 1  # in the byline's tooltip


def test_how_the_question_was_read_is_shown_only_where_it_differs(answer, document):
    sources = {"letter": document.metadata}
    assert "Read as" not in reply(replace(answer, read_as="how does it  open"), sources)
    html = reply(replace(answer, read_as="How does the letter open?", assumed="“it” is the letter"), sources)
    assert "How does the letter open?" in html
    assert "“it” is the letter" in html
    assert 'data-edit="How does the letter open?"' in html


def test_doubt_is_said_in_words(answer, document):
    doubted = replace(answer, sentences=(replace(answer.sentences[0], support="weak"),))
    assert "weakly supported" in reply(doubted, {"letter": document.metadata})


def test_dated_lines_name_their_documents_below(answer, document):
    dated = replace(answer, answer="\n".join(f"7 May 2024: {s.text}" for s in answer.sentences))
    html = reply(dated, {"letter": document.metadata})
    assert html.count('class="lead">7 May 2024<') == 2
    assert "From 1 document" in html
    assert "library record" in html


def test_a_refusal_opens_the_nearest_passages(answer, document):
    near = Hit(1, 0.5, Passage("p", "letter", 1, 3, 9, "Address", title="Letter to B & C", page=2))
    refused = replace(answer, refused=True, sentences=(), citations=(), answer="Not held.", nearest=(near,))
    html = reply(refused, {"letter": document.metadata})
    assert 'class="reply refused"' in html
    assert "No answer in the library" in html
    assert 'aria-label="Source: Letter to B &amp; C, 7 October 2024, page 2"' in html


def test_other_readings_are_listed(answer, document):
    html = reply(replace(answer, choices=(Choice("x", "The other letter", "2023"),)), {"letter": document.metadata})
    assert "The other letter, 2023" in html


def test_a_question_back_is_no_refusal_of_the_library(answer, document):
    choices = (Choice("x", "One letter", "2023"), Choice("y", "Another", "2024"))
    asked = replace(answer, refused=True, sentences=(), citations=(), answer="Which one do you mean?", choices=choices)
    html = reply(asked, {})
    assert "Please say which" in html
    assert "No answer in the library" not in html
    assert html.count('class="choice"') == 2


def test_a_long_passage_is_cut_at_a_word():
    assert shortened("one two  three", most=9) == "one two …"
    assert shortened("one\ntwo", most=9) == "one two"


def test_a_comparisons_lines_stand_under_no_single_source_but_name_where_they_come_from(answer, document):
    html = reply(replace(answer, form="comparison"), {"letter": document.metadata})
    assert "<h4>" not in html
    assert "From 1 document" in html
    assert "library record" in html
