"""One library that has some of everything and one backup of it, made once; each test has copies of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.library.embed import ModelEmbeddings
from tests.conftest import assistant_in
from tests.keeping.whole import fill

IDS = ["letter", "pier", "speech-at-the-quay"]


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory, embeddings: ModelEmbeddings) -> Path:
    """A folder with a filled library in ``data``, closed, and ``library.backup`` of it. Copy it."""
    folder = tmp_path_factory.mktemp("original")
    assistant = assistant_in(folder, embeddings)
    fill(assistant, folder / "records")
    assistant.backup(folder / "library.backup")
    assistant.close()
    return folder


@pytest.fixture
def data(original: Path, tmp_path: Path) -> Path:
    """The data folder of a filled library of the test's own, which nobody has open."""
    shutil.copytree(original / "data", tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def filled(data: Path, embeddings: ModelEmbeddings) -> Iterator[Assistant]:
    """The library in `data`."""
    assistant = assistant_in(data.parent, embeddings)
    yield assistant
    assistant.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a backup may be written."""
    (tmp_path / "safe").mkdir()
    return tmp_path / "safe" / "library.backup"
