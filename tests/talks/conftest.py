"""A log book that answers cite, and conversations in a file of the test's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assistant.errors import UnknownDocument
from assistant.records import Answer, Document, Metadata, Sentence, Span
from assistant.talks.talks import Talks

TEXT = "The pilot boarded at noon.\nHe left at two."
LOG = Document("log", 1, TEXT, Metadata(title="Harbour log", date="1931-04-02"))


def find(document_id: str, version: int) -> Document:
    if document_id != LOG.id:
        raise UnknownDocument(document_id)
    return LOG


def answer(question: str, *, refused: bool = False) -> Answer:
    if refused:
        return Answer(question, question, "lookup", "The library does not hold an answer.", True)
    cited = LOG.cite(1, Span(0, 26))
    said = Sentence(cited.quote, (1,))
    return Answer(question, question, "lookup", cited.quote, False, (said,), (cited,), about=("log", "crew"))


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def talks(tmp_path, clock):
    kept = Talks(tmp_path / "data" / "talks.sqlite", clock)
    yield kept
    kept.close()
