"""Sentences and the blocks they stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library.sentences import blocks, headed_sentences, sentences, split, without_marker
from assistant.records import Span


def cut(text: str, language: str | None = "en") -> list[str]:
    return [text[s.start : s.end] for s in split(text, language)]


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("en", ["Mr. Lee met Gen. Kim at 3 p.m.", "They spoke of U.S. troops.", "Was it true?"]),
        ("ja", ["金正恩総書記は祝電を送った。", "「同志」と呼んだ。", "会談は続く。"]),
        ("zh", ["他说：我们支持。", "他们在北京见面！", "真的吗？"]),
        ("ko", ["김정은 동지가 축전을 보냈다.", "연대를 표시했다."]),
        ("ru", ["Он приехал в г. Москву.", "Встреча прошла 7 октября."]),
    ],
)
def test_sentences_end_where_a_reader_says(language: str, wanted: list[str]) -> None:
    joint = "" if language in {"ja", "zh"} else " "
    assert cut(joint.join(wanted), language) == wanted


def test_thai_ends_a_sentence_with_a_space_and_short_clauses_stay_together() -> None:
    first = "การประชุมสุดยอดจัดขึ้นที่กรุงเทพมหานคร เมื่อวันที่ 5 มีนาคม ผู้นำทั้งสองลงนามในสนธิสัญญา"
    second = "หลังจากนั้นคณะผู้แทนทั้งหมดเดินทางกลับประเทศของตน"
    assert cut(f"{first} {second}", None) == [first, second]


@pytest.mark.parametrize("language", [None, "", "tlh", "english", "zh-Hant", "xx"])
def test_a_language_nobody_knows_is_no_error(language: str | None) -> None:
    assert cut("One is here. Two is there.", language) == ["One is here.", "Two is there."]


@given(st.text(alphabet=st.sampled_from("aZ 。.!?\n\t\u3000\u2028\"'”)金д\u0301—…:0"), max_size=60))
def test_no_word_is_lost_and_none_is_there_twice(text: str) -> None:
    found = split(text, "en")
    kept = "".join(text[s.start : s.end] for s in found)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in found)


TEXT = """Intro line one.
Still the intro.

# Heading one #
First. Second.

- item one. And more.
- item two

1. numbered

| a | b |
| c | d |

## Bare
"""


def test_blocks_end_at_blank_lines_headings_items_and_rows() -> None:
    assert [(TEXT[s.start : s.end], level) for s, level in blocks(TEXT)] == [
        ("Intro line one.\nStill the intro.", None),
        ("# Heading one #", "#"),
        ("First. Second.", None),
        ("- item one. And more.", None),
        ("- item two", None),
        ("1. numbered", None),
        ("| a | b |", None),
        ("| c | d |", None),
        ("## Bare", "##"),
    ]


def test_sentences_stand_under_their_headings_without_list_markers() -> None:
    assert [(TEXT[h.span.start : h.span.end], h.heading) for h in headed_sentences(TEXT, "en")] == [
        ("Intro line one.", ""),
        ("Still the intro.", ""),
        ("First.", "Heading one"),
        ("Second.", "Heading one"),
        ("item one.", "Heading one"),
        ("And more.", "Heading one"),
        ("item two", "Heading one"),
        ("numbered", "Heading one"),
        ("| a | b |", "Heading one"),
        ("| c | d |", "Heading one"),
    ]
    assert sentences(TEXT, "en") == tuple(h.span for h in headed_sentences(TEXT, "en"))


def test_a_list_marker_is_taken_off() -> None:
    text = "- item one."
    span = without_marker(text, Span(0, len(text)))
    assert text[span.start : span.end] == "item one."
    assert without_marker("Kim spoke.", Span(0, 10)) == Span(0, 10)


def test_a_title_over_a_paragraph_is_no_part_of_its_first_sentence() -> None:
    text = "Greetings Sent to the President\nThe leader sent greetings to the president on the day. They were long.\n"
    assert [text[s.start : s.end] for s in sentences(text)] == [
        "Greetings Sent to the President",
        "The leader sent greetings to the president on the day.",
        "They were long.",
    ]


def test_a_text_wrapped_by_hand_keeps_its_first_sentence_whole() -> None:
    text = "The Committee decided today to set a range\nfor the rate of 0 to 1 percent. It\nexpects no change.\n"
    assert [" ".join(text[s.start : s.end].split()) for s in sentences(text)] == [
        "The Committee decided today to set a range for the rate of 0 to 1 percent.",
        "It expects no change.",
    ]
