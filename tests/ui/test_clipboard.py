from __future__ import annotations

from dataclasses import replace

from assistant.ui.clipboard import as_html, as_text


def test_the_text_has_the_prose_and_its_numbered_sources(answer, document):
    assert as_text(answer, {"letter": document.metadata}) == (
        "How does it open?\n\n"
        "The letter opens “Dear friend”. [1]\n"
        "It is signed <b>K</b>. [2]\n\n"
        "Sources\n"
        "[1] Ada Low, Letter to B & C, 7 October 2024: “The letter opens “Dear friend”.”\n"
        "[2] Ada Low, Letter to B & C, 7 October 2024: “It is signed <b>K</b>.”\n\n"
        "[1][2] This record was written for this library; it is not the original. "
        "Original: https://example.org/letter?a=1&b=2"
    )


def test_the_html_says_the_same_escaped(answer, document):
    html = as_html(answer, {"letter": document.metadata})
    assert "The letter opens “Dear friend”.<sup>[1]</sup>" in html
    assert "&lt;b&gt;K&lt;/b&gt;" in html
    assert '<a href="https://example.org/letter?a=1&amp;b=2">' in html


def test_an_address_that_is_none_of_the_web_is_no_link(answer, document):
    metadata = replace(document.metadata, source="javascript:alert(1)")
    assert "href" not in as_html(answer, {"letter": metadata})


def test_a_refusal_is_copied_too(answer):
    refused = replace(answer, refused=True, sentences=(), citations=(), answer="Not held.")
    assert as_text(refused, {}) == "How does it open?\n\nNot held."


def test_what_is_in_doubt_and_who_wrote_it_is_copied_with_it(answer, document):
    first, second = answer.sentences
    doubted = replace(answer, sentences=(replace(first, support="weak"), replace(second, support="unsupported")))
    written = replace(doubted, engine="openai:m", tokens=12, writing_s=1.5)
    text, html = as_text(written, {}), as_html(written, {})
    assert "“Dear friend”. [1] (weakly supported)\n" in text
    assert "[2] (not supported by a source)\n" in text
    assert text.endswith("Written by openai:m: 12 tokens in 1.5 s. Each sentence was held against its source.")
    assert "<sup>[1]</sup><i> (weakly supported)</i>" in html
    assert "Written by openai:m" in html
