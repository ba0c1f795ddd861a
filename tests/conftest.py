"""What all tests share: one model, one library over the starter corpus, small libraries of a test's own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.audited import Audited
from assistant.library.embed import ModelEmbeddings
from assistant.settings import Settings
from tests.library.chroma import RunningChroma

PROJECT = Path(__file__).resolve().parent.parent
for name in [name for name in os.environ if name.upper().startswith("ASSISTANT_")]:
    del os.environ[name]  # a developer's own settings are no part of what is tested


def pytest_addoption(parser: pytest.Parser) -> None:
    """What `make soak` asks for more of."""
    parser.addoption("--kills", type=int, default=3, help="how often an ingest is killed (3)")
    parser.addoption("--stories", type=Path, help="lines of {title, text} to ingest meanwhile, instead of made-up ones")
    parser.addoption("--ray", action="store_true", help="also test ingests on Ray, which take a minute")
    parser.addoption("--seed", type=int, default=None, help="of the moments at which it is killed (another each time)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: their driver keeps an event loop in this thread, behind which nothing can be awaited."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def embeddings() -> ModelEmbeddings:
    """The packaged model, loaded once for the whole run, on one thread: two runs share the processor."""
    return ModelEmbeddings(Settings(embedding_threads=1))


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory, embeddings: ModelEmbeddings) -> Iterator[Assistant]:
    """An assistant over the starter corpus. Shared by the whole run: ask it, do not change it."""
    assistant = assistant_in(tmp_path_factory.mktemp("starter"), embeddings, starter_corpus="on")
    assistant.offer_starter_corpus()
    yield assistant
    assistant.close()


@pytest.fixture
def library(tmp_path: Path, embeddings: ModelEmbeddings) -> Iterator[Assistant]:
    """An assistant over an empty library of the test's own, its data in ``tmp_path / "data"``."""
    assistant = assistant_in(tmp_path, embeddings)
    yield assistant
    assistant.close()


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningChroma]:
    """A real Chroma server of the module's own."""
    running = RunningChroma(tmp_path_factory.mktemp("chroma"))
    running.start()
    yield running
    running.kill()


Reopen = Callable[..., Assistant]


@pytest.fixture
def reopen(tmp_path: Path, embeddings: ModelEmbeddings) -> Iterator[Reopen]:
    """A function that opens the test's own library, as a new start of the program would, with other settings if given.

    What was opened before by it is closed first.
    """
    opened: list[Assistant] = []

    def again(**settings: object) -> Assistant:
        for earlier in opened:
            earlier.close()
        opened.append(assistant_in(tmp_path, embeddings, **settings))
        return opened[-1]

    yield again
    for assistant in opened:
        assistant.close()


def assistant_in(folder: Path, embeddings: ModelEmbeddings, **given: object) -> Audited:
    """An assistant with its data below `folder`, which uses the model that is loaded already where it is the same."""
    settings = Settings(**{"data_dir": folder / "data", "starter_corpus": "off", **given})
    assistant = Audited(settings)
    if not settings.embedding_model and settings.passage_tokens == Settings().passage_tokens:
        vars(assistant)["embeddings"] = embeddings
    return assistant
