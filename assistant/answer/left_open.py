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
        return _of_another(question, read)
    return _of_related(question, ours, read, talked_of)


def _of_equals(ours: Understood, read: Understood) -> Understood | None:
    """One of the equals, where the rewriting fits that one alone."""
    fitting = [d for d in ours.tie if _has_all(d, read.question.text)]
    if len(fitting) != 1:
        return None
    others = tuple(d for d in ours.tie if d != fitting[0])
    return replace(_over(read, fitting), choices=others)


def _of_another(question: Question, read: Understood) -> Understood | None:
    """The few documents that the rewriting names outright: not those just talked of, each with all that is fixed."""
    if read.tie or read.missing:
        return None
    just = {*question.last_cited, *question.talked_of[:1]}
    found = [d for d in read.named if d.id not in just and _has_all(d, question.text)]
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
    if about is None or not _leans_on(about, question, read.question.text, talked_of):
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
    """Whether a document has the names and the times that a question fixes."""
    known = description(document)
    reading = Reading(asked)
    if not all(_is_held(name, known) for name in (*reading.people, *reading.parties)):
        return False
    return all(any(p.meets(own) for own in acts(document)) for p in reading.periods)


def _leans_on(about: Document, question: Question, rewritten: str, talked_of: Sequence[Document]) -> bool:
    """Whether what a rewriting puts for the words that refer is `about`, more than another document talked of.

    A name that stands in neither its description nor the questions is a limit that nobody asked for.
    """
    asked, now = Reading(question.text), Reading(rewritten)
    before = Reading("\n".join((question.text, *question.conversation, question.read_before)))
    known = description(about)
    if any(not _is_held(name, known) and name not in before.text for name in now.people):
        return False
    if not now.parties <= known | before.parties:
        return False
    put = {*now.terms, *now.parties} - {*asked.terms, *asked.parties}
    held = len(put & known)
    return held > 0 and all(len(put & description(other)) <= held for other in talked_of)


def _is_held(name: str, known: frozenset[str]) -> bool:
    return name in known or known.issuperset(Reading(name).terms)


def _without_times(text: str, document: Document, asked: str) -> str:
    """`text` without the days of what was talked of: what stands in relation to it is of another day."""
    kept = {(p.first, p.last) for p in periods(asked)}
    for period in reversed(periods(text)):
        own = any(period.meets(act) for act in acts(document))
        if own and (period.first, period.last) not in kept:
            before = re.sub(r"\s*(?:\b(?:in|on|of|from|since))?\s*$", "", text[: period.start])
            text = before + text[period.end :]
    return " ".join(text.split())
