"""Which documents a question means: those it names by sender, recipient, occasion, kind and date.

Also whether it is a follow-up that leans on the answer before it. References inside a conversation ("the one to Xi")
are not resolved here yet: a follow-up keeps the documents last cited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.library.terms import analyse
from assistant.records import Document, Question, Scope
from assistant.search.names import parties
from assistant.search.periods import Period, period_of, periods
from assistant.search.reading import STOP, Reading

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
_LEANS = re.compile(
    r"^\W*(?:and|but|so|also|what about|how about|why|then)\b|\b(?:it|its|this|that|these|those|they|them|their|"
    r"he|she|his|her|"
    r"him|there|the same|the former|the latter|earlier (?:one|body)|this (?:message|text|document))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question with its words read and its documents found."""

    question: Question
    reading: Reading
    scope: Scope
    named: tuple[Document, ...] = ()  # documents that the question names, best first
    follows: bool = False  # whether it leans on the answer before it


def understand(question: Question, documents: Sequence[Document], rarity: Callable[[str], float]) -> Understood:
    """Read `question` against what is known of `documents`."""
    reading = Reading(question.text)
    named = tuple(named_documents(reading, documents, rarity))
    follows = bool(question.last_cited) and leans(reading) and not (named and reading.periods)
    scope = question.scope
    if follows and not scope.documents:
        held = {document.id for document in documents}
        scope = replace(scope, documents=tuple(i for i in question.last_cited if i in held))
    return Understood(question=question, reading=reading, scope=scope, named=named, follows=follows)


def leans(reading: Reading) -> bool:
    """Whether the words lean on something said before: "it", "this message", "and what …"."""
    return bool(_LEANS.search(reading.text))


def named_documents(reading: Reading, documents: Sequence[Document], rarity: Callable[[str], float]) -> list[Document]:
    """Documents that `reading` names, best first; empty where it names none."""
    asked = [*reading.terms, *sorted(reading.parties)]
    if reading.form == "presence":
        looked_for = " ; ".join(reading.looked_for)
        asked = [w for w in asked if w not in set(analyse(looked_for)) | parties(looked_for)]
    if not asked:
        return []
    meant = [name for name in reading.people if len(name.split()) > 1 and name not in set(reading.looked_for)]
    weights = {word: max(0.1, rarity(word)) if "-" not in word else 0.5 for word in asked}
    total = sum(weights.values()) + (0.5 if reading.periods else 0.0)
    scored: list[tuple[float, Document]] = []
    for document in documents:
        known = description(document)
        fit = _time_fit(reading, document)
        if fit < 0 or any(not set(_surname(name)) & known for name in meant):
            continue
        held = sum(weight for word, weight in weights.items() if word in known) + 0.5 * fit
        if held / total >= NAMED_AT and held >= 0.8:
            scored.append((held / total, document))
    return [document for _, document in sorted(scored, key=lambda pair: (-pair[0], pair[1].id))]


def description(document: Document) -> frozenset[str]:
    """What a document can be called by: terms of its title, people, occasion and kind (with its synonyms), parties."""
    m = document.metadata
    text = " ".join(part for part in (m.title, m.issuer, m.recipient, m.kind, m.occasion) if part)
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
    return [p for p in (period_of(m.date, m.until), period_of(m.published), *periods(m.title)) if p]


def meets(document: Document, asked: Sequence[Period]) -> bool:
    """Whether the document's own act falls into one of the periods asked for."""
    return any(a.meets(b) for a in asked for b in acts(document))


def _time_fit(reading: Reading, document: Document) -> float:
    """1 where the document is of the time asked for, 0 where none is asked for or known, -1 where it is of another."""
    if not reading.periods or not acts(document):
        return 0.0
    return 1.0 if meets(document, reading.periods) else -1.0
