"""A real browser on a real server. Whatever the page asks of another host, or says as an error, fails the test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

PROJECT = Path(__file__).resolve().parents[2]
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
READY_S = 180


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)
    return shutil.which("chromium") or pytest.skip("Chromium is neither installed nor can be installed here")


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    path = _chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser):
    """A function that opens an address in a page of its own; what must not happen there is looked at afterwards."""
    contexts, wrong = [], []

    def open_page(address: str, ready: str = "Question", **options):
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", **options})
        contexts.append(context)
        page = context.new_page()
        host = urlsplit(address).netloc

        def asked(request):
            parts = urlsplit(request.url)
            if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != host:
                wrong.append(f"request to another host: {request.url}")

        page.on("request", asked)
        def said(message):
            if message.type == "error":
                wrong.append(f"console: {message.text} ({message.location['url'].removeprefix(address)})")

        page.on("console", said)
        page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
        page.goto(address, wait_until="domcontentloaded")  # the network is never idle: Gradio keeps a connection
        page.get_by_label(ready, exact=True).wait_for()
        page.locator(".welcome").wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@contextmanager
def serving(folder: Path, *command: str, **settings: str):
    """Run a server with its data in `folder`; its address once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    given = {
        "PYTHONPATH": str(PROJECT),
        "ASSISTANT_DATA_DIR": str(folder / "data"),
        "ASSISTANT_PORT": str(port),
        **settings,
    }
    told = folder / "server.log"
    with told.open("w") as log:
        server = subprocess.Popen(
            [sys.executable, *command], cwd=PROJECT, env={**kept, **given}, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        yield _answering(f"http://127.0.0.1:{port}", server, told)
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def _answering(address: str, server: subprocess.Popen, told: Path) -> str:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + READY_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with opener.open(f"{address}/healthz", timeout=2):
                return address
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"The server did not answer:\n{told.read_text()}")


@pytest.fixture(scope="session")
def starter(tmp_path_factory):
    """The address of the product as a new user starts it: `python app.py` with the starter corpus."""
    with serving(tmp_path_factory.mktemp("starter"), "app.py") as address:
        yield address


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """The address of a library whose one record tries to run scripts wherever it is shown."""
    folder = tmp_path_factory.mktemp("hostile")
    records = folder / "records"
    records.mkdir()
    (records / "memo.md").write_text(HOSTILE, encoding="utf-8")
    with serving(folder, "app.py", ASSISTANT_STARTER_CORPUS_DIR=str(records)) as address:
        yield address


@pytest.fixture(scope="session")
def slow(tmp_path_factory):
    """The address of the page over a fake assistant whose answers to "slow" questions never come."""
    with serving(tmp_path_factory.mktemp("slow"), "tests/browser/slow_assistant.py") as address:
        yield address


HOSTILE = """---
id: memo
title: 'Memo <img src=t onerror="window.ran=1"> on tariffs <script>window.ran=1</script>'
date: "2024-03-05"
issuer: 'Trade <b onmouseover="window.ran=1">Office</b>'
recipient: '"><svg onload="window.ran=1">'
kind: memo
record: 'A record <iframe srcdoc="<script>parent.ran=1</script>"></iframe> of it.'
original: 'javascript:window.ran=1'
---

## <script>window.ran=1</script>

The tariff on steel is 25 percent <script>window.ran=1</script> from 5 March 2024.
The tariff on steel was raised <img src=x onerror="window.ran=1"> by the Trade Office after a review.
Of the tariff on steel ${window.ran=1} and {{constructor.constructor("window.ran=1")()}} the memo says no more.
"""
