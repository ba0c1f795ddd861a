"""Which documents a question names outright, and what documents are called: by party, kind, occasion and date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.library.periods import Period, period_of, periods
from assistant.library.terms import analyse
from assistant.records import Document
from assistant.search.names import parties
from assistant.search.reading import Reading
from assistant.search.stop_words import STOP

KINDS: tuple[tuple[str, ...], ...] = (
    ("message", "letter", "greeting", "telegram", "congratulation", "note", "wish", "congratulatory"),
    ("reply", "answer", "response"),
    ("treaty", "pact", "agreement", "accord"),
    ("speech", "address", "remark"),
    ("statement", "declaration", "communique"),
    ("visit", "trip", "stay", "journey", "tour"),
    ("meeting", "session", "plenary", "plenum", "summit", "conference"),
    ("exercise", "drill", "manoeuvre", "maneuver"),
)
"""Words that name the same kind of text or event."""
NAMED_AT = 0.62
"""Share of a question's words, by rarity, that a document's description must hold to count as named."""


def named_documents(
    reading: Reading, documents: Sequence[Document], rarity: Callable[[str], float]
) -> list[tuple[Document, float]]:
    """Documents that `reading` names, best first, each with how well (`NAMED_AT` to 1); empty where it names none."""
    asked = [*(term for term in reading.terms if term not in reading.form_terms), *sorted(reading.parties)]
    if reading.form == "presence":
        looked_for = " ; ".join(reading.looked_for)
        asked = [w for w in asked if w not in set(analyse(looked_for)) | parties(looked_for)]
    if not asked:
        return []
    full = [name for name in reading.people if len(name.split()) > 1 and name not in set(reading.looked_for)]
    meant = [frozenset(_surname(name)) for name in full]
    weights = {word: max(0.1, rarity(word)) if "-" not in word else 0.5 for word in asked}
    total = sum(weights.values()) + (0.5 if reading.periods else 0.0)
    scored: list[tuple[float, Document]] = []
    for document in documents:
        known = description(document)
        fit = _time_fit(reading, document)
        if fit < 0 or any(not name & known for name in meant):
            continue
        held = sum(weight for word, weight in weights.items() if word in known) + 0.5 * fit
        if held / total >= NAMED_AT and held >= 0.8:
            scored.append((held / total, document))
    return [(document, share) for share, document in sorted(scored, key=lambda pair: (-pair[0], pair[1].id))]


def description(document: Document) -> frozenset[str]:
    """What a document can be called by: terms of its title, people, occasion and kind (with its synonyms), parties."""
    m = document.metadata
    known = (m.title, m.issuer, m.recipient, m.kind, m.occasion, m.issuer_office, m.recipient_office)
    if (found := _DESCRIBED.get(known)) is None:
        found = _DESCRIBED[known] = _described(" ".join(part for part in known if part))
    return found


_DESCRIBED: dict[tuple[str | None, ...], frozenset[str]] = {}
"""What a document is called by, by what is known of it: of 50,000 documents this takes seconds, once."""


def _described(text: str) -> frozenset[str]:
    terms = {t for t in analyse(text) if t not in STOP}
    for group in _KIND_TERMS:
        if terms & group:
            terms |= group
    return frozenset(terms | parties(text))


_KIND_TERMS = tuple(frozenset(analyse(" ".join(group))) for group in KINDS)


def _surname(name: str) -> list[str]:
    return [t for t in analyse(name) if t not in STOP]


def acts(document: Document) -> list[Period]:
    """When a document's own act was: its date, its publication, the days in its title."""
    m = document.metadata
    return list(_acts(m.date, m.until, m.published, m.title))


@lru_cache(maxsize=50_000)
def _acts(first: str | None, last: str | None, published: str | None, title: str) -> tuple[Period, ...]:
    return tuple(p for p in (period_of(first, last), period_of(published), *periods(title)) if p)


def own_days(document: Document) -> list[Period]:
    """As `acts`, but the days in the title only where nothing sharper is known."""
    m = document.metadata
    return [p for p in (period_of(m.date, m.until), period_of(m.published)) if p] or periods(m.title)


def of_time(reading: Reading, document: Document) -> bool:
    """Whether the document's own days are of the time that `reading` fixes, if it fixes any."""
    return not reading.periods or any(a.meets(b) for a in reading.periods for b in own_days(document))


def meets(document: Document, asked: Sequence[Period]) -> bool:
    """Whether the document's own act falls into one of the periods asked for."""
    return any(a.meets(b) for a in asked for b in acts(document))


def _time_fit(reading: Reading, document: Document) -> float:
    """1 where the document is of the time asked for, 0 where none is asked for or known, -1 where it is of another."""
    if not reading.periods or not acts(document):
        return 0.0
    return 1.0 if meets(document, reading.periods) else -1.0
