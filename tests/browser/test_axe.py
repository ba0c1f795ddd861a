"""axe-core looks at every tab with something on it, in light and in dark: no serious and no critical fault."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import serving
from tests.browser.test_ask import QUESTION, SOURCE, ask
from tests.browser.test_brief import TOPIC, write
from tests.browser.test_check import check, opened
from tests.browser.test_compare import LETTERS, choose

pytestmark = pytest.mark.browser
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    """The address of the page over a fake assistant whose verdicts are made up."""
    with serving(tmp_path_factory.mktemp("harbour"), "tests/browser/checking_assistant.py") as address:
        yield address


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


def faults(page) -> list[str]:
    """What axe-core finds, each with the elements that have it."""
    from axe_playwright_python.sync_playwright import Axe

    page.wait_for_timeout(500)  # what slides or fades in has arrived
    found = Axe().run(page).response["violations"]
    told = ((fault, " ".join(map(str, node["target"]))) for fault in found for node in fault["nodes"])
    return [f"{fault['id']} ({fault['impact']}): {where}" for fault, where in told if fault["impact"] in GRAVE]


def open_first_source(page, within: str) -> None:
    page.locator(within).get_by_role("button", name=SOURCE).first.click()
    page.locator("#source-panel mark").wait_for()


def test_the_first_sight_of_each_tab_has_no_fault(visit, starter, scheme):
    page = visit(starter, color_scheme=scheme)
    found = {"Ask": faults(page)}
    for tab in ("Compare", "Phrases", "Brief", "Check", "Library"):
        page.get_by_role("tab", name=tab, exact=True).click()
        found[tab] = faults(page)
    assert {tab: told for tab, told in found.items() if told} == {}


def test_an_answer_its_source_and_a_refusal_have_no_fault(visit, starter, scheme):
    page = visit(starter, color_scheme=scheme)
    page.get_by_role("button", name="Asking all 30 documents").click()
    ask(page, QUESTION)
    open_first_source(page, ".turn")
    assert faults(page) == []
    ask(page, "What does a loaf of bread cost in Paris?")
    assert faults(page) == []


def test_a_comparison_with_its_source_has_no_fault(visit, starter, scheme):
    page = visit(starter, color_scheme=scheme)
    page.get_by_role("tab", name="Compare").click()
    for side, title in zip("AB", LETTERS, strict=True):
        choose(page, side, title)
    page.get_by_role("button", name="Compare", exact=True).click()
    page.locator(".comparison").wait_for(timeout=60_000)
    open_first_source(page, ".comparison")
    assert faults(page) == []


def test_a_phrase_that_is_followed_has_no_fault(visit, starter, scheme):
    page = visit(starter, color_scheme=scheme)
    page.get_by_role("tab", name="Phrases").click()
    page.locator(".starting").wait_for()
    page.get_by_label("Phrase", exact=True).fill("invincible alliance")
    page.get_by_label("Phrase", exact=True).press("Enter")
    page.locator(".ledger").wait_for()
    assert faults(page) == []


def test_a_brief_has_no_fault(visit, starter, scheme):
    page = visit(starter, color_scheme=scheme)
    write(page, TOPIC)
    page.locator(".beside > summary").first.click()
    page.locator(".sheet .brief-line").first.hover()
    assert faults(page) == []


def test_a_check_with_a_claim_opened_and_its_source_has_no_fault(visit, harbour, scheme):
    page = opened(visit, harbour, color_scheme=scheme)
    check(page)
    page.locator(".checked-text .said.begins.contradicted").first.click()
    open_first_source(page, ".claim.opened")
    page.get_by_role("button", name=re.compile("^All ")).click()
    assert faults(page) == []


def test_a_failure_has_no_fault(visit, slow, scheme):
    page = visit(slow, color_scheme=scheme)
    ask(page, "break this")
    assert faults(page) == []


def test_japanese_has_no_fault_either(visit, starter):
    page = visit(starter, ready="質問文", locale="ja-JP")
    assert faults(page) == []
