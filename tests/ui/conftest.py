"""Records to render: one document, one answer that cites it."""

from __future__ import annotations

import pytest

from assistant.records import Answer, Document, Metadata, Sentence, Span

TEXT = "## Address\n\nThe letter opens “Dear friend”.\nIt is signed <b>K</b>.\n"
NOTE = "This record was written for this library; it is not the original."


@pytest.fixture
def document() -> Document:
    metadata = Metadata(
        title="Letter to B & C",
        date="2024-10-07",
        published="2024-10-08",
        issuer="Ada Low",
        recipient="B; C",
        kind="message",
        completeness="part",
        source="https://example.org/letter?a=1&b=2",
        note=NOTE,
    )
    return Document("letter", 1, TEXT, metadata, path="/corpus/letter.md")


@pytest.fixture
def answer(document: Document) -> Answer:
    first = TEXT.index("The letter")
    second = TEXT.index("It is")
    citations = (
        document.cite(1, Span(first, second - 1)),
        document.cite(2, Span(second, len(TEXT) - 1)),
    )
    lines = "\n".join(f"{c.quote} [{c.n}]" for c in citations)
    return Answer(
        question="How does it open?",
        read_as="How does it open?",
        form="lookup",
        answer=f"Letter to B & C (Ada Low, 7 October 2024):\n{lines}",
        refused=False,
        sentences=tuple(Sentence(c.quote, (c.n,)) for c in citations),
        citations=citations,
        notices=(f"Letter to B & C: {NOTE} The original: https://example.org/letter", "The model did not answer."),
    )
