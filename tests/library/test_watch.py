"""Folders that change: which paths are told, and when."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import CannotWatch
from assistant.library.watch import changes

WAIT_S = 60


class Followed:
    """`changes` of a folder, in a thread, with what it told so far."""

    def __init__(self, folder: Path, passed_over: Path) -> None:
        self.told: list[set[Path]] = []
        self.halt = threading.Event()
        self.error: Exception | None = None
        self._given = (folder, passed_over)
        self._thread = threading.Thread(target=self._follow)
        self._thread.start()

    def _follow(self) -> None:
        folder, passed_over = self._given
        try:
            for changed in changes([folder], passed_over, self.halt.is_set):
                self.told.append(changed)
        except CannotWatch as error:
            self.error = error

    def until(self, *paths: Path) -> None:
        """Wait until all of these have been told."""
        deadline = time.monotonic() + WAIT_S
        while not set(paths) <= set().union(*self.told):
            assert time.monotonic() < deadline, f"told so far: {self.told}"
            assert self._thread.is_alive()
            time.sleep(0.05)

    def end(self) -> float:
        """Stop; seconds that it took."""
        began = time.monotonic()
        self.halt.set()
        self._thread.join(WAIT_S)
        return time.monotonic() - began


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    (folder / "library").mkdir(parents=True)
    return folder


@pytest.fixture
def followed(folder: Path) -> Iterator[Followed]:
    following = Followed(folder, folder / "library")
    following.until(folder)
    yield following
    following.end()


def test_what_comes_changes_and_goes_is_told(followed: Followed, folder: Path) -> None:
    (folder / "a.md").write_text("one")
    followed.until(folder / "a.md")
    (folder / "deep").mkdir()
    (folder / "deep" / "b.md").write_text("two")
    followed.until(folder / "deep")
    before = len(followed.told)
    os.rename(folder / "a.md", folder / "c.md")
    followed.until(folder / "c.md")
    assert {folder / "a.md", folder / "c.md"} <= set().union(*followed.told[before:])


def test_what_is_never_read_is_not_told(followed: Followed, folder: Path) -> None:
    for name in (".hidden.md", "library/shelf.sqlite", "~$letter.docx", ".git/config"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("one")
    (folder / "a.md").write_text("one")
    followed.until(folder / "a.md")
    assert set().union(*followed.told) == {folder, folder / "a.md"}


def test_it_ends_soon_once_asked_to(followed: Followed) -> None:
    assert followed.end() < 10
    assert followed.error is None


def test_a_folder_that_goes_away_ends_it_with_a_named_error(followed: Followed, folder: Path) -> None:
    (folder / "library").rmdir()
    folder.rmdir()
    deadline = time.monotonic() + WAIT_S
    while followed.error is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert isinstance(followed.error, CannotWatch)


def test_only_folders_are_followed(folder: Path) -> None:
    file = folder / "a.md"
    file.write_text("one")
    for path in (file, folder / "nowhere"):
        with pytest.raises(CannotWatch, match="There is no folder"):
            next(changes([path], folder, lambda: False))
