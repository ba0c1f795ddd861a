"""What our own reading of a follow-up leaves open, and whether a rewriting of it leads to just that. Pure.

What was found with certainty is not left open. A rewriting settles a tie where it fits one of the equals alone, what is
missing where it names another document outright, and a relation ("what was set up in its place") where it still
speaks of what is talked of; all documents are then searched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from assistant.library.periods import periods
from assistant.records import Document, Question, Scope
from assistant.search.choose import is_reply
from assistant.search.named import acts, description
from assistant.search.phrases import REPLIES
from assistant.search.reading import Reading
from assistant.search.resolve import Part, Understood, leans
from assistant.verify.proper import names

Open = Literal["", "missing", "tie", "relation"]

MOST_NAMED = 3
"""Documents up to which a rewriting is taken to name them outright."""
_RELATION = re.compile(
    r"\bin (?:its|their|his|her) (?:place|stead)\b|\binstead(?: of (?:it|that|this|them))?\b|\breplac(?:e[sd]?|ing)\b"
    r"|\breplacement\b|\bsuccessors?\b|\bsucceed(?:s|ed)?\b|\bpredecessors?\b|\b(?:took|take[sn]?) (?:it |them )?over\b"
    r"|\b(?:led|lead|leads) to\b|\bcame (?:out )?of\b|\b(?:out|because|as a result) of (?:it|this|that|them)\b"
    r"|\bresult(?:s|ed)?\b|\bconsequences?\b|\baftermath\b|\bafterwards\b|\bwhat happened (?:next|then|after)\b"
    r"|\bfollow(?:ed|s) (?:it|this|that|them)\b|\bin (?:return|exchange|response)\b"
    r"|\bthe other (?:side|party|parties|state|signatory|government|country)\b|\bcounterparts?\b"
    r"|\breact(?:s|ed|ions?)?\b|\brespon(?:d|ds|ded|se|ses)\b|\bcritici[sz]e[sd]?\b|\bcondemn(?:s|ed)?\b"
    r"|\bwelcomed?\b|\bobject(?:s|ed|ions?)?\b",
    re.IGNORECASE,
)
"""Words that ask for another thing than what is talked of, by how it stands to that: no metadata names it."""
_OPEN_FORMS = frozenset({"lookup", "timeline"})


def left_open(question: Question, ours: Understood) -> Open:
    """What of a question that leans on its conversation our own reading did not find; "" where it found all.

    Of equals the conversation can tell one where one of them was talked of, whether or not the question leans on it.
    """
    talked_of = {*question.talked_of, *question.last_cited}
    if not question.conversation:
        return ""
    if ours.tie and any(d.id in talked_of for d in ours.tie):
        return "tie"
    if not (ours.follows or leans(ours.reading) or _fixes_nothing(ours)):
        return ""
    if ours.missing or ours.tie:
        return "missing" if ours.missing else "tie"
    stays = all(i in talked_of for part in ours.parts for i in part.documents) and not ours.assumed
    if stays and ours.reading.form in _OPEN_FORMS and (_RELATION.search(question.text) or not ours.follows):
        return "relation"
    return ""


def _fixes_nothing(ours: Understood) -> bool:
    """Whether a question names nobody and nothing, no time and no words: "What was the reaction?"."""
    reading = Reading(ours.asked)
    return not (ours.named or reading.people or reading.parties or reading.periods or reading.quoted)


def settled(
    question: Question, ours: Understood, read: Understood, talked_of: Sequence[Document]
) -> Understood | None:
    """`read`, the rewriting understood by itself, over what our reading left open; None where it leads elsewhere."""
    kind = left_open(question, ours)
    if kind == "tie":
        return _of_equals(ours, read)
    if kind == "missing":
        return _of_another(question, read, talked_of)
    return _of_related(question, ours, read, talked_of)


def _of_equals(ours: Understood, read: Understood) -> Understood | None:
    """One of the equals, where the rewriting fits that one alone."""
    fitting = [d for d in ours.tie if not read.named or d in read.named]
    if read.reading.periods:
        fitting = [d for d in fitting if any(p.meets(own) for p in read.reading.periods for own in acts(d))]
    if len(fitting) != 1 or not (read.named or read.reading.periods):
        return None
    others = tuple(d for d in ours.tie if d != fitting[0])
    return replace(_over(read, fitting), choices=others)


def _of_another(question: Question, read: Understood, talked_of: Sequence[Document]) -> Understood | None:
    """The few documents that the rewriting names outright, none of them talked of, each with all that is fixed."""
    if read.tie or read.missing:
        return None
    found = [d for d in read.named if d not in talked_of and _has_all(d, question.text)]
    if REPLIES.search(question.text):
        found = [d for d in found if is_reply(d, ())]
    return _over(read, found) if 0 < len(found) <= MOST_NAMED else None


def _of_related(
    question: Question, ours: Understood, read: Understood, talked_of: Sequence[Document]
) -> Understood | None:
    """All documents in the scope, where the rewriting still speaks of what is talked of."""
    if read.tie or read.missing or read.compares or read.reading.form != ours.reading.form:
        return None
    about = next((d for i in (*question.talked_of, *question.last_cited) for d in talked_of if d.id == i), None)
    if about is None or not _speaks_of(read.question.text, about):
        return None
    if about not in read.named and any(d in talked_of for d in read.named):
        return None
    bare = _without_times(read.question.text, about, question.text)
    parts = tuple(Part(part, (), read.question.text) for part in Reading(bare).parts)
    return replace(read, reading=Reading(bare), parts=parts, named=(), about=(), assumed=None, choices=())


def _over(read: Understood, documents: Sequence[Document]) -> Understood:
    """`read` over these documents."""
    ids = tuple(d.id for d in documents)
    return replace(
        read,
        scope=Scope(documents=ids),
        named=tuple(documents),
        parts=tuple(replace(part, documents=ids, search=read.question.text) for part in read.parts),
        about=tuple(documents),
        tie=(),
        choices=(),
    )


def _has_all(document: Document, asked: str) -> bool:
    """Whether a document has the names and the times that the follow-up itself fixes."""
    known = description(document)
    reading = Reading(asked)
    if any(name not in known and not known.issuperset(Reading(name).terms) for name in _names(reading)):
        return False
    return all(any(p.meets(own) for own in acts(document)) for p in reading.periods)


def _names(reading: Reading) -> tuple[str, ...]:
    return (*reading.people, *reading.parties)


def _speaks_of(text: str, document: Document) -> bool:
    """Whether a text has a name that is in a document's title, parties or occasion."""
    m = document.metadata
    known = " ".join(filter(None, (m.title, m.issuer, m.recipient, m.occasion)))
    held = {part for name in names(known) for part in (*name.parts, name.party) if part}
    return any(part in held for name in names(text, known) for part in (*name.parts, name.party) if part)


def _without_times(text: str, document: Document, asked: str) -> str:
    """`text` without the days of what was talked of: what stands in relation to it is of another day."""
    kept = {(p.first, p.last) for p in periods(asked)}
    for period in reversed(periods(text)):
        own = any(period.meets(act) for act in acts(document))
        if own and (period.first, period.last) not in kept:
            before = re.sub(r"\s*(?:\b(?:in|on|of|from|since))?\s*$", "", text[: period.start])
            text = before + text[period.end :]
    return " ".join(text.split())
