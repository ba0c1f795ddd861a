"""The main path: a question typed, a cited answer, its source beside it with the exact words in view."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
QUESTION = "How does Kim address Putin in the 2024 birthday message?"
SOURCE = re.compile(r"^Source")


def ask(page, question: str) -> None:
    answered = page.locator(".turn.answered, .turn.failed").count()
    box = page.get_by_label("Question", exact=True)
    box.fill(question)
    box.press("Enter")
    page.locator(".turn.answered, .turn.failed").nth(answered).wait_for(timeout=60_000)


def in_view(page) -> bool:
    """Whether the mark lies inside the part of the panel that can be seen."""
    return page.evaluate(
        """() => { const mark = document.querySelector("mark").getClientRects()[0];
                   const box = document.querySelector(".source-scroll").getBoundingClientRect();
                   return mark.top >= box.top && mark.bottom <= box.bottom && mark.bottom <= innerHeight; }"""
    )


def test_a_citation_opens_its_source_at_the_words_cited(visit, starter):
    page = visit(starter)
    ask(page, QUESTION)
    log = page.get_by_role("log")
    assert "comrade" in log.inner_text().casefold()
    for n in range(log.get_by_role("button", name=SOURCE).count()):
        button = log.get_by_role("button", name=SOURCE).nth(n)
        button.click()
        page.locator(".source-count", has_text=f"Source {n + 1} of").wait_for()
        assert in_view(page)
        assert page.locator("#source-panel h2").inner_text() in button.get_attribute("aria-label")
        assert "written for this library" in page.locator(".source-head").inner_text()
    link = page.locator("#source-panel .original a")
    assert link.get_attribute("target") == "_blank"
    assert "noopener" in link.get_attribute("rel")


def test_the_mark_holds_the_words_that_the_citation_quotes(visit, starter):
    page = visit(starter)
    ask(page, QUESTION)
    sentence = page.locator(".sentence").first
    button = sentence.get_by_role("button", name=SOURCE)
    button.click()
    page.locator("mark").wait_for()
    marked = " ".join(page.locator("mark").text_content().split())
    assert sentence.inner_text().replace("\u00a0", " ").startswith(marked)


def test_previous_next_and_escape_lead_through_the_sources_by_keyboard(visit, starter):
    page = visit(starter)
    ask(page, QUESTION)
    first = page.get_by_role("log").get_by_role("button", name=SOURCE).first
    first.focus()
    page.keyboard.press("Enter")
    page.locator("mark").wait_for()
    assert page.get_by_role("button", name="Previous source").is_disabled()
    page.get_by_role("button", name="Next source").press("Enter")
    page.locator(".source-count", has_text="Source 2 of").wait_for()
    assert in_view(page)
    page.get_by_role("button", name="Previous source").press("Enter")
    page.locator(".source-count", has_text="Source 1 of").wait_for()
    page.keyboard.press("Escape")
    page.locator("#source").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Source 1")


def test_a_refusal_looks_different_and_its_nearest_passages_open(visit, starter):
    page = visit(starter)
    ask(page, "What does a loaf of bread cost in Paris?")
    assert page.locator(".reply.refused").count() == 1
    nearest = page.locator(".nearest").get_by_role("button", name=SOURCE)
    nearest.first.click()
    page.locator("mark").wait_for()
    assert in_view(page)


def test_an_example_is_asked_by_one_click(visit, starter):
    page = visit(starter)
    example = page.locator(".example").first
    question = example.inner_text()
    example.click()
    page.locator(".turn.answered").wait_for(timeout=60_000)
    assert page.locator(".turn .question").inner_text() == question


def test_a_choice_of_documents_restricts_what_is_asked(visit, starter):
    page = visit(starter)
    page.get_by_role("button", name="Asking all 30 documents").click()
    page.get_by_label("Issuer", exact=True).click()
    page.get_by_role("option", name="Xi Jinping", exact=True).click()
    page.get_by_text(re.compile(r"Asking \d+ of 30 documents")).wait_for()
    page.keyboard.press("Escape")
    ask(page, "How does the message of 6 October 2024 address Kim Jong Un?")
    cited = page.locator(".turn [data-document]").evaluate_all("all => all.map((b) => b.dataset.document)")
    assert cited
    assert set(cited) <= {"xi-kim-ties75-2024", "xi-kim-reply-prc75-2024", "founding76-exchange-2024-09"}


def test_a_follow_up_says_how_it_was_read_and_another_reading_is_asked_at_a_click(visit, starter):
    page = visit(starter)
    ask(page, QUESTION)
    ask(page, "And the one to Xi?")
    turn = page.locator(".turn").nth(1)
    assert "message to Xi Jinping of 6 October 2024" in turn.locator(".reading").first.inner_text()
    turn.get_by_role("button", name="Edit and ask again").click()
    assert "message to Xi Jinping of 6 October 2024" in page.get_by_label("Question", exact=True).input_value()
    page.get_by_label("Question", exact=True).fill("")
    turn.get_by_role("button", name=re.compile("^Ask the same of .*founding anniversary of the PRC")).click()
    page.locator(".turn.answered, .turn.failed").nth(2).wait_for(timeout=60_000)
    third = page.locator(".turn").nth(2)
    assert third.locator(".question").inner_text() == "And the one to Xi?"
    assert "of 1 October 2024" in third.locator(".reading").first.inner_text()


def test_a_date_that_is_none_is_said_in_the_conversation(visit, starter):
    page = visit(starter)
    page.get_by_role("button", name="Asking all 30 documents").click()
    page.get_by_label("From", exact=True).fill("soon")
    ask(page, QUESTION)
    assert "is not a date" in page.get_by_role("log").inner_text()


def test_the_library_lists_the_documents_and_opens_them(visit, starter):
    page = visit(starter)
    page.get_by_role("tab", name="Library").click()
    rows = page.locator("table.library tbody tr")
    expect(rows).to_have_count(30)
    title = rows.first.locator("button.cite-title")
    title.click()
    page.locator("#source-panel h2").wait_for()
    assert page.locator("#source-panel h2").inner_text() == title.inner_text()
    assert page.locator("mark").count() == 0


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_nothing_is_cut_off(visit, starter, width, height):
    page = visit(starter, viewport={"width": width, "height": height}, color_scheme="light")
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if width > 900:
        page.get_by_role("log").get_by_role("button", name=SOURCE).first.click()
        page.locator("mark").wait_for()


def test_how_two_messages_differ_is_answered_side_by_side_and_leads_to_both(visit, starter):
    page = visit(starter, viewport={"width": 1440, "height": 1000})
    ask(page, "What did Kim Jong Un say to Putin in his birthday message of October 2024?")
    ask(page, "How does this message differ from the one to Xi?")
    turn = page.locator(".turn").last
    expect(turn.get_by_text("Read as", exact=True)).to_be_visible()
    expect(turn.get_by_text("the nearest in date")).to_be_visible()
    line = turn.locator("p.sentence").first
    expect(line).to_contain_text("My closest Comrade Vladimir Vladimirovich Putin")
    expect(line).to_contain_text("Comrade General Secretary")
    buttons = line.get_by_role("button", name=SOURCE)
    expect(buttons).to_have_count(2)
    for n, words in ((0, "My closest Comrade"), (1, "Comrade General Secretary")):
        buttons.nth(n).click()
        expect(page.locator("#source mark").first).to_contain_text(words)
    expect(turn.get_by_role("button", name=re.compile("Ask the same of .*2019"))).to_be_visible()
