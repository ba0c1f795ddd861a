"""The guides in a real browser: from the page to them, their pictures, in the page's language, with no grave fault."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import faults

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1440, 390])
def test_the_guide_is_one_link_away_and_whole(visit, starter, width):
    page = visit(starter, viewport={"width": width, "height": 900})
    link = page.get_by_role("link", name="Guide", exact=True)
    expect(link).to_have_attribute("target", "_blank")
    page.goto(f"{starter}{link.get_attribute('href')}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Guide for those who write with it")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("document.querySelectorAll('img').forEach((image) => { image.loading = 'eager'; })")
    page.wait_for_function("document.images.length > 10 && [...document.images].every((i) => i.naturalWidth > 300)")
    assert faults(page) == []
    page.get_by_role("link", name="For operators").click()
    expect(page.get_by_role("heading", name="Settings")).to_be_visible()
    page.get_by_role("link", name="Briefing assistant").click()
    page.get_by_label("Question", exact=True).wait_for()


def test_a_japanese_page_refuses_in_japanese_and_quotes_as_it_stands(visit, starter):
    page = visit(starter, "質問文", locale="ja-JP")
    expect(page.get_by_role("link", name="ガイド", exact=True)).to_be_visible()
    box = page.get_by_label("質問文", exact=True)
    box.fill("What does a loaf of bread cost in Paris?")
    box.press("Enter")
    refusal = page.locator(".reply.refused")
    expect(refusal).to_contain_text("文書庫にこの質問への回答はありません", timeout=60_000)
    expect(refusal).to_contain_text("検索した範囲：文書庫の全 30 件の文書。")
    expect(refusal.locator(".nearest").first).to_contain_text("KCNA")
