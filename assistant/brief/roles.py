"""What a sentence is in a brief: an event, somebody's words, a reaction, an assessment, a doubt. Pure.

The sentence itself decides; the heading that it stands under, where there is one, adds to that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.brief import cues
from assistant.brief.subjects import subject_of
from assistant.brief.template import Role
from assistant.check.checkable import is_checkable
from assistant.check.quotations import masked
from assistant.check.reporting import reported_at
from assistant.check.verbs import has_verb, tokens
from assistant.library.periods import periods
from assistant.records import Document
from assistant.search.names import parties, people

BARE = 0.3
"""What a sentence must have of an event by itself, so that a heading can add to it."""
UNDER = 0.35
"""What a heading adds to the role that it names."""
BY_HEADING: frozenset[Role] = frozenset({"reaction", "form", "content"})
"""Roles that a heading alone can give."""
_KEPT_IF_PUBLISHED: frozenset[Role] = frozenset({"reaction", "quotation", "unknown"})


def roles(text: str, heading: str, document: Document, *, speech: bool = False) -> dict[Role, float]:
    """How far a sentence is what each role asks for, 0..1; roles that it cannot take are left out.

    Args:
        text: The sentence on one line, as it would be shown.
        heading: What it stands under, "" for nothing.
        document: What it stands in.
        speech: Whether it is framed as its document's maker's words.
    """
    seen = _Seen.of(text, heading, document, speech)
    found = {**_quotation(seen), **_doubt(seen), **_told(seen), **_of_others(seen)}
    if cues.FORM.search(seen.bare) and document.metadata.recipient:
        found["form"] = 0.3
    for role, pattern in cues.HEADINGS.items():
        if role == "event" and found.get("event", 0.0) < BARE:
            continue  # what states no act is no event, whatever stands over it
        if pattern.search(heading) and (role in found or (role in BY_HEADING and seen.checkable)):
            found[role] = min(1.0, found.get(role, 0.3) + UNDER)
    if cues.PUBLISHED.search(seen.bare):
        found = {role: value for role, value in found.items() if role in _KEPT_IF_PUBLISHED}
    if cues.WORDING.search(seen.bare) or _foreign(seen.quotes):
        found = {role: value for role, value in found.items() if role not in ("event", "content")}
    return {role: value for role, value in found.items() if value > 0}


def quoted(text: str) -> list[str]:
    """The words in quotation marks, those of one word left out."""
    return [words for words in cues.QUOTED.findall(text) if len(words.split()) > 1 or not words.isascii()]


def is_about_the_record(text: str) -> bool:
    """Whether a sentence says how a record came about: nothing that a reader of a brief asks for."""
    return cues.PROVENANCE.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is seen of a sentence before its roles are told."""

    text: str
    bare: str  # without what stands in quotation marks
    quotes: list[str]
    speech: bool
    reported: bool
    hedged: bool
    under_doubt: bool
    checkable: bool
    by_another: bool

    @classmethod
    def of(cls, text: str, heading: str, document: Document, speech: bool) -> _Seen:
        bare = masked(text)
        return cls(
            text=text,
            bare=bare,
            quotes=quoted(text),
            speech=speech,
            reported=reported_at(" ".join(bare.lower().split())) >= 0,
            hedged=cues.HEDGED.search(bare) is not None,
            under_doubt=cues.HEADINGS["unknown"].search(heading) is not None,
            checkable=speech or is_checkable(text),
            by_another=_by_another(text, document),
        )


def _quotation(seen: _Seen) -> dict[Role, float]:
    words = " ".join(seen.quotes)
    if not seen.speech and len(words) < 10:
        return {}
    worth = 0.6 + 0.2 * seen.reported + (0.2 if len(words.split()) > 3 else 0.0)
    return {"quotation": worth - 0.8 * _foreign(seen.quotes)}


def _doubt(seen: _Seen) -> dict[Role, float]:
    said = cues.OPEN.search(seen.bare) is not None
    return {"unknown": 0.2 + 0.5 * said} if said or seen.under_doubt else {}


def _told(seen: _Seen) -> dict[Role, float]:
    """What a plain statement is: what was done, or what was said."""
    if seen.speech:
        return {"content": 0.5}
    if seen.under_doubt or not seen.checkable or not has_verb(tokens(seen.bare)):
        return {}
    dated = any(p.is_day and not p.first.startswith("0000") for p in periods(seen.text))
    acted, past = cues.ACTED.search(seen.bare) is not None, cues.PAST.search(seen.bare) is not None
    event = 0.15 + 0.3 * acted + 0.1 * past + 0.2 * dated - 0.25 * seen.hedged
    content = 0.4 + 0.2 * seen.reported + 0.1 * bool(seen.quotes)
    return {"event": 0.0 if cues.NOT_YET.search(seen.bare) else event, "content": content}


def _of_others(seen: _Seen) -> dict[Role, float]:
    """How others take it: what they say in return, and what they think it means."""
    if seen.under_doubt or not seen.by_another:
        return {}
    found: dict[Role, float] = {}
    assessors = cues.ASSESSORS.search(seen.bare) is not None
    if seen.hedged and (seen.reported or assessors) and (assessors or people(seen.bare) or parties(seen.bare)):
        found["assessment"] = 0.4 + 0.3 * assessors
    if cues.REACTED.search(seen.bare):
        found["reaction"] = 0.5
    return found


def _foreign(quotes: Sequence[str]) -> bool:
    """Whether a quotation is in another script: a variant of wording for those who read it."""
    return any("\u0370" <= ch for words in quotes for ch in words if ch.isalpha())


def _by_another(text: str, document: Document) -> bool:
    """Whether somebody but the document's maker is the sentence's subject: a maker does not react to itself."""
    m = document.metadata
    if cues.ITSELF.match(text):
        return False
    if m.kind in ("assessment", "press statement") and not m.recipient:
        return True
    makers = {word for word in re.split(r"[\s;]+", m.issuer or "") if word[:1].isupper()}
    return not makers & set(re.findall(r"\w+", subject_of(text)))
