"""References read again by what reads them: parsers of BibTeX and RIS; CSL-JSON as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware

from assistant.export.bibtex import bibtex
from assistant.export.paper import Source, sources_of
from assistant.export.references import csl, references_of
from assistant.export.ris import ris
from assistant.records import Document, Metadata, Span
from tests.checks import checked
from tests.papers import every_block

CHECKED = sources_of(checked().check.citations, checked().sources)
EVERY = every_block().sources
NOTE = "This record was written for this library; it is not the original. It rests on reports of the original."


def source(version: int = 1, document_id: str = "d", **metadata: str | None) -> Source:
    known = Metadata(**{"title": "D", **metadata})  # type: ignore[arg-type]
    document = Document(document_id, version, "Words.", known)
    return Source((document.cite(version, Span(0, 6)),), known)


def bib_entries(sources: tuple[Source, ...]) -> dict[str, dict[str, str]]:
    read = bibtexparser.parse_string(bibtex(sources).decode(), append_middleware=[LatexDecodingMiddleware()])
    assert not read.failed_blocks
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in read.entries}


# CSL-JSON ------------------------------------------------------------------------------------------------------


def test_csl_has_one_entry_a_document():
    entries = json.loads(csl(CHECKED))
    assert [entry["id"] for entry in entries] == ["minutes", "bulletin"]
    assert entries[0]["author"] == [{"literal": "Harbour Board"}, {"literal": "Port Office"}]
    assert entries[0]["issued"] == {"date-parts": [[2024, 5, 6]]}
    assert entries[1]["issued"] == {"date-parts": [[2024, 5]]}
    assert "not the original" in entries[0]["note"]


@pytest.mark.parametrize(("day", "issued"), [("--10-07", None), (None, None), ("2024", {"date-parts": [[2024]]})])
def test_csl_has_dates_that_have_a_year(day: str | None, issued: object):
    (entry,) = json.loads(csl([source(date=day)]))
    assert entry.get("issued") == issued


# BibTeX --------------------------------------------------------------------------------------------------------


def test_bibtex_is_read_again_with_its_fields():
    read = bib_entries(CHECKED)
    assert list(read) == ["minutes", "bulletin"]
    found = read["minutes"]
    assert found["title"].strip("{}") == "Minutes of <b>the</b> harbour board"
    assert found["author"].replace("{", "").replace("}", "") == "Harbour Board and Port Office"
    assert (found["date"], found["year"]) == ("2024-05-06", "2024")
    assert found["url"] == "https://example.org/minutes_of_may"
    assert found["note"] == NOTE
    assert "date = {2024-05}" in bibtex(CHECKED).decode()


@pytest.mark.parametrize(
    "title",
    ["100 % & more_or_less #1 for $5", "a {b} c", "x \\ y ~ z", "港湾局発表", 'say "so"', "@misc x = y,", "ميناء"],
)
def test_bibtex_holds_any_title(title: str):
    (found,) = bib_entries((source(title=title),)).values()
    assert found["title"].removeprefix("{").removesuffix("}") == title


@pytest.mark.parametrize("title", ["a {b", "b} c", "}{", "@misc{x,", "x \\", "a ^ b"])
def test_bibtex_of_what_follows_an_odd_title_is_read_too(title: str):
    found = bib_entries((source(title=title), source(document_id="other", title="Next")))
    assert found["other"]["title"].strip("{}") == "Next"


def test_bibtex_keeps_capitals_and_names_whole():
    written = bibtex([source(title="The DPRK", issuer="Kim Jong Un; Ministry of Trade and Industry, Seoul")]).decode()
    assert "title = {{The DPRK}}" in written
    assert "author = {{Kim Jong Un} and {Ministry of Trade and Industry, Seoul}}" in written


def test_addresses_are_such_as_a_browser_sends():
    written = bibtex(EVERY).decode()
    assert "url = {https://example.org/%EB%8B%B4%ED%99%94?a=1&b=2#_top}" in written
    assert "url = {file://archive/2%20%7Bx%7D}" in written


# RIS -----------------------------------------------------------------------------------------------------------


def test_ris_is_read_again_with_its_fields():
    minutes, bulletin = rispy.loads(ris(CHECKED).decode())
    assert minutes["type_of_reference"] == "GEN"
    assert minutes["title"] == "Minutes of <b>the</b> harbour board"
    assert minutes["authors"] == ["Harbour Board", "Port Office"]
    assert (minutes["year"], minutes["date"]) == ("2024", "2024/05/06/")
    assert minutes["urls"] == ["https://example.org/minutes_of_may"]
    assert minutes["notes"] == [NOTE]
    assert bulletin["date"] == "2024/05//"


def test_ris_keeps_a_value_on_its_line():
    (found,) = rispy.loads(ris([source(title="One\nER  - \r\nTY  - BOOK\x00", note="a\u2028b")]).decode())
    assert found["title"] == "One ER - TY - BOOK"
    assert found["notes"] == ["a b"]


def test_every_script_goes_through():
    read = rispy.loads(ris(EVERY).decode())
    assert [entry["title"] for entry in read] == [s.cited[0].title for s in EVERY]
    assert [e["title"].strip("{}") for e in bib_entries(EVERY).values()][:3] == [s.cited[0].title for s in EVERY][:3]


# Keys ----------------------------------------------------------------------------------------------------------


def test_a_key_is_the_documents_own_where_it_can_be():
    assert references_of([source(document_id="dprk-russia-treaty-2024")])[0].key == "dprk-russia-treaty-2024"


@pytest.mark.parametrize("document_id", ["담화", "a b", "a,b", "{x}", "2024", "50%", "ä"])
def test_a_key_is_safe_unlike_others_and_always_the_same(document_id: str):
    keys = {references_of([source(document_id=i)])[0].key for i in (document_id, document_id, "a-b", "x", "a", "b")}
    assert len(keys) == 5
    assert all(key.isascii() and key[0].isalpha() and not set(key) & set(" ,{}%\\#~=\"'()") for key in keys)


def test_two_versions_of_a_document_are_two_entries():
    first, second = source(1), source(2)
    assert [r.id for r in references_of([first, second])] == ["d-v1", "d-v2"]
    assert [r.id for r in references_of([second])] == ["d"]


def test_without_sources_there_is_an_empty_list():
    assert json.loads(csl([])) == []
    assert (bibtex([]), ris([])) == (b"", b"")


def test_what_is_not_known_is_left_out():
    bare = replace(source(), metadata=None)
    assert json.loads(csl([bare])) == [{"id": "d", "type": "document", "title": "D", "version": "1"}]
    assert "note" not in bibtex([bare]).decode()
