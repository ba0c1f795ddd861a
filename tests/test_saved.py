"""A conversation that was saved is written as a file later: whole, with its citations, and true to the library."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import BadQuestion, UnknownDocument
from assistant.export.conversations import conversation_paper
from assistant.export.paper_markdown import markdown
from assistant.records import Answer, Choice, Document, Hit, Metadata, Passage, Question, Sentence, Span
from assistant.saved import remember, resume, talk
from tests.papers import words_of_docx, words_of_pdf
from tests.test_cli import Briefing, Ran, briefing, filled

__all__ = ["briefing", "filled"]  # fixtures

LOGGED = "The pilot boarded at noon.\nHe left at two."
LOG = Document("log", 2, LOGGED, Metadata(title="Harbour log", date="1931-04-02"))
SAID = LOG.cite(1, Span(0, 26))
ANSWER = Answer(
    "When did the pilot board?", "When did the pilot board?", "lookup", "The pilot boarded at noon. [1]", False,
    sentences=(Sentence("The pilot boarded at noon.", (1,)),), citations=(SAID,), about=("log",),
)  # fmt: skip
REFUSED = Answer(
    "Who was he?", "Who was the pilot?", "lookup", "The library does not hold an answer to this.", True,
    nearest=(Hit(1, 0.5, Passage("p", "log", 2, 0, 26, LOG.text[:26], "Harbour log")),), assumed="“He” is the pilot.",
    choices=(Choice("other", "Another log"),), notices=("One thing.",),
)  # fmt: skip


def find(document_id: str, version: int) -> Document:
    if (document_id, version) != (LOG.id, LOG.version):
        raise UnknownDocument(document_id)
    return LOG


def written(file: Path, *, annex: bool = False) -> str:
    return markdown(conversation_paper(talk(file, find), annex=annex)).decode()


def test_answers_come_back_as_they_were_given(tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    for answer in (ANSWER, REFUSED):
        remember(answer, file)
    first, second = talk(file, find).turns
    assert replace(first.answer, about=("log",)) == ANSWER
    hit = second.answer.nearest[0]
    assert hit.as_json() == REFUSED.nearest[0].as_json()
    assert replace(second.answer, nearest=()) == replace(REFUSED, nearest=())
    assert second.sources == {"log": LOG.metadata}
    assert len(first.day) == len("1931-04-02")


def test_each_citation_stands_in_its_passage(tmp_path: Path) -> None:
    remember(ANSWER, tmp_path / "talk.jsonl")
    annex = written(tmp_path / "talk.jsonl", annex=True).partition("## Evidence annex")[2]
    assert "> **The pilot boarded at noon.** \\[1\\] He left at two." in annex


@pytest.mark.parametrize(
    "citation", [replace(SAID, document_id="gone"), replace(SAID, version=1), replace(SAID, quote="The pilot swam.")]
)
def test_words_that_the_library_does_not_hold_are_said_to_be_so(tmp_path: Path, citation: object) -> None:
    remember(replace(ANSWER, citations=(citation,)), tmp_path / "talk.jsonl")
    told = written(tmp_path / "talk.jsonl", annex=True)
    assert "Cited words no longer stand in the library as they are quoted here: “Harbour log”" in told


def test_files_of_an_earlier_version_are_read_and_say_what_they_lack(tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    turn = {"question": "When did he board?", "cited": ["log"], "answer": "Harbour log:\nHe boarded at noon. [1]"}
    file.write_text(json.dumps(turn) + "\n", encoding="utf-8")
    remember(ANSWER, file)
    told = written(file)
    assert "He boarded at noon." in told
    assert "saved without its citations, which were of log" in told
    assert resume(Question("And then?"), file).conversation == (turn["question"], ANSWER.question)


@pytest.mark.parametrize(
    "changed", [{"citations": [{"n": 1}]}, {"sentences": [{}]}, {"nearest": [{"rank": 1}]}, {"cited": None}]
)
def test_what_is_no_answer_is_no_conversation(tmp_path: Path, changed: dict[str, object]) -> None:
    file = tmp_path / "talk.jsonl"
    remember(ANSWER, file)
    file.write_text(json.dumps({**json.loads(file.read_text()), **changed}) + "\n", encoding="utf-8")
    for use in (lambda: talk(file, find), lambda: resume(Question("?"), file)):
        with pytest.raises(BadQuestion, match="is no conversation"):
            use()


# The command ---------------------------------------------------------------------------------------------------

FIRST, SECOND = "How many ships does the treaty of friendship oblige Norland to deliver?", "Where was it signed?"


def test_the_whole_conversation_is_written_once_it_has_several_turns(
    briefing: Briefing, filled: Ran, tmp_path: Path
) -> None:
    briefing("ask", FIRST, "--conversation", "talk.jsonl", "--out", "one.md")
    assert (tmp_path / "one.md").read_text(encoding="utf-8").startswith(f"# {FIRST}\n")
    ran = briefing("ask", SECOND, "--conversation", "talk.jsonl", "--out", "talk.md", "--annex", "--json")
    assert ran.json["question"] == SECOND, "standard output holds the answer to what was asked"
    told = (tmp_path / "talk.md").read_text(encoding="utf-8")
    assert told.startswith(f"# Conversation: {FIRST}\n")
    assert f"## {SECOND}" in told
    assert "deliver forty ships.** \\[1\\] **It was signed in Oslo on 19 June 2024.** \\[2\\]" in told


def test_it_is_written_later_without_another_question(briefing: Briefing, filled: Ran, tmp_path: Path) -> None:
    for asked in (FIRST, SECOND):
        briefing("ask", asked, "--conversation", "talk.jsonl")
    before = (tmp_path / "talk.jsonl").read_bytes()
    for suffix in (".pdf", ".docx", ".md", ".json", ".bib", ".ris"):
        ran = briefing("ask", "--conversation", "talk.jsonl", "--out", f"talk{suffix}")
        assert (ran.status, ran.out.decode()) == (0, f"Written to talk{suffix}.\n")
    assert "forty ships" in words_of_pdf((tmp_path / "talk.pdf").read_bytes())
    assert "forty ships" in words_of_docx((tmp_path / "talk.docx").read_bytes())
    assert (tmp_path / "talk.jsonl").read_bytes() == before
    listed = briefing("ask", "--conversation", "talk.jsonl", "--out", "talk.md", "--json").json
    assert [answer["question"] for answer in listed["answers"]] == [FIRST, SECOND]


def test_without_a_conversation_there_is_nothing_to_write(briefing: Briefing, filled: Ran, tmp_path: Path) -> None:
    ran = briefing("ask", "--conversation", "none.jsonl", "--out", "talk.md", "--json")
    assert (ran.status, ran.json["error"]["type"]) == (1, "BadQuestion")
    assert not (tmp_path / "talk.md").exists()
    for usage in (["ask"], ["ask", "--conversation", "talk.jsonl"], ["ask", FIRST, "--annex"]):
        assert briefing(*usage).status == 2


@pytest.mark.parametrize("command", [("ask", FIRST), ("compare", "treaty", "letter"), ("check", "draft.txt")])
def test_every_product_has_an_annex_on_request(
    briefing: Briefing, filled: Ran, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "draft.txt").write_text("The treaty of friendship obliges Norland to deliver forty ships.")
    briefing(*command, "--out", "plain.md")
    assert "Evidence annex" not in (tmp_path / "plain.md").read_text(encoding="utf-8")
    briefing(*command, "--out", "annex.md", "--annex")
    annex = (tmp_path / "annex.md").read_text(encoding="utf-8").partition("## Evidence annex")[2]
    assert "under “What it says”" in annex
