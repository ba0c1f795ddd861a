"""The starter corpus: every record is well formed, and every quotation in it is one that the dossier gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from assistant.assistant import Assistant
from assistant.library.dates import is_iso

PROJECT = Path(__file__).resolve().parents[2]
DOSSIER = PROJECT.parent / "shared" / "facts" / "dossier.md"
RECORDS = sorted(path for path in (PROJECT / "corpus").glob("*.md") if path.name != "README.md")

REQUIRED = {"id", "title", "date", "issuer", "kind", "language", "text", "record", "original", "sources", "quotations"}
KNOWN = REQUIRED | {"until", "published", "recipient", "occasion", "original_language"}
KINDS = {
    "message", "treaty", "speech", "press statement", "meeting report", "visit report", "exercise", "joint statement",
    "vote", "assessment", "notice",
}  # fmt: skip


class Plain(yaml.SafeLoader):
    """YAML whose values stay the words they are written with."""


Plain.yaml_implicit_resolvers = {}


def parts(path: Path) -> tuple[dict[str, object], str]:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.load(front, Plain), body  # noqa: S506 - a safe loader


each_record = pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)


def test_there_are_thirty() -> None:
    assert len(RECORDS) == 30


@each_record
def test_front_matter(path: Path) -> None:
    front, _ = parts(path)
    assert front["id"] == path.stem
    assert REQUIRED <= set(front) <= KNOWN
    assert all(value for value in front.values()), "no field is empty"
    assert front["kind"] in KINDS
    assert front["text"] in {"whole", "part", "summary"}
    assert front["language"] == "en"
    assert all(is_iso(front[name]) for name in ("date", "until", "published") if name in front)
    assert ("recipient" in front) <= (front["kind"] == "message"), "only messages have recipients"
    assert "not the original" in front["record"]
    assert front["original"] in [source["url"] for source in front["sources"]]


@each_record
def test_sources_and_quotations_are_complete(path: Path) -> None:
    front, _ = parts(path)
    for source in front["sources"]:
        assert set(source) == {"url", "publisher", "level", "read"}
        assert re.fullmatch(r"https?://\S+", source["url"])
        assert source["level"] in {"primary", "secondary"}
        assert source["read"] in {"whole", "part", "summary"}
    for quotation in front["quotations"]:
        assert {"slot", "text", "speaker"} <= set(quotation) <= {"slot", "text", "speaker", "translator"}
        assert re.fullmatch(r"[a-z]+(?:_[a-z]+)*", quotation["slot"])


@each_record
def test_each_quotation_stands_in_the_body(path: Path) -> None:
    front, body = parts(path)
    assert [q["text"] for q in front["quotations"] if f'"{q["text"]}"' not in body] == []
    assert body.count('"') % 2 == 0


@each_record
def test_a_record_is_written_in_sections_and_ends_with_what_is_uncertain(path: Path) -> None:
    _, body = parts(path)
    headings = re.findall(r"^## (.+)$", body, re.MULTILINE)
    assert len(headings) >= 3
    assert "ncertain" in headings[-1]
    assert not re.findall(r"^#(?!# )", body, re.MULTILINE), "the title is metadata; sections are of one level"


def squeezed(text: str) -> str:
    return " ".join(text.split())


@each_record
@pytest.mark.skipif(not DOSSIER.is_file(), reason="the dossier is not part of the repository")
def test_quotations_and_sources_are_the_dossiers(path: Path) -> None:
    front, body = parts(path)
    dossier = squeezed(DOSSIER.read_text(encoding="utf-8"))
    assert f"**id**: {path.stem}" in dossier
    assert [q["text"] for q in front["quotations"] if squeezed(q["text"]) not in dossier] == []
    assert [quoted for quoted in re.findall(r'"([^"\n]+)"', body) if quoted not in dossier] == [], "titles too"
    addresses = [source["url"].removeprefix("https://") for source in front["sources"]]
    assert [address for address in addresses if address not in dossier] == []


def test_all_go_in_as_they_are_and_the_readme_does_not(starter: Assistant) -> None:
    documents = {document.id: document for document in starter.documents()}
    assert sorted(documents) == [path.stem for path in RECORDS]
    for path in RECORDS:
        front, body = parts(path)
        held = starter.document(path.stem)
        assert held.text == body
        m = held.metadata
        assert (m.title, m.date, m.completeness, m.source) == tuple(
            front[name] for name in ("title", "date", "text", "original")
        )
        assert (m.issuer, m.recipient, m.kind) == (front["issuer"], front.get("recipient"), front["kind"])
        assert [q.text for q in m.quotations] == [q["text"] for q in front["quotations"]]
        assert [s.url for s in m.sources] == [s["url"] for s in front["sources"]]
        assert m.note == front["record"]
