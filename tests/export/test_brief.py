"""A brief as a file: one page of the paper asked for, nothing below 9.5 points, what a source says is text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from assistant.errors import UnknownExport
from assistant.export import files
from assistant.export.brief_paper import brief_paper
from assistant.export.brief_pdf import pages_of, pdf
from assistant.export.briefs import Briefed, numbers
from assistant.export.paper_markdown import markdown
from assistant.records import Brief, BriefSection, BriefSentence, Coverage, Document, Metadata, Span

MINUTES = Document(
    "minutes",
    2,
    "The harbour board met on 6 May 2024. Lund said the pier is closed. Analysts say it may reopen. "
    "A *sign* <b>here</b>.",
    Metadata(title="Minutes of the harbour board", date="2024-05-06", issuer="Harbour Board",
             source="https://example.org/minutes", note="This record was written for this library."),
)  # fmt: skip
BULLETIN = Document(
    "bulletin", 1, "The crane fell on 1 May 2024. The crane rose on 9 May 2024.",
    Metadata(title="Port bulletin #panic(1)", date="2024-05-10"),
)  # fmt: skip
PARTS = [
    (MINUTES, "The harbour board met on 6 May 2024."),
    (MINUTES, "Lund said the pier is closed."),
    (BULLETIN, "The crane fell on 1 May 2024."),
    (BULLETIN, "The crane rose on 9 May 2024."),
    (MINUTES, "Analysts say it may reopen."),
    (MINUTES, "A *sign* <b>here</b>."),
]


def made(**changes: object) -> Briefed:
    cited = tuple(
        d.cite(n, Span(d.text.index(t), d.text.index(t) + len(t))) for n, (d, t) in enumerate(PARTS, 1)
    )
    said = [BriefSentence(c.quote, (c.n,)) for c in cited]
    days = {0: "2024-05-06", 2: "2024-05-01", 3: "2024-05-09"}
    dated = [replace(said[n], day=day, lead="1 May 2024: " if n == 2 else "") for n, day in days.items()]
    brief = Brief(
        title="The pier & the crane",
        template="Situation brief",
        sections=(
            BriefSection("Bottom line", "lead", (said[1],)),
            BriefSection("Chronology", "chronology", (dated[1], dated[0], dated[2])),
            BriefSection("What it may mean", "assessment", (replace(said[4], inference=True),)),
        ),
        gaps=("Nothing on economic terms in the library.",),
        dropped=1,
        citations=cited,
        pages=1,
        coverage=(Coverage("figures", 2, 1), Coverage("economic terms", 0, 0)),
        left_out=(said[5],),
    )
    documents = {d.id: d for d in (MINUTES, BULLETIN)}
    return Briefed.of(replace(brief, **changes), lambda i, _: documents[i])


def pages(made_of: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(made_of)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_the_page_has_sections_gaps_sources_and_what_was_left_out():
    (page,) = pages(pdf(made()))
    for words in (
        "The pier & the crane", "Situation brief", "Bottom line", "Lund said the pier is closed. [2]", "(inference)",
        "Nothing on economic terms in the library.", "Minutes of the harbour board", "Port bulletin #panic(1)",
        "1 sentence was left out.", "records written for this library",
    ):  # fmt: skip
        assert words in page
    assert "A *sign*" not in page, "what did not fit belongs to the annex"


def test_a_timeline_is_drawn_where_there_are_three_days():
    (page,) = pages(pdf(made()))
    assert {"1 May", "6 May", "9 May"} <= set(re.findall(r"\d May(?! 2024)", page))
    section = made().brief.sections[1]
    fewer = replace(section, sentences=section.sentences[:2])
    (page,) = pages(pdf(made(sections=(fewer,))))
    assert not re.findall(r"\d May(?! 2024)", page)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_paper_is_the_one_asked_for(paper: str, size: tuple[int, int]):
    document = pypdfium2.PdfDocument(pdf(made(paper=paper)))
    assert tuple(round(x) for x in document[0].get_size()) == size


def test_nothing_is_set_smaller_than_nine_and_a_half_points():
    document = pypdfium2.PdfDocument(pdf(made(annex=True)))
    sizes = []
    for page in document:
        for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            size = pypdfium2.raw.c_float()
            pypdfium2.raw.FPDFTextObj_GetFontSize(thing.raw, size)
            sizes.append(round(size.value, 2))
    assert min(sizes) >= 9.5


def test_the_file_is_tagged():
    assert b"/StructTreeRoot" in pdf(made())
    assert b"/Lang" in pdf(made())


def test_an_annex_has_what_was_searched_and_every_citation_in_its_passage():
    first, *rest = pages(pdf(made(annex=True)))
    annex = " ".join(rest)
    where = f"[1–2, 5–6] version 2, characters 0–{len(MINUTES.text)}"
    assert f"{where} The harbour board met on 6 May 2024. [1] Lund said" in annex
    assert "Annex" not in first
    for words in ("Annex", "economic terms", "nothing in the library", "A *sign* <b>here</b>. [6]", "version 2"):
        assert words in annex
    assert "https://example.org/minutes" in annex.replace(" ", "")
    assert pages_of(pdf(made(annex=True))) == 1 + len(rest)


def test_an_annex_takes_no_room_of_the_page():
    """A script that no font here has is told of in the annex where it stands there alone; the page stays one page."""
    whole = replace(made(), excerpts=tuple(replace(e, text=e.text + " 👩🏽‍🚀𓀀") for e in made().excerpts))
    page, *rest = pages(pdf(replace(whole, brief=replace(whole.brief, annex=True))))
    assert page.endswith("words in square brackets are added. 1 / 2")
    assert "no font for some characters" in " ".join(rest)


def test_markdown_has_the_same_with_signs_escaped():
    written = markdown(brief_paper(made(annex=True))).decode()
    assert written.startswith("# The pier")
    for words in ("**1 May 2024:** The crane fell on 1 May 2024.", "*(inference)*", "## Gaps in the library"):
        assert words in written
    assert "The harbour board met on 6 May 2024.** \\[1\\] **Lund said" in written
    assert "A \\*sign\\* \\<b>here" in written or "A \\*sign\\* &lt;b&gt;here" in written


def test_word_and_the_sources_alone_are_made_as_of_every_product():
    assert files.made(made(), ".docx").startswith(b"PK")
    asked_for_later = files.made(made(), ".md", annex=True).decode()
    assert "## Evidence annex" in asked_for_later
    assert "## What was searched for" in asked_for_later
    for suffix in (".json", ".bib", ".ris"):
        assert b"Minutes of the harbour board" in files.made(made(), suffix)


def test_numbers_are_told_in_few_signs():
    cited = made().brief.citations
    assert numbers([cited[0], cited[1], cited[2], cited[4]]) == "1–3, 5"


def test_json_has_what_the_contract_names():
    found = made().brief.as_json()
    assert list(found) == ["title", "sections", "gaps", "dropped", "citations", "pages", "words", "engine"]
    assert set(found["sections"][0]) == {"heading", "sentences"}
    assert set(found["sections"][0]["sentences"][0]) == {"text", "citations", "inference"}
    assert found["sections"][1]["sentences"][0]["text"] == "1 May 2024: The crane fell on 1 May 2024."
    assert found["words"] == sum(len(s["text"].split()) for part in found["sections"] for s in part["sentences"])


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".md", ".json", ".PDF"])
def test_a_suffix_names_the_form(tmp_path: Path, suffix: str):
    files.write(made(), tmp_path / f"out{suffix}")
    assert (tmp_path / f"out{suffix}").stat().st_size > 100


@pytest.mark.parametrize(("name", "told"), [("out.odt", "known suffixes"), ("no/out.pdf", "there is no folder")])
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, name: str, told: str):
    with pytest.raises(UnknownExport, match=told):
        files.check(tmp_path / name, "brief")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(tmp_path: Path):
    (tmp_path / "out.pdf").mkdir()
    with pytest.raises(UnknownExport, match="it is a folder"):
        files.check(tmp_path / "out.pdf", "brief")
