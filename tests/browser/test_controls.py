"""Stop, Retry, Copy, and what is said when something fails."""

from __future__ import annotations

import pytest

from tests.browser.conftest import serving

pytestmark = pytest.mark.browser


def send(page, question: str) -> None:
    box = page.get_by_label("Question", exact=True)
    box.fill(question)
    box.press("Enter")


def test_stop_ends_the_search_and_retry_asks_again(visit, slow, request):
    page = visit(slow)
    send(page, f"a slow question {request.node.nodeid}")
    page.get_by_text("Searching the documents").wait_for()
    page.get_by_role("button", name="Stop", exact=True).click()
    page.locator(".turn.stopped").wait_for()
    assert "Stopped." in page.get_by_role("log").inner_text()
    assert page.get_by_role("button", name="Ask", exact=True).is_visible()
    page.get_by_role("button", name="Retry", exact=True).click()
    page.locator(".turn.answered").wait_for()
    assert page.locator(".turn").count() == 1


def test_another_question_can_be_asked_after_a_stop(visit, slow, request):
    page = visit(slow)
    send(page, f"a slow one {request.node.nodeid}")
    page.get_by_role("button", name="Stop", exact=True).click()
    page.locator(".turn.stopped").wait_for()
    send(page, "What did the cabinet agree on?")
    page.locator(".turn.answered").wait_for()
    assert page.locator(".turn").count() == 2
    assert page.get_by_role("button", name="Retry", exact=True).count() == 1


def test_a_question_sent_the_moment_an_answer_is_there_is_taken(visit, slow):
    page = visit(slow)
    page.evaluate(
        """() => { // what a program, or a quick hand, does: Enter as soon as the next answer is on the page
            const box = document.querySelector("#ask-row textarea");
            let answered = 0;
            new MutationObserver(() => {
                const now = document.querySelectorAll(".turn.answered").length;
                if (now === answered || now === 20) return;
                answered = now;
                box.value = `What was agreed at meeting ${now}?`;
                box.dispatchEvent(new Event("input", {bubbles: true}));
                setTimeout(() => box.dispatchEvent(new KeyboardEvent("keypress", {key: "Enter", bubbles: true})));
            }).observe(document.body, {subtree: true, childList: true});
        }"""
    )
    send(page, "What did the cabinet agree on?")
    page.locator(".turn.answered").nth(19).wait_for()
    asked = page.locator(".turn .question").all_inner_texts()
    assert asked[1:] == [f"What was agreed at meeting {n}?" for n in range(1, 20)]


def test_enter_twice_asks_once(visit, slow, request):
    page = visit(slow)
    send(page, f"a slow one {request.node.nodeid}")
    page.get_by_text("Searching the documents").wait_for()
    send(page, "What did the cabinet agree on?")
    page.wait_for_timeout(600)
    assert page.locator(".turn").count() == 1
    assert page.get_by_label("Question", exact=True).input_value() == "What did the cabinet agree on?"
    page.get_by_role("button", name="Stop", exact=True).click()
    page.locator(".turn.stopped").wait_for()


COPIED = """async () => { const [item] = await navigator.clipboard.read();
    const read = async (type) => (await item.getType(type)).text();
    return [await read("text/plain"), await read("text/html")]; }"""


@pytest.mark.parametrize("clipboard", ["the browser's", "refused"])
def test_an_answer_is_copied_with_its_numbered_sources(visit, slow, clipboard):
    page = visit(slow, permissions=["clipboard-read", "clipboard-write"])
    if clipboard == "refused":
        page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('refused')); }")
    send(page, "What did the cabinet agree on?")
    page.get_by_role("button", name="Copy answer").click()
    page.get_by_text("Copied with its sources").wait_for()
    text, html = page.evaluate(COPIED)
    assert "It agreed on a budget. [1]" in text
    assert "[1] Cabinet Office, Minutes, 6 May 2024: “It agreed on a budget.”" in text
    assert "<sup>[1]</sup>" in html


def test_what_nobody_foresaw_is_one_calm_line(visit, slow):
    page = visit(slow)
    send(page, "please break")
    page.locator(".turn.failed").wait_for()
    told = page.get_by_role("log").inner_text()
    assert "Something went wrong" in told
    assert "RuntimeError" not in told and "nobody foresaw" not in told


def test_a_new_conversation_begins_with_the_examples(visit, slow):
    page = visit(slow)
    send(page, "What did the cabinet agree on?")
    page.locator(".turn.answered").wait_for()
    page.get_by_role("button", name="New conversation").click()
    page.locator(".example").first.wait_for()
    assert page.locator(".turn").count() == 0


def test_a_source_that_is_gone_is_said(visit, slow):
    page = visit(slow)
    send(page, "What did the cabinet agree on?")
    button = page.get_by_role("log").get_by_role("button", name="Source 1")
    button.evaluate("b => { b.dataset.document = 'gone'; }")
    button.click()
    assert "holds no document" in page.locator("#source-panel [role=alert]").inner_text()


@pytest.fixture
def crowded(tmp_path):
    """A server of its own: four questions that never end keep it busy, and those of other tests would too."""
    with serving(tmp_path, "tests/browser/slow_assistant.py") as address:
        yield address


def test_who_waits_sees_how_many_are_before(visit, crowded):
    others = [visit(crowded) for _ in range(4)]
    for n, page in enumerate(others):
        send(page, f"slow for all, {n}")
        page.get_by_text("Searching the documents").wait_for()
    next_one, last = visit(crowded), visit(crowded)
    send(next_one, "Who agreed?")
    next_one.get_by_text("Others are being answered; yours is the next question.").wait_for()
    send(last, "What was agreed?")
    last.get_by_text("One question waits before yours").wait_for()
    others[0].get_by_role("button", name="Stop", exact=True).click()
    for page in (next_one, last):
        page.locator(".turn.answered").wait_for()
    for page in others[1:]:
        page.get_by_role("button", name="Stop", exact=True).click()
        page.locator(".turn.stopped").wait_for()
        page.wait_for_timeout(500)  # what Gradio says of it to the server is out
