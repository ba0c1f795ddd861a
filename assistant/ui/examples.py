"""Example questions that fit what the library holds, made from the documents' metadata. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.library.columns import newest_first
from assistant.library.parties import people_of
from assistant.records.days import day_in_words as day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.records import Document

MOST = 5
LOOKED_AT = 60
"""Newest documents whose texts are read for examples."""


def newest(documents: Sequence[Document]) -> list[Document]:
    """The documents that examples are made from."""
    return newest_first(documents)[:LOOKED_AT]


def examples(documents: Sequence[Document]) -> list[str]:
    """At most `MOST` questions, one of each sort that the documents can answer; texts tell how people are called."""
    sorts: list[Callable[[Sequence[Document]], Iterator[str]]] = [_address, _speech, _pact, _presence, _timeline]
    found = [next(sort(documents), None) for sort in sorts]
    asked = [question for question in found if question]
    if not asked:
        asked = [f"Summarise “{document.metadata.title}”." for document in documents[:3]]
    return asked[:MOST]


def _address(documents: Sequence[Document]) -> Iterator[str]:
    """How somebody is spoken to; first where a record says that it holds the form of address."""
    for document in sorted(documents, key=_rests_on):
        issuers, recipients = people_of(document.metadata.issuer), people_of(document.metadata.recipient)
        if len(issuers) == len(recipients) == 1 and (document.metadata.date or "")[:4].isdigit():
            issuer, recipient = _short(issuers[0], document), _short(recipients[0], document)
            year = (document.metadata.date or "")[:4]
            yield f"How does {issuer} address {recipient} in the {year} {_birthday(document)}message?"


def _rests_on(document: Document) -> tuple[bool, bool]:
    addressed = any(quotation.slot == "address" for quotation in document.metadata.quotations)
    return not addressed, document.metadata.completeness != "whole"


def _birthday(document: Document) -> str:
    return "birthday " if "birthday" in (document.metadata.occasion or document.metadata.title).casefold() else ""


def _speech(documents: Sequence[Document]) -> Iterator[str]:
    for document in documents:
        speakers = people_of(document.metadata.issuer)
        if document.metadata.kind in {"speech", "address"} and len(speakers) == 1 and document.metadata.date:
            yield f"Summarise {_short(speakers[0], document)}’s speech of {day(document.metadata.date)}."


def _pact(documents: Sequence[Document]) -> Iterator[str]:
    for document in sorted(documents, key=lambda d: d.metadata.kind != "treaty"):
        if document.metadata.kind in {"treaty", "agreement", "joint statement"} and document.metadata.date:
            yield f"What does the {document.metadata.kind} of {day(document.metadata.date)} commit its parties to?"


def _presence(documents: Sequence[Document]) -> Iterator[str]:
    """Whether a message names somebody: its recipient in another document, so that the name is one of the library's."""
    everyone = [name for d in documents for name in people_of(d.metadata.recipient)]
    for document in documents:
        issuers = people_of(document.metadata.issuer)
        other = [n for n in everyone if n not in {*issuers, *people_of(document.metadata.recipient)}]
        if document.metadata.kind == "message" and len(issuers) == 1 and other and document.metadata.date:
            issuer, named = _short(issuers[0], document), _short(other[0], document)
            yield f"Does {issuer}’s message of {day(document.metadata.date)} name {named}?"


def _timeline(documents: Sequence[Document]) -> Iterator[str]:
    """The month that most documents are from."""
    months = [(d.metadata.date or "")[:7] for d in documents if len(d.metadata.date or "") == len("2024-10-07")]
    best = max(months, key=months.count, default="")
    if months.count(best) > 1 and not best.startswith("-"):
        yield f"Give me a timeline of {day(best)}."


def _short(name: str, document: Document) -> str:
    """The one word by which `document` itself speaks of somebody (Vladimir Putin → Putin), else the whole name."""
    words = name.split()
    alone = document.text.replace(name, "")
    used = {word: len(re.findall(rf"\b{re.escape(word)}\b", alone)) for word in {words[0], words[-1]}}
    best = max(used, key=lambda word: used[word])
    return best if used[best] else name
