"""Thinking aloud in front of a reply is left out, however the pieces fall."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.thoughts import Thoughts


def replied(pieces: list[str]) -> str:
    thoughts = Thoughts()
    return "".join(map(thoughts.without, pieces)) + thoughts.rest()


def cut(text: str, at: list[int]) -> list[str]:
    points = sorted({0, len(text), *(i % (len(text) + 1) for i in at)})
    return [text[a:b] for a, b in zip(points, points[1:], strict=False)]


TEXT = st.text(st.sampled_from("ab<>/thinkТ \n"), max_size=40)
CUTS = st.lists(st.integers(0, 200), max_size=20)


@given(TEXT.filter(lambda text: "</think>" not in text), TEXT, CUTS)
def test_thoughts_go_and_the_reply_stays(thought: str, reply: str, at: list[int]):
    assert replied(cut(f"\n<think>{thought}</think>\n{reply}", at)) == reply.lstrip()


@given(TEXT.filter(lambda text: not text.lstrip().startswith("<think>")), CUTS)
def test_a_reply_without_thoughts_is_whole(reply: str, at: list[int]):
    assert replied(cut(reply, at)) == reply.lstrip()


def test_thoughts_without_end_are_no_reply():
    assert replied(["<think>", "on and on", "</thin"]) == ""


def test_the_word_later_on_is_text():
    assert replied(["He wrote ", "<think>", "x", "</think>"]) == "He wrote <think>x</think>"
