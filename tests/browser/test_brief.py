"""The tab "Brief": a topic becomes one page, which is edited on the screen and taken away as a file."""

from __future__ import annotations

import os
from pathlib import Path

import pypdfium2
import pytest

pytestmark = pytest.mark.browser
TOPIC = "North Korean troops in Russia"


@pytest.fixture
def brief(visit, starter):
    """The page with a brief written on it."""
    page = visit(starter)
    write(page, TOPIC)
    return page


def write(page, topic: str) -> None:
    page.get_by_role("tab", name="Brief").click()
    page.get_by_label("Topic", exact=True).fill(topic)
    page.get_by_role("button", name="Write brief").click()
    page.locator(".briefed, #brief-progress .problem").wait_for(timeout=60_000)
    if page.locator(".brief-title").count():  # it is scrolled to and focused: what is clicked meanwhile moves away
        page.wait_for_function("document.activeElement?.classList.contains('brief-title')")
        page.wait_for_timeout(800)


def edit(page, line, name: str) -> None:
    line.hover()
    line.get_by_role("button", name=f"{name}:").click()
    page.locator(".briefed:not([aria-busy])").wait_for(timeout=30_000)


def lines(page, heading: str):
    return page.locator(".sheet section", has=page.get_by_role("heading", name=heading, exact=True)).locator("li")


def pages(page) -> int:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as PDF").click()
    assert download.value.suggested_filename == "brief-north-korean-troops-in-russia.pdf"
    document = pypdfium2.PdfDocument(Path(download.value.path()).read_bytes())
    count = len(document)
    document.close()
    return count


def test_a_topic_becomes_one_page_whose_sentences_open_their_sources(brief):
    assert "A4, one page" in brief.locator(".briefed header").inner_text()
    assert "Every sentence is a source's own" in brief.locator(".briefed header").inner_text()
    headings = brief.locator(".sheet h3").all_inner_texts()
    assert headings[0] == "Bottom line" and headings[-1] == "Sources"
    shown = brief.locator(".sheet .brief-line")
    assert shown.count() > 10
    assert all(line.locator(".cite").count() for line in shown.all())
    assert brief.get_by_role("img", name="Timeline:").is_visible()
    brief.locator(".sheet .cite").first.click()
    brief.locator("#source-panel mark").wait_for()
    words = brief.locator("#source-panel mark").first.inner_text()
    assert words in shown.first.inner_text()
    if folder := os.environ.get("BRIEFING_LOOK"):
        brief.screenshot(path=Path(folder) / "brief-1440.png")


def test_a_dropped_sentence_goes_and_undo_brings_it_back(brief):
    first = lines(brief, "What happened").first
    text = first.locator(".words").inner_text()
    edit(brief, first, "Drop")
    assert text not in brief.locator(".sheet").inner_text()
    brief.get_by_text("Left out of the page:").click()
    dropped = brief.locator(".beside li", has_text="dropped")
    assert dropped.count() == 1
    brief.get_by_role("button", name="Undo").click()
    brief.locator(".briefed:not([aria-busy])").wait_for()
    assert lines(brief, "What happened").first.locator(".words").inner_text() == text


def test_a_sentence_is_moved_with_the_keyboard_and_keeps_the_focus(brief):
    second = lines(brief, "What happened").nth(1)
    text = second.locator(".words").inner_text().split("\u00a0")[0]
    up = second.get_by_role("button", name="Move up:")
    up.focus()
    brief.keyboard.press("Enter")
    brief.locator(".brief-line.locked").wait_for()
    first = lines(brief, "What happened").first
    assert text in first.inner_text() and "locked" in first.inner_text()
    name = brief.evaluate("document.activeElement.getAttribute('aria-label')")
    assert name.startswith("Move up:") and name.removeprefix("Move up: ")[:30] in text


def test_what_was_left_out_is_put_on_the_page_and_stays(brief):
    brief.get_by_text("Left out of the page:").click()
    wanted = brief.locator("details.beside li").first
    text = wanted.locator(".words").inner_text().split("\n")[0][:50]
    edit(brief, wanted, "Put on the page and lock")
    assert brief.locator(".sheet .locked", has_text=text).count() == 1


def test_the_brief_leaves_as_one_page_and_with_its_evidence_as_more(brief):
    assert pages(brief) == 1
    brief.get_by_label("with evidence annex").check()
    assert pages(brief) > 1


def test_a_topic_that_the_library_does_not_hold_is_refused_with_the_nearest_documents(visit, starter):
    page = visit(starter)
    write(page, "Grain harvest in Ukraine")
    told = page.locator("#brief-progress .problem").inner_text()
    assert "Grain harvest in Ukraine" in told
    assert page.get_by_role("button", name="Write brief").is_enabled()


def test_a_topic_that_is_refused_leaves_the_brief_before_it(brief):
    edit(brief, lines(brief, "What happened").first, "Drop")
    before = brief.locator(".sheet").inner_text()
    brief.get_by_label("Topic", exact=True).fill("Grain harvest in Ukraine")
    brief.get_by_role("button", name="Write brief").click()
    brief.locator("#brief-progress .problem").wait_for(timeout=60_000)
    assert brief.locator(".sheet").inner_text() == before
    brief.get_by_role("button", name="Undo").click()
    brief.locator(".briefed:not([aria-busy])").wait_for()
    assert brief.locator(".sheet").inner_text() != before


def test_documents_are_offered_as_topics_and_written_in_their_kind(visit, starter):
    page = visit(starter)
    page.get_by_role("tab", name="Brief").click()
    offered = page.get_by_role("list", name="Topics to begin with").get_by_role("button").first
    title = offered.inner_text()
    offered.click()
    page.locator(".briefed").wait_for(timeout=60_000)
    assert page.locator(".brief-title").inner_text() == title
    assert page.get_by_label("Topic", exact=True).input_value() == title
    assert "Leader's message" in page.locator(".briefed header").inner_text()


def test_a_brief_fits_a_narrow_screen_with_its_tools_in_reach(visit, starter):
    page = visit(starter, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    write(page, TOPIC)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.getElementById('work').scrollWidth") <= 390
    line = page.locator(".sheet .brief-line").first
    assert line.get_by_role("button", name="Drop:").is_visible()
    if folder := os.environ.get("BRIEFING_LOOK"):
        page.screenshot(path=Path(folder) / "brief-390.png")
