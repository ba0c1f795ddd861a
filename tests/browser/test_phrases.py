"""The tab Phrases: from a proposal to its uses, from a use to its source."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser
SOURCE = re.compile(r"^Source")


def opened(visit, address, **options):
    page = visit(address, **options)
    page.get_by_role("tab", name="Phrases").click()
    page.locator(".starting").wait_for()
    return page


def follow(page, phrase: str) -> None:
    box = page.get_by_label("Phrase", exact=True)
    box.fill(phrase)
    box.press("Enter")


def test_a_phrase_is_followed_to_the_words_of_its_source(visit, starter):
    page = opened(visit, starter)
    follow(page, "Invincible  alliance")
    ledger = page.locator(".ledger")
    ledger.wait_for()
    assert "7 October 2024" in ledger.locator(".facts").inner_text()
    assert ledger.get_by_role("img").get_attribute("aria-label").startswith("“Invincible alliance” over time")
    buttons = ledger.get_by_role("button", name=SOURCE)
    assert buttons.count() == ledger.locator(".sentence mark").count() == 2
    buttons.nth(1).click()
    page.locator("#source-panel mark").wait_for()
    assert page.locator("#source-panel mark").inner_text() == "invincible alliance"
    assert page.locator(".source-count").inner_text().startswith("Source 2 of")


def test_a_proposal_is_followed_by_one_click_and_led_back_from(visit, starter):
    page = opened(visit, starter)
    proposal = page.locator(".proposals button").first
    words = proposal.inner_text()
    proposal.click()
    page.locator(".ledger").wait_for()
    assert page.locator(".ledger h3").inner_text() == words
    assert page.get_by_label("Phrase", exact=True).input_value() == words
    assert page.locator(".ledger mark").first.inner_text().casefold() == words.casefold()
    page.get_by_role("button", name="Phrases worth following").click()
    page.locator(".proposals").wait_for()
    assert page.get_by_label("Phrase", exact=True).input_value() == ""


def test_what_is_no_phrase_and_what_stands_nowhere_are_said(visit, starter):
    page = opened(visit, starter)
    follow(page, "of the")
    page.locator("#phrases [role=alert]").wait_for()
    assert "stop words only" in page.locator("#phrases [role=alert]").inner_text()
    follow(page, "purple elephants")
    page.get_by_text("Found in none of the 30 documents.").wait_for()


def test_what_nobody_foresaw_is_one_calm_line(visit, slow):
    page = opened(visit, slow)
    follow(page, "please break")
    page.locator("#phrases [role=alert]").wait_for()
    told = page.locator("#phrases").inner_text()
    assert "Something went wrong" in told
    assert "RuntimeError" not in told


def test_a_choice_of_documents_restricts_where_it_is_looked_for(visit, starter):
    page = opened(visit, starter)
    page.get_by_role("button", name="Asking all 30 documents").click()
    page.get_by_label("Issuer", exact=True).click()
    page.get_by_role("option", name="Xi Jinping", exact=True).click()
    page.get_by_text(re.compile(r"Asking \d+ of 30 documents")).wait_for()
    page.keyboard.press("Escape")
    follow(page, "invincible alliance")
    page.get_by_text(re.compile(r"Found in none of the \d+ documents\.")).wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_on_a_narrow_screen(visit, starter, scheme):
    page = opened(visit, starter, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    follow(page, "respected")
    page.locator(".ledger").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sizes = page.locator(".chart text").evaluate_all("all => all.map((t) => t.getBoundingClientRect().height)")
    assert min(sizes) >= 12


def test_a_hostile_title_is_shown_and_never_run(visit, hostile):
    page = opened(visit, hostile)
    follow(page, "tariff on steel")
    page.locator(".ledger").wait_for()
    assert "<script>" in page.locator(".ledger").inner_text()
    assert page.evaluate("window.ran") is None
