"""A model's text loses what acts: links, images, HTML, hidden characters. Time stays in proportion to length."""

from __future__ import annotations

import time

import pytest

from assistant.verify.inert import PLACEHOLDER, inert


def said(text: str) -> str:
    return "\n".join(line.text for line in inert(text).lines)


def test_a_link_keeps_its_words_and_loses_its_target():
    found = inert("The [envoy's report](https://bad.example/x?d=secret) came.")
    assert said("The [envoy's report](https://bad.example/x?d=secret) came.") == "The envoy's report came."
    assert found.linked == ("envoy's report",)
    assert not found.addresses


@pytest.mark.parametrize(
    "text",
    [
        "See https://bad.example/a?b=c.",
        "See www.bad.example/a.",
        "See bad-site.com/a?x=1 now.",
        "See //bad.example/pixel.png",
        "See <https://bad.example/a>.",
        "Write to spy@bad.example.",
        "See javascript:alert(1)",
        "See 10.0.0.1/x",
    ],
)
def test_addresses_are_set_aside(text):
    shown = said(text)
    assert PLACEHOLDER.search(shown)
    assert "bad" not in shown and "alert" not in shown and "10.0" not in shown


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("![chart](https://bad.example/p.png) It rose.", "chart It rose."),
        ("<img src=x onerror=alert(1)>It rose.", "It rose."),
        ("It <script>steal()</script>rose.", "It rose."),
        ("It <!-- do not show --> rose.", "It rose."),
        ("&lt;script&gt;steal()&lt;/script&gt; It rose.", "It rose."),
        ("It **rose** by _much_ and `fast`.", "It rose by much and fast."),
        ("[a word][ref] rose.\n[ref]: https://bad.example", "a word rose."),
        ("It ro\u202ese and\u200b fell\u2066.", "It rose and fell."),
        ("2 * 3 is a_b_c.", "2 * 3 is a_b_c."),
        ("> It rose.", "It rose."),
        ("| day | ships |\n|---|---|\n| Monday | 4 |", "day; ships\nMonday; 4"),
        ("The U.S. envoy, e.g. Mr. Hall, came.", "The U.S. envoy, e.g. Mr. Hall, came."),
    ],
)
def test_what_is_left_is_plain_text(text, plain):
    assert said(text) == plain


def test_headings_and_items_are_known_as_such():
    kinds = [line.kind for line in inert("## The visit\n- one\n2. two\n**Result:**\nIt ended.").lines]
    assert kinds == ["heading", "item", "item", "heading", "prose"]


def test_a_sentence_broken_over_lines_is_joined():
    assert said("The envoy came\nby train.\nHe left.") == "The envoy came by train.\nHe left."
    assert said("The envoy came. [1]\neBay fell. [2]") == "The envoy came. [1]\neBay fell. [2]"


@pytest.mark.parametrize(
    "piece",
    ["a", "word ", "<", "[", "(", "!", "*", "_", "`", "\n", "<!--", "<script>", "http://", "a@", "a.", "![a](", "&lt;",
     "[a][", "\\", "> ", "| ", "\u202e", "“"],
)  # fmt: skip
def test_200_kb_of_one_token_take_no_time(piece):
    began = time.process_time()
    inert(piece * (200_000 // len(piece)))
    assert time.process_time() - began < 3
