"""`briefing brief` as other programs meet it; CONTRACT.md is the judge."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from tests.test_cli import CITATION_KEYS, Briefing, Ran, briefing, filled

__all__ = ["briefing", "filled"]  # fixtures

KEYS = {"title", "sections", "gaps", "dropped", "citations", "pages", "words", "engine"}
TOPIC = "Treaty of friendship obliges Norland"


def test_brief_prints_json(briefing: Briefing, filled: Ran) -> None:
    found = briefing("brief", TOPIC, "--json").json
    assert set(found) == KEYS
    assert found["pages"] == 1
    assert found["engine"] == "extractive"
    assert all(set(citation) == CITATION_KEYS for citation in found["citations"])
    sentences = [sentence for section in found["sections"] for sentence in section["sentences"]]
    assert all(sentence["citations"] for sentence in sentences)
    assert any("forty ships" in sentence["text"] for sentence in sentences)


def test_brief_prints_a_page_for_people(briefing: Briefing, filled: Ran) -> None:
    out = briefing("brief", TOPIC).out.decode()
    assert out.startswith(f"# {TOPIC}")
    assert "## Bottom line" in out
    assert "## Sources" in out


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".md", ".json", ".bib", ".ris"])
def test_brief_writes_by_suffix(briefing: Briefing, filled: Ran, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"out{suffix}"
    ran = briefing("brief", TOPIC, "--paper", "letter", "--out", file)
    assert ran.status == 0
    assert f"Written to {file}." in ran.out.decode()
    if suffix == ".pdf":
        assert len(pypdfium2.PdfDocument(file)) == 1
    if suffix == ".json":
        assert [entry["id"] for entry in json.loads(file.read_text(encoding="utf-8"))] == ["treaty"]


def test_brief_of_chosen_documents_needs_no_topic(briefing: Briefing, filled: Ran) -> None:
    found = briefing("brief", "--document", "treaty", "--json").json
    assert {citation["document_id"] for citation in found["citations"]} == {"treaty"}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["The price of cheese in Paris"], "TopicNotHeld"),
        ([TOPIC, "--template", "opera"], "BadTemplate"),
        ([TOPIC, "--out", "out.odt"], "UnknownExport"),
        ([TOPIC, "--out", "no/folder.pdf"], "UnknownExport"),
        ([TOPIC, "--document", "nobody"], "UnknownDocument"),
        ([TOPIC, "--kind", "sonnet"], "NothingInScope"),
        ([], "BadQuestion"),
        (["x" * 3000], "BadQuestion"),
    ],
)
def test_brief_names_what_is_wrong_in_one_line_and_writes_nothing(
    briefing: Briefing, filled: Ran, tmp_path: Path, arguments: list[str], error: str
) -> None:
    out = [] if "--out" in arguments else ["--out", tmp_path / "out.pdf"]
    ran = briefing("brief", *arguments, *out, "--json")
    assert (ran.status, ran.json["error"]["type"]) == (1, error)
    assert len([line for line in ran.err.splitlines() if line.startswith("briefing: ")]) == 1
    assert not list(tmp_path.glob("out.*"))


def test_a_topic_that_is_not_held_names_the_nearest(briefing: Briefing, filled: Ran) -> None:
    told = briefing("brief", "The price of cheese in Paris", "--json").json["error"]
    assert "Nearest documents: " in told["hint"]
