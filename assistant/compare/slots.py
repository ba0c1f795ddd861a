"""The same places of two texts side by side, each with its exact words or with the reason why there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.compare.extent import is_english, is_summary, silence
from assistant.compare.message import SLOTS, message_slots, named_there
from assistant.compare.numbering import Numbering
from assistant.compare.record import in_own_words, record_slots
from assistant.compare.topics import topics
from assistant.records import Document, Slot, Span

MESSAGES = frozenset(
    "message letter reply greeting greetings telegram condolence congratulation congratulations note".split()
)
LONGEST_MESSAGE = 12_000  # characters
Found = Mapping[str, Sequence[Span]]


def is_message(document: Document) -> bool:
    """Whether the text is a message from one party to another: by its kind, or by its parties and its length."""
    m = document.metadata
    kind = (m.kind or "").casefold()
    if kind:
        return bool(MESSAGES & set(kind.split()))
    return bool(m.issuer and m.recipient) and len(document.text) <= LONGEST_MESSAGE


def slots(a: Document, b: Document, numbering: Numbering) -> tuple[Slot, ...]:
    """The places of A and B with their words, in the order in which such texts have them.

    Two messages, and texts of which one is a record, are compared by the places of a message and by what is
    attested; texts of other kinds by their headings or topics.
    """
    if is_message(a) and is_message(b):
        return _side_by_side(a, b, numbering, SLOTS)
    if is_summary(a) or is_summary(b):
        return _side_by_side(a, b, numbering, ())
    return tuple(
        Slot(
            topic.name,
            (numbering.cite(a, topic.a.cited),) if topic.a else (),
            (numbering.cite(b, topic.b.cited),) if topic.b else (),
            _note(a, b, topic.a is not None, topic.b is not None),
        )
        for topic in topics(a, b)
    )


def found_in(document: Document) -> Found:
    """Place → spans of one document, whichever way it has to be read."""
    if is_summary(document):
        return record_slots(document)
    return message_slots(document) if is_english(document) else {}


def _side_by_side(a: Document, b: Document, numbering: Numbering, always: Sequence[str]) -> tuple[Slot, ...]:
    of_a, of_b = found_in(a), found_in(b)
    others = [name for name in (*SLOTS, *of_a, *of_b) if name in of_a or name in of_b]
    return tuple(
        Slot(
            name,
            tuple(numbering.cite(a, span) for span in of_a.get(name, ())),
            tuple(numbering.cite(b, span) for span in of_b.get(name, ())),
            _told(name, (a, b), (of_a, of_b)),
        )
        for name in dict.fromkeys((*always, *others))
    )


def _told(name: str, documents: tuple[Document, Document], found: tuple[Found, Found]) -> str:
    a, b = documents
    told = [_note(a, b, name in found[0], name in found[1])]
    for side, document, spans in zip("AB", documents, found, strict=True):
        if name in spans and is_summary(document) and name in in_own_words(document):
            told.append(f"{side} in the record's own words, not quoted")
        if name == "third parties" and name in spans and not is_summary(document):
            told.append(f"{side} names {', '.join(named_there(document, spans[name]))}")
    return "; ".join(part for part in told if part)


def _note(a: Document, b: Document, in_a: bool, in_b: bool) -> str:
    """Why a side is empty: "A: absent" of a whole text, "A: not in this record" of a summary."""
    empty = [f"{side}: {silence(document)}" for side, document, there in (("A", a, in_a), ("B", b, in_b)) if not there]
    return "; ".join(empty)
