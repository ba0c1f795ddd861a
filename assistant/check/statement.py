"""A claim as a sentence that can be understood alone: a clause gets back the subject that it shares with others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.check.quotations import masked
from assistant.check.verbs import is_finite, opens_predicate, tokens
from assistant.library.sentences import sentences
from assistant.records import Claim

_RELATIVE = ("which ", "who ", "whom ", "whose ", "where ", "when ")
_LONGEST_SUBJECT = 14  # words; a longer one is no subject but a clause that was read wrongly


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim as a sentence of its own, and with the words about it in its text that name what it leaves unsaid."""

    claim: Claim
    text: str
    in_context: str

    @classmethod
    def of(cls, text: str, claim: Claim) -> Stated:
        """`claim` of `text`: with its sentence, and where that points back ("He …", "This …") with the one before."""
        own = statement(text, claim)
        sentence = text[claim.sentence.start : claim.sentence.end]
        whole = own if len(sentence) <= len(own) + 3 else f"{own} {sentence}"
        return cls(claim, own, f"{whole} {_before(text, claim)}".strip() if _POINTS_BACK.match(sentence) else whole)


def statement(text: str, claim: Claim) -> str:
    """`claim` of `text` as the verifier reads it.

    A later predicate follows the words before the sentence's first finite verb; a relative clause follows what it
    refers to, which is all of its sentence before it. A clause with a subject of its own stands as it is.
    """
    before = text[claim.sentence.start : claim.start]
    if len(before.split()) < 2:
        return claim.text
    if claim.text.startswith(_RELATIVE):
        return text[claim.sentence.start : claim.end]
    if not opens_predicate(tokens(masked(claim.text))):
        return claim.text
    words = tokens(masked(before))
    verb = next((i for i in range(1, len(words)) if is_finite(words, i)), None)
    if verb is None:
        return claim.text
    commas = [i for i, word in enumerate(words[:verb]) if word.low == ","]  # "At the end of 2023, the plenary …"
    if verb - (commas[-1] + 1 if commas else 0) > _LONGEST_SUBJECT:
        return claim.text
    return f"{before[: words[verb].start].strip()} {claim.text}"


_POINTS_BACK = re.compile(
    r"(?:He|She|It|They|His|Her|Its|Their|This|That|These|Those|Both|The (?:two|latter|former|same|message|letter|"
    r"treaty|visit|talks|statement|speech|meeting|summit|delegation))\b"
)
_NEAR = 400  # characters


def _before(text: str, claim: Claim) -> str:
    """The sentence before a claim's, in its paragraph; "" for the first."""
    near = text[max(0, claim.sentence.start - _NEAR) : claim.sentence.start].rpartition("\n\n")[2]
    spans = sentences(near, "en")
    return near[spans[-1].start : spans[-1].end] if spans else ""
