"""The page in Japanese: as the browser asks for it, or as it is chosen on the page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_ask import QUESTION

pytestmark = pytest.mark.browser
TABS = ["質問", "比較", "語句", "要報", "検証", "文書庫"]


def tabs(page) -> list[str]:
    return page.get_by_role("tab").all_inner_texts()


def test_a_japanese_browser_gets_the_page_in_japanese(visit, starter):
    page = visit(starter, ready="質問文", locale="ja-JP")
    assert tabs(page) == TABS
    assert page.evaluate("document.documentElement.lang").startswith("ja")
    expect(page.locator(".welcome h2")).to_have_text("文書庫に質問する")
    box = page.get_by_label("質問文", exact=True)
    box.fill(QUESTION)
    box.press("Enter")
    page.locator(".turn.answered").wait_for(timeout=60_000)
    expect(page.locator(".turn .byline").first).to_contain_text(re.compile(r"2024年10月\d+日"))
    page.locator(".turn").get_by_role("button", name=re.compile("^出典 1")).first.click()
    expect(page.locator(".source-count")).to_contain_text("出典 1 /")


def test_the_language_is_changed_on_the_page_and_stays(visit, starter):
    page = visit(starter)
    expect(page.get_by_role("button", name="English")).to_be_hidden()
    page.get_by_role("button", name="日本語").click()
    page.get_by_label("質問文", exact=True).wait_for()
    page.reload(wait_until="domcontentloaded")
    page.get_by_label("質問文", exact=True).wait_for()
    page.locator(".welcome").wait_for()
    assert tabs(page) == TABS
    page.get_by_role("button", name="English").click()
    page.get_by_label("Question", exact=True).wait_for()
    assert tabs(page)[0] == "Ask"


@pytest.mark.parametrize("tab", TABS)
def test_no_english_is_left_at_the_first_sight_of_a_tab(visit, starter, tab):
    """Titles, names and questions, asked or proposed, are somebody's own; nothing else is in Latin letters."""
    page = visit(starter, ready="質問文", locale="ja-JP")
    page.get_by_role("tab", name=tab, exact=True).click()
    page.wait_for_timeout(1000)
    own = page.evaluate(
        """() => { const words = [];
          const seen = {checkVisibilityCSS: true}, own = ".talk, .talk-tools, .example",
            held = `script, style, .library, .chart, .proposals, ${own}`;
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) { const node = walk.currentNode; const at = node.parentElement;
            if (!at.checkVisibility(seen) || at.closest(held)) continue;
            if (/[A-Za-z]{3}/.test(node.data)) words.push(node.data.trim()); }
          for (const e of document.querySelectorAll("[aria-label], [placeholder], [title]")) {
            if (!e.checkVisibility(seen) || e.closest(held)) continue;
            for (const name of ["aria-label", "placeholder", "title"])
              if (/[A-Za-z]{3}/.test(e.getAttribute(name) || "")) words.push(`${name}: ${e.getAttribute(name)}`); }
          return words; }"""
    )
    allowed = re.compile(r"^English$|invincible alliance|^(Letter|PDF|Word|Markdown)$|PDF や Word")
    assert [words for words in own if not allowed.search(words)] == []
