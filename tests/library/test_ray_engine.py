"""An ingest whose files are read and embedded by two of Ray's workers: the same library, also after kills.

Needs the [scale] extra, and ``--ray`` on pytest's command line: it takes a minute.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from assistant.assistant import Assistant
from assistant.cli import main
from assistant.errors import EngineMissing
from assistant.library.ray_engine import _batches
from assistant.records import Document, Metadata
from tests.library.killing import Held, questions, write_made_up

DOCUMENTS = 60
TOLERANCE = 1e-3
"""Between the numbers of one vector, made in other batches: the cosine of the two is above 0.99999."""

DRIVER = """
import sys
from pathlib import Path
from assistant.assistant import Assistant
from assistant.settings import Settings

assistant = Assistant(Settings(data_dir=Path(sys.argv[1]), starter_corpus="off", ingest_workers=2))
assistant.ingest([Path(sys.argv[2])], engine="ray")
assistant.close()
"""


@pytest.fixture
def on_ray(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--ray"):
        pytest.skip("asked for by --ray")
    if not find_spec("ray"):
        pytest.skip("Ray is not installed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    write_made_up(folder, DOCUMENTS)
    (folder / "empty.txt").touch()
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.4 and no more")
    return folder


def vectors(assistant: Assistant) -> np.ndarray:
    store = assistant.index.store
    passages = store.of_documents([d.id for d in assistant.documents()])
    return np.stack([row for _, _, row in store.sentence_vectors(passages)])


def workers() -> Iterator[int]:
    """Numbers of the processes of this machine that are Ray's workers with a model of ours."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if b"ray::Deriver" in (entry / "cmdline").read_bytes():
                    yield int(entry.name)
            except OSError:
                continue


def kill_a_worker(killed: list[int]) -> None:
    until = time.monotonic() + 120
    while not killed and time.monotonic() < until:
        for number in workers():
            time.sleep(3)
            os.kill(number, signal.SIGKILL)
            killed.append(number)
            return
        time.sleep(0.2)


def test_two_workers_make_the_same_library(on_ray: None, reopen: Callable[..., Assistant], library: Assistant,
                                           folder: Path, tmp_path: Path) -> None:  # fmt: skip
    here = library.ingest([folder])
    other = reopen(data_dir=tmp_path / "ray", ingest_workers=2)
    there = other.ingest([folder], engine="ray")
    assert there.as_json().keys() == here.as_json().keys()
    assert (there.added, there.failed, there.passages) == (here.added, here.failed, here.passages)
    asked = questions(folder)[:20]
    Held.by(other, asked).must_equal(Held.by(library, asked))
    assert np.abs(vectors(other) - vectors(library)).max() < TOLERANCE
    assert len(other.ingest([folder], engine="ray").unchanged) == DOCUMENTS


def test_a_killed_worker_costs_nothing(on_ray: None, reopen: Callable[..., Assistant], library: Assistant,
                                       folder: Path, tmp_path: Path) -> None:  # fmt: skip
    library.ingest([folder])
    other = reopen(data_dir=tmp_path / "ray", ingest_workers=2)
    killed: list[int] = []
    killing = threading.Thread(target=kill_a_worker, args=[killed])
    killing.start()
    report = other.ingest([folder], engine="ray")
    killing.join()
    assert killed
    assert len(report.added) == DOCUMENTS
    Held.by(other, []).must_equal(Held.by(library, []))


def test_after_the_driver_was_killed_the_same_command_goes_on(on_ray: None, reopen: Callable[..., Assistant],
                                                              library: Assistant, folder: Path,
                                                              tmp_path: Path) -> None:  # fmt: skip
    library.ingest([folder])
    data = tmp_path / "ray"
    driver = subprocess.Popen([sys.executable, "-c", DRIVER, data, folder], stderr=subprocess.DEVNULL)
    until = time.monotonic() + 180
    while driver.poll() is None and not list(workers()) and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(6)
    driver.kill()
    driver.wait()
    other = reopen(data_dir=data, ingest_workers=2)
    other.ingest([folder], engine="ray")
    Held.by(other, []).must_equal(Held.by(library, []))


# Without Ray ---------------------------------------------------------------------------------------------------------


def test_without_ray_the_command_says_what_to_install(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)  # as if it were not there
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    assert main(["ingest", str(folder), "--engine", "ray"]) == 1
    assert EngineMissing.hint in capsys.readouterr().err


def test_ray_and_following_do_not_go_together(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["ingest", str(folder), "--engine", "ray", "--watch"])
    assert "--engine ray" in capsys.readouterr().err


def test_a_batch_ends_with_the_document_that_fills_it() -> None:
    documents = [Document(str(n), 1, "x" * 90_000, Metadata("T"), None, (), "") for n in range(5)]
    assert [len(batch) for batch in _batches(documents)] == [3, 2]
