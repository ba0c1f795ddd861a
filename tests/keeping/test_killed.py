"""Killed in the midst of any kind of write, a library is what it was before, or what it was to become."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import BackupDamaged
from assistant.keeping.archive import archive
from assistant.library.embed import ModelEmbeddings
from tests.conftest import assistant_in
from tests.keeping.killing import WRITES, Killer, killer, told

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    with killer(tmp_path_factory.mktemp("killer") / "log") as made:
        yield made


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, embeddings: ModelEmbeddings) -> Path:
    """A backup of another library."""
    folder = tmp_path_factory.mktemp("other")
    (folder / "ice.md").write_text("The ice broke on 2 April 2023. Nobody was hurt.\n")
    assistant = assistant_in(folder, embeddings)
    assistant.ingest([folder / "ice.md"])
    assistant.backup(folder / "other.backup")
    assistant.close()
    return folder / "other.backup"


@pytest.mark.parametrize("what", WRITES)
def test_a_write_that_is_killed_is_done_or_not_begun(
    what: str,
    writer: Killer,
    original: Path,
    other: Path,
    embeddings: ModelEmbeddings,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    moments = random.Random(request.config.getoption("--seed"))

    def begin() -> Path:
        shutil.rmtree(tmp_path, ignore_errors=True)
        shutil.copytree(original, tmp_path, ignore=shutil.ignore_patterns("*.backup"))
        shutil.copy(other, tmp_path)
        (tmp_path / "new.md").write_text("The lighthouse was lit on 1 May 2024. It can be seen from afar.\n" * 30)
        (tmp_path / "given.md").write_text("The dredger arrived on 3 May 2024. It stays for a month.\n" * 30)
        (tmp_path / "records" / "pier.md").write_text("The pier was closed on 9 May 2024. No ships came.\n" * 30)
        return tmp_path / "data"

    def state() -> dict:
        assistant = assistant_in(tmp_path, embeddings)
        try:
            return told(assistant)
        finally:
            assistant.close()

    begin()
    allowed = []
    seconds = 0.0
    assistant = assistant_in(tmp_path, embeddings)
    for step in (lambda *_: None, *WRITES[what]):
        began = time.perf_counter()
        step(assistant, tmp_path)
        seconds += time.perf_counter() - began
        allowed.append(told(assistant))
    assistant.close()
    for _ in range(max(1, request.config.getoption("--kills") // 3)):
        writer.write(what, begin(), moments.uniform(0, seconds))
        assert state() in allowed
        if what == "backup":
            whole_or_none(tmp_path / "library.backup")


def whole_or_none(file: Path) -> None:
    """A backup that was killed left none, or a whole one; what it left beside it goes with the next."""
    if file.exists():
        with archive(file) as opened:
            for member in opened.manifest.members:
                opened.unpack(member, file.with_name("unpacked"))
    else:
        with pytest.raises(BackupDamaged), archive(file):
            pass
