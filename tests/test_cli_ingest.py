"""The command `ingest` as somebody at a terminal has it: stopped in the midst, and following a folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.library.killing import write_made_up

WAIT_S = 300
ENDS_WITHIN_S = 2.0


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    return folder


class Running:
    """`briefing ingest ... --json` in a process of its own, with what it says on standard error."""

    def __init__(self, data: Path, *argv: object) -> None:
        environment = {**os.environ, "ASSISTANT_DATA_DIR": str(data), "ASSISTANT_STARTER_CORPUS": "off"}
        command = [sys.executable, "-m", "assistant", "ingest", *map(str, argv), "--json"]
        self._said = data.parent / "said.txt"
        with self._said.open("w") as err:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=err, env=environment)

    @property
    def said(self) -> str:
        return self._said.read_text()

    def until(self, true: Callable[[str], bool]) -> None:
        """Wait until what it has said is as wanted."""
        deadline = time.monotonic() + WAIT_S
        while not true(self.said):
            assert time.monotonic() < deadline, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.02)

    def interrupted(self) -> tuple[int, dict[str, Any], float]:
        """Ctrl-C: its exit status, its JSON, and how many seconds it took to end."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        out, _ = self.process.communicate(timeout=WAIT_S)
        return self.process.returncode, json.loads(out), time.monotonic() - began


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    begun: list[Running] = []

    def run(*argv: object) -> Running:
        begun.append(Running(tmp_path / "data", *argv))
        return begun[-1]

    yield run
    for one in begun:
        one.process.kill()
        one.process.communicate()


def test_ctrl_c_ends_it_in_two_seconds_and_keeps_what_is_whole(
    running: Callable[..., Running], records: Path, reopen
) -> None:
    write_made_up(records, 600)
    one = running(records)
    one.until(lambda said: "passages/s" in said)  # the bar: passages done, rate, time left
    status, found, seconds = one.interrupted()
    assert status == 130
    assert seconds < ENDS_WITHIN_S
    assert set(found) in ({"added", "updated", "unchanged", "removed", "passages", "seconds", "failed"}, {"error"})
    library = reopen()
    if "added" in found:
        assert "files are left" in one.said
        assert [d.id for d in library.documents()] == sorted(found["added"])
        assert library.shelf.unindexed() == []
    assert library.index.out_of_step() == ""
    assert library.ingest([records]).failed == ()
    assert len(library.documents()) == 600


def test_a_folder_is_followed_until_ctrl_c(running: Callable[..., Running], records: Path, reopen) -> None:
    for name in ("treaty", "letter", "speech"):
        (records / f"{name}.md").write_text(f"The {name} was signed in Oslo.\n")
    one = running(records, "--watch", "--remove-missing")
    one.until(lambda said: "3 added, 0 updated" in said)
    assert {d.id for d in reopen().documents()} == {"treaty", "letter", "speech"}, "others may ask it meanwhile"
    reopen().close()

    (records / "treaty.md").write_text("The treaty was signed in Bergen.\n")
    one.until(lambda said: "1 updated" in said)
    os.rename(records / "treaty.md", records / "pact.md")
    (records / "letter.md").unlink()
    one.until(lambda said: "1 unchanged" in said and "1 removed" in said)
    status, found, seconds = one.interrupted()
    assert (status, seconds < ENDS_WITHIN_S) == (0, True)
    assert (sorted(found["added"]), found["removed"], found["failed"]) == (["speech", "treaty"], ["letter"], [])
    held = {d.id: Path(d.path or "").name for d in reopen().documents()}
    assert held == {"treaty": "pact.md", "speech": "speech.md"}


def test_a_file_cannot_be_followed(running: Callable[..., Running], records: Path) -> None:
    (records / "a.md").write_text("One.\n")
    one = running(records / "a.md", "--watch")
    out, _ = one.process.communicate(timeout=WAIT_S)
    assert one.process.returncode == 1
    assert json.loads(out)["error"]["type"] == "CannotWatch"
