"""The library under attack, asked through the real chain with a chat model that obeys whatever it reads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.answer.chain import Narrator
from assistant.assistant import Assistant
from assistant.chat.writer import Writer
from assistant.conversation import Conversation
from assistant.library.embed import ModelEmbeddings
from assistant.records import Answer, Question, Scope
from assistant.settings import Settings
from assistant.verify.cite import Citer
from tests.attacks.attack import Attack
from tests.attacks.documents import HONEST, QUESTION, library
from tests.attacks.obedient import Obedient
from tests.chat.server import ChatServer
from tests.conftest import assistant_in

KEY = "sk-test-5c0d1ng-only-for-attacks"


@dataclass
class Attacked:
    """A library that holds every attack, and who answers from it."""

    assistant: Assistant
    model: Obedient
    server: ChatServer
    chain: Conversation

    def ask(self, attack: Attack, *, amid: bool = False, text: str = QUESTION, after: Answer | None = None) -> Answer:
        """The question, asked of the honest documents and of those of `attack`."""
        self.model.attack, self.model.amid, self.model.obeyed = attack, amid, False
        question = Question(text, Scope(documents=(*HONEST, *attack.ids)))
        return self.chain.chain().invoke(question.after(after) if after else question)


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory, embeddings: ModelEmbeddings) -> Iterator[Attacked]:
    """One library for all attacks; made once, asked often, changed by nobody. The key stands in the environment."""
    folder = tmp_path_factory.mktemp("attacked")
    (folder / "files").mkdir()
    library(folder / "files")
    assistant = assistant_in(folder, embeddings)
    before = os.environ.get("OPENAI_API_KEY")
    os.environ["OPENAI_API_KEY"] = KEY
    model = Obedient()
    try:
        report = assistant.ingest([folder / "files"])
        assert not report.failed
        with ChatServer(model) as server:
            settings = Settings(
                chat_model="openai:scripted", chat_base_url=server.url, chat_retries=0, data_dir=folder / "data"
            )
            narrator = Narrator(
                settings,
                assistant.shelf,
                assistant.retriever,
                assistant.extractor,
                Writer.of(settings),
                Citer(assistant.verifier, assistant.embeddings),
            )
            chain = Conversation(
                lambda: assistant.extractor, lambda: assistant.comparer, lambda: narrator, lambda _: None, "settings"
            )
            yield Attacked(assistant, model, server, chain)
    finally:
        assistant.close()
        os.environ.pop("OPENAI_API_KEY")
        if before is not None:
            os.environ["OPENAI_API_KEY"] = before


@pytest.fixture(scope="session")
def folder(attacked: Attacked) -> Path:
    """Where the attacked library keeps its data."""
    return Path(attacked.assistant.settings.data_dir)
