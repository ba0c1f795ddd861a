"""A server over a fake assistant: it answers at once, except where a question holds "slow" for the first time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from assistant.accounts.accounts import Accounts
from assistant.answer.listener import NOBODY, Listener
from assistant.audit.trail import Trail
from assistant.compare.phrases import ledger, propose
from assistant.errors import SameDocument, UnknownDocument
from assistant.library.apart.limits import Limits
from assistant.library.draft import Draft, draft
from assistant.records import (
    Answer,
    Comparison,
    Document,
    IngestReport,
    Ledger,
    Metadata,
    Question,
    Scope,
    Sentence,
    Span,
)
from assistant.settings import load_settings
from assistant.talks.talks import Talks
from assistant.ui.server import serve

TEXT = "The cabinet met on Monday. It agreed on a budget."
MINUTES = Document("minutes", 1, TEXT, Metadata(title="Minutes", date="2024-05-06", issuer="Cabinet Office"))


class NoCurator:
    """Nothing is on its way into this library, and nothing was deleted."""

    def waiting(self) -> list[object]:
        return []

    def deleted(self) -> list[object]:
        return []


class SlowAssistant:
    curator = NoCurator()

    def __init__(self) -> None:
        self.asked: set[str] = set()
        settings = load_settings()
        self.talks = Talks(settings.data_dir / "talks.sqlite")
        if settings.auth:
            self.accounts, self.trail = Accounts.of(settings), Trail(settings.data_dir / "audit")

    def ask(self, question: Question, listener: Listener = NOBODY) -> Answer:
        first = question.text not in self.asked
        self.asked.add(question.text)
        if "slow" in question.text and first:
            self.slowly(listener)
        if "break" in question.text:
            raise RuntimeError("a fault nobody foresaw")
        citation = MINUTES.cite(1, Span(27, len(TEXT)))
        said = Sentence(citation.quote, (1,))
        return Answer(question.text, question.text, "lookup", citation.quote, False, (said,), (citation,))

    def slowly(self, listener: Listener) -> None:
        """A minute, unless nobody waits for it any more."""
        until = time.monotonic() + 60
        while time.monotonic() < until and not (listener.stop and listener.stop()):
            time.sleep(0.02)

    def compare(self, a: str, b: str) -> Comparison:
        if a == b:
            raise SameDocument(f"{a} and {b} are the same document in the same version.")
        raise RuntimeError("a fault nobody foresaw")

    def versions(self, document_id: str) -> list[int]:
        return [1]

    def phrases(self, phrases: Sequence[str] = (), scope: Scope | None = None) -> Ledger:
        if any("break" in phrase for phrase in phrases):
            raise RuntimeError("a fault nobody foresaw")
        return ledger(phrases, [MINUTES]) if phrases else propose([MINUTES], 5)

    def documents(self) -> list[Document]:
        return [MINUTES]

    def document(self, document_id: str, version: int | None = None) -> Document:
        if document_id != MINUTES.id:
            raise UnknownDocument(f"The library holds no document {document_id!r}.")
        return MINUTES

    def passages(self, document_id: str, version: int) -> list[Span]:
        return [Span(0, len(self.document(document_id).text))]

    def text_in(self, file: Path) -> Draft:
        return draft(file, Limits())

    def offer_starter_corpus(self, progress: object = None) -> IngestReport | None:
        return None

    def open(self) -> None: ...

    def warm(self) -> None: ...

    def close(self) -> None: ...


if __name__ == "__main__":
    serve(SlowAssistant(), load_settings())
