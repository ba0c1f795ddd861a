"""The library under attack, asked through the real chain with a chat model that obeys whatever it reads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from assistant.answer.chain import Narrator
from assistant.assistant import Assistant
from assistant.chat.writer import Writer
from assistant.conversation import Conversation
from assistant.export.answers import Answered
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


@dataclass(frozen=True)
class Outcome:
    """What came of an attack: the answer with its sources, what the model was sent, whether it found the order."""

    attack: Attack
    answered: Answered
    messages: list[dict[str, str]]
    obeyed: bool

    @property
    def answer(self) -> Answer:
        """The answer."""
        return self.answered.answer


@dataclass
class Attacked:
    """A library that holds every attack, and who answers from it."""

    assistant: Assistant
    model: Obedient
    server: ChatServer
    chain: Conversation
    known: dict[str, Outcome] = field(default_factory=dict)

    def ask(self, attack: Attack, *, amid: bool = True, text: str = QUESTION, after: Answer | None = None) -> Outcome:
        """The question, asked of the honest documents and of those of `attack`."""
        self.model.attack, self.model.amid, self.model.obeyed = attack, amid, False
        question = Question(text, Scope(documents=(*HONEST, *attack.ids)))
        answer = self.chain.chain().invoke(question.after(after) if after else question)
        answered = Answered.of(answer, self.assistant.document, "2026-11-25")
        return Outcome(attack, answered, self.server.seen[-1]["messages"], self.model.obeyed)

    def outcome(self, attack: Attack) -> Outcome:
        """What came of `attack` when the model obeyed it amid true sentences; asked once."""
        if attack.name not in self.known:
            self.known[attack.name] = self.ask(attack)
        return self.known[attack.name]

    def texts(self, answer: Answer) -> str:
        """All that the documents say and are which an answer cites or shows."""
        shown = {(c.document_id, c.version) for c in answer.citations}
        shown |= {(h.passage.document_id, h.passage.version) for h in answer.nearest}
        documents = [self.assistant.document(*one) for one in shown]
        known = [(d.text, d.metadata) for d in documents]
        return "\n".join(f"{m.title}\n{m.issuer}\n{m.recipient}\n{m.note}\n{m.source}\n{text}" for text, m in known)


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
