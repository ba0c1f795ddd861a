"""The pictures of README and guide, taken of the product as it is. Nothing else writes into docs/pictures.

``BRIEFING_SCREENSHOTS=1 pytest tests/browser/test_pictures.py`` takes them anew; otherwise these tests are skipped.
What they do is tested elsewhere.
"""

from __future__ import annotations

import io
import os
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import PROJECT
from tests.browser.test_ask import QUESTION, SOURCE, ask
from tests.browser.test_brief import TOPIC, write
from tests.browser.test_compare import LETTERS, choose
from tests.browser.test_page_image import cited, printed  # noqa: F401 - a fixture
from tests.browser.test_phrases import follow

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.environ.get("BRIEFING_SCREENSHOTS") != "1", reason="pictures are not asked for"),
]
FOLDER = PROJECT / "docs" / "pictures"
COLOURS = 96
"""Enough for letters on paper; a picture has a third of the bytes."""
WIDE, GUIDE, LOW = (1440, 900), (1180, 760), (1180, 620)
SHORT = "What did Kim Jong Un say to Putin in his birthday message of October 2024?"
MEMO = "# Memo on the quota of cod\n\nThe memo of 5 March 2024 sets the quota of cod at 900 tons.\n"


def picture(page: Page, name: str) -> None:
    """Write what the page shows just now to the folder."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(900)  # what scrolls or fades has arrived
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    FOLDER.mkdir(parents=True, exist_ok=True)
    shot.quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


@pytest.fixture
def opened(visit, starter):
    """A function that opens the product at a size, on a tab."""

    def open_at(size: tuple[int, int], tab: str = "Ask") -> Page:
        page = visit(starter, viewport={"width": size[0], "height": size[1]}, color_scheme="light")
        page.get_by_role("tab", name=tab, exact=True).click()
        return page

    return open_at


def open_source(page: Page, nth: int = 0) -> None:
    page.locator("#work").get_by_role("button", name=SOURCE).nth(nth).click()
    page.locator("#source mark").first.wait_for()


def test_an_answer_and_its_source(opened):
    page = opened(WIDE)
    ask(page, QUESTION)
    open_source(page)
    picture(page, "ask")


def test_a_follow_up(opened):
    page = opened((1440, 1000))
    ask(page, SHORT)
    ask(page, "How does this message differ from the one to Xi?")
    turn = page.locator(".turn").last
    turn.locator("p.sentence").first.get_by_role("button", name=SOURCE).nth(1).click()
    expect(page.locator("#source mark").first).to_contain_text("Comrade General Secretary")
    turn.evaluate("turn => turn.scrollIntoView({ block: 'start' })")
    picture(page, "differ")


def test_a_refusal(opened):
    page = opened(LOW)
    ask(page, "What did Kim write to Putin for his birthday in 2023?")
    picture(page, "refused")


def test_the_choice_of_documents(opened):
    page = opened(GUIDE)
    page.get_by_role("button", name="Asking all 30 documents").click()
    page.locator("#scope").get_by_label("Issuer", exact=True).click()
    page.get_by_role("option", name="Kim Jong Un", exact=True).click()
    page.locator("#scope").get_by_label("From", exact=True).fill("2024")
    page.get_by_text(re.compile(r"Asking \d+ of 30")).wait_for()
    picture(page, "scope")


def test_the_page_image(visit, printed):  # noqa: F811 - the fixture
    page = cited(visit, printed[0], viewport={"width": GUIDE[0], "height": GUIDE[1]}, color_scheme="light")
    page.get_by_role("button", name="Page image").click()
    page.wait_for_function("document.querySelector('.page-sheet img')?.naturalWidth > 1000")
    picture(page, "page-image")


def test_conversations(opened):
    page = opened(WIDE)
    ask(page, "Give me a timeline of October 2024.")
    listed = page.locator("[data-talk]").first
    listed.hover()
    page.wait_for_timeout(500)
    page.mouse.move = lambda *_: None  # type: ignore[method-assign]  # the tools stay while they are pointed at
    picture(page, "conversations")


def test_two_messages_side_by_side(opened):
    page = opened(GUIDE, "Compare")
    for side, words in zip("AB", LETTERS, strict=True):
        choose(page, side, words)
    page.get_by_role("button", name="Compare", exact=True).click()
    page.locator(".comparison").wait_for(timeout=60_000)
    picture(page, "compare")


def test_a_phrase_through_time(opened):
    page = opened(GUIDE, "Phrases")
    follow(page, "comprehensive strategic partnership")
    page.locator(".ledger .facts").first.wait_for(timeout=60_000)
    picture(page, "phrases")


def test_a_brief(opened):
    page = opened(WIDE, "Brief")
    write(page, TOPIC)
    open_source(page, 1)
    page.locator(".sheet .brief-line").nth(3).hover()
    page.mouse.move = lambda *_: None  # type: ignore[method-assign]
    picture(page, "brief")


def test_a_checked_draft(opened):
    page = opened(WIDE, "Check")
    draft = (PROJECT / "docs" / "demonstration" / "draft.md").read_text(encoding="utf-8")
    page.get_by_label("Text to check", exact=True).fill(draft)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".checked .tally").wait_for(timeout=300_000)
    page.get_by_role("button", name="Next contradicted claim").first.click()
    page.locator(".claim.opened").wait_for()
    picture(page, "check")


def test_the_library_in_all_its_states(opened):
    page = opened(GUIDE, "Library")
    library = page.locator("#library")
    library.locator("table.library tbody tr").first.wait_for()
    picture(page, "library")

    library.get_by_role("button", name="Paste text or address").click()
    library.get_by_label("Title, if the text does not state it").fill("Memo on the quota of cod")
    library.get_by_label("Text to add, or the web address of a page or file").fill(MEMO.split("\n\n")[1])
    picture(page, "paste")
    library.get_by_role("button", name="Cancel").click()

    names = {"memo on cod.md": MEMO.encode(), "report of the ministry.pdf": b"%PDF-1.7 and nothing else"}
    files = [{"name": name, "mimeType": "text/plain", "buffer": content} for name, content in names.items()]
    library.locator("[data-files]").set_input_files(files)
    expect(library.locator(".headline")).to_have_text("1 added, 1 not added.", timeout=60_000)
    library.locator(".cite-title", has_text="Memo on the quota").last.wait_for()
    picture(page, "adding")
    library.get_by_role("button", name=re.compile("^Forget")).click()

    library.get_by_label("Find").fill("cod")
    library.get_by_role("button", name="Details of Memo on the quota of cod").click()
    library.get_by_label("Issuer", exact=True).last.fill("Fisheries Office")
    library.locator("form.details").scroll_into_view_if_needed()
    picture(page, "details")
    page.keyboard.press("Escape")
    library.get_by_label("Find").fill("")

    for title in ("Kim Jong Un's 70th birthday", "Kim Jong Un's message to Xi Jinping on the 70th"):
        library.get_by_role("checkbox", name=f"Choose {title}").check()
    picture(page, "choose")
    library.get_by_role("button", name="Delete 2 documents").click()
    library.get_by_role("button", name="Undo: bring 2 documents back").wait_for()
    picture(page, "undo")
