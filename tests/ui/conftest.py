"""Records to render: one document, one answer that cites it; and a page with accounts, each with somebody before it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.library.embed import ModelEmbeddings
from assistant.records import Answer, Document, Metadata, Sentence, Span
from tests.conftest import assistant_in
from tests.ui.people import PROXY, TREATY, Person, Site, site

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


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory, embeddings: ModelEmbeddings) -> Iterator[Site]:
    """A page with accounts over one document, for all tests of accounts."""
    folder = tmp_path_factory.mktemp("accounts")
    (folder / "treaty.txt").write_text(f"Treaty of friendship\n\n{TREATY}", encoding="utf-8")
    proxies = {"auth_header": "X-Remote-User", "auth_proxies": PROXY}
    assistant = assistant_in(folder, embeddings, auth=str(folder / "users"), **proxies)
    assistant.ingest([folder / "treaty.txt"])
    with site(assistant, with_tools=True) as found:
        yield found
    assistant.close()


@pytest.fixture(scope="session")
def ada(page: Site) -> Person:
    return page.person("ada")


@pytest.fixture(scope="session")
def eve(page: Site) -> Person:
    return page.person("eve")


@pytest.fixture(scope="session")
def ron(page: Site) -> Person:
    return page.person("ron")
