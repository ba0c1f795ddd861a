"""Answers, a whole conversation and a comparison leave the page as files."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.browser.test_compare import LETTERS, compare
from tests.browser.test_controls import send

pytestmark = pytest.mark.browser


def ask(page, question: str, turn: int) -> None:
    send(page, question)
    page.locator(".turn.answered").nth(turn).wait_for(timeout=60_000)


def taken(page, menu, name: str) -> tuple[str, bytes]:
    menu.locator("summary").click()
    with page.expect_download() as download:
        menu.get_by_role("button", name=f"Download {name}", exact=True).click()
    menu.locator("summary").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_an_answer_is_downloaded_in_every_form(visit, slow):
    page = visit(slow)
    ask(page, "What was agreed?", 0)
    menu = page.locator(".turn .menu")
    for name, suffix, begins in (
        ("as PDF", "pdf", b"%PDF"), ("as Word", "docx", b"PK"), ("as Markdown", "md", b"# What was agreed?"),
        ("its sources as BibTeX", "bib", b"@misc{minutes,"), ("its sources as RIS", "ris", b"TY  - GEN"),
        ("its sources as CSL-JSON", "json", b"["),
    ):  # fmt: skip
        called, content = taken(page, menu, name)
        assert called == f"answer-what-was-agreed.{suffix}"
        assert content.startswith(begins)


def test_a_conversation_is_downloaded_as_one(visit, slow):
    page = visit(slow)
    ask(page, "What was agreed?", 0)
    assert page.get_by_text("Download the conversation").count() == 0, "one answer is no conversation"
    ask(page, "And when?", 1)
    whole = page.locator("#conversation .menu").last
    called, content = taken(page, whole, "as Markdown")
    assert called == "conversation-what-was-agreed.md"
    assert re.findall(r"^## (.*)$", content.decode(), re.MULTILINE) == ["What was agreed?", "And when?", "Sources"]


def test_the_evidence_annex_is_chosen_by_keyboard(visit, slow):
    page = visit(slow)
    ask(page, "What was agreed?", 0)
    menu = page.locator(".turn .menu")
    assert b"Evidence annex" not in taken(page, menu, "as Markdown")[1]
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    for _ in range(4):  # past PDF, Word and Markdown
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert menu.get_by_label("with evidence annex").is_checked()
    page.keyboard.press("Shift+Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert "## Evidence annex" in Path(download.value.path()).read_text(encoding="utf-8")
    if folder := os.environ.get("BRIEFING_LOOK"):
        page.screenshot(path=Path(folder) / "download-annex-1440.png")


def test_the_menu_shuts_by_escape_and_beside_it(visit, slow):
    page = visit(slow)
    ask(page, "What was agreed?", 0)
    menu = page.locator(".turn .menu")
    summary = menu.locator("summary")
    assert summary.get_attribute("aria-label") == "Download this answer"
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert summary.evaluate("e => e === document.activeElement")
    summary.click()
    assert menu.get_attribute("open") is not None
    if folder := os.environ.get("BRIEFING_LOOK"):
        page.screenshot(path=Path(folder) / "download-1440.png")
    page.locator(".question").first.click()
    assert menu.get_attribute("open") is None


def test_the_menu_fits_a_narrow_screen(visit, slow):
    page = visit(slow, viewport={"width": 390, "height": 844})
    ask(page, "What was agreed?", 0)
    ask(page, "And when?", 1)
    for name, menu in (("answer", page.locator(".turn .menu").first), ("whole", page.locator(".menu").last)):
        menu.locator("summary").click()
        box = menu.locator(".downloads").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert box["y"] + box["height"] <= 844
        if folder := os.environ.get("BRIEFING_LOOK"):
            page.screenshot(path=Path(folder) / f"download-{name}-390.png")


def test_a_comparison_is_downloaded(visit, starter):
    page = compare(visit, starter, *LETTERS)
    with page.expect_download() as download:
        page.locator(".comparison").get_by_role("button", name="Download as Word").click()
    assert download.value.suggested_filename.startswith("comparison-kim-jong-un-s-birthday-message")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
