"""Passages: slices of their document, within the limit, never across a heading, and nothing left out."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assistant.library.chunk import chunk
from assistant.library.embed import ModelEmbeddings
from assistant.library.sentences import blocks
from assistant.records import Document, Metadata, Passage

MOST = 40

SENTENCES = st.sampled_from(
    [
        "The treaty was signed in Pyongyang on 19 June 2024.",
        "Gen. Kim met Mr. Lee at 3 p.m.; they spoke of U.S. troops.",
        "我们支持俄罗斯军队和人民的正义事业，坚定不移地站在一起。",
        "金正恩総書記はプーチン大統領に祝電を送り、「最も親しい同志」と呼んだ。",
        "김정은 동지는 뿌찐 대통령에게 생일축하편지를 보내시였다.",
        "Председатель государственных дел направил поздравительное послание.",
        "supercalifragilistic" * 30,
        "0123456789abcdef/" * 40,
        "金" * 150,
        "- first item. It has two sentences.",
        "- 第二項目",
        "* ",
        "12) numbered",
        "| column | другой | 열 |",
        "|---|---|",
        "> quoted words\u2028after a line separator",
        "\u3000全角の空白で始まる。",
        "e\u0301le\u0300ve…",
        "“Quoted.” (Aside!) And so on… ",
    ]
)
HEADINGS = st.sampled_from(["# One", "## Zwei und drei ##", "### 三", "###### " + "long heading " * 30, "#no heading"])
JOINTS = st.sampled_from([" ", "\n", "\n\n", "", " \t", "\n \n\n"])
TEXTS = st.lists(st.tuples(st.one_of(SENTENCES, SENTENCES, HEADINGS), JOINTS), max_size=14).map(
    lambda parts: "".join(part + joint for part, joint in parts)
)


def passages_of(text: str, embeddings: ModelEmbeddings, language: str | None = None) -> list[Passage]:
    document = Document("d", 1, text, Metadata("Title", language=language))
    return chunk(document, embeddings.count_tokens, MOST)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, language=st.sampled_from([None, "en", "zh", "ja", "ko", "ru"]))
@example(text="# Only a heading", language=None)
@example(text="# A\n# B\ntext\n## C", language="en")
@example(text="", language=None)
@example(text=" \n\t\n", language=None)
def test_passages(text: str, language: str | None, embeddings: ModelEmbeddings) -> None:
    found = passages_of(text, embeddings, language)
    headings = [span for span, level in blocks(text) if level]
    for p in found:
        assert p.text == text[p.start : p.end], "a passage is a slice of its document"
        assert p.text.strip()
        assert sum(embeddings.count_tokens([p.text])) <= MOST, "it is within the limit"
        inside = [h for h in headings if p.start < h.end and h.start < p.end]
        assert not inside or inside[0].start <= p.start and p.end <= inside[0].end, "it does not cross a heading"
        assert p.sentences[0].start == p.start and p.sentences[-1].end == p.end, "sentences fill it"
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False)), "they stand in order, none twice"
    covered = {i for p in found for i in range(p.start, p.end)} | {i for h in headings for i in range(h.start, h.end)}
    assert not [i for i, ch in enumerate(text) if i not in covered and not ch.isspace()], "nothing is left out"
    assert len({p.id for p in found}) == len(found)


def test_a_passage_is_filled_with_whole_sentences(embeddings: ModelEmbeddings) -> None:
    one = "The treaty was signed in Pyongyang on 19 June 2024."
    found = passages_of(" ".join([one] * 6), embeddings, "en")
    assert len(found) < 6
    assert all(p.text.endswith("2024.") and p.text.startswith("The") for p in found)
    assert [len(p.sentences) for p in found] == [len(p.text.split("2024.")) - 1 for p in found]


def test_headings_above_are_known_and_are_no_part_of_the_text(embeddings: ModelEmbeddings) -> None:
    text = "Before.\n\n# One\n\nUnder one.\n\n## Two\n\nUnder two.\n\n### Three\nUnder three.\n\n## Four\nUnder four."
    assert [(p.heading, p.text) for p in passages_of(text, embeddings)] == [
        ("", "Before."),
        ("One", "Under one."),
        ("One > Two", "Under two."),
        ("One > Two > Three", "Under three."),
        ("One > Four", "Under four."),
    ]


def test_a_heading_with_nothing_under_it_can_be_found(embeddings: ModelEmbeddings) -> None:
    found = passages_of("# One\n## Empty\n## Full\ntext\n# Last", embeddings)
    assert [(p.heading, p.text) for p in found] == [
        ("", "# One"),
        ("One", "## Empty"),
        ("One > Full", "text"),
        ("", "# Last"),
    ]


def test_a_passage_knows_its_page_version_and_title(embeddings: ModelEmbeddings) -> None:
    text = "Page one is here.\n\n# Next\nPage two is here."
    document = Document("d", 3, text, Metadata("Title"), page_starts=(0, text.index("# Next")))
    first, second = chunk(document, embeddings.count_tokens, MOST)
    assert (first.page, second.page) == (1, 2)
    assert (second.version, second.title, second.document_id) == (3, "Title", "d")


@pytest.mark.parametrize("text", ["x" * 5000, "金" * 5000, "ab " * 5000, "ы" * 300 + " " + "я" * 300])
def test_text_without_sentences_is_cut_all_the_same(text: str, embeddings: ModelEmbeddings) -> None:
    found = passages_of(text, embeddings)
    assert max(embeddings.count_tokens([p.text for p in found])) <= MOST
    assert sum(len(p.text.replace(" ", "")) for p in found) == len(text.replace(" ", ""))
