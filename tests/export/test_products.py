"""Answers, comparisons and conversations as paper: what each says, and that nothing of it leads nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.export.answers import Answered, answer_paper
from assistant.export.comparisons import Compared, comparison_paper
from assistant.export.conversations import Talk, conversation_paper
from assistant.export.paper import Callout, Heading, Paper, Quotation
from assistant.export.paper_docx import docx
from assistant.export.paper_markdown import markdown
from assistant.export.paper_pdf import pdf
from assistant.records import (
    Absence,
    Aligned,
    Answer,
    Choice,
    Comparison,
    Document,
    Edit,
    Fact,
    Hit,
    Metadata,
    Passage,
    PhraseUse,
    Sentence,
    Slot,
    Span,
    SummaryLine,
)
from tests.papers import same_as_golden, words_of_docx, words_of_pdf

DAY = "2026-11-25"


def text(paper: Paper) -> str:
    return markdown(paper).decode()


# Answers -------------------------------------------------------------------------------------------------------


@pytest.fixture
def answered(answer: Answer, document: Document) -> Answered:
    return Answered(answer, {"letter": document.metadata}, DAY)


@pytest.fixture
def refused(document: Document) -> Answered:
    near = Passage("p", "letter", 1, 0, 30, "The pier | was *closed*.\nIt rained.", "Letter to B & C")
    gap = document.cite(1, Span(0, 10))
    said = "The library does not hold an answer to this.\n\nWhat it says about the gap:\n## Address [1]"
    answer = Answer(
        "Was it open?", "Was the pier open?", "lookup", said, True,
        sentences=(Sentence("## Address", (1,)),), citations=(gap,), nearest=(Hit(1, 0.5, near),),
        assumed="“It” is the pier.", choices=(Choice("other", "Another <letter>", "2023-01"),),
    )  # fmt: skip
    return Answered(answer, {"letter": document.metadata}, DAY)


def test_an_answer_is_as_it_was(answered: Answered):
    same_as_golden(markdown(answer_paper(answered, annex=True)), "answer.md")


def test_a_refusal_is_as_it_was(refused: Answered):
    same_as_golden(markdown(answer_paper(refused)), "refusal.md")


def test_a_refusal_says_so_first_and_the_gap_after_it(refused: Answered):
    blocks = answer_paper(refused).blocks
    callout = next(block for block in blocks if isinstance(block, Callout))
    assert callout.label == "No answer in the library"
    assert [run.text for run in callout.runs] == ["The library does not hold an answer to this."]
    assert [b.text for b in blocks if isinstance(b, Heading)][-1] == "Nearest passages, which do not answer it"
    assert "characters 0–30" in next(b.by for b in blocks if isinstance(b, Quotation))


def test_a_question_asked_back_says_so(refused: Answered):
    back = replace(refused.answer, citations=(), sentences=(), nearest=(), answer="Which of the two letters?")
    assert "**Please say which**" in text(answer_paper(replace(refused, answer=back)))


def test_a_timeline_leads_with_its_days(answered: Answered):
    lines = "\n".join(f"{n} May 2024: {s.text} [{n}]" for n, s in enumerate(answered.answer.sentences, 1))
    told = text(answer_paper(replace(answered, answer=replace(answered.answer, answer=lines, form="timeline"))))
    assert "**1 May 2024:** The letter opens “Dear friend”. \\[1\\]" in told
    assert "## Letter to B" not in told


def test_weak_support_is_said(answered: Answered):
    said = tuple(replace(s, support="weak") for s in answered.answer.sentences)
    weak = replace(answered, answer=replace(answered.answer, sentences=said))
    assert "(weakly supported)" in text(answer_paper(weak))


def test_word_and_pdf_say_the_same(answered: Answered):
    for told in (words_of_docx(docx(answer_paper(answered))), words_of_pdf(pdf(answer_paper(answered)))):
        assert "How does it open?" in told
        assert "Answered on 25 November 2026" in told
        assert "It is signed <b>K</b>. [2]" in told.replace("\n", " ")
        assert "it is not the original. It rests on part of the original." in told
        assert "The model did not answer." in told


# Conversations -------------------------------------------------------------------------------------------------


def test_a_conversation_is_as_it_was(answered: Answered, refused: Answered):
    same_as_golden(markdown(conversation_paper(Talk((answered, refused, answered)))), "conversation.md")


def test_its_sources_are_numbered_through(answered: Answered, refused: Answered):
    paper = conversation_paper(Talk((answered, refused, answered)))
    assert [c.n for c in paper.citations] == [1, 2, 3], "words cited twice keep their number"
    assert "It is signed &lt;b&gt;K&lt;/b&gt;. \\[2\\]" in text(paper)
    assert "\\#\\# Address \\[3\\]" in text(paper)


def test_an_empty_conversation_is_a_paper_too():
    assert "Nothing was asked" in text(conversation_paper(Talk(())))


# Comparisons ---------------------------------------------------------------------------------------------------

WORDS = "The rate | is *four* percent."
A = Document("a", 1, WORDS, Metadata(title="First <b>", date="2024-03-05"))
B = Document("b", 2, "The rate | is *five* percent.", Metadata(title="Second", source="https://example.org/b"))
LEFT, RIGHT = A.cite(1, Span(0, len(WORDS))), B.cite(2, Span(0, len(B.text)))
EDITS = (
    Edit("equal", "The rate | is *", "The rate | is *"),
    Edit("replace", "four", "five", ("number",)),
    Edit("equal", "* percent.", "* percent."),
)
FOUND = Comparison(
    a="a",
    b="b@2",
    facts=(Fact("date", "5 March 2024", None),),
    slots=(Slot("address", (LEFT,), (), "B: absent"),),
    alignment=(Aligned("reworded", LEFT, RIGHT, 0.9, EDITS), Aligned("only_a", LEFT, None, 0)),
    phrases=(PhraseUse("ironclad alliance", 1, 0, "2021-02", None),),
    absent=(Absence("dear friend", (LEFT,), "b"),),
    summary=(SummaryLine("A number differs.", (1, 2)), SummaryLine("It is colder.", (2,), inference=True)),
    citations=(LEFT, RIGHT),
    titles=("First <b>", "Second"),
    note="B is a summary.",
)
COMPARED = Compared(FOUND, {"b": B.metadata}, DAY)


def test_a_comparison_is_as_it_was():
    same_as_golden(markdown(comparison_paper(COMPARED)), "comparison.md")


def test_words_are_struck_and_bold_and_signs_are_text():
    written = text(comparison_paper(COMPARED))
    assert "~~four~~" in written
    assert "**five**" in written
    assert "| reworded: number |" in written
    assert "<b>" not in written
    assert "\\| is" in written


def test_an_absent_place_says_so_and_every_source_is_listed():
    written = text(comparison_paper(COMPARED))
    assert "B: absent" in written
    assert "\\[1\\] First &lt;b&gt;, 5 March 2024 (a). Places: \\[1\\] version 1, characters 0–29." in written
    assert "version 2" in written


def test_two_versions_of_one_document_are_two_sources():
    later = replace(RIGHT, document_id="a")
    paper = comparison_paper(Compared(replace(FOUND, citations=(LEFT, later))))
    assert [(s.cited[0].document_id, s.cited[0].version) for s in paper.sources] == [("a", 1), ("a", 2)]


def test_a_comparison_in_word_and_pdf():
    for told in (words_of_docx(docx(comparison_paper(COMPARED))), words_of_pdf(pdf(comparison_paper(COMPARED)))):
        assert "The rate | is *five* percent. [2]" in told.replace("\n", " ")
        assert "It is colder. [2] (inference)" in told
        assert "https://example.org/b" in told.replace(" ", "")
