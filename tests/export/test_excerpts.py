"""Citations in their passages: found in the document's own text, never over each other, cut at sentence ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.export.annex import evidence
from assistant.export.answers import Answered
from assistant.export.excerpts import FEW, MOST, excerpts, excerpts_of
from assistant.export.paper import Paper, Source, sources_of
from assistant.export.paper_markdown import markdown
from assistant.records import Answer, Citation, Document, Metadata, Span

OPENING = "The ferry sailed at nine. Its captain, J. Berg, had asked for a pilot. Nobody came. The fog lay low. "
LETTER = Document(
    "letter",
    3,
    f"# The ferry\n\n{OPENING * 3}\n\n## Damage\n\nThe bow was torn.\n\n- Two cabins flooded.\n- The mast held.\n\n"
    "## Blame\n\nThe board blamed the fog.\n",
    Metadata(title="Report on the ferry"),
)
LONG = Document(
    "long", 1, "The list begins. " + " ".join(f"Ship {n} left port {n} on time." for n in range(200)) + "\n\nThe end.",
    Metadata(title="A list of ships"), page_starts=(0, 3000),
)  # fmt: skip


def cited(document: Document, *words: str) -> list[Citation]:
    starts = [document.text.index(w) for w in words]
    return [document.cite(n, Span(at, at + len(w))) for n, (at, w) in enumerate(zip(starts, words, strict=True), 1)]


def lines(source: Source) -> list[str]:
    return ["\n".join("".join(run.text for run in line) for line in e.lines) for e in evidence(source)]


def test_a_citation_stands_in_its_paragraph_under_its_heading():
    (found,) = excerpts_of(LETTER, cited(LETTER, "Nobody came."))
    assert found.text == (OPENING * 3).strip()
    assert found.text == LETTER.text[found.start : found.end]
    assert found.heading == "The ferry"
    assert not (found.begun or found.goes_on)


def test_a_short_paragraph_has_its_neighbours_but_not_another_section():
    (found,) = excerpts_of(LETTER, cited(LETTER, "The bow was torn."))
    assert found.text == "The bow was torn.\n\n- Two cabins flooded.\n- The mast held."
    assert found.heading == "Damage"
    assert len(found.text) < FEW


def test_citations_of_one_passage_share_it():
    words = ("The mast held.", "Nobody came.", "Two cabins flooded.")
    found = excerpts_of(LETTER, cited(LETTER, *words))
    assert [e.heading for e in found] == ["The ferry", "Damage"]
    (source,) = sources_of(cited(LETTER, *words), {}, found)
    first, second = evidence(source)
    assert [c.n for c in first.cited] == [2]
    assert [c.n for c in second.cited] == [1, 3]
    assert second.where == f"under “Damage”, version 3, characters {found[1].start}–{found[1].end}"
    bold = [(run.text, run.cites) for line in second.lines for run in line if run.mark == "strong"]
    assert bold == [("Two cabins flooded.", (3,)), ("The mast held.", (1,))]


def test_a_long_paragraph_is_cut_at_sentence_ends_around_the_words_cited():
    citations = cited(LONG, "Ship 100 left port 100 on time.")
    (found,) = excerpts_of(LONG, citations)
    assert MOST / 2 < len(found.text) <= MOST
    assert found.text.startswith("Ship ")
    assert found.text.endswith(" on time.")
    assert found.begun
    assert found.goes_on
    before, after = found.text.split(citations[0].quote)
    assert 0.4 < len(before) / len(found.text) < 0.6, "about as much before as after"
    assert after
    (source,) = sources_of(citations, {}, [found])
    assert lines(source)[0].startswith("… Ship")
    assert lines(source)[0].endswith("on time. …")
    assert "page 1" in evidence(source)[0].where


def test_at_the_beginning_all_the_room_is_used_behind_it():
    (found,) = excerpts_of(LONG, cited(LONG, "The list begins."))
    assert len(found.text) > 0.9 * MOST
    assert (found.begun, found.goes_on) == (False, True)


def test_citations_far_apart_in_one_paragraph_have_passages_that_do_not_overlap():
    citations = cited(LONG, "Ship 20 left port 20 on time.", "Ship 50 left port 50 on time.", "Ship 190 left port")
    found = excerpts_of(LONG, citations)
    assert len(found) == 2
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(any(e.holds(c) for e in found) for c in citations)


def test_words_that_are_longer_than_a_passage_are_shown_whole():
    words = LONG.text[17:3000].strip()
    (found,) = excerpts_of(LONG, cited(LONG, words))
    assert words in found.text


def test_initials_end_no_sentence():
    text = OPENING * 20
    document = Document("d", 1, text, Metadata(title="T"))
    (found,) = excerpts_of(document, [document.cite(1, Span(1150, 1160))])
    assert not found.text.startswith("Berg")


def test_words_that_stand_otherwise_in_the_document_have_no_passage_and_are_printed_alone():
    changed = replace(cited(LETTER, "Nobody came.")[0], quote="Everybody came.")
    assert excerpts_of(LETTER, [changed]) == []
    (source,) = sources_of([changed], {}, [])
    assert lines(source) == ["Everybody came."]


def test_one_place_cited_twice_and_a_citation_within_another():
    citations = cited(LETTER, "Nobody came.", "Nobody", "Nobody came.")
    (source,) = sources_of(citations, {}, excerpts(citations, lambda *_: LETTER))
    (found,) = evidence(source)
    runs = [(run.text, run.cites) for run in found.lines[0] if run.mark == "strong"]
    assert runs == [("Nobody", (2,)), (" came.", (1, 3))]


def test_a_product_is_made_with_its_passages():
    nobody = tuple(cited(LETTER, "Nobody came."))
    answer = Answer("Who came?", "Who came?", "lookup", "Nobody came. [1]", False, citations=nobody)
    made = Answered.of(answer, lambda *_: LETTER, "")
    assert [e.heading for e in made.excerpts] == ["The ferry"]
    paper = Paper("T", (), sources_of(answer.citations, {}, made.excerpts), annex=True)
    written = markdown(paper).decode()
    assert "\\[1\\] under “The ferry”, version 3" in written
    assert "had asked for a pilot. **Nobody came.** \\[1\\] The fog lay low" in written


PARTS = st.sampled_from(["# A head\n", "\n", "Words stand here. ", "So.\n", "金。", "x" * 700, " - ", "“Oh!” "])
SPANS = st.tuples(st.integers(0, 4000), st.integers(1, 900))


@given(st.lists(PARTS, max_size=60), st.lists(SPANS, max_size=8))
def test_every_citation_stands_in_one_passage_of_the_documents_own(parts: list[str], spans: list[tuple[int, int]]):
    document = Document("d", 1, "".join(parts), Metadata(title="T"))
    length = len(document.text)
    citations = [document.cite(n, Span(a, min(a + b, length))) for n, (a, b) in enumerate(spans) if a < length]
    citations = [c for c in citations if c.quote.strip()]
    found = excerpts_of(document, citations)
    assert all(e.text == document.text[e.start : e.end] for e in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(sum(e.holds(c) for e in found) == 1 for c in citations)
    for source in sources_of(citations, {}, found):
        shown = [c.n for e in evidence(source) for c in e.cited]
        assert sorted(shown) == sorted(c.n for c in source.cited)


@pytest.mark.parametrize("text", ["", "\n\n", "# Only a head\n"])
def test_a_text_without_paragraphs(text: str):
    document = Document("d", 1, text, Metadata(title="T"))
    citations = [document.cite(1, Span(0, len(text)))]
    assert [e.text for e in excerpts_of(document, citations)] == ([text] if text.strip() else [])
