"""Who the subject of the sentence before is: the one person, or the one body, that "he" or "it" can mean. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.check.quotations import masked
from assistant.check.verbs import is_finite, tokens
from assistant.library.parties import people_of
from assistant.records import Document
from assistant.search.names import parties, people

LOOKED_BACK = 2
"""Sentences before in which a subject may stand; further back it is another's as often."""
_PRONOUN = re.compile(r"^(?:He|She)\b")
_NO_PERSON = frozenset(
    "ministry council agency committee party army department institute university news times post press service "
    "union office house bank group team panel court commission assembly congress parliament company corporation "
    "association organization organisation treaty statement declaration summit conference day year street "
    "square palace church forces force guard fleet navy republic kingdom states nations charter article war sea "
    "strait island islands peninsula river mountain daily herald tribune journal review report embassy centre "
    "center fund federation board bureau command staff corps division brigade college school hospital airport "
    "station base act law bill code doctrine shield edge olympics games cup prize award east west north south "
    "ilbo sinmun central authority administration society foundation exchange airlines national international "
    "foreign defence defense state security world global europe asia africa america".split()
)
_TITLES = re.compile(
    r"^(?:(?:North|South|Vice|First|Deputy|Prime|Foreign|Defen[cs]e|Finance|Interior|Chief|Cabinet|White|House|State|"
    r"Supreme|Acting|Former|Senior|President|Premier|Minister|Secretary|General|Chairman|Chairwoman|Chancellor|"
    r"Director|Marshal|Comrade|Mr|Mrs|Ms|Dr|Prof|Professor|King|Queen|Prince|Pope|Ambassador|Admiral|Colonel|"
    r"Commander|Senator|Governor|Mayor|Judge|Sir|Lord|Spokes\w+|Leader|Envoy|Representative|Presidential|Aide|NIS|"
    r"US|ROK|DPRK|UN|EU|Security|Adviser|Advisor|National|Respected|The)\.? )+"
)
_ADVERBS = frozenset("also has had have again later then further once".split())
_BODY = re.compile(r"(?:The )?(?:[A-Z][\w'’-]*|of|the|for|and)(?: (?:[A-Z][\w'’-]*|of|the|for))*")
_MOST_OF_A_BODY = 7  # words


def person(before: Sequence[str], document: Document) -> str | None:
    """The one person who is the subject of the sentence before, by full name; None where that is not beyond doubt.

    Args:
        before: The sentences before, the nearest last.
        document: What they stand in.
    """
    for sentence in reversed(before[-LOOKED_BACK:]):
        if _PRONOUN.match(sentence):
            continue
        name = _subject_person(sentence)
        if name is None:
            return None
        full = _full(name, before, document)
        return full if all(same_name(other, full) for other in _persons(masked(sentence), document)) else None
    return None


def body(before: Sequence[str]) -> str | None:
    """The body, no person, that is the subject of the sentence before."""
    subject = subject_of(before[-1]) if before else ""
    if not _BODY.fullmatch(subject) or len(subject.split()) > _MOST_OF_A_BODY or _subject_person(before[-1]):
        return None
    return subject if re.search(r"[A-Z]", subject.removeprefix("The ")) and subject != "It" else None


def names_a_person(bare: str, document: Document) -> bool:
    """Whether `bare`, whose quotations are masked, holds a name that can be a person's.

    One word at its beginning is a name only where the document writes it with a capital elsewhere too.
    """
    for name in people(bare):
        if _is_person(_bare_name(name)) and (" " in name or not bare.startswith(name) or _is_name(name, document)):
            return True
    return False


def _is_name(word: str, document: Document) -> bool:
    m = document.metadata
    known = f"{m.issuer or ''} {m.recipient or ''}"
    return word in known.split() or re.search(rf"[a-z,;] {re.escape(word)}\b", document.text) is not None


def same_name(name: str, full: str) -> bool:
    """Whether two names have a word in common."""
    return bool(set(name.split()) & set(full.split()))


def subject_of(sentence: str) -> str:
    """What stands before a sentence's first finite verb; "" where none is found."""
    words = tokens(masked(sentence))
    at = next((i for i in range(1, len(words)) if is_finite(words, i)), None)
    while at is not None and at > 1 and words[at - 1].low in _ADVERBS:
        at -= 1
    return sentence[: words[at].start].strip() if at is not None else ""


def _subject_person(sentence: str) -> str | None:
    """The person's name that a sentence's subject ends with: "South Korean President Yoon" → "Yoon"."""
    subject = subject_of(sentence).split(",")[0].strip()
    if " and " in subject or re.search(r"['’]s?$", subject) or not subject:
        return None
    found = [name for name in people(subject) if subject.endswith(name)]
    name = _bare_name(found[-1]) if found else ""
    return name if _is_person(name) and subject != f"The {name}" else None


def _persons(text: str, document: Document) -> list[str]:
    """People whom `text` names: by two words or more, or by a name of one who made or got the document."""
    m = document.metadata
    known = {word for who in people_of(m.issuer) + people_of(m.recipient) for word in who.split()}
    found = [_bare_name(name) for name in people(text)]
    return [name for name in found if _is_person(name) and (" " in name or name in known)]


def _full(name: str, before: Sequence[str], document: Document) -> str:
    """The longest form of `name` that the document's makers or the sentences before have."""
    m = document.metadata
    forms = [*people_of(m.issuer), *people_of(m.recipient)]
    forms += [_bare_name(other) for sentence in before for other in people(sentence)]
    fitting = [form for form in forms if set(name.split()) <= set(form.split()) and _is_person(form)]
    return max(fitting, key=len, default=name)


def _bare_name(name: str) -> str:
    return _TITLES.sub("", re.sub(r"['’]s$", "", name))


def _is_person(name: str) -> bool:
    parts = name.split()
    if not 1 <= len(parts) <= 4 or parties(name) or name.isupper():
        return False
    return all(part[:1].isupper() and part.casefold() not in _NO_PERSON for part in parts)
