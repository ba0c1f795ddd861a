"""A claim that points back at a message ("The message …", "It …") speaks of the one that the text spoke of before.

Letters to different people say much the same, and the words of one would bear out a claim about another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.check.verdict import CONFLICTS, Decision, Reading
from assistant.library.parties import people_of
from assistant.records import Claim, Document
from assistant.verify.difference import Difference

_MESSAGE = r"(?:messages?|letters?|greetings?|telegrams?|reply|replies|notes?|congratulations)\b"
_NAMES_ONE = re.compile(rf"\b{_MESSAGE}", re.IGNORECASE)
_BY_NAME = re.compile(rf"(?:The|This|That) (?:same )?{_MESSAGE}")
_BY_PRONOUN = re.compile(r"(?:It|This)\b")

_ADDRESSED = re.compile(r"\b(?:addressed|sent|written|directed) to ((?:[A-Z][\w’'-]+ ?){1,4})")


@dataclass
class Spoken:
    """The messages that a text spoke of last: those that its last claim about one rests on."""

    messages: list[Document] = field(default_factory=list)
    said_at: int = -1
    """Where the sentence begins that spoke of them."""
    still: bool = False
    """Whether the text has spoken of nothing else since, so that "It" still means them."""

    def meant(self, text: str, claim: Claim) -> list[Document]:
        """The messages that `claim` points back at; none where it points at none, or nobody knows at which."""
        sentence = text[claim.sentence.start : claim.sentence.end]
        return self.messages if claim.sentence.start != self.said_at and self._points_back(sentence) else []

    def _points_back(self, sentence: str) -> bool:
        return bool(_BY_NAME.match(sentence) or (self.still and _BY_PRONOUN.match(sentence)))

    def hear(self, text: str, claim: Claim, decision: Decision) -> None:
        """Note what `claim` was about, once it is decided."""
        sentence = text[claim.sentence.start : claim.sentence.end]
        if self._points_back(sentence):
            return
        self.still = _NAMES_ONE.search(sentence) is not None
        if not self.still:
            return
        rests_on = [r.excerpt.document for r, stance in decision.readings if stance == "supports"]
        if claim.sentence.start != self.said_at:
            self.messages, self.said_at = [], claim.sentence.start
        self.messages += [d for d in rests_on if d.metadata.recipient]


def held_against(claim: str, readings: Sequence[Reading], meant: Sequence[Document]) -> list[Reading]:
    """The `readings` of a claim about the messages `meant`, without those of other messages.

    To whom a message went its record knows: where the claim names somebody, no other source counts, and another name
    than the record's is a conflict.
    """
    own = [r for r in readings if not of_another(r.excerpt.document, meant)]
    named = _ADDRESSED.search(claim)
    if not named:
        return own
    ids = {one.id for one in meant}
    return [_addressed(r, named[1].strip()) for r in own if r.excerpt.document.id in ids]


def _addressed(reading: Reading, named: str) -> Reading:
    """`reading` of a message's record, by which the message went to somebody; the claim says to whom is `named`."""
    recipients = people_of(reading.excerpt.document.metadata.recipient)
    if any(set(named.split()) & set(name.split()) for name in recipients):
        return reading
    otherwise = Difference("name", named, recipients[0])
    sure = replace(reading.entailment, contradicted=max(reading.entailment.contradicted, CONFLICTS))
    return replace(reading, conflicts=(*reading.conflicts, otherwise), entailment=sure, same_event=True, alike=1.0)


def of_another(document: Document, meant: Sequence[Document]) -> bool:
    """Whether a document is another message than those `meant`: of another day, or to somebody else."""
    m = document.metadata
    return bool(m.recipient) and not any(
        document.id == one.id or (m.date == one.metadata.date and _to(document) & _to(one)) for one in meant
    )


def _to(document: Document) -> set[str]:
    return set(people_of(document.metadata.recipient))
