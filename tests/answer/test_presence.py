"""Whether texts of the starter corpus mention something, asked of several of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.records import Question


def test_the_texts_that_name_it_are_shown_in_the_order_of_their_days(starter: Assistant) -> None:
    answer = starter.ask(Question('In which messages does Kim use the word "comrade"?'))
    assert answer.form == "presence"
    shown = list(dict.fromkeys(c.document_id for c in answer.citations))
    assert {"kim-xi-ties70-2019", "kim-putin-birthday-2024", "kim-putin-birthday-2025"} <= set(shown)
    days = [starter.document(i).metadata.date or "" for i in shown]
    assert days == sorted(days)
    assert "“comrade” is named in" in answer.answer
    assert all("omrade" in c.quote or "동지" in c.quote for c in answer.citations)


def test_what_no_text_names_is_refused_with_what_was_searched(starter: Assistant) -> None:
    answer = starter.ask(Question('Which document mentions "blood ties"?'))
    assert answer.refused
    assert "none of the documents searched names “blood ties”" in answer.answer
    assert f"{len(starter.documents())} documents" in answer.answer


def test_a_no_of_few_texts_shows_which_were_searched(starter: Assistant) -> None:
    answer = starter.ask(Question("Do Kim's messages to Xi mention Taiwan?"))
    assert not answer.refused
    assert "“Taiwan” is named in none of the 4 documents searched" in answer.answer
    assert len({c.document_id for c in answer.citations}) == 4


def test_a_text_that_says_it_does_not_name_it_does_not_count_as_naming_it(starter: Assistant) -> None:
    answer = starter.ask(Question("Which of Kim's messages to Putin mention Ukraine?"))
    assert "“Ukraine” is named in none of the 4 documents searched" in answer.answer
    assert "without naming Ukraine" in answer.citations[0].quote


def test_one_text_that_is_meant_is_searched_alone(starter: Assistant) -> None:
    answer = starter.ask(Question("Did Xi mention denuclearisation in his reply?"))
    assert {c.document_id for c in answer.citations} == {"xi-kim-reply-prc75-2024"}
    assert "“denuclearisation” is not named. Searched: this record of it" in answer.answer


@pytest.mark.parametrize(
    "question", ["Which messages mention the UN Charter?", "Does the treaty mention the UN Charter?"]
)
def test_a_body_and_a_word_are_both_looked_for(starter: Assistant, question: str) -> None:
    answer = starter.ask(Question(question))
    named = [c for c in answer.citations if "Charter" in c.quote]
    assert len(named) == len(answer.citations) or "none of" in answer.answer


def test_of_many_texts_those_are_read_through_that_have_the_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Assistant
) -> None:
    monkeypatch.setattr("assistant.answer.extract.MOST_READ_THROUGH", 3)
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in range(8):
        what = "The harbour of Vell is closed to trawlers." if n == 5 else f"Report number {n} tells of the weather."
        (folder / f"report-{n}.txt").write_text(f"Report {n}\n\n{what}\n", encoding="utf-8")
    library.ingest([folder])
    answer = library.ask(Question("Which documents mention trawlers?"))
    assert "“trawlers” is named in 1 of the 8 documents searched" in answer.answer
    assert [c.document_id for c in answer.citations] == ["report-5"]
