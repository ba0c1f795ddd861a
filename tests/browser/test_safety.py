"""A document's text is text: nothing in it runs, wherever it is shown. And only this machine is answered."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser


def ran(page) -> bool:
    page.wait_for_timeout(300)  # time enough for an image to fail and its handler to run
    return page.evaluate("'ran' in window")


def test_markup_in_a_record_is_shown_and_runs_nothing(visit, hostile):
    page = visit(hostile)
    box = page.get_by_label("Question", exact=True)
    box.fill("What is the tariff on steel?")
    box.press("Enter")
    page.locator(".turn.answered").wait_for(timeout=60_000)
    page.locator("[data-document][data-start]").first.click()
    page.locator("#source-panel .source-text").wait_for()
    shown = page.locator("#source-panel").inner_text()
    for markup in ("<script>window.ran=1</script>", '<img src=x onerror="window.ran=1">', "${window.ran=1}", "<svg"):
        assert markup in shown
    assert "<img src=t" in page.get_by_role("log").inner_text() + shown
    assert page.locator("#source-panel script, #source-panel img, #source-panel svg, #source-panel iframe").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert not ran(page)


def test_markup_in_metadata_is_shown_and_runs_nothing(visit, hostile):
    page = visit(hostile)
    page.get_by_role("tab", name="Library").click()
    row = page.locator(".library tbody tr")
    assert '<img src=t onerror="window.ran=1">' in row.inner_text()
    row.hover()
    page.get_by_role("tab", name="Ask").click()
    page.get_by_role("button", name="Asking the one document").click()
    page.get_by_label("Issuer", exact=True).click()
    page.get_by_role("option").first.wait_for()
    assert not ran(page)


def test_markup_in_a_question_is_shown_and_runs_nothing(visit, slow):
    page = visit(slow)
    box = page.get_by_label("Question", exact=True)
    box.fill("<img src=x onerror='window.ran=1'> tariffs?")
    box.press("Enter")
    page.locator(".turn.answered").wait_for()
    assert "<img src=x" in page.get_by_role("log").inner_text()
    assert not ran(page)


def test_the_policy_names_no_other_host_and_a_foreign_name_is_refused(slow):
    address = urlsplit(slow)

    def get(host: str, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
        connection.request("GET", "/", headers={"Host": host, **headers})
        return connection.getresponse()

    ours = get(address.netloc)
    policy = ours.headers["content-security-policy"]
    assert ours.status == 200
    assert "connect-src 'self';" in policy
    assert "http:" not in policy and "https:" not in policy and "*" not in policy
    assert ours.headers["x-content-type-options"] == "nosniff"
    assert get("attacker.example").status == 421
    assert get(address.netloc, Origin="https://attacker.example").status == 421
