"""A paper as Markdown: what is read again by a parser is what was said, whatever signs the words hold."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.export.paper import Mark, Paper, Paragraph, Run, Table, plain
from assistant.export.paper_markdown import markdown
from assistant.export.words import flat
from tests.papers import every_block, same_as_golden

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
WORDS = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("*_~`[]<>#|&$-+=1.)!\\\n \"'")), min_size=1)


def shown(paper: Paper) -> str:
    """The text that somebody sees who opens the file in a viewer, the title left out."""
    page = PARSER.render(markdown(paper).decode()).split("</h1>", 1)[1]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page.replace("<br>", " "))).split())


def test_every_block_is_as_it_was():
    same_as_golden(markdown(every_block(annex=True)), "every.md")


@given(WORDS)
def test_any_words_are_read_again_as_they_were(words: str):
    assert shown(Paper("T", (Paragraph(plain(words)),))) == flat(words)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "strong", "differing", "deleted", "emphasis"])), max_size=5))
def test_marks_leave_no_signs_behind(pieces: list[tuple[str, Mark]]):
    runs = tuple(Run(words, mark) for words, mark in pieces)
    cell = Table(("a",), (((runs,),),))
    assert shown(Paper("T", (Paragraph(runs),))) == flat("".join(words for words, _ in pieces))
    assert shown(Paper("T", (cell,))) == flat("a " + "".join(words for words, _ in pieces))


@pytest.mark.parametrize(
    ("runs", "page"),
    [
        ((Run("The rate is "), Run("four", "deleted"), Run(" percent.")), "The rate is <s>four</s> percent."),
        ((Run("会議は"), Run("「五月」", "differing"), Run("に")), "会議は<strong>「五月」</strong>に"),
        ((Run("from "), Run(" $5 ", "inserted"), Run("on")), "from <strong>$5</strong> on"),
        ((Run("a", "strong"), Run("b", "strong")), "<strong>ab</strong>"),
        ((Run("a", "strong"), Run("b", "deleted")), "<strong>a</strong><del>b</del>"),
        ((Run("said so.", cites=(3,)), Run("And")), "said so. [3] And"),
    ],
)
def test_a_viewer_sees_the_marks(runs: tuple[Run, ...], page: str):
    assert f"<p>{page}</p>" in PARSER.render(markdown(Paper("T", (Paragraph(runs),))).decode())
