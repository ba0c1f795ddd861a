"""`--out` as other programs meet it: by suffix, said before the work where it cannot be, and no work lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from tests.papers import words_of_docx, words_of_pdf
from tests.test_cli import ANSWER_KEYS, Briefing, Ran, briefing, filled

__all__ = ["briefing", "filled"]  # fixtures

ASKED = "How many ships does the treaty of friendship oblige Norland to deliver?"
SAID = "The treaty of friendship obliges Norland to deliver forty ships."


def test_an_answer_is_written_by_suffix(briefing: Briefing, filled: Ran, tmp_path: Path) -> None:
    for suffix in (".pdf", ".docx", ".md", ".json", ".bib", ".ris"):
        file = tmp_path / f"out{suffix}"
        assert briefing("ask", ASKED, "--out", file).out.decode() == f"Written to {file}.\n"
    assert SAID in words_of_pdf((tmp_path / "out.pdf").read_bytes())
    assert SAID in words_of_docx((tmp_path / "out.docx").read_bytes())
    assert (tmp_path / "out.md").read_text(encoding="utf-8").startswith(f"# {ASKED}\n")
    assert json.loads((tmp_path / "out.json").read_bytes())[0]["URL"] == "https://a.example/treaty"
    assert "@misc{treaty," in (tmp_path / "out.bib").read_text(encoding="utf-8")
    assert "ID  - treaty" in (tmp_path / "out.ris").read_text(encoding="utf-8")


def test_with_json_the_object_is_printed_as_well(briefing: Briefing, filled: Ran, tmp_path: Path) -> None:
    assert set(briefing("ask", ASKED, "--out", tmp_path / "out.md", "--json").json) == ANSWER_KEYS
    assert (tmp_path / "out.md").is_file()


def test_many_questions_leave_as_one_conversation(briefing: Briefing, filled: Ran, tmp_path: Path) -> None:
    questions = [{"question": ASKED}, {"question": "Who won the chess match in Lima?"}]
    (tmp_path / "q.jsonl").write_text("\n".join(json.dumps(q) for q in questions), encoding="utf-8")
    ran = briefing("ask", "--questions", "q.jsonl", "--out", "out.md")
    assert [line["refused"] for line in ran.lines] == [False, True], "standard output holds the answers alone"
    written = (tmp_path / "out.md").read_text(encoding="utf-8")
    assert written.startswith(f"# Conversation: {ASKED}")
    assert "## Who won the chess match in Lima?\n\n> **No answer in the library**" in written


def test_a_comparison_is_written_by_suffix(briefing: Briefing, filled: Ran, tmp_path: Path) -> None:
    for suffix in (".pdf", ".docx", ".md", ".json", ".bib", ".ris"):
        assert briefing("compare", "treaty", "letter", "--out", tmp_path / f"out{suffix}").status == 0
    assert "What changed first" in words_of_pdf((tmp_path / "out.pdf").read_bytes())
    assert "Treaty of friendship" in words_of_docx((tmp_path / "out.docx").read_bytes())


def test_what_cannot_be_written_is_said_before_the_work(
    briefing: Briefing, filled: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder.md").mkdir()
    worked: list[Any] = []
    monkeypatch.setattr(Assistant, "ask", lambda *a: worked.append(a))
    monkeypatch.setattr(Assistant, "compare", lambda *a: worked.append(a))
    for command in (("ask", ASKED), ("compare", "treaty", "letter")):
        for out in ("out.odt", "out", "out.csv", "no/folder.md", "folder.md"):
            ran = briefing(*command, "--out", out, "--json")
            assert (ran.status, ran.json["error"]["type"], worked) == (1, "UnknownExport", [])
            assert len(ran.err.strip().splitlines()) == 1


def test_where_writing_fails_after_all_the_answer_is_printed(briefing: Briefing, filled: Ran, tmp_path: Path) -> None:
    (tmp_path / "out.md").write_text("what was there", encoding="utf-8")
    (tmp_path / ".out.md.part").mkdir()  # the way is blocked
    ran = briefing("ask", ASKED, "--out", "out.md")
    assert ran.status == 1
    assert SAID in ran.out.decode()
    assert "out.md cannot be written" in ran.err
    assert (tmp_path / "out.md").read_text(encoding="utf-8") == "what was there"
