"""The tab Check: from a draft to the words that say otherwise. Verdicts are made up, but for the last test's."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import docx
import pytest

from assistant.verify.models import VERIFIER
from tests.browser.conftest import serving

pytestmark = pytest.mark.browser
SOURCE = re.compile(r"^Source")
DRAFT = """Note on the harbour <img src=x onerror="window.ran=1">

The board met on 7 May 2024. It agreed on 40 million crowns. Director Lund signed the contract.

The pier was closed <b>for repairs</b>. Seven ships came from Bergen. The port should grow **soon**."""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    """The address of the page over a fake assistant whose verdicts are made up."""
    with serving(tmp_path_factory.mktemp("harbour"), "tests/browser/checking_assistant.py") as address:
        yield address


def opened(visit, address, **options):
    page = visit(address, **options)
    page.get_by_role("tab", name="Check", exact=True).click()
    page.get_by_label("Text to check", exact=True).wait_for()
    return page


def check(page, text: str = DRAFT, wait: str = ".checked"):
    page.get_by_label("Text to check", exact=True).fill(text)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(wait).wait_for(timeout=120_000)
    return page.locator(".checked")


def choose(page, label: str, title: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=re.compile(title)).click()
    page.keyboard.press("Escape")


def test_contradicted_claims_come_first_and_lead_to_the_words_that_say_otherwise(visit, harbour):
    page = opened(visit, harbour)
    found = check(page)
    assert "6 claims: 1 supported, 2 contradicted, 1 mixed" in found.locator(".tally").inner_text()
    shown = found.locator(".claims > .claim:visible")
    assert shown.count() == 2
    first = shown.first
    assert "Says otherwise" in first.inner_text()
    assert first.locator("mark").all_inner_texts() == ["7 May 2024", "6 May 2024"]
    assert first.locator(".sure").get_attribute("title") == "Confidence 0.83 of 1"
    first.get_by_role("button", name=SOURCE).click()
    page.locator("#source-panel mark").wait_for()
    assert page.locator("#source-panel mark").inner_text() == "The harbour board met on 6 May 2024."
    assert page.locator(".source-count").inner_text() == "Source 1 of 1"


def test_the_claims_of_a_verdict_are_one_click_away(visit, harbour):
    page = opened(visit, harbour)
    found = check(page)
    for name, count in (("Mixed 1", 1), ("Supported 1", 1), ("All 6", 6)):
        button = found.locator(".filters").get_by_role("button", name=name)
        button.click()
        assert found.locator(".claims > .claim:visible").count() == count
        assert button.get_attribute("aria-pressed") == "true"
    assert found.locator(".filters [aria-pressed=true]").count() == 1


def test_a_claim_in_the_text_opens_under_its_paragraph(visit, harbour):
    page = opened(visit, harbour)
    text = check(page).locator(".checked-text")
    claim = text.get_by_role("button", name=re.compile("^Supported: The pier"))
    claim.click()
    card = text.locator(".claim.opened")
    assert "The pier was closed <b>for repairs</b>." in card.locator(".evidence").inner_text()
    assert "Supports" in card.inner_text()
    assert claim.get_attribute("aria-expanded") == "true"
    claim.click()
    assert card.count() == 0
    assert claim.get_attribute("aria-expanded") == "false"


def test_the_keyboard_reaches_a_claim_its_source_and_the_way_back(visit, harbour):
    page = opened(visit, harbour)
    text = check(page).locator(".checked-text")
    claim = text.get_by_role("button", name=re.compile("^Contradicted: The board"))
    claim.focus()
    page.keyboard.press("Enter")
    card = text.locator(".claim.opened")
    card.wait_for()
    card.get_by_role("button", name=SOURCE).focus()
    page.keyboard.press("Enter")
    page.locator("#source-panel mark").wait_for()
    page.keyboard.press("Escape")
    page.locator("#source.closed").wait_for(state="attached")
    assert card.count() == 1, "Escape closes the source first"
    page.keyboard.press("Escape")
    assert card.count() == 0
    assert claim.evaluate("e => e === document.activeElement")
    page.keyboard.press("Space")
    assert card.count() == 1


def test_one_contradicted_claim_leads_to_the_next_and_round_again(visit, harbour):
    page = opened(visit, harbour)
    found = check(page)
    told = []
    for _ in range(3):
        found.locator(".text-bar").get_by_role("button", name="Next contradicted claim").click()
        told.append(found.locator(".opened h3").inner_text().split("Claim ")[1])
    assert told == ["1 of 6", "3 of 6", "1 of 6"]
    found.locator(".opened").get_by_role("button", name="Previous contradicted claim").click()
    assert "Claim 3 of 6" in found.locator(".opened h3").inner_text()
    found.locator(".claims > .claim").first.get_by_role("button", name="Show in the text").click()
    assert "Claim 1 of 6" in found.locator(".opened h3").inner_text()


def test_verdicts_are_told_apart_without_colour(visit, harbour):
    found = check(opened(visit, harbour))
    lines = {}
    for verdict in ("supported", "contradicted", "mixed", "not_in_corpus", "not_checkable"):
        claim = found.locator(f".said.begins.{verdict}").first
        style = claim.evaluate("e => getComputedStyle(e).textDecorationStyle")
        sign = claim.evaluate("e => getComputedStyle(e, '::before').content")
        lines[verdict] = (style, sign[:2])
    assert len({style for style, _ in lines.values()}) == len({sign for _, sign in lines.values()}) == 5


def test_nothing_in_a_text_is_markup(visit, harbour):
    page = opened(visit, harbour)
    found = check(page, DRAFT + "\n\n<script>window.ran=1</script> [x](javascript:window.ran=1)")
    page.wait_for_timeout(300)
    told = found.locator(".checked-text").inner_text()
    assert '<img src=x onerror="window.ran=1">' in told
    assert "<b>for repairs</b>" in told
    assert "**soon**" in told
    assert "<script>window.ran=1</script>" in told
    assert found.locator("script, img, b, strong, a[href^=javascript]").count() == 0
    assert page.evaluate("'ran' in window") is False


def test_documents_are_chosen_and_left_out(visit, harbour):
    page = opened(visit, harbour)
    choose(page, "Leave out", "Minutes of the harbour board")
    assert "contradicted" not in check(page).locator(".tally").inner_text()
    page = opened(visit, harbour)
    choose(page, "Check against", "Minutes of the harbour board")
    found = check(page)
    assert "2 contradicted" in found.locator(".tally").inner_text()
    assert found.locator("[data-document=bulletin]").count() == 0


def test_a_file_is_read_into_the_box(visit, harbour, tmp_path):
    page = opened(visit, harbour)
    document = docx.Document()
    document.add_heading("Memo on the harbour", 0)
    document.add_paragraph("The board met on 7 May 2024.")
    out = io.BytesIO()
    document.save(out)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a file").click()
    chooser.value.set_files(
        {"name": "memo.docx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}
    )
    page.get_by_text("memo.docx: 12 words read into the box.").wait_for()
    assert "The board met on 7 May 2024." in page.get_by_label("Text to check", exact=True).input_value()
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".checked").wait_for()
    assert "Memo on the harbour" in page.locator(".checked > header").inner_text()


def test_what_cannot_be_checked_is_said(visit, harbour):
    page = opened(visit, harbour)
    alert = page.locator("#checked [role=alert]")
    check(page, "  \n", wait="#checked [role=alert]")
    assert "There is no text to check. Paste a text" in alert.inner_text()
    page.locator("#check-row input[type=file]").set_input_files(
        {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 and nothing else"}
    )
    page.get_by_text("scan.pdf").wait_for()
    assert "paste its text" in alert.inner_text()
    check(page, "Please break.", wait="#checked [role=alert] >> text=Something went wrong")
    assert "RuntimeError" not in page.locator("#checked").inner_text()


def test_a_long_check_shows_how_far_it_is_and_stops(visit, harbour):
    page = opened(visit, harbour)
    page.get_by_label("Text to check", exact=True).fill("The slow board met on 7 May 2024. " * 60)
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_text(re.compile(r"Checking claim [2-9] of 60")).wait_for(timeout=20_000)
    page.get_by_role("button", name="Stop", exact=True).click()
    found = page.locator(".checked")
    found.wait_for(timeout=20_000)
    assert re.search(r"Stopped: \d+ of 60 claims were checked", found.inner_text())
    assert found.locator(".said.begins").count() < 60
    page.get_by_role("button", name="Check", exact=True).wait_for()
    assert page.get_by_role("button", name="Stop", exact=True).count() == 0


@pytest.mark.parametrize(("name", "suffix", "begins"), [
    ("PDF", "pdf", b"%PDF"), ("Word", "docx", b"PK"), ("Markdown", "md", b"# Check"),
    ("CSV", "csv", b"\xef\xbb\xbfNo."),
])  # fmt: skip
def test_a_check_is_downloaded(visit, harbour, name, suffix, begins):
    page = opened(visit, harbour)
    found = check(page)
    with page.expect_download() as download:
        found.get_by_role("button", name=f"Download as {name}").click()
    assert download.value.suggested_filename == f"check-text.{suffix}"
    assert Path(download.value.path()).read_bytes().startswith(begins)


def test_the_sources_of_a_check_are_downloaded_alone(visit, harbour):
    found = check(opened(visit, harbour))
    for name, suffix, begins in (("BibTeX", "bib", b"@misc{"), ("RIS", "ris", b"TY  - "), ("CSL-JSON", "json", b"[")):
        with found.page.expect_download() as download:
            found.get_by_role("button", name=f"Download its sources as {name}").click()
        assert download.value.suggested_filename == f"check-text.{suffix}"
        assert Path(download.value.path()).read_bytes().startswith(begins)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_is_cut_off(visit, harbour, width, scheme):
    page = visit(harbour, viewport={"width": width, "height": 844}, color_scheme=scheme)
    page.get_by_role("tab", name="Check", exact=True).click()
    found = check(page)
    found.get_by_role("button", name="Next contradicted claim").first.click()
    page.locator(".claim.opened").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("#work").evaluate("e => e.scrollWidth <= e.clientWidth")
    assert page.locator("#masthead h1").evaluate("e => e.getBoundingClientRect().top") >= 0, "the pane alone scrolls"
    if folder := os.environ.get("BRIEFING_LOOK"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(700)
        page.screenshot(path=Path(folder) / f"check-{width}-{scheme}.png")


@pytest.mark.skipif(not VERIFIER.file.is_file(), reason="the verifier's weights are not there")
def test_a_date_that_the_library_has_otherwise_is_contradicted(visit, starter):
    """The product as it is: its own reader, search and verifier over the starter corpus."""
    page = opened(visit, starter)
    found = check(page, "Russia and the DPRK signed their treaty in Pyongyang on 25 June 2024. We hope for the best.")
    claim = found.locator(".said.begins").first
    assert claim.get_attribute("aria-label").startswith("Contradicted: Russia")
    first = found.locator(".claims > .claim:visible").first
    assert "19 June 2024" in first.locator(".evidence").first.inner_text()
    first.get_by_role("button", name=SOURCE).first.click()
    page.locator("#source-panel mark").wait_for()
    assert "19 June 2024" in page.locator("#source-panel mark").inner_text()
