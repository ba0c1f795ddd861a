"""From a cited sentence to the page as it is printed, in a real browser: by mouse, by keys, and where it fails."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving
from tests.browser.printed_assistant import SENTENCE
from tests.library.scans import needs_tesseract
from tests.library.test_page_images import treaty

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The address of a library over a treaty in PDF and a scanned letter, and the folder with its files."""
    needs_tesseract()
    folder = tmp_path_factory.mktemp("printed")
    with serving(folder, "tests/browser/printed_assistant.py") as address:
        yield address, folder / "data" / "records"


def cited(visit, address, **options):
    """The page with the source of an answer open."""
    page = visit(address, **options)
    box = page.get_by_label("Question", exact=True)
    box.fill("What does article four bind both parties to?")
    box.press("Enter")
    page.locator(".turn.answered").wait_for(timeout=60_000)
    page.get_by_role("log").get_by_role("button", name=re.compile("^Source 1")).first.click()
    page.locator("#source-panel mark").wait_for()
    return page


def marked_in_view(page) -> bool:
    return page.evaluate(
        """() => { const mark = document.querySelector(".page-mark").getBoundingClientRect();
                   const box = document.querySelector(".source-scroll").getBoundingClientRect();
                   return mark.width > 50 && mark.top >= box.top && mark.bottom <= box.bottom; }"""
    )


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_shown_with_the_words_marked_and_the_text_comes_back(visit, printed, width, scheme):
    page = cited(visit, printed[0], viewport={"width": width, "height": 900}, color_scheme=scheme)
    button = page.get_by_role("button", name="Page image")
    button.click()
    image = page.get_by_role("img", name=re.compile(r"^Page 2 of 2 of .*the cited words are marked$"))
    expect(image).to_be_visible()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#source-panel .source-text")).to_be_hidden()
    page.wait_for_function("document.querySelector('.page-sheet img').naturalWidth > 1000")
    assert marked_in_view(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    button.click()
    expect(page.locator("#source-panel mark")).to_be_in_viewport()
    expect(image).to_have_count(0)


def test_pages_are_turned_by_keys(visit, printed):
    page = cited(visit, printed[0])
    page.get_by_role("button", name="Page image").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Page 2 of 2", exact=True).wait_for()
    expect(page.get_by_role("button", name="Next page")).to_be_disabled()
    page.get_by_role("button", name="Previous page").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Page 1 of 2", exact=True).wait_for()
    assert page.locator(".page-mark").count() == 0
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Next page"
    page.keyboard.press("Escape")
    expect(page.locator("#source")).to_be_hidden()


def test_a_quotation_is_copied_with_its_reference(visit, printed):
    page = cited(visit, printed[0])
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy quote with reference").click()
    page.get_by_text("Copied with its reference").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{SENTENCE}”\n")
    assert "p. 2" in copied


def test_the_next_source_is_shown_as_printed_too_and_a_scan_is_marked(visit, printed):
    page = cited(visit, printed[0])
    page.get_by_role("button", name="Page image").click()
    page.get_by_role("img", name=re.compile("^Page 2 of 2")).wait_for()
    page.get_by_role("button", name="Next source").click()
    expect(page.get_by_role("img", name=re.compile("^Page 1 of 1 of Letter.*marked$"))).to_be_visible()
    expect(page.get_by_text("Read off a scan by a program")).to_be_visible()
    expect(page.get_by_role("button", name="Page image")).to_have_attribute("aria-pressed", "true")
    assert marked_in_view(page)


def test_a_document_opens_at_its_first_page(visit, printed):
    page = visit(printed[0])
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name="Source: Letter to the Minister").click()
    page.get_by_role("button", name="Page image").click()
    expect(page.get_by_role("img", name=re.compile("^Page 1 of 1 of"))).to_be_visible()
    assert page.locator(".page-mark").count() == 0
    assert page.get_by_role("button", name="Copy quote with reference").count() == 0


def test_where_the_file_has_changed_it_is_said_and_the_text_is_still_there(visit, printed):
    address, records = printed
    page = cited(visit, address)
    was = (records / "treaty.pdf").read_bytes()
    (records / "treaty.pdf").write_bytes(treaty(lines=["Something else."]))
    try:
        page.get_by_role("button", name="Page image").click()
        expect(page.locator("#source-panel .problem")).to_contain_text("treaty.pdf has changed")
    finally:
        (records / "treaty.pdf").write_bytes(was)
    page.get_by_role("button", name="Page image").click()
    expect(page.locator("#source-panel mark")).to_contain_text("Article four")
