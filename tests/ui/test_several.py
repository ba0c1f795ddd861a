"""Several processes of the page over one library: one data folder, one Chroma server, a real nginx in front."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.assistant import Assistant
from assistant.records import Question
from assistant.talks.talks import Asking, Talks
from tests.browser.conftest import PROJECT, _answering
from tests.browser.test_proxy import _nginx, _through
from tests.conftest import assistant_in
from tests.library.chroma import RunningChroma, free_port, within

SECONDS = 30.0
"""In which what was put in through one process is found through another, on a busy machine."""
HTTP = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/briefing.conf;
}}
"""


@dataclass
class Page:
    """One process of the page."""

    address: str
    process: subprocess.Popen[bytes]

    def does(self, element: str, name: str, /, **asked: Any) -> dict[str, Any]:
        """What the page's script would ask the server."""
        config = httpx.get(f"{self.address}/config", timeout=30).json()
        component = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == element)
        body = {"data": asked, "component_id": component, "session_hash": "test", "fn_name": name}
        reply = httpx.post(f"{self.address}/gradio_api/component_server", json=body, timeout=60)
        assert reply.status_code == 200, reply.text
        return reply.json()

    def lists(self, titles: Sequence[str]) -> bool:
        held = str(self.does("library", "documents"))
        return all(title in held for title in titles)

    def found(self, question: str) -> list[str]:
        return found(self.address, question)


def found(address: str, question: str) -> list[str]:
    reply = httpx.post(f"{address}/gradio_api/run/search", json={"data": [question, 3, {}]}, timeout=60)
    assert reply.status_code == 200, reply.text
    return [hit["document_id"] for hit in reply.json()["data"][0].get("hits", ())]


def start(folder: Path, data: Path, chroma: RunningChroma) -> Page:
    folder.mkdir(exist_ok=True)
    port, log = free_port(), folder / "server.log"
    settings = {
        "PYTHONPATH": str(PROJECT),
        "ASSISTANT_DATA_DIR": str(data),
        "ASSISTANT_PORT": str(port),
        "ASSISTANT_CHROMA_URL": chroma.url,
        "ASSISTANT_STARTER_CORPUS": "off",
        "ASSISTANT_EMBEDDING_THREADS": "1",
    }
    with log.open("a") as told:
        process = subprocess.Popen(
            [sys.executable, "app.py"], cwd=PROJECT, env={**os.environ, **settings}, stdout=told, stderr=told
        )
    return Page(f"http://127.0.0.1:{port}", process)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory, chroma: RunningChroma) -> Iterator[tuple[Path, list[Page]]]:
    """The data folder, and two processes that were started at the same moment over an empty one."""
    folder = tmp_path_factory.mktemp("several")
    pages = [start(folder / name, folder / "data", chroma) for name in ("a", "b")]
    for name, page in zip("ab", pages, strict=True):
        _answering(page.address, page.process, folder / name / "server.log")
        assert within(180, lambda page=page: httpx.get(f"{page.address}/healthz").json()["ready"])
    yield folder, pages
    for page in pages:
        page.process.kill()
        page.process.wait()


@contextmanager
def nginx(folder: Path, *pages: Page) -> Iterator[str]:
    """A real nginx with the file that is given for it, its own port and the pages in the place of those in it."""
    program, port = _nginx(), free_port()
    config = (PROJECT / "docs" / "nginx.conf").read_text(encoding="utf-8").replace("listen 8080", f"listen {port}")
    for n, page in enumerate(pages, 1):
        config = config.replace(f"app{n}:7860", page.address.removeprefix("http://"))
    (folder / "briefing.conf").write_text(config)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(HTTP.format(user=user, folder=folder))
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    proxy = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        yield _through(f"http://127.0.0.1:{port}/", proxy).rstrip("/")
    finally:
        proxy.terminate()
        proxy.wait(10)


def test_what_goes_in_through_one_is_found_through_the_other(several: tuple[Path, list[Page]]) -> None:
    _, (a, b) = several
    assert a.does("library", "paste", title="Beacon", text="The southern beacon was lit in March 1911.") == {}
    assert within(SECONDS, lambda: b.found("When was the southern beacon lit?") == ["beacon"])
    assert b.does("library", "paste", title="Quay", text="The quay wall of the northern harbour fell in 1926.") == {}
    assert within(SECONDS, lambda: a.found("When did the quay wall fall?")[:1] == ["quay"])
    assert "Quay" in str(a.does("library", "documents"))


def test_both_write_at_once_and_nothing_is_lost(several: tuple[Path, list[Page]]) -> None:
    _, pages = several

    def put(page: Page, number: int) -> None:
        text = f"Ship number {number} carried {number} tons of coal."
        assert page.does("library", "paste", title=f"Ship {number}", text=text) == {}

    threads = [threading.Thread(target=put, args=[pages[n % 2], n]) for n in range(20, 32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for page in pages:
        assert within(60, lambda page=page: page.lists([f"Ship {n}" for n in range(20, 32)]))
        assert within(SECONDS, lambda page=page: page.found("What did ship number 31 carry?")[:1] == ["ship-31"])


def test_a_third_process_reads_and_writes_meanwhile(
    several: tuple[Path, list[Page]], chroma: RunningChroma, embeddings, tmp_path: Path
) -> None:
    folder, pages = several
    third = assistant_in(folder, embeddings, chroma_url=chroma.url)
    assert third.index.out_of_step() == ""
    file = tmp_path / "tide.md"
    file.write_text("# Tide\n\nThe tide gauge at the pilots' guild was calibrated in 1931.\n")
    assert third.ingest([file]).added == ("tide",)
    for page in pages:
        assert within(SECONDS, lambda page=page: page.found("When was the tide gauge calibrated?")[:1] == ["tide"])
    third.close()


def test_a_conversation_is_seen_and_renamed_through_either(
    several: tuple[Path, list[Page]], library: Assistant
) -> None:
    folder, (a, b) = several
    third = Talks(folder / "data" / "talks.sqlite")
    file = folder / "answer.md"
    file.write_text("The treaty was signed in Pyongyang on 19 June 2024.")
    library.ingest([file])
    token = third.keep("local", "", Asking(library.ask(Question("When was the treaty signed?")))).token
    third.close()
    assert "When was the treaty signed?" in a.does("talks", "talks", does="")["list"]
    a.does("talks", "talks", does="rename", token=token, name="The treaty")
    assert "The treaty" in b.does("talks", "talks", does="")["list"]


def test_behind_nginx_one_goes_on_where_the_other_is_killed(
    several: tuple[Path, list[Page]], chroma: RunningChroma, embeddings, tmp_path: Path
) -> None:
    folder, (a, b) = several
    with nginx(tmp_path, a, b) as address:
        browser = httpx.Client(base_url=address, timeout=60)
        assert browser.get("/").status_code == 200
        own = browser.cookies["briefing_process"]
        assert browser.get("/config").status_code == 200
        assert browser.cookies["briefing_process"] == own
        assert found(address, "When was the southern beacon lit?")[:1] == ["beacon"]
        words = " ".join(f"Report {n} of the harbour board counts {n} cranes at the pier." for n in range(3000))
        a.does("library", "paste", title="Cranes", text=words)
        assert within(SECONDS, lambda: (folder / "data" / "owner.txt").exists())
        a.process.kill()  # amidst the write
        a.process.wait()
        assert browser.get("/").status_code == 200
        assert found(address, "When was the southern beacon lit?")[:1] == ["beacon"]
        assert "Cranes" in str(b.does("library", "arriving")["failures"])
        b.does("library", "retry", path="*")
        assert within(120, lambda: "cranes" in b.found("How many cranes does report 2999 count?"))
    third = assistant_in(folder, embeddings, chroma_url=chroma.url)
    assert within(SECONDS, lambda: not third.index.out_of_step())  # found before the last of it was written down
    third.close()
