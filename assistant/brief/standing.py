"""Whether a sentence can stand alone: who "he" is, what "this" points to, who says "I". Pure.

A sentence whose subject stands in the sentence before it is given that subject in square brackets, where it can be
told beyond doubt; one that leans on its neighbours in any other way is not used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.brief.leaning import (
    CONNECTED,
    DEFINITE,
    FIRST_PERSON,
    HE,
    HIS,
    IT_SAID,
    LEANING,
    PERSONAL,
    POINTS,
    SAID_BEHIND,
    SOMEBODY,
)
from assistant.brief.subjects import body, names_a_person, person, same_name
from assistant.check.quotations import masked
from assistant.library.parties import people_of
from assistant.records import Document
from assistant.records.days import day_in_words
from assistant.search.names import people

SPEAKING = 0.01
"""Share of "I", "we", "our" among the words of a text from which it speaks; a report that quotes stays below."""
_OWN_NAMES = {"message": "message|letter|telegram|reply", "speech": "speech|address", "treaty": "treaty|agreement|text"}
"""What a text of a kind calls itself."""
_OPINION = re.compile(r"\b(?:commentary|editorial|opinion|op-ed|column)\b", re.IGNORECASE)
_OWN_WORDS = frozenset(
    {"speech", "statement", "press statement", "message", "letter", "article", "address", "interview"}
)
_LATIN = re.compile(r"[A-Za-z]")
_MARKS = str.maketrans("“”\"", "‘’’")


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence as it can stand alone; `firm` is False where "the ministry" still asks "which one?"."""

    text: str
    firm: bool = True
    speech: bool = False  # the issuer's own words, framed as such


def standing(text: str, before: Sequence[str], document: Document) -> Standing | None:
    """`text`, on one line, as it can stand alone; None where it cannot.

    Args:
        text: The sentence.
        before: The sentences before it in its section, the nearest last.
        document: What it stands in.
    """
    bare = masked(text)
    if not _LATIN.search(text):
        return Standing(text, firm=False)  # whether it leans on its neighbours is not known in other scripts
    if text[0].islower() or CONNECTED.match(text) or any(pattern.search(bare) for pattern in LEANING):
        return None
    if FIRST_PERSON.search(bare) or is_voice(document):
        leans = any(pattern.match(text) for pattern in (POINTS, HE, HIS))
        return None if leans else _spoken(text, document)
    if HE.match(text) or HIS.match(text) or IT_SAID.match(text):
        return _with_subject(text, before, document)
    if POINTS.match(text):
        return None
    if PERSONAL.search(bare) and not (SOMEBODY.search(bare) or names_a_person(bare, document)):
        return _with_speaker(text, bare, before, document)
    return _told_apart(text, document)


def is_voice(document: Document) -> bool:
    """Whether a text is one maker's own words throughout: a speech, a statement, a commentary, not a report of one."""
    m = document.metadata
    if m.note or len(people_of(m.issuer)) != 1:
        return False
    if _OPINION.search(f"{m.kind or ''} {m.title}"):
        return True
    return (m.kind or "") in _OWN_WORDS and _speaks(document.text)


@lru_cache(maxsize=256)
def _speaks(text: str) -> bool:
    """Whether a text says "I" or "we" as often as one who speaks."""
    words = len(text.split())
    return words > 0 and len(FIRST_PERSON.findall(text)) >= SPEAKING * words


def _spoken(text: str, document: Document) -> Standing | None:
    """Words in the first person as what the document's issuer says, where there is one issuer."""
    m = document.metadata
    makers, to = people_of(m.issuer), people_of(m.recipient)
    if len(makers) != 1 or m.note:
        return None
    who = f"{makers[0]} to {to[0]}" if len(to) == 1 else makers[0]
    return Standing(f"[{who}:] “{text.translate(_MARKS)}”", speech=True)


def _with_subject(text: str, before: Sequence[str], document: Document) -> Standing | None:
    """"He said …" with who said it, where that is plain and the sentence does not name him itself."""
    if found := IT_SAID.match(text):
        who = body(before)
        return Standing(f"[{who}]{text[found.end() :]}") if who else None
    who = person(before, document)
    if who is None or any(same_name(name, who) for name in people(masked(text))):
        return None
    ending = "" if HE.match(text) else "'s"
    return Standing(f"[{who}{ending}]{text.partition(' ')[1]}{text.partition(' ')[2]}")


def _with_speaker(text: str, bare: str, before: Sequence[str], document: Document) -> Standing | None:
    """"…, he said." with who said it; a "he" elsewhere in a sentence that names nobody cannot be mended."""
    behind = SAID_BEHIND.search(bare)
    who = person(before, document) if behind and len(PERSONAL.findall(bare)) == 1 else None
    return Standing(f"{text[: behind.start()]}[{who}]{text[behind.end() :]}") if behind and who else None


def _told_apart(text: str, document: Document) -> Standing:
    """"The message says …" with whose message it is, where the document is one and has one sender."""
    found = DEFINITE.match(text)
    if not found:
        return Standing(text)
    m, at = document.metadata, found.end("noun")
    names = _OWN_NAMES.get((m.kind or "").rpartition(" ")[2], "")
    makers, to = people_of(m.issuer), people_of(m.recipient)
    if not names or not re.fullmatch(names, found["noun"]) or len(makers) != 1:
        return Standing(text, firm=False)
    whose = f"of {makers[0]} to {to[0]}" if len(to) == 1 else f"of {makers[0]}"
    when = f", {day_in_words(m.date)}" if m.date else ""
    return Standing(f"{text[:at]} [{whose}{when}]{text[at:]}")
