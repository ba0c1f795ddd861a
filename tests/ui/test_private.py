"""Where there are no accounts, the page's events still name no file and no address but what was uploaded to it."""

from __future__ import annotations

import httpx
import pytest

from tests.ui.app import running


@pytest.fixture(scope="module")
def page(starter):
    with running(starter) as app, httpx.Client(base_url=app.address, trust_env=False, timeout=60) as client:
        yield client


def opens(page: httpx.Client, path: str) -> httpx.Response:
    functions = page.get("/config").json()["dependencies"]
    number = next(f["id"] for f in functions if [t[1] for t in f["targets"]] == ["upload"])
    file = {"path": path, "orig_name": "draft.txt", "meta": {"_type": "gradio.FileData"}}
    asked = {"data": [file], "fn_index": number, "session_hash": "own"}
    return page.post("/gradio_api/queue/join", json=asked)


@pytest.mark.parametrize("path", ["https://evil.example/x", "http://127.0.0.1:1/", "/etc/passwd"])
def test_nothing_is_fetched_or_read_that_was_not_uploaded(page, path):
    assert opens(page, path).status_code == 404


def test_what_was_uploaded_is_read(page):
    path = page.post("/gradio_api/upload", files={"files": ("draft.txt", b"A draft about herring.")}).json()[0]
    assert opens(page, path).status_code == 200


def test_addresses_of_gradio_that_the_page_does_not_need_are_not_there(page):
    assert page.get("/gradio_api/proxy=https://evil.example/").status_code == 404
    assert page.get("/gradio_api/file=/etc/passwd").status_code == 404
