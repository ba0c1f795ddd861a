"""A ledger in plain words, for a terminal and for the page. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.records import Course, Ledger, Phrase, Use, Witness
from assistant.records.days import day_in_words as day

CONTEXT = 110
"""Characters shown on either side of a phrase, cut at a word."""


def as_text(ledger: Ledger) -> str:
    """The ledger as the command prints it: proposals a line each, phrases asked for with every use."""
    lines = list(ledger.notices)
    if ledger.proposed:
        lines += [_line(phrase) for phrase in ledger.phrases]
        lines += ['\nbriefing phrases "PHRASE" shows every use of one, with its source.'] if ledger.phrases else []
        return "\n".join(lines)
    return "\n\n".join([*lines, *("\n".join(_told(phrase)) for phrase in ledger.phrases)])


def counted(phrase: Phrase) -> str:
    """How often and in how many documents it stands: ``3 uses in 2 documents``."""
    uses, documents = len(phrase.uses), len({use.citation.document_id for use in phrase.uses})
    return f"{uses} use{'s' * (uses != 1)} in {documents} document{'s' * (documents != 1)}"


def outcome(course: Course) -> list[tuple[str, str]]:
    """(name, what is known of it) for first seen, last seen, and dropped and revived where they are shown."""
    if not course.first_seen:
        return []
    told = [("First seen", day(course.first_seen)), ("Last seen", day(course.last_seen))]
    if course.dropped:
        told.append(("Dropped", f"{day(course.dropped)}, in {_title(course.without)}"))
    if course.revived:
        told.append(("Revived", f"{day(course.revived)}, after {_title(course.absent_before)} lacked it"))
    return told


def before(use: Use, most: int = CONTEXT) -> str:
    """What stands before the phrase in its sentence; of much, the end."""
    text = use.before
    return text if len(text) <= most else "… " + text[-most:].split(" ", 1)[-1]


def after(use: Use, most: int = CONTEXT) -> str:
    """What stands after the phrase in its sentence; of much, the beginning."""
    text = use.after
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def whose(use: Use) -> str:
    """Whether the words are quoted; of a record of an original, whether they are its own."""
    if use.quoted:
        return "quoted"
    return "in the record's own words" if use.record else ""


def _title(witness: Witness | None) -> str:
    return f"“{witness.title}” ({day(witness.date)})" if witness else "a later document"


def _line(phrase: Phrase) -> str:
    c = phrase.course
    dates = "; ".join(f"{name.casefold()} {told.split(', in ')[0].split(', after ')[0]}" for name, told in outcome(c))
    return f"{phrase.phrase}: {counted(phrase)}" + (f"; {dates}" if dates else "")


def _told(phrase: Phrase) -> Iterator[str]:
    yield f"{phrase.phrase}: {counted(phrase)}" if phrase.uses else f"{phrase.phrase}: no uses"
    for name, told in outcome(phrase.course):
        yield f"  {name}: {told}"
    for course in phrase.by_recipient:
        told = "; ".join(f"{name.casefold()} {what}" for name, what in outcome(course))
        yield f"  To {course.recipient}: {course.uses} use{'s' * (course.uses != 1)}" + (f"; {told}" if told else "")
    for notice in phrase.notices:
        yield f"  {notice}"
    for use in phrase.uses:
        c = use.citation
        parties = " to ".join(name for name in (c.issuer, use.recipient) if name)
        facts = ", ".join(fact for fact in (c.date or "undated", parties, whose(use)) if fact)
        page = f", page {c.page}" if c.page else ""
        words = " ".join(c.quote.split())
        yield f"\n  [{c.n}] {facts}"
        yield f"      {before(use)}>>{words}<<{after(use)}"
        yield f"      {c.title}{page} ({c.document_id}, version {c.version}, characters {c.start}-{c.end})"
