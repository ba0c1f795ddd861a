"""A brief on the page: each sentence with its tools and its source, nothing of it run."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from assistant.export.briefs import Briefed
from assistant.records import Brief, BriefSection, BriefSentence, Document, Metadata, Span
from assistant.ui.brief import topics
from assistant.ui.briefed import briefed_page, progress, start

TEXT = "The mayor opened the <b>pier</b> on 6 May 2024. The crane stood still until 9 May 2024. It cost 4 million."
DOCUMENT = Document("minutes", 1, TEXT, Metadata(title="Minutes <i>", date="2024-05-06", note="A record."))
ENDS = [TEXT.index(". ") + 1, TEXT.index(". It") + 1, len(TEXT)]
SPANS = [Span(0, ENDS[0]), Span(ENDS[0] + 1, ENDS[1]), Span(ENDS[1] + 1, ENDS[2])]


def sentence(n: int, **more: object) -> BriefSentence:
    return BriefSentence(TEXT[SPANS[n].start : SPANS[n].end], (n + 1,), key=f"k{n}", **more)  # type: ignore[arg-type]


def drafted(**more: object) -> SimpleNamespace:
    brief = Brief(
        title="The <u>pier</u>",
        template="Situation brief",
        sections=(
            BriefSection("Bottom line", "lead", (sentence(0),)),
            BriefSection("What it may mean", "assessment", (sentence(1, inference=True, locked=True),)),
        ),
        gaps=("Nothing on fish in the library.",),
        dropped=1,
        citations=tuple(DOCUMENT.cite(n, span) for n, span in enumerate(SPANS, 1)),
        pages=1,
        left_out=(sentence(2),),
    )
    given = {"brief": brief, "page": brief, "taken": frozenset(), "before": None, "ends": ("k0", "k1"), **more}
    return SimpleNamespace(**given)


@pytest.fixture
def html() -> str:
    return shown(drafted())


def shown(draft: SimpleNamespace, notice: str = "") -> str:
    return briefed_page(draft, Briefed(draft.brief, {"minutes": DOCUMENT.metadata}), "token", notice)  # type: ignore[arg-type]


def tools(html: str, key: str) -> list[tuple[str, bool]]:
    line = re.search(rf'<li class="brief-line[^>]*data-key="{key}">.*?</li>', html, re.DOTALL)
    assert line
    return [(m[1], "disabled" in m[0]) for m in re.finditer(r'<button[^>]*data-do="(\w+)"[^>]*>', line[0])]


def test_the_page_is_said_in_figures_and_words(html: str):
    assert "Situation brief · A4, one page · 17 words · 1 source" in html
    assert "1 sentence was left out" in html
    assert "Nothing on fish in the library." in html
    assert "records written for this library" in html


def test_each_sentence_has_its_source_and_its_tools(html: str):
    assert 'aria-label="Source 1: Minutes &lt;i&gt;, 6 May 2024"' in html
    assert tools(html, "k0") == [("up", True), ("down", False), ("lock", False), ("drop", False)]
    assert tools(html, "k1") == [("up", False), ("down", True), ("unlock", False), ("drop", False)]
    assert tools(html, "k2") == [("put", False)]
    assert 'aria-label="Drop: The mayor opened the &lt;b&gt;pier&lt;/b&gt; on 6 May 2024."' in html


def test_a_chronology_has_no_arrows():
    dated = BriefSection("Chronology", "chronology", (sentence(0, day="2024-05-06"),))
    draft = drafted()
    draft.page = replace(draft.page, sections=(dated,))
    html = shown(draft)
    assert tools(html, "k0") == [("lock", False), ("drop", False)]
    assert '<span class="lead">6 May 2024</span>' in html


def test_inference_locks_and_drops_are_said_in_words(html: str):
    assert html.count(">inference<") == 1
    assert html.count(">locked<") == 1
    assert ">dropped<" in shown(drafted(taken=frozenset({"k2"})))
    assert ">dropped<" not in html


def test_undo_waits_for_an_edit(html: str):
    assert re.search(r'data-do="undo" disabled', html)
    assert not re.search(r'data-do="undo" disabled', shown(drafted(before=object())))


def test_why_an_edit_was_not_made_is_said(html: str):
    assert 'role="status"' not in html.split("</header>")[0].replace('class="told" role="status"', "")
    assert "There is no room" in shown(drafted(), "There is no room for it.")


def test_nothing_of_a_source_or_a_topic_is_markup(html: str):
    assert "<b>" not in html and "<u>" not in html and "<i>" not in html
    assert "The &lt;u&gt;pier&lt;/u&gt;" in html


def test_the_steps_are_named_as_they_are_taken():
    assert "Reading the sources" in progress(1, 4)
    assert 'value="1" max="4"' in progress(1, 4)
    assert "Setting the page" in progress(4, 4)


def test_the_newest_documents_are_offered_messages_first():
    def made(n: int, to: str | None) -> Document:
        return Document(f"d{n}", 1, "", Metadata(title=f"D{n}", date=f"2024-0{n}-01", recipient=to))

    some = [made(1, "B"), made(2, None), made(3, None), made(4, None), made(5, "C"), made(6, "D")]
    assert [d.id for d in topics(some)] == ["d6", "d5", "d4", "d3"]
    assert [d.id for d in topics(some[1:4])] == ["d4", "d3", "d2"]
    assert 'data-write="D6" data-template="leader-message"' in start(topics(some))
    assert "Topics to begin with" not in start()



def test_a_chat_models_sentences_are_said_to_be_its_own_and_why_there_are_none():
    plain = drafted()
    sections = (BriefSection("Bottom line", "lead", (sentence(0, written=True),)), *plain.brief.sections[1:])
    brief = replace(plain.brief, sections=sections, engine="openai:<b>x</b>", notices=("1 sentence was left out.",))
    html = shown(drafted(brief=brief, page=brief))
    assert "1 sentence under “Bottom line” was written by openai:&lt;b&gt;x&lt;/b&gt;" in html
    assert "every other sentence is a source&#x27;s own. 1 sentence was left out." in html
    assert "Every sentence is a source&#x27;s own" in shown(plain)
