"""Conversations that are kept: opened again by link and list, continued, renamed, deleted, judged; from tab to tab."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PROJECT, serving
from tests.browser.test_ask import QUESTION, ask

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def talked(tmp_path_factory):
    """The folder and the address of a page over the fake assistant, with conversations of its own."""
    folder = tmp_path_factory.mktemp("talked")
    with serving(folder, "tests/browser/slow_assistant.py") as address:
        yield folder, address


@pytest.fixture
def asked():
    """A question that nobody has asked before."""
    return f"What did the cabinet agree on, {uuid.uuid4().hex}?"


def token_of(page) -> str:
    return parse_qs(urlsplit(page.url).query).get("conversation", [""])[0]


def listed(page, name: str):
    return page.locator("[data-talk]").filter(has_text=name)


def test_a_conversation_is_opened_again_by_its_link_and_goes_on(visit, talked, asked):
    page = visit(talked[1])
    assert token_of(page) == ""
    ask(page, asked)
    expect(page).to_have_url(re.compile(r"\?conversation=[\w-]{22}"))
    link = page.url
    again = visit(talked[1])
    again.goto(link, wait_until="domcontentloaded")
    expect(again.locator(".turn .question")).to_have_text([asked])
    assert again.locator(".welcome").count() == 0
    ask(again, "And then?")
    assert again.url == link
    again.get_by_role("log").get_by_role("button", name="Source 1").first.click()
    expect(again.locator("mark")).to_have_text("It agreed on a budget.")
    again.reload(wait_until="domcontentloaded")
    expect(again.locator(".turn .question")).to_have_text([asked, "And then?"])
    assert again.locator("details.menu", has_text="Download the conversation").count() == 1


def test_a_link_that_leads_nowhere_is_said_to_and_the_page_can_be_used(visit, talked, asked):
    page = visit(talked[1])
    page.goto(f"{talked[1]}/?conversation={'x' * 22}", wait_until="domcontentloaded")
    expect(page.locator("#conversation [role=alert]")).to_contain_text("There is no such conversation")
    expect(page.locator(".example").first).to_be_visible()
    ask(page, asked)
    expect(page).not_to_have_url(re.compile("xxxx"))


def test_back_and_forward_lead_through_conversations(visit, talked, asked):
    page = visit(talked[1])
    ask(page, asked)
    expect(page).to_have_url(re.compile("conversation="))
    first = page.url
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".example").first).to_be_visible()
    assert token_of(page) == ""
    page.go_back()
    expect(page.locator(".turn .question")).to_have_text([asked])
    assert page.url == first


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_list_finds_opens_renames_and_deletes_with_undo(visit, talked, asked, width, height):
    page = visit(talked[1], viewport={"width": width, "height": height})
    ask(page, asked)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".example").first).to_be_visible()
    if width < 900:
        page.locator("#talks summary").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Find a conversation").fill(f"{asked[-9:-1]} BUDGET")
    expect(page.locator("[data-talk]")).to_have_count(1)
    listed(page, asked).locator("[data-open]").click()
    expect(page.locator(".turn .question")).to_have_text([asked])
    if width < 900:
        expect(page.get_by_label("Find a conversation")).to_be_hidden()
        page.locator("#talks summary").click()
    expect(listed(page, asked).locator("[data-open]")).to_have_attribute("aria-current", "true")
    listed(page, asked).hover()
    page.get_by_role("button", name=f"Rename “{asked}”").click()
    renamed = f"Budget {asked[-9:-1]}"
    page.get_by_label("Name of the conversation").fill(renamed)
    page.keyboard.press("Enter")
    expect(listed(page, renamed)).to_have_count(1)
    listed(page, renamed).hover()
    page.get_by_role("button", name=f"Delete “{renamed}”").click()
    expect(page.locator(".talks-told")).to_contain_text(f"Deleted “{renamed}”.")
    expect(page.locator(".example").first).to_be_visible()
    assert token_of(page) == ""
    page.get_by_role("button", name="Undo the deletion").click()
    expect(page.locator(".turn .question")).to_have_text([asked])
    expect(listed(page, renamed)).to_have_count(1)


def test_retry_takes_the_place_of_its_turn(visit, talked, asked):
    page = visit(talked[1])
    ask(page, asked)
    ask(page, "And then?")
    page.get_by_role("button", name="Retry").click()
    expect(page.locator(".turn.answered")).to_have_count(2)
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()  # it is over, nothing is under way
    page.wait_for_timeout(500)  # and its last event has been read: a reload in its midst is an error to the console
    page.reload(wait_until="domcontentloaded")
    expect(page.locator(".turn .question")).to_have_text([asked, "And then?"])


def test_what_is_thought_of_an_answer_is_kept_and_evaluated(visit, talked, asked):
    folder, address = talked
    page = visit(address)
    ask(page, asked)
    page.get_by_role("button", name="This answer is not helpful").click()
    page.get_by_role("button", name="This answer is helpful").click()
    note = page.get_by_label("Note on this answer")
    expect(note).to_be_focused()
    note.fill("says it in four words")
    page.keyboard.press("Enter")
    expect(page.locator(".note-form .told")).to_have_text("Kept")
    ask(page, "And then?")
    helpful = page.get_by_role("button", name="This answer is helpful")
    expect(helpful.first).to_have_attribute("aria-pressed", "true")
    page.reload(wait_until="domcontentloaded")
    expect(helpful.first).to_have_attribute("aria-pressed", "true")
    expect(helpful.last).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_label("Note on this answer").first).to_have_value("says it in four words")
    told = subprocess.run(
        [sys.executable, "-m", "assistant", "feedback", "--json"],
        cwd=PROJECT, check=True, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "ASSISTANT_DATA_DIR": str(folder / "data")},
    )  # fmt: skip
    (found,) = (q for q in json.loads(told.stdout)["questions"] if q["question"] == asked)
    assert (found["verdict"], found["note"]) == ("up", "says it in four words")
    assert (found["answerable"], found["entries"]) == (True, ["minutes"])


def test_markup_in_names_and_notes_is_shown_and_runs_nothing(visit, talked):
    page = visit(talked[1])
    hostile = f"<img src=x onerror='window.ran=1'> {uuid.uuid4().hex}"
    ask(page, hostile)
    page.get_by_role("button", name="This answer is helpful").click()
    page.get_by_label("Note on this answer").fill('"><script>window.ran=1</script>')
    page.keyboard.press("Enter")
    expect(page.locator(".note-form .told")).to_have_text("Kept")
    page.reload(wait_until="domcontentloaded")
    expect(page.get_by_label("Note on this answer")).to_have_value('"><script>window.ran=1</script>')
    expect(listed(page, hostile)).to_have_count(1)
    listed(page, hostile).hover()
    page.get_by_role("button", name=f"Delete “{hostile}”").click()
    expect(page.locator(".talks-told")).to_contain_text(hostile)
    assert page.evaluate("window.ran") is None


# From one tab to the next --------------------------------------------------------------------------------------


def test_an_answer_and_its_conversation_lead_to_compare_check_and_brief(visit, starter):
    page = visit(starter)
    ask(page, "What did Kim Jong Un say to Putin in his birthday message of October 2024?")
    ask(page, "How does this message differ from the one to Xi?")
    page.locator(".turn").last.get_by_role("button", name=re.compile("^Compare “")).click()
    expect(page.get_by_role("tab", name="Compare")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".comparison .called").first).to_be_visible(timeout=60_000)
    formula = page.locator(".comparison [data-phrase]").first
    words = formula.get_attribute("data-phrase")
    formula.click()
    expect(page.get_by_role("tab", name="Phrases")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".ledger .question")).to_have_text(words, timeout=60_000)
    assert page.get_by_label("Phrase", exact=True).input_value() == words

    page.get_by_role("tab", name="Ask").click()
    page.locator(".turn").first.get_by_role("button", name="Check this answer").click()
    expect(page.locator(".checked .tally")).to_be_visible(timeout=120_000)
    said = page.get_by_label("Text to check").input_value()
    page.get_by_role("tab", name="Ask").click()
    assert page.locator(".turn").first.locator(".sentence").first.inner_text()[:30] in said

    page.get_by_role("button", name=re.compile("^Write a brief on the topic")).click()
    written = page.locator(".sheet .brief-title, #brief-progress [role=alert]")
    expect(written.first).to_be_visible(
        timeout=120_000
    )
    assert page.get_by_label("Topic", exact=True).input_value().startswith("What did Kim Jong Un say to Putin")


def test_a_phrase_marked_in_a_source_is_followed(visit, starter):
    page = visit(starter)
    ask(page, QUESTION)
    page.get_by_role("log").get_by_role("button", name=re.compile("^Source")).first.click()
    page.locator(".source-text mark").wait_for()
    page.evaluate(
        """() => { const text = document.createTreeWalker(document.querySelector(".source-text mark"), 4).nextNode();
                   const range = document.createRange();
                   range.setStart(text, 0);
                   range.setEnd(text, text.data.indexOf(" ", 8));
                   getSelection().removeAllRanges();
                   getSelection().addRange(range); }"""
    )
    offer = page.locator(".follow-marked")
    words = offer.get_attribute("data-phrase", timeout=10_000)
    offer.click()
    expect(page.get_by_label("Phrase", exact=True)).to_have_value(words)
    expect(page.locator(".ledger .question, #phrases [role=alert]").first).to_be_visible(timeout=60_000)


def test_a_text_that_stands_in_check_is_not_overwritten_unasked(visit, talked, asked):
    page = visit(talked[1])
    ask(page, asked)
    page.get_by_role("tab", name="Check").click()
    page.get_by_label("Text to check").fill("A draft of mine.")
    page.get_by_role("tab", name="Ask").click()
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Check this answer").click()
    page.get_by_role("tab", name="Check").click()
    expect(page.get_by_label("Text to check")).to_have_value("A draft of mine.")
