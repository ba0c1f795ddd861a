"""The tab Compare: two documents chosen, their wording side by side, each quotation leading to its source."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
SOURCE = re.compile(r"^Source")
LETTERS = ("birthday message to Vladimir Putin, October 2024", "75th anniversary of DPRK-China diplomatic relations, ")


def choose(page, side: str, words: str) -> None:
    box = page.get_by_label(f"Document {side}", exact=True)
    box.click()
    box.fill(words)
    page.get_by_role("option", name=re.compile(re.escape(words))).first.click()


def compare(visit, address, a: str, b: str, **options):
    page = visit(address, **options)
    page.get_by_role("tab", name="Compare").click()
    choose(page, "A", a)
    choose(page, "B", b)
    page.get_by_role("button", name="Compare", exact=True).click()
    page.locator(".comparison, #comparison .problem").wait_for(timeout=60_000)
    return page


@pytest.fixture(scope="module")
def statements(tmp_path_factory):
    """The address of a library of two texts that differ in a number, a name and a not."""
    from tests.browser.conftest import serving

    folder = tmp_path_factory.mktemp("statements")
    records = folder / "records"
    records.mkdir()
    for name, text in (("first", FIRST), ("second", SECOND)):
        (records / f"{name}.md").write_text(text, encoding="utf-8")
    with serving(folder, "app.py", ASSISTANT_STARTER_CORPUS_DIR=str(records)) as address:
        yield address


FIRST = """---
id: first
title: First statement of the board
date: "2024-03-05"
---

The board keeps the rate at 4 percent. Growth is strong. Minister Lund will attend the next meeting.
Prices have risen <b>fast</b> in the north.
"""
SECOND = """---
id: second
title: Second statement of the board
date: "2024-04-05"
---

The board keeps the rate at 3 percent. Growth is strong. Minister Berg will not attend the next meeting.
The harbour is closed.
"""


def test_two_records_stand_side_by_side_and_a_quotation_opens_its_source(visit, starter):
    page = compare(visit, starter, *LETTERS)
    found = page.locator(".comparison")
    assert "summaries" in found.locator(".notice").first.inner_text()
    address = found.locator(".slot", has_text="Address").first
    assert "My closest Comrade" in address.inner_text()
    assert "Comrade General Secretary" in address.inner_text()
    button = address.get_by_role("button", name=SOURCE).first
    button.click()
    page.locator("#source-panel mark").wait_for()
    assert "My closest Comrade" in page.locator("#source-panel mark").inner_text()
    assert page.locator(".source-count").inner_text().startswith("Source ")


def test_what_changed_is_struck_and_underlined_and_labelled(visit, statements):
    page = compare(visit, statements, "First statement", "Second statement")
    found = page.locator(".comparison")
    assert found.locator("del", has_text="4").count() == 1
    assert found.locator("ins", has_text="3").count() == 1
    assert {"number", "name", "negation"} <= set(found.locator(".touch").all_inner_texts())
    assert "1 sentence the same" in found.inner_text()
    assert "<b>fast</b>" in found.inner_text()
    struck = found.locator(".row del").first
    assert "line-through" in struck.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert "underline" in found.locator(".row ins").first.evaluate("e => getComputedStyle(e).textDecorationLine")


def test_a_document_is_not_compared_with_itself(visit, starter):
    page = compare(visit, starter, LETTERS[0], LETTERS[0])
    told = page.locator("#comparison [role=alert]").inner_text()
    assert "the same document" in told
    assert "@" in told


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_is_cut_off(visit, statements, starter, width, scheme):
    for name, address, a, b in (
        ("records", starter, *LETTERS),
        ("texts", statements, "First statement", "Second statement"),
    ):
        page = compare(visit, address, a, b, viewport={"width": width, "height": 900}, color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if folder := os.environ.get("BRIEFING_LOOK"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.wait_for_timeout(500)
            page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png")
            page.locator(".comparison section").nth(2).scroll_into_view_if_needed()
            page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}-2.png")
