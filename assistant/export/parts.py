"""An answer's prose taken apart: which stretches are cited sentences, and what is said around them. Pure.

`Answer.answer` is the prose in its order, `Answer.sentences` are the cited sentences in it. What else the prose says
(that a name does not occur, what was searched, the day of a timeline's line) stands in the prose alone and is shown
too. The titles above the sentences are left out: whoever shows the parts writes these from the documents' metadata.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.records import Answer, Sentence

_LIST_SIGNS = frozenset("-–•*")
"""What begins an item of a list that a chat model made: no day, and nothing else that leads to a sentence."""
_MARKERS = re.compile(r"\A(?:[ \t]*\[\d+\])+")


@dataclass(frozen=True, slots=True)
class Remark:
    """What the answer says of itself, without a source."""

    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the answer; ``lead`` is what stands before it on its line, such as the day in a timeline."""

    sentence: Sentence
    lead: str = ""


Part = Remark | Said


def parts(answer: Answer) -> list[Part]:
    """The prose's parts in order; the sentences alone where the prose does not hold them."""
    found: list[Part] = []
    at = 0
    for sentence in answer.sentences:
        start = answer.answer.find(sentence.text, at) if sentence.text else -1
        if start < 0:
            return [Said(sentence) for sentence in answer.sentences]
        remarks, lead = _between(answer.answer[at:start], _titles(answer, sentence))
        found += [*(Remark(remark) for remark in remarks), Said(sentence, lead)]
        at = start + len(sentence.text)
    return found + [Remark(remark) for remark in _between(answer.answer[at:] + "\n", ())[0]]


def _between(stretch: str, titles: tuple[str, ...]) -> tuple[list[str], str]:
    """The remarks in a stretch before a sentence, and what stands on the sentence's own line."""
    *lines, lead = _MARKERS.sub("", stretch).split("\n")
    remarks = [line.strip() for line in lines if line.strip()]
    if remarks and remarks[-1].endswith(":") and remarks[-1].startswith(titles):
        remarks.pop()
    lead = lead.strip().removesuffix(":")
    return remarks, "" if lead in _LIST_SIGNS else lead


def _titles(answer: Answer, sentence: Sentence) -> tuple[str, ...]:
    return tuple(c.title for c in answer.citations if c.n in sentence.citations and c.title)
