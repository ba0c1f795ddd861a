"""The page under a path of a real nginx, with the lines that docs/operators.md gives for it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import PROJECT, serving
from tests.browser.test_controls import send
from tests.browser.test_downloads import taken

pytestmark = pytest.mark.browser
CONFIG = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    log_format asked '$status $request_uri';
    access_log {folder}/asked.log asked;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location = /favicon.ico {{ return 204; }}  # the host's own, asked for before the page is read
        {location}
    }}
}}
"""


def _nginx() -> str:
    if not shutil.which("nginx") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "nginx-light"], check=False)
    return shutil.which("nginx") or pytest.skip("nginx is neither installed nor can be installed here")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def proxied(tmp_path_factory) -> Iterator[str]:
    """The address under nginx's path; behind it a fake assistant."""
    nginx, folder, port = _nginx(), tmp_path_factory.mktemp("proxied"), _free_port()
    text = (PROJECT / "docs" / "operators.md").read_text(encoding="utf-8")
    (location,) = re.findall(r"```nginx\n(location.*?)```", text, re.DOTALL)
    with serving(folder, "tests/browser/slow_assistant.py", ASSISTANT_ROOT_PATH="/briefing") as server:
        location = location.replace("127.0.0.1:7860", urlsplit(server).netloc)
        user = "user root;" if os.geteuid() == 0 else ""
        config = folder / "nginx.conf"
        config.write_text(CONFIG.format(user=user, folder=folder, port=port, location=location))
        proxy = subprocess.Popen([nginx, "-p", str(folder), "-c", str(config)], stderr=subprocess.PIPE)
        try:
            yield _through(f"http://127.0.0.1:{port}/briefing/", proxy)
            asked = [line.split() for line in (folder / "asked.log").read_text().splitlines()]
            elsewhere = {path for _, path in asked if not path.startswith("/briefing/")}
            assert elsewhere <= {"/favicon.ico"}
            assert [path for status, path in asked if status == "404"] == []
        finally:
            proxy.terminate()
            proxy.wait(10)


def _through(address: str, proxy: subprocess.Popen) -> str:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and proxy.poll() is None:
        try:
            with opener.open(f"{address}healthz", timeout=5):
                return address
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"nginx did not answer: {proxy.communicate()[1] if proxy.poll() is not None else 'no reply'}")


def test_the_page_asks_answers_and_gives_files_under_a_path(visit, proxied):
    page = visit(proxied)
    send(page, "What was agreed?")
    page.locator(".turn.answered").wait_for()
    page.locator("[data-document][data-start]").first.click()
    page.locator("#source-panel mark").wait_for()
    called, content = taken(page, page.locator(".turn .menu"), "as Markdown")
    assert called == "answer-what-was-agreed.md"
    assert content.startswith(b"# What was agreed?")


def test_a_file_is_taken_in_under_a_path(visit, proxied, tmp_path: Path):
    draft = tmp_path / "draft.md"
    draft.write_text("The cabinet met on Tuesday. " * 2000, encoding="utf-8")
    page = visit(proxied)
    page.get_by_role("tab", name="Check", exact=True).click()
    page.locator("#check-row input[type=file]").set_input_files(draft)
    page.get_by_text("draft.md: 10,000 words read into the box.").wait_for()
    assert page.get_by_label("Text to check", exact=True).input_value().startswith("The cabinet met on Tuesday.")


def test_a_program_calls_under_a_path(proxied):
    from gradio_client import Client

    client = Client(proxied, verbose=False, analytics_enabled=False)
    assert client.predict(question="What was agreed?", api_name="/ask")["answer"] == "It agreed on a budget."
