"""Signing in and out in a real browser; what a reader sees; what is said once a session has ended."""

from __future__ import annotations

import pytest

from assistant.accounts.users import Users
from tests.browser.conftest import serving
from tests.browser.test_axe import faults
from tests.browser.test_controls import send

pytestmark = pytest.mark.browser
PASSWORD = "a password that is long"


@pytest.fixture(scope="module")
def accounts(tmp_path_factory):
    """The address of a page with accounts over a fake assistant, and its users."""
    folder = tmp_path_factory.mktemp("accounts")
    users = Users(folder / "users")
    for name, role in {"ada": "admin", "ron": "reader", "eve": "editor"}.items():
        users.add(name, role, PASSWORD)
    with serving(folder, "tests/browser/slow_assistant.py", ASSISTANT_AUTH=str(users.path)) as address:
        yield address, users


@pytest.fixture
def stranger(browser, accounts):
    """A function that opens the page for somebody who has not signed in; no error of a script is overlooked."""
    contexts, wrong = [], []

    def open_page(path: str = "/", **options):
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" and "401" not in m.text else None)
        page.goto(accounts[0] + path, wait_until="domcontentloaded")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def sign_in(page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def ready(page):
    page.get_by_label("Question", exact=True).wait_for()
    page.locator(".welcome").wait_for()
    return page


def test_somebody_signs_in_asks_and_signs_out(stranger):
    page = stranger()
    assert page.title() == "Sign in · Briefing assistant"
    sign_in(page, "ron", "not the password")
    page.get_by_role("alert").get_by_text("The name or the password is wrong.").wait_for()
    assert page.get_by_label("Name", exact=True).input_value() == "ron"
    sign_in(page, "ron")
    ready(page)
    assert page.locator(".who").inner_text() == "ron"
    send(page, "What was agreed?")
    page.locator(".turn.answered").wait_for()
    page.locator("[data-document][data-start]").first.click()
    page.locator("#source-panel mark").wait_for()
    link = page.url
    assert "?conversation=" in link
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Password", exact=True).wait_for()
    page.go_back()
    page.get_by_label("Password", exact=True).wait_for()
    sign_in(page, "ron")
    page.locator(".turn.answered").wait_for()
    assert page.url == link, "the conversation of the link is open again"


def test_a_reader_has_no_controls_that_change_the_library(stranger):
    for name, shown in {"ron": False, "eve": True}.items():
        page = stranger()
        sign_in(page, name)
        ready(page)
        assert not page.get_by_role("link", name="Audit trail").count()
        page.get_by_role("tab", name="Library", exact=True).click()
        page.locator(".library tbody tr").wait_for()
        assert page.get_by_role("button", name="Add files").is_visible() == shown


def test_once_a_session_has_ended_what_was_typed_stays_and_signing_in_again_goes_on(stranger, accounts):
    page = stranger()
    sign_in(page, "ron")
    ready(page)
    page.get_by_role("tab", name="Check", exact=True).click()
    page.get_by_label("Text to check", exact=True).fill("A long draft.")
    other = page.context.new_page()
    other.goto(accounts[0])
    ready(other).get_by_role("button", name="Sign out").click()
    other.get_by_label("Password", exact=True).wait_for()
    page.get_by_role("button", name="Check", exact=True).click()
    bar = page.locator("#ended")
    bar.get_by_text("Your session has ended.").wait_for()
    assert page.get_by_label("Text to check", exact=True).input_value() == "A long draft."
    with page.expect_popup() as opened:
        bar.get_by_role("link", name="Sign in again").click()
    sign_in(opened.value, "ron")
    ready(opened.value)


def test_an_administrator_reads_the_audit_trail(stranger):
    page = stranger()
    sign_in(page, "ada")
    ready(page)
    page.get_by_role("link", name="Audit trail").click()
    page.get_by_role("cell", name="sign in", exact=True).first.wait_for()
    page.get_by_label("User").fill("ada")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/audit?user=ada*")
    assert set(page.locator("tbody td:nth-child(3)").all_inner_texts()) == {"ada"}
    assert faults(page) == []
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    assert taken.value.suggested_filename == "audit.csv"
    page.get_by_role("link", name="Back to the library").click()
    ready(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_to_sign_in_has_no_fault_of_accessibility(stranger, scheme):
    page = stranger("/sign-in", color_scheme=scheme)
    sign_in(page, "ron", "wrong")
    page.get_by_role("alert").wait_for()
    assert faults(page) == []


def test_the_page_to_sign_in_speaks_japanese(stranger):
    page = stranger("/sign-in", locale="ja-JP")
    page.get_by_label("名前").fill("eve")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="サインイン").click()
    page.locator(".who").wait_for()
    assert page.get_by_role("button", name="サインアウト").is_visible()
