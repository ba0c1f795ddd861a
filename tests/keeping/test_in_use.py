"""A backup of a library that another process serves and fills: whole, of one moment, and nobody is kept waiting."""

from __future__ import annotations

import time
from pathlib import Path

import httpx

from assistant.assistant import Assistant
from assistant.library.embed import ModelEmbeddings
from tests.browser.conftest import serving
from tests.conftest import assistant_in
from tests.keeping.busy import text
from tests.keeping.whole import ME

BACKUPS = 3
QUESTION = "When was buoy 1 moored?"


def test_a_library_is_backed_up_while_it_is_asked_and_grows(tmp_path: Path, embeddings: ModelEmbeddings) -> None:
    served = tmp_path / "served"
    served.mkdir()
    files = [tmp_path / f"{n}.backup" for n in range(BACKUPS)]
    counts = []
    with serving(served, "tests/keeping/busy.py", ASSISTANT_STARTER_CORPUS="off") as address:
        _until_it_holds(address, 3)  # so that the second can be found: they come one after the other
        beside = assistant_in(served, embeddings)
        for file in files:
            report = beside.backup(file)
            counts.append(report.documents)
            answer = httpx.post(f"{address}/gradio_api/run/ask", json={"data": [QUESTION, [], None]}, timeout=120)
            assert answer.status_code == 200 and "1901" in answer.json()["data"][0]["answer"]
            _until_it_holds(address, report.documents + 1)
        beside.close()
    assert counts == sorted(counts) and len(set(counts)) == BACKUPS, "it grew meanwhile"
    for n, file in enumerate(files):
        (tmp_path / str(n)).mkdir()
        restored = assistant_in(tmp_path / str(n), embeddings)
        assert restored.restore(file).documents == counts[n]
        _must_be_whole(restored, counts[n])
        restored.close()


def _must_be_whole(assistant: Assistant, documents: int) -> None:
    for document in assistant.documents():
        number = int(document.metadata.title.split()[1])
        whole = assistant.document(document.id)
        assert whole.text.strip().endswith(text(number).strip())
        assert Path(whole.path or "").is_file() and Path(whole.path or "").is_relative_to(assistant.settings.data_dir)
    for failure in assistant.curator.waiting():
        assert Path(failure.path).is_file()
    assert abs(len(assistant.talks.entries(ME, most=1000)) - documents) <= 1
    assert assistant.index.out_of_step() == ""
    hits = assistant.search(QUESTION, 1)
    assert hits[0].passage.title == "Buoy 1"


def _until_it_holds(address: str, documents: int) -> None:
    ends = time.monotonic() + 120
    while httpx.get(f"{address}/healthz", timeout=30).json().get("documents", 0) < documents:
        assert time.monotonic() < ends, "nothing goes in"
        time.sleep(0.1)
