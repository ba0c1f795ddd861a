"""One owner: a second process is told at once, and by whom it is held."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.errors import LibraryInUse, StoreError
from assistant.library.owner import Owner

HOLD = """
import sys
from pathlib import Path
from assistant.library.owner import Owner
sys.argv = ["/usr/bin/briefing", "serve", "--port", "1"]
owner = Owner(Path({folder!r}))
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_by_another(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A real second process that has the library in `folder` open."""
    code = HOLD.format(folder=str(folder))
    process = subprocess.Popen([sys.executable, "-c", code], stdin=-1, stdout=-1, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_second_process_is_told_by_whom_at_once(tmp_path: Path) -> None:
    with held_by_another(tmp_path) as process:
        began = time.perf_counter()
        with pytest.raises(LibraryInUse) as caught:
            Owner(tmp_path)
        assert time.perf_counter() - began < 1
        assert caught.value.message == f"The library in {tmp_path} is in use by briefing serve (process {process.pid})."
        assert "ASSISTANT_DATA_DIR" in caught.value.hint


def test_a_process_that_is_killed_lets_go(tmp_path: Path) -> None:
    with held_by_another(tmp_path):
        pass
    Owner(tmp_path).release()


def test_what_is_let_go_can_be_taken_again(tmp_path: Path) -> None:
    first = Owner(tmp_path)
    with pytest.raises(LibraryInUse, match=f"process {os.getpid()}"):
        Owner(tmp_path)
    first.release()
    Owner(tmp_path).release()


def test_another_thread_may_let_go(tmp_path: Path) -> None:
    owners: list[Owner] = []
    thread = threading.Thread(target=lambda: owners.append(Owner(tmp_path)))
    thread.start()
    thread.join()
    owners[0].release()
    Owner(tmp_path).release()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be opened"):
        Owner(tmp_path / "file")
