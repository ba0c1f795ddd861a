"""How much of an original a document holds, and so what its silence says. Pure."""

from __future__ import annotations

from assistant.records import Document

ABSENT = "absent"
NOT_IN_RECORD = "not in this record"
NOT_IN_PART = "not in the part that is held"
NOT_LOOKED_FOR = "not looked for: the rules read English"


def is_summary(document: Document) -> bool:
    """Whether the document tells of an original in other words, so that its sentences are not the original's."""
    return bool(document.metadata.note) or document.metadata.completeness == "summary"


def is_complete(document: Document) -> bool:
    """Whether what the text does not say is not said: an original, whole as far as anybody knows."""
    return not is_summary(document) and document.metadata.completeness != "part"


def is_english(document: Document) -> bool:
    """Whether rules made of English words apply; a text whose language is not known is tried."""
    return (document.metadata.language or "en").casefold().startswith("en")


def silence(document: Document) -> str:
    """What to say where the document has nothing in a place."""
    if is_summary(document):
        return NOT_IN_RECORD
    if not is_english(document):
        return NOT_LOOKED_FOR
    return ABSENT if is_complete(document) else NOT_IN_PART


def in_words(document: Document) -> str:
    """What the text is, for a reader: whole, part or a summary, and whether it is a record of another."""
    rests = {"whole": "the whole original", "part": "part of the original", "summary": "reports of the original"}
    extent = document.metadata.completeness
    if document.metadata.note:
        return f"a summary in other words, resting on {rests.get(extent or '', 'its sources')}"
    if extent == "summary":
        return "a summary"
    return "part of the text" if extent == "part" else "the text itself"
