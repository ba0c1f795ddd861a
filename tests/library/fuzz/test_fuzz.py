"""Every finding again, and some changed files of each format: `make fuzz` reads 20,000 of each."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.library.fuzz.__main__ import Fuzz
from tests.library.fuzz.run import limited
from tests.library.fuzz.seeds import SEEDS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its time limit is a signal")
FINDINGS = sorted((Path(__file__).parent / "findings").iterdir())


@pytest.mark.parametrize("path", FINDINGS, ids=[path.name for path in FINDINGS])
def test_what_was_once_found_ends_in_time(path: Path) -> None:
    told, _ = limited(path)
    assert not told.startswith("FINDING"), told


@pytest.mark.parametrize("kind", SEEDS)
def test_changed_files_end_in_a_document_or_a_named_error(kind: str) -> None:
    assert Fuzz(kind, run=2).over(100).findings == []


@pytest.mark.parametrize("kind", SEEDS)
def test_the_seeds_themselves_are_read(kind: str, tmp_path: Path) -> None:
    suffix, make = SEEDS[kind]
    for number, data in enumerate(make()):
        path = tmp_path / f"{number}{suffix}"
        path.write_bytes(data)
        assert limited(path, recognise=kind != "picture")[0] == "read"
