"""Phrases as HTML: what became of one, its chart and every use in its sentence; or proposals. Pure rendering."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from assistant.compare.telling import after, before, whose
from assistant.ui.chart import by_recipient, timeline
from assistant.ui.labels import day, days, parties, stretch
from assistant.ui.markup import Safe, element, join
from assistant.ui.prose import byline, source_button
from assistant.ui.translated import translated
from assistant.ui.words import count, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.records import Course, Document, Ledger, Phrase, Use, Witness

MOST_SHOWN = 200
"""Uses shown of one phrase: more makes a browser slow and is read by nobody. The command prints all."""


def followed(ledger: Ledger, documents: Sequence[Document]) -> Safe:
    """Each phrase of `ledger` with its uses; `documents` are those it was looked for in, texts left out."""
    back = element("button", say("Phrases worth following"), type="button", class_="quiet", data_follow="")
    return join([*(_phrase(phrase, documents) for phrase in ledger.phrases), element("p", back)])


def proposals(ledger: Ledger, documents: Sequence[Document]) -> Safe:
    """Phrases to start from, as buttons, and the documents they are from over time."""
    rows = join(_proposal(phrase) for phrase in ledger.phrases)
    told = say("Wording that some documents use far more than the others, or for a time only; the most telling first.")
    return element(
        "div",
        element("h2", say("Phrases worth following")),
        element("p", told),
        join(element("p", translated(notice), class_="notice") for notice in ledger.notices),
        element("ul", rows, class_="examples proposals", aria_label=say("Phrases worth following")) if rows else "",
        timeline(documents),
        class_="starting",
    )


def _proposal(phrase: Phrase) -> Safe:
    c = phrase.course
    dates = stretch(c.first_seen, c.last_seen)
    dropped = say("dropped {day}", day=day(c.dropped)) if c.dropped else ""
    said = " · ".join(part for part in (_counted(phrase), dates, dropped) if part)
    button = element("button", phrase.phrase, type="button", class_="example", data_follow=phrase.phrase)
    return element("li", button, element("span", said, class_="byline"))


def _phrase(phrase: Phrase, documents: Sequence[Document]) -> Safe:
    title = join((element("span", v, class_="variant") for v in phrase.phrase.split("|")), f" {say('or')} ")
    shown = phrase.uses[:MOST_SHOWN]
    rest = len(phrase.uses) - len(shown)
    looked_at = say("{counted}, of {number} looked at", counted=_counted(phrase), number=len(documents))
    cut = {"shown": len(shown), "all": len(phrase.uses)}
    more = say("The first {shown} uses are shown; briefing phrases prints all {all}.", **cut) if rest else ""
    return element(
        "article",
        element("h3", title, class_="question"),
        element("p", looked_at, class_="byline") if phrase.uses else "",
        _facts(phrase),
        by_recipient(phrase, documents) if phrase.uses else "",
        _recipients(phrase.by_recipient),
        join(element("p", translated(notice), class_="notice") for notice in phrase.notices),
        join(_document(list(own), documents) for _, own in groupby(shown, lambda use: use.citation.document_id)),
        element("p", more, class_="notice") if more else "",
        class_="turn ledger",
    )


def _facts(phrase: Phrase) -> Safe:
    """First seen, last seen, dropped, revived; what is not shown is said to be so."""
    if not phrase.course.first_seen:
        return Safe()
    known = dict(_outcome(phrase.course))
    names = ("First seen", "Last seen", "Dropped", "Revived")
    none = say("not shown by these documents")
    pairs = (element("div", element("dt", say(name)), element("dd", known.get(name, none))) for name in names)
    return element("dl", join(pairs), class_="facts")


def _outcome(course: Course) -> list[tuple[str, str]]:
    """(name, what is known of it) as `telling.outcome` has it, in the language and the dates of whoever asks."""
    if not course.first_seen:
        return []
    told = [("First seen", day(course.first_seen)), ("Last seen", day(course.last_seen))]
    if course.dropped:
        told.append(("Dropped", say("{day}, in {document}", day=day(course.dropped), document=_titled(course.without))))
    if course.revived:
        lacked = _titled(course.absent_before)
        told.append(("Revived", say("{day}, after {document} lacked it", day=day(course.revived), document=lacked)))
    return told


def _titled(witness: Witness | None) -> str:
    return f"“{witness.title}” ({day(witness.date)})" if witness else say("a later document")


def _counted(phrase: Phrase) -> str:
    """How often and in how many documents it stands."""
    held = len({use.citation.document_id for use in phrase.uses})
    uses = count(len(phrase.uses), "{number} use", "{number} uses")
    return say("{uses} in {documents}", uses=uses, documents=count(held, "{number} document", "{number} documents"))


def _recipients(courses: Sequence[Course]) -> Safe:
    if not courses:
        return Safe()
    columns: dict[str, list[str | None]] = {
        "Recipient": [c.recipient for c in courses],
        "Uses": [str(c.uses) for c in courses],
        "First seen": [day(c.first_seen) for c in courses],
        "Last seen": [day(c.last_seen) for c in courses],
        "Dropped": [day(c.dropped) for c in courses],
        "Revived": [day(c.revived) for c in courses],
    }
    held = {name: cells for name, cells in columns.items() if any(cells)}
    named = [say(name) for name in held]
    head = element("tr", *(element("th", name, scope="col") for name in named))
    rows = join(
        element("tr", *(element("td", cell or "", data_label=name) for name, cell in zip(named, cells, strict=True)))
        for cells in zip(*held.values(), strict=True)
    )
    caption = element("caption", say("By recipient"))
    return element("table", caption, element("thead", head), element("tbody", rows), class_="library recipients")


def _document(uses: Sequence[Use], documents: Sequence[Document]) -> Safe:
    """The uses in one document, under its title, parties and date."""
    cited = uses[0].citation
    metadata = next((d.metadata for d in documents if d.id == cited.document_id), None)
    line = byline(metadata) if metadata and (parties(metadata) or days(metadata)) else ""
    if metadata and not days(metadata):
        line = join([line, element("p", say("No date"), class_="byline")])
    return element("section", element("h4", cited.title), line, join(_use(use) for use in uses), class_="group")


def _use(use: Use) -> Safe:
    tag = element("span", say(whose(use)), class_="doubt") if whose(use) else ""
    mark = element("mark", " ".join(use.citation.quote.split()))
    sentence = element("span", before(use), mark, after(use), "\u00a0", source_button(use.citation), tag)
    return element("p", sentence, class_="sentence")
