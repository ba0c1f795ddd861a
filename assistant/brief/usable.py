"""Whether a chat model's sentence, held against the page, may stand on it, and as whose. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.brief.days import day_of
from assistant.brief.leaning import CONNECTED, FIRST_PERSON, HE, HIS, PERSONAL, POINTS
from assistant.brief.lines import Line
from assistant.brief.prose import is_prose
from assistant.brief.select import Picked
from assistant.brief.template import Role
from assistant.check.quotations import masked
from assistant.check.reporting import reported_at
from assistant.library.parties import people_of
from assistant.records import Citation, CitedSentence, CitedText
from assistant.verify.proper import mentioned, names

HEADED: dict[Role, str] = {"lead": "BOTTOM LINE", "assessment": "WHAT IT MAY MEAN"}
"""The sections that a model writes, and how it heads them."""
SPEAKERS = 90
"""Characters of a source's sentence behind its verb of saying in which its speaker may stand still."""

_HEADING = re.compile(r"^\W*(bottom line|what it may mean)\b(?:[^\w\n]*$|[*_]*:[*_ \t]*)", re.IGNORECASE | re.MULTILINE)


def parts(reply: str) -> dict[Role, str]:
    """The text of each section in a reply; where no heading is the first one's, it is what stands before all others."""
    before, *pieces = _HEADING.split(reply)
    out: dict[Role, str] = {}
    for heading, text in zip(pieces[::2], pieces[1::2], strict=True):
        role: Role = "lead" if heading.upper() == HEADED["lead"] else "assessment"
        if text.strip():
            out.setdefault(role, text.strip())
    return out if "lead" in out or not before.strip() else {"lead": before.strip(), **out}


def line_of(sentence: CitedSentence, cited: CitedText, role: Role, given: Sequence[Picked]) -> Line | None:
    """A sentence of the model as a line of the page; None where it may not stand there.

    It must be supported and able to stand alone. What is told as fact rests on no inference; an inference on nothing
    else, and it says, or is given, whose it is.
    """
    text = " ".join(sentence.text.split())
    if sentence.support != "supported" or not is_prose(text) or _leans(text):
        return None
    spans = [c for c in cited.citations if c.n in sentence.citations]
    rests = [p for p in given if any(_is_of(p.line, c) for c in spans)]
    if not rests or any(p.marked != (role == "assessment") for p in rests):
        return None
    lead = attribution(text, rests[0].line) if role == "assessment" else ""
    if lead is None:
        return None
    sources = [(p.line.document, p.line.span) for p in rests]
    first = sources[0]
    return Line(
        text=text,
        document=first[0],
        span=first[1],
        roles={role: 1.0},
        worth=2.0,
        day=day_of(text, first[0]),
        lead=lead,
        also=tuple(dict.fromkeys(sources[1:])),
        written=True,
    )


def attribution(text: str, source: Line) -> str | None:
    """What must stand before an inference so that it is its maker's: "" where it names him, None where he is missing.

    What a source tells as somebody's must be told as his; what it says itself is given to it.
    """
    at = reported_at(masked(source.text).lower())
    if at < 0:
        makers = people_of(source.document.metadata.issuer)
        said = any(mentioned(name, text) for maker in makers for name in names(maker, maker))
        told = reported_at(masked(text).lower()) >= 0
        return "" if said and told else f"According to {makers[0] if makers else source.document.metadata.title}: "
    speakers = names(source.text[: at + SPEAKERS], source.text)
    named = not speakers or any(mentioned(name, text) for name in speakers)
    return "" if named and reported_at(masked(text).lower()) >= 0 else None


def _is_of(line: Line, c: Citation) -> bool:
    """Whether what is cited is a line's, or part of it."""
    return line.document.id == c.document_id and line.span.start < c.end and c.start < line.span.end


def _leans(text: str) -> bool:
    """Whether a sentence points to another, or says "I"."""
    bare = masked(text)
    if FIRST_PERSON.search(bare) or any(pattern.match(text) for pattern in (HE, HIS, POINTS, CONNECTED)):
        return True
    return PERSONAL.search(bare) is not None and not names(text, text)
