"""The nouns: what they print, and that a citation is its document's own words."""

from __future__ import annotations

import dataclasses
import json

import pytest

from assistant.records import (
    Answer,
    Choice,
    Course,
    Document,
    Failure,
    Hit,
    IngestReport,
    Ledger,
    Metadata,
    Passage,
    Phrase,
    Scope,
    Sentence,
    Span,
    Use,
)

TEXT = "First page. 金正恩 sent it.\nSecond page."
DOCUMENT = Document(
    id="memo",
    version=3,
    text=TEXT,
    metadata=Metadata(title="Memo", date="2024-10", issuer="Ada", completeness="part", source="https://a.example/"),
    path="/x/memo.pdf",
    page_starts=(0, 28),
    passages=2,
)


def test_a_citation_is_the_documents_own_characters() -> None:
    cited = DOCUMENT.cite(4, Span(12, 15))
    assert cited.quote == "金正恩" == TEXT[cited.start : cited.end]
    assert (cited.n, cited.document_id, cited.version, cited.date, cited.issuer) == (4, "memo", 3, "2024-10", "Ada")


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (27, 1), (28, 2), (39, 2)])
def test_pages_count_from_one(offset: int, page: int) -> None:
    assert DOCUMENT.page_at(offset) == page


def test_a_format_without_pages_has_no_page() -> None:
    assert dataclasses.replace(DOCUMENT, page_starts=()).page_at(5) is None


def test_a_document_prints_as_the_contract_says() -> None:
    assert DOCUMENT.as_json() == {
        "id": "memo",
        "version": 3,
        "title": "Memo",
        "date": "2024-10",
        "published": None,
        "issuer": "Ada",
        "recipient": None,
        "kind": None,
        "language": None,
        "text": "part",
        "source": "https://a.example/",
        "path": "/x/memo.pdf",
        "pages": 2,
        "characters": len(TEXT),
        "passages": 2,
    }


def test_a_catalogue_entry_knows_how_long_the_text_is_that_it_leaves_out() -> None:
    entry = dataclasses.replace(DOCUMENT, text="", length=len(TEXT))
    assert entry.characters == len(TEXT)
    assert entry.as_json() == DOCUMENT.as_json()


def test_a_hit_prints_its_passage_flat() -> None:
    passage = Passage("memo@3:0-11", "memo", 3, 0, 11, "First page.", title="Memo", page=1)
    assert Hit(1, 0.123456, passage, 0.9).as_json() == {
        "rank": 1,
        "score": 0.1235,
        "document_id": "memo",
        "version": 3,
        "title": "Memo",
        "page": 1,
        "start": 0,
        "end": 11,
        "text": "First page.",
    }


def test_an_answer_prints_as_the_contract_says() -> None:
    answer = Answer(
        question="q",
        read_as="q",
        form="lookup",
        answer="金正恩 [1]",
        refused=False,
        sentences=(Sentence("金正恩", (1,)),),
        citations=(DOCUMENT.cite(1, Span(12, 15)),),
        choices=(Choice("other", "Other", "2023"),),
    ).timed(12.345, "abc")
    printed = json.loads(json.dumps(answer.as_json()))
    assert set(printed) == {
        "question", "read_as", "assumed", "choices", "form", "answer", "refused", "sentences", "citations", "nearest",
        "engine", "settings", "notices", "milliseconds",
    }  # fmt: skip
    assert printed["sentences"] == [{"text": "金正恩", "citations": [1], "support": "supported"}]
    assert printed["choices"] == [{"document_id": "other", "title": "Other", "date": "2023"}]
    assert set(printed["citations"][0]) == {
        "n", "document_id", "version", "title", "date", "issuer", "page", "start", "end", "quote",
    }  # fmt: skip
    assert (printed["milliseconds"], printed["settings"]) == (12.3, "abc")


def test_a_report_prints_as_the_contract_says() -> None:
    report = IngestReport(added=("a",), failed=(Failure("/x", "UnreadableDocument", "No."),), passages=2, seconds=0.1)
    assert json.loads(json.dumps(report.as_json())) == {
        "added": ["a"],
        "updated": [],
        "unchanged": [],
        "removed": [],
        "passages": 2,
        "seconds": 0.1,
        "failed": [{"path": "/x", "type": "UnreadableDocument", "message": "No."}],
    }


def test_a_ledger_prints_as_the_contract_says() -> None:
    use = Use(DOCUMENT.cite(1, Span(12, 15)), recipient="Ben", quoted=True, before="First page. ")
    course = Course(uses=1, first_seen="2024-10", last_seen="2024-10", revived="2024-10")
    printed = json.loads(json.dumps(Ledger((Phrase("金正恩", (use,), course),), searched=3).as_json()))
    assert set(printed) == {"phrases"}
    (phrase,) = printed["phrases"]
    assert set(phrase) == {"phrase", "uses", "first_seen", "last_seen", "dropped", "revived"}
    assert (phrase["first_seen"], phrase["dropped"], phrase["revived"]) == ("2024-10", None, "2024-10")
    assert set(phrase["uses"][0]) == {
        "n", "document_id", "version", "title", "date", "issuer", "page", "start", "end", "quote",
    }  # fmt: skip


def test_an_empty_scope_restricts_nothing() -> None:
    assert not Scope()
    assert Scope(kinds=("treaty",))


def test_records_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        DOCUMENT.version = 4  # type: ignore[misc]
