"""The audit trail of the page with accounts: what comes by which door is recorded, and administrators alone see it."""

from __future__ import annotations

import re
import time

import pytest

from assistant.audit.entries import Entry
from assistant.audit.verify import verify
from assistant.records import Asker
from tests.ui.people import PASSWORDS, PROXY, QUESTION, Person, Site

SPAN = re.compile(r"\['treaty', 1, \d+, \d+\]")


def since(page: Site, n: int) -> list[Entry]:
    return [entry for entry in page.assistant.trail.entries() if entry.n > n]


@pytest.fixture
def before(page: Site) -> int:
    """The number of the last entry before the test."""
    return max((entry.n for entry in page.assistant.trail.entries()), default=0)


def test_a_question_is_recorded_with_who_asked_by_which_door_and_what_was_shown(
    page: Site, ron: Person, before: int
) -> None:
    ron.asks(QUESTION)
    page.program("eve").client.post("/gradio_api/run/ask", json={"data": [QUESTION, [], {"since": "2001"}]})
    on_page, by_program = (entry for entry in since(page, before) if entry.what == "ask")
    assert (on_page.who, on_page.door, by_program.who, by_program.door) == ("ron", "page", "eve", "api")
    for entry in (on_page, by_program):
        assert entry.told["question"] == QUESTION
        assert entry.told["engine"] == "extractive"
        assert SPAN.match(str(entry.told["shown"][0]))
        assert "left_for" not in entry.told
    assert by_program.told["scope"] == {"since": "2001"}


async def test_a_tool_is_recorded_as_one(page: Site, before: int) -> None:
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    headers = {"Authorization": f"Bearer {page.tokens['ron']}"}
    address = f"{page.address}/gradio_api/mcp/"
    async with (
        streamablehttp_client(address, headers=headers) as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        await session.call_tool("search", {"question": "ships"})
    (found,) = (entry for entry in since(page, before) if entry.what == "search")
    assert (found.who, found.door, found.told["question"]) == ("ron", "mcp", "ships")


def test_of_a_checked_text_only_length_and_hash_are_recorded(page: Site, before: int) -> None:
    text = "The treaty of friendship obliges Norland to deliver forty ships."
    program = page.program("ron")
    assert "claims" in program.client.post("/gradio_api/run/check", json={"data": [text, "", [], [], None]}).text
    program.client.post("/gradio_api/run/brief", json={"data": ["ships of Norland", "situation", "a4", False, None]})
    program.client.post("/gradio_api/run/compare", json={"data": ["treaty", "nothing-like-it"]})
    check, brief, compare = since(page, before)
    assert (check.what, check.told["characters"], len(check.told["sha256"])) == ("check", len(text), 64)
    assert "forty" not in check.line
    assert (brief.what, brief.told["topic"]) == ("brief", "ships of Norland")
    assert (compare.what, compare.told["error"]) == ("compare", "UnknownDocument")


def test_a_source_that_is_opened_is_recorded(page: Site, ron: Person, before: int) -> None:
    asked = {"document": "treaty", "version": "1", "start": "0", "end": "9", "page": "1"}
    assert "forty ships" in ron.calls("source-panel", "show_source", asked).text
    ron.calls("source-panel", "show_page", asked)
    opened, image = since(page, before)
    assert (opened.what, opened.who, opened.told["documents"]) == ("open", "ron", ["treaty@1"])
    assert (image.what, image.told["documents"], image.told["error"]) == ("page", ["treaty@1"], "PageImageUnavailable")


def test_changes_of_the_library_are_recorded_with_whose_they_are(page: Site, eve: Person, before: int) -> None:
    eve.calls("library", "paste", {"text": "A note on cod. Cod is scarce.", "title": "Cod"})
    deadline = time.monotonic() + 60
    while not (found := [d.id for d in page.assistant.documents() if d.metadata.title == "Cod"]):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    eve.calls("library", "correct", {"id": found[0], "fields": {"title": "On cod"}})
    key = re.search(r'data-restore="(\d+)"', eve.calls("library", "discard", {"ids": [found[0]]}).json()["undo"])[1]
    eve.calls("library", "restore", {"key": key})
    eve.calls("library", "discard", {"ids": [found[0]]})
    entries = since(page, before)
    assert [entry.what for entry in entries] == ["ingest", "correct", "delete", "restore", "delete"]
    assert {(entry.who, entry.door) for entry in entries} == {("eve", "page")}
    assert entries[0].told["added"] == found
    assert entries[1].told["fields"]["title"] == "On cod"


def test_who_comes_in_and_who_does_not_is_recorded(page: Site, before: int) -> None:
    person = page.person("ron")
    person.sign_out()
    page.stranger().sign_in("ron", "not the password")
    page.stranger().sign_in("my secret password in the wrong box", "x")
    page.stranger(headers={"X-Remote-User": "ada"}).get("/config")
    page.stranger(headers={"Authorization": "Bearer wrong"}).get("/config")
    page.stranger(PROXY, headers={"X-Remote-User": "stranger"}).get("/config")
    entries = since(page, before)
    assert [(entry.what, entry.who, entry.told.get("why")) for entry in entries] == [
        ("sign in", "ron", None),
        ("sign out", "ron", None),
        ("sign in refused", "ron", None),
        ("sign in refused", "", None),
        ("refused", "", "header"),
        ("refused", "", "token"),
        ("refused", "", "proxy"),
    ]
    assert all(entry.told["address"].startswith("127.0.0.") for entry in entries)
    assert not any("secret" in entry.line or PASSWORDS["ron"] in entry.line for entry in entries)


@pytest.mark.parametrize("path", ["/audit", "/audit.csv", "/audit.jsonl", "/audit/", "/audit.csv/"])
def test_administrators_alone_see_it(page: Site, ada: Person, ron: Person, eve: Person, path: str) -> None:
    for person in (ron, eve, page.program("ron"), page.stranger(PROXY, headers={"X-Remote-User": "eve"})):
        answer = person.get(path)
        assert answer.status_code in {403, 404, 307}
        assert QUESTION not in answer.text
    if not path.endswith("/"):
        assert ada.get(path).status_code == page.program("ada").get(path).status_code == 200


def test_the_page_filters_it_and_gives_it_as_a_file(page: Site, ada: Person, ron: Person) -> None:
    ron.asks(QUESTION)
    shown = ada.get("/audit", params={"user": "Ron"})
    assert QUESTION in shown.text
    assert ">ron<" in shown.text and ">eve<" not in shown.text
    assert 'href="/audit.csv?user=Ron"' in shown.text
    assert "<script" not in shown.text
    table = ada.get("/audit.csv", params={"user": "ron", "from": "2001-01-01"})
    assert table.content.startswith(b"\xef\xbb\xbfNo.,Time,Who")
    assert table.headers["content-disposition"] == 'attachment; filename="audit.csv"'
    assert ada.get("/audit.jsonl", params={"to": "2001"}).text == ""
    assert "監査記録" in ada.get("/audit", headers={"Accept-Language": "ja"}).text


def test_markup_in_what_was_asked_is_shown_and_does_nothing(page: Site, ada: Person) -> None:
    asked = {"data": ["<img src=x onerror=alert(1)> ships", [], None]}
    page.program("ron").client.post("/gradio_api/run/ask", json=asked)
    shown = ada.get("/audit", params={"user": "ron"}).text
    assert "&lt;img src=x onerror=alert(1)&gt; ships" in shown and "<img" not in shown


def test_somebody_is_forgotten_and_the_trail_still_holds(page: Site) -> None:
    page.accounts.users.add("kim", "reader", "kim's long password")
    kim = page.person("kim", "kim's long password")
    kim.asks(QUESTION)
    assert "data-open" in kim.conversations()
    assistant = page.assistant
    assert assistant.talks.forget("kim") == 1
    assert page.accounts.sessions.forget("kim") == 1
    assert assistant.trail.forget("kim", Asker("os:root", "admin", "command line")) >= 2
    assert kim.get("/config").status_code == 401
    assert "data-open" not in page.person("kim", "kim's long password").conversations()
    assert verify(assistant.trail.files).forgotten >= 2
