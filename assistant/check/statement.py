"""A claim as a sentence that can be understood alone: a clause gets back the subject that it shares with others."""

from __future__ import annotations

from assistant.check.quotations import masked
from assistant.check.verbs import is_finite, opens_predicate, tokens
from assistant.records import Claim

_RELATIVE = ("which ", "who ", "whom ", "whose ", "where ", "when ")
_LONGEST_SUBJECT = 14  # words; a longer one is no subject but a clause that was read wrongly


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
