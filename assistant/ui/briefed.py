"""A brief as HTML: its page with each sentence's tools, what was left out of it, what was searched for. Pure.

brief.js tells the server what a tool is to do. A tool's name says what it does to which sentence, for whoever hears it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.export.brief_figure import figure
from assistant.export.briefs import INFERENCE, RECORDS, Briefed, found, named_on_page, numbers, told
from assistant.export.paper import sources_of
from assistant.ui.downloads import downloads
from assistant.ui.labels import day
from assistant.ui.markup import Safe, element, join
from assistant.ui.prose import source_button
from assistant.ui.status import working
from assistant.ui.translated import translated
from assistant.ui.words import count, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.brief.draft import Draft
    from assistant.export.brief_figure import Figure
    from assistant.records import Brief, BriefSection, BriefSentence, Citation, Document

STEPS = ("Looking for what the library holds", "Reading the sources", "Choosing the sentences", "Setting the page")
"""What is being done once so many steps are done."""
PAPERS = {"a4": "A4", "letter": "Letter"}
WIDTH = 174.0
"""Millimetres that the figure is drawn for; it is scaled to the page."""
SHORTENED = 60
"""Characters of a sentence that a tool's name holds."""


def briefed_page(draft: Draft, briefed: Briefed, token: str, notice: str = "") -> Safe:
    """The whole result. `token` is what a download names the brief by; `notice` says why an edit was not made."""
    brief, page = briefed.brief, draft.page
    pages = count(page.pages, "{paper}, one page", "{paper}, {number} pages", paper=PAPERS[brief.paper])
    words = count(brief.words, "{number} word", "{number} words")
    facts = " · ".join((say(brief.template), pages, words, _sources(brief)))
    cited = {c.n: c for c in page.citations}
    ends = draft.ends
    return element(
        "article",
        element(
            "header",
            element("p", facts, class_="byline"),
            element("p", " ".join((translated(told(brief)), *map(translated, brief.notices))), class_="hint"),
            element("div", _undo(draft), class_="actions"),
            downloads(token),
            element("p", notice, class_="notice", role="status") if notice else "",
        ),
        element(
            "section",
            element("h2", brief.title, class_="brief-title", tabindex=-1),
            *(_section(section, cited, ends) for section in page.sections),
            _gaps(brief.gaps),
            _cited(briefed),
            class_="sheet",
            aria_label=say("The page"),
        ),
        _left_out(draft, cited),
        _searched(brief),
        class_="briefed",
    )


def start(documents: Sequence[Document] = ()) -> Safe:
    """What stands there before a brief is written; `documents` are offered as topics."""
    said = say(
        "One page on a topic, a question or chosen documents: the sources’ own sentences in the order in which they "
        "are needed, each with its source. Drop, move or lock sentences, then take it as PDF or Word."
    )
    topics = join(element("li", _topic(document)) for document in documents)
    return element(
        "div",
        element("h2", say("Brief on one page")),
        element("p", said),
        element("ul", topics, class_="examples", aria_label=say("Topics to begin with")) if topics else "",
        class_="starting",
    )


def progress(done: int, of: int) -> Safe:
    """How far the brief is."""
    said = say(STEPS[min(done, len(STEPS) - 1)])
    return working(said, done, of or len(STEPS))


def _topic(document: Document) -> Safe:
    """A document as a topic; one that is addressed to somebody is read as a message."""
    template = "leader-message" if document.metadata.recipient else "situation"
    title = document.metadata.title
    return element("button", title, type="button", class_="example", data_write=title, data_template=template)


def _sources(brief: Brief) -> str:
    return count(len({c.document_id for c in brief.on_page}), "{number} source", "{number} sources")


# The page ------------------------------------------------------------------------------------------------------


def _section(section: BriefSection, cited: Mapping[int, Citation], ends: tuple[str, str]) -> Safe:
    dated = section.role == "chronology"
    lines = (_sentence(s, cited, _tools(s, ends, movable=not dated)) for s in section.sentences)
    drawn = figure(section, WIDTH)
    return element(
        "section",
        element("h3", say(section.heading)),
        _drawn(drawn) if drawn else "",
        element("ul", *lines, class_=f"said-list {section.role}"),
    )


def _sentence(sentence: BriefSentence, cited: Mapping[int, Citation], tools: str) -> Safe:
    buttons = join(source_button(cited[n]) for n in sentence.citations if n in cited)
    *begun, last = (sentence.text if sentence.day else sentence.whole).rsplit(" ", 1)
    words = join([*begun, element("span", last, "\u00a0", buttons, class_="together")], " ")
    lead = element("span", day(sentence.day), class_="lead") if sentence.day else ""
    mark = element("span", say(INFERENCE), class_="doubt") if sentence.inference else ""
    kept = element("span", say("locked"), class_="doubt") if sentence.locked else ""
    return element(
        "li",
        lead,
        element("span", words, mark, kept, class_="words"),
        tools,
        class_="brief-line locked" if sentence.locked else "brief-line",
        data_key=sentence.key,
    )


def _tools(sentence: BriefSentence, ends: tuple[str, str], *, movable: bool) -> Safe:
    first, last = ends
    arrows = [
        _tool(sentence, "up", "↑", "Move up", disabled=sentence.key == first),
        _tool(sentence, "down", "↓", "Move down", disabled=sentence.key == last),
    ]
    lock = ("unlock", "Unlock", "Unlock") if sentence.locked else ("lock", "Lock", "Lock")
    return element(
        "span",
        *(arrows if movable else ()),
        _tool(sentence, *lock),
        _tool(sentence, "drop", "Drop", "Drop"),
        class_="tools",
    )


def _tool(sentence: BriefSentence, does: str, label: str, name: str, *, disabled: bool = False) -> Safe:
    words = sentence.whole if len(sentence.whole) <= SHORTENED else f"{sentence.whole[:SHORTENED].rsplit(' ', 1)[0]} …"
    return element(
        "button",
        say(label),
        type="button",
        class_="quiet",
        data_do=does,
        aria_label=f"{say(name)}: {words}",
        title=say(name),
        disabled=disabled,
    )


def _drawn(drawn: Figure) -> Safe:
    """The days along a line, in the millimetres of the printed page."""
    line = element("line", x1=0, y1="7", x2=f"{drawn.width:g}", y2="7", class_="track")
    parts: list[str] = []
    for point in drawn.points:
        away, at = ("9.6", "13") if point.below else ("4.4", "3.4")
        parts += [
            element("line", x1=f"{point.dot:.1f}", y1="7", x2=f"{point.label:.1f}", y2=away, class_="lead-line"),
            element("circle", cx=f"{point.dot:.1f}", cy="7", r="1"),
            element("text", point.text, x=f"{point.label:.1f}", y=at),
        ]
    return element(
        "svg",
        line,
        *parts,
        viewBox=f"0 0 {drawn.width:g} 15",
        role="img",
        aria_label=drawn.alt,
        class_="days",
    )


def _gaps(gaps: Sequence[str]) -> Safe:
    if not gaps:
        return Safe()
    return element("section", element("h3", say("Gaps in the library")), element("p", " ".join(map(translated, gaps))))


def _cited(briefed: Briefed) -> Safe:
    """The sources as the page prints them."""
    cited = sources_of(briefed.brief.on_page, briefed.sources)
    named = "; ".join(f"[{numbers(source.cited)}] {named_on_page(source)}" for source in cited)
    records = element("p", say(RECORDS), class_="byline") if any(source.note for source in cited) else ""
    return element("section", element("h3", say("Sources")), element("p", f"{named}.", class_="byline"), records)


# Beside the page -----------------------------------------------------------------------------------------------


def _undo(draft: Draft) -> Safe:
    return element("button", say("Undo"), type="button", class_="quiet", data_do="undo", disabled=draft.before is None)


def _left_out(draft: Draft, cited: Mapping[int, Citation]) -> Safe:
    """What is not on the page, each with the way there."""
    if not draft.page.left_out:
        return Safe()
    lines = []
    for sentence in draft.page.left_out:
        dropped = element("span", say("dropped"), class_="doubt") if sentence.key in draft.taken else ""
        put = _tool(sentence, "put", "Put on the page", "Put on the page and lock")
        lines.append(_sentence(sentence, cited, element("span", dropped, put, class_="tools shown")))
    label = say("Left out of the page: {number}", number=len(lines))
    return element("details", element("summary", label), element("ul", *lines, class_="said-list"), class_="beside")


def _searched(brief: Brief) -> Safe:
    if not brief.coverage:
        return Safe()
    rows = (
        element("li", f"{say(c.facet)}: {translated(found(c))}")
        for c in sorted(brief.coverage, key=lambda c: -c.sentences)
    )
    return element("details", element("summary", say("What was searched for")), element("ul", *rows), class_="beside")
