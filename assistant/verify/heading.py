"""What a document is, in one line: what its sentences leave unsaid to whoever reads them alone. Pure."""

from __future__ import annotations

from assistant.records import Document
from assistant.records.days import day_in_words


def heading(document: Document) -> str:
    """Title, parties and day of a document, as a sentence."""
    m = document.metadata
    parties = " to ".join(part for part in (m.issuer, m.recipient) if part)
    about = ", ".join(part for part in (parties, day_in_words(m.date)) if part)
    return f"{m.title} ({about})." if about else f"{m.title}."
