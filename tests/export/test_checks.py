"""A check as a file: every claim, what says otherwise and where it stands; what a text holds is text in every form."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from assistant.errors import UnknownExport
from assistant.export import files
from assistant.export.checks import check_paper
from assistant.export.checks_csv import csv as as_csv
from assistant.export.paper_docx import docx as docx_of
from assistant.export.paper_markdown import markdown as markdown_of
from assistant.export.paper_pdf import pdf as pdf_of
from assistant.export.verdicts import Checked, marked, summary, sureness
from assistant.records import Check, ClaimVerdict, Document, Evidence, Metadata, Span
from tests.checks import checked as with_sources
from tests.checks import claim, made
from tests.papers import same_as_golden, words_of_docx, words_of_pdf

CHECKED = with_sources()
SUMMARY = "6 claims: 1 supported, 2 contradicted, 1 mixed, 1 not in the library, 1 not checkable"
NOT_THE_ORIGINAL = "This record was written for this library; it is not the original."
SAID_OF_A_RECORD = f"{NOT_THE_ORIGINAL} It rests on reports of the original."


def rows(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def as_markdown(checked: Checked) -> bytes:
    return markdown_of(check_paper(checked))


def as_docx(checked: Checked) -> bytes:
    return docx_of(check_paper(checked))


def as_pdf(checked: Checked) -> bytes:
    return pdf_of(check_paper(checked))


def with_claim(text: str) -> Checked:
    one = replace(claim("The pier is closed."), text=text, start=0, end=len(text))
    return Checked(Check(text, (ClaimVerdict(one, "not_in_corpus", 0.5),), title=text), day="2026-11-25")


# Words ---------------------------------------------------------------------------------------------------------


def test_the_counts_stand_in_one_line():
    assert summary(made()) == SUMMARY
    assert summary(Check("x")) == "No claim was found in the text."
    assert summary(replace(made(), claims=made().claims[:1])) == "1 claim: 1 contradicted"


@pytest.mark.parametrize(("confidence", "words"), [(1.0, "very sure"), (0.8, "fairly sure"), (0.0, "unsure")])
def test_a_confidence_has_words(confidence: float, words: str):
    assert sureness(confidence) == words


@pytest.mark.parametrize(
    ("text", "words", "held"),
    [
        ("In 2023 they sent 3 ships.", ["3"], ["3"]),
        ("It rose by 3.5 and then 3 percent.", ["3"], ["3"]),
        ("Lund\nwas there.", ["Lund was"], ["Lund\nwas"]),
        ("It happened in may.", ["May"], ["may"]),
        ("会议于五月六日召开。", ["五月六日"], ["五月六日"]),
        ("No such thing.", ["elsewhere", "", " "], []),
        ("In 2023 they sent ships.", ["3"], []),
        ("6 May 2024", ["6 May 2024", "May"], ["6 May 2024"]),
    ],
)
def test_words_that_differ_are_marked_as_whole_words(text: str, words: list[str], held: list[str]):
    pieces = marked(text, words)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.marked] == held


# Markdown ------------------------------------------------------------------------------------------------------


def test_markdown_tells_the_contradicted_claims_first():
    written = as_markdown(CHECKED).decode()
    assert SUMMARY in written
    assert "Checked on 25 November 2026" in written
    headings = re.findall(r"^## (.*)$", written, re.MULTILINE)
    assert headings == [
        "Contradicted (2)", "Mixed (1)", "Not in the library (1)", "Supported (1)", "Not checkable (1)",
        "Sources",
    ]  # fmt: skip
    assert "The board met on **7 May 2024**." in written
    assert "**Says otherwise:** “The harbour board met on **6 May 2024**.” \\[1\\]" in written
    assert "negation: the text says nothing there, source 4 says “did not”" in written


def test_markdown_says_what_a_record_is_and_where_its_original_is():
    written = as_markdown(CHECKED).decode()
    assert SAID_OF_A_RECORD in written
    assert "Original: <https://example.org/minutes_of_may>" in written
    assert "\\[3\\] version 1, page 1, characters 0–47" in written


def test_markdown_shows_a_texts_own_signs():
    written = as_markdown(CHECKED).decode()
    assert "\\*Vostok\\*" in written
    assert "<b>" not in written
    assert "<i>" not in written


def test_markdown_is_as_it_was():
    same_as_golden(as_markdown(CHECKED), "check.md")


# CSV -----------------------------------------------------------------------------------------------------------


def test_csv_has_a_row_a_claim_in_the_order_of_the_text():
    written = as_csv(CHECKED)
    assert written.startswith(b"\xef\xbb\xbf")
    found = rows(written)
    assert [row["Verdict"] for row in found] == [
        "Contradicted", "Mixed", "Contradicted", "Supported", "Not in the library", "Not checkable",
    ]  # fmt: skip
    assert made().text[int(found[0]["Start"]) : int(found[0]["End"])] == found[0]["Claim"]
    assert found[1]["Evidence"].splitlines() == [
        "Supports: “It agreed on 40 million crowns.” [2]",
        "Says otherwise: “The budget of the harbour is 42 million crowns.” [3]",
    ]
    assert found[0]["Addresses"] == "https://example.org/minutes_of_may"
    assert found[0]["Notes"] == SAID_OF_A_RECORD


@pytest.mark.parametrize("text", ["=2+3", "+1 ship", "-1 ship", "@here", "\t=1+1", "\r=1+1", " =1+1", "=HYPERLINK(1)"])
def test_csv_holds_no_formula(text: str):
    (row,) = rows(as_csv(with_claim(text)))
    assert row["Claim"].startswith("'")
    assert text.strip() in row["Claim"]


def test_csv_leaves_other_text_as_it_is():
    (row,) = rows(as_csv(with_claim('He said: "a, b";\n2+3')))
    assert row["Claim"] == 'He said: "a, b"; 2+3'


# Word ----------------------------------------------------------------------------------------------------------


def test_word_has_claims_verdicts_and_sources():
    document = docx.Document(io.BytesIO(as_docx(CHECKED)))
    told = words_of_docx(as_docx(CHECKED))
    assert document.paragraphs[0].text == "Check: Draft <i>note</i>"
    assert SUMMARY in told
    assert SAID_OF_A_RECORD in told
    assert "https://example.org/minutes_of_may" in told
    first = document.tables[0].rows[1].cells
    assert first[1].text == "The board met on 7 May 2024.\nContradicted, very sure"
    assert "Says otherwise: “The harbour board met on 6 May 2024.”\u00a0[1]" in first[2].text
    marked_words = [run.text for run in first[1].paragraphs[0].runs if run.bold and run.underline]
    assert marked_words == ["7 May 2024"]


# PDF -----------------------------------------------------------------------------------------------------------


def test_pdf_has_claims_verdicts_and_sources():
    told = words_of_pdf(as_pdf(CHECKED))
    assert SUMMARY in told
    assert "The board met on 7 May 2024." in told
    assert "Says otherwise: “The harbour board met on 6 May 2024.”" in told
    assert "*Vostok*" in told
    assert "A draft" not in told, "the claims are printed, not the text"
    assert "https://example.org/minutes_of_may" in told.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    ["#panic(1)", "$ x $ _a_ *b*", '"#sys.inputs"', "<label> @ref", "\\u{41}", "= Heading", "a" * 4000,
     "x\x00\x0b\ud800y"],
)
def test_nothing_in_a_text_is_markup_or_breaks_a_file(text: str):
    told = words_of_pdf(as_pdf(with_claim(text)))
    assert "1 not in the library" in told
    if text.isascii() and text.isprintable() and len(text) < 100:
        assert text in told
        assert text in words_of_docx(as_docx(with_claim(text)))
    assert as_docx(with_claim(text))
    assert as_markdown(with_claim(text))
    assert as_csv(with_claim(text))


def test_pdf_says_where_no_font_has_a_character():
    told = words_of_pdf(as_pdf(with_claim("The words \U000130ad\U000130ad stand here.")))
    assert "This machine has no font for some characters" in told
    assert "Egyptian (as in U+130AD)" in told
    assert "no font" not in words_of_pdf(as_pdf(CHECKED))


# Files ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".md", ".csv", ".json", ".bib", ".ris", ".PDF"])
def test_a_suffix_names_the_form(tmp_path: Path, suffix: str):
    files.write(CHECKED, tmp_path / f"out{suffix}")
    assert (tmp_path / f"out{suffix}").stat().st_size > 100


def test_an_unknown_suffix_lists_the_known_ones(tmp_path: Path):
    with pytest.raises(UnknownExport, match=r"A check cannot be .* \.pdf, \.docx, \.md, \.csv, \.json, \.bib, \.ris"):
        files.write(CHECKED, tmp_path / "out.odt")


def test_a_check_without_claims_or_sources_is_written_too(tmp_path: Path):
    for suffix in files.suffixes("check"):
        files.write(Checked(Check("No claim.")), tmp_path / f"empty{suffix}")
    assert "No claim was found" in words_of_pdf((tmp_path / "empty.pdf").read_bytes())


def test_a_source_whose_metadata_is_not_known_is_cited_all_the_same():
    document = Document("gone", 1, "The pier is closed.", Metadata(title="Gone"))
    evidence = (Evidence(document.cite(1, Span(0, 19)), "supports"),)
    verdict = ClaimVerdict(claim("The pier is closed."), "supported", 1, evidence)
    bare = Checked(Check("The pier is closed.", (verdict,)))
    assert "Gone (gone)" in as_markdown(bare).decode()
    assert "Gone (gone)" in words_of_pdf(as_pdf(bare))
