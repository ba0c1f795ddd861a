"""Vectors that were being written when the program was killed are noticed, thrown away and derived again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.library.hnsw_files import HEADER
from assistant.library.owner import Owner
from assistant.library.torn import torn


def collection(store: Path, **seconds: int) -> Path:
    """A collection of `store` whose files were last written at these times."""
    folder = store / "0f6d1c1e"
    folder.mkdir(parents=True, exist_ok=True)
    for name, at in seconds.items():
        file = folder / ("index_metadata.pickle" if name == "ids" else f"{name}.bin")
        file.write_bytes(HEADER.pack(*[0] * 14) if name == "header" else b"x" if name == "ids" else b"")
        os.utime(file, (at, at))
    return folder


def test_vectors_newer_than_their_ids_are_torn(tmp_path: Path) -> None:
    assert not torn(tmp_path / "nowhere")
    collection(tmp_path, header=50, data_level0=50, ids=51)
    assert not torn(tmp_path)
    collection(tmp_path, header=60)
    assert torn(tmp_path)


def test_a_collection_that_was_never_written_out_is_whole(tmp_path: Path) -> None:
    collection(tmp_path, header=50)
    assert not torn(tmp_path)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "pier.md"
    path.write_text("The pier was opened on 6 May 2024. Forty ships came.\n")
    return path


def test_a_torn_store_is_derived_again_after_a_crash(reopen, record: Path, tmp_path: Path) -> None:
    assistant: Assistant = reopen()
    assistant.ingest([record])
    before = assistant.search("When was the pier opened?")
    assistant.close()
    folder = collection(tmp_path / "data" / "chroma", header=60, data_level0=60, length=60, link_lists=60, ids=50)
    reopen().search("pier")
    assert folder.exists(), "a copied library has files of any age; nothing crashed here"
    reopen().close()

    (tmp_path / "data" / "owner.txt").write_text("briefing ingest (process 1)")  # as a killed process leaves it
    assert reopen().search("When was the pier opened?") == before
    assert not folder.exists()


def test_an_owner_knows_whether_the_last_one_let_go(tmp_path: Path) -> None:
    first = Owner(tmp_path)
    assert not first.crashed
    left = (tmp_path / "owner.txt").read_bytes()
    first.release()
    (tmp_path / "owner.txt").write_bytes(left)
    second = Owner(tmp_path)
    assert second.crashed
    second.release()
    third = Owner(tmp_path)
    assert not third.crashed
    third.release()
