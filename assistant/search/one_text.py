"""The one text that a summary, or a question whether something is mentioned, is about; or those that it may be about.

Words alone name several: a month in a title fits every day in it, and an addressee is named like a sender.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.records import Document
from assistant.search.choose import ANY, is_kind
from assistant.search.fits import is_addressee, is_sender
from assistant.search.named import of_time
from assistant.search.phrases import PRONOUNS, REPLIES, Mention, mentions
from assistant.search.reading import Reading

OF_ONE_TEXT = ("summary", "presence")
"""Forms of questions about one text, which has to be the one that is meant."""
FEW = 6
"""Texts of one kind, at most, that a noun alone can mean."""
Named = tuple[Document, float]
"""A document and how well a question names it."""


def meant(reading: Reading, named: Sequence[Named], inside: Sequence[Document]) -> list[Named]:
    """Of the documents `named`, or else of those `inside` the scope, those that the one text meant can be."""
    return _of_the_day(reading, _from_and_to(reading, named) or _of_the_kind(reading, inside))


def _from_and_to(reading: Reading, named: Sequence[Named]) -> list[Named]:
    """Of documents that are named, those that a phrase with a sender or addressee may mean; all where there is none.

    A summary of another document, or what another one mentions, would be the answer to another question.
    """
    phrases = [m for m in mentions(reading.text) if m.noun and {m.issuer, m.recipient} - {None, *PRONOUNS}]
    return [pair for pair in named if not phrases or any(_may_mean(phrase, pair[0]) for phrase in phrases)]


def _of_the_kind(reading: Reading, inside: Sequence[Document]) -> list[Named]:
    """The few texts that are called by a noun alone, and by a day: "the treaty", "the message of 6 October"."""
    for phrase in mentions(reading.text):
        alone = not (phrase.issuer or phrase.recipient or phrase.words or phrase.order or phrase.noun.endswith("s"))
        if not alone or phrase.noun in ANY or not phrase.noun or REPLIES.search(phrase.noun):
            continue
        called = [d for d in inside if d.metadata.kind and is_kind(d, phrase.noun) and of_time(reading, d)]
        if len(called) <= FEW:
            return [(document, 1.0) for document in called]
    return []


def _may_mean(phrase: Mention, document: Document) -> bool:
    """Whether nothing that is known of the document speaks against it: its sender, addressee, and kind."""
    m = document.metadata
    sender, addressee = (None if who in PRONOUNS else who for who in (phrase.issuer, phrase.recipient))
    other_sender = sender and m.issuer and not is_sender(document, sender)
    other_addressee = addressee and m.recipient and not is_addressee(document, addressee)
    other_kind = m.kind and phrase.noun not in ANY and not is_kind(document, phrase.noun)
    return not (other_sender or other_addressee or other_kind)


def _of_the_day(reading: Reading, named: Sequence[Named]) -> list[Named]:
    """Of documents that are named, those of the very day asked for; all where none is: a month in a title fits too."""
    return [pair for pair in named if of_time(reading, pair[0])] or list(named)


def equally_named(fitting: Sequence[Named], most: int) -> tuple[Document, ...]:
    """The texts that a question names equally well, `most` at most; none where it is one, or of several kinds."""
    best = [d for d, share in fitting if share == fitting[0][1]]
    kinds = {d.metadata.kind for d in best}
    return tuple(best[:most]) if len(best) > 1 and len(kinds) == 1 and None not in kinds else ()
