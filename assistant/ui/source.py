"""The source panel's content: a document's metadata and its text, with the cited span marked. Pure rendering."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.records import Span
from assistant.ui.labels import day, days, parties, safe_link
from assistant.ui.markup import Safe, element, join, text
from assistant.ui.source_tools import tools
from assistant.ui.status import problem
from assistant.ui.translated import translated
from assistant.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.records import Document, Metadata

MOST_SHOWN = 200_000
"""Characters of a document that the panel shows at once, around the cited span: more makes a browser stall."""

COMPLETENESS = {
    "whole": "It rests on the whole original.",
    "part": "It rests on part of the original.",
    "summary": "It rests on reports of the original.",
}
SCANNED = "Read off a scan by a program, which may misread a word: look at the page image before you quote."
_HEADING = re.compile(r"^(#{1,6}[ \t]+)(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """What of a document to show: the span to mark, if any, and which one of how many sources it is.

    Of a long text without a span to mark, the part that begins at ``begins``.
    """

    span: Span | None = None
    position: int = 0
    total: int = 0
    begins: int | None = None


def panel(
    document: Document, place: Place, current_version: int | None = None, passages: Sequence[Span] = ()
) -> Safe:
    """The panel's HTML.

    Args:
        document: what is shown.
        place: what of it.
        current_version: the document's newest, where it may be another than the one shown.
        passages: the stretches of it that are searched, each begun by a number that a button shows.
    """
    header = element(
        "header",
        element("h2", document.metadata.title, id="source-title"),
        _facts(document, place),
        _notices(document, current_version),
        tools(document, place.span),
        class_="source-head",
    )
    return join([_bar(place, bool(passages)), header, _scroller(_body(document, place, passages))])


def problem_panel(message: str, hint: str) -> Safe:
    """The panel where the document cannot be shown."""
    return join([_bar(Place()), _scroller(problem(message, hint))])


def note(metadata: Metadata) -> Safe:
    """What must be said wherever the document is cited, with the original's address; nothing where there is none."""
    if not metadata.note:
        return Safe()
    read = say(COMPLETENESS.get(metadata.completeness or "", ""))
    return element("p", join([translated(metadata.note), read, _original(metadata)], " "), class_="note")


def outside(label: str, address: str, name: str | None = None) -> Safe:
    """A link to another host, which learns nothing of this page. Never requested unless it is followed."""
    return element("a", label, href=address, target="_blank", rel="noopener noreferrer", aria_label=name, title=address)


def _scroller(content: str) -> Safe:
    return element("div", content, class_="source-scroll", tabindex=0, role="region", aria_label=say("Source text"))


def _bar(place: Place, cut: bool = False) -> Safe:
    steps = ""
    if place.total:
        steps = join(
            [
                element("span", say("Source {n} of {all}", n=place.position, all=place.total), class_="source-count"),
                _step("previous", say("Previous source"), "←", place.position <= 1),
                _step("next", say("Next source"), "→", place.position >= place.total),
            ]
        )
    named = say("Close source")
    close = element("button", say("Close"), type="button", class_="quiet", data_close=True, aria_label=named)
    passages = ""
    if cut:
        told = say("Show where each passage that is searched begins")
        kinds = {"type": "button", "class_": "quiet", "aria_pressed": "false", "title": told}
        passages = element("button", say("Passages"), **kinds, data_passages=True)
    count = steps or element("span", say("Document"), class_="source-count")
    return element("div", count, passages, close, class_="source-bar")


def _step(step: str, name: str, arrow: str, at_end: bool) -> Safe:
    return element(
        "button", arrow, type="button", class_="quiet", data_step=step, aria_label=name, title=name, disabled=at_end
    )


def _facts(document: Document, place: Place) -> Safe:
    """Who to whom, when, what kind, on which page: one line."""
    m = document.metadata
    page = document.page_at(place.span.start) if place.span else None
    published = say("published {day}", day=day(m.published)) if m.published and m.published != m.date else ""
    facts = [parties(m), days(m), published, m.kind or "", say("page {page}", page=page) if page else ""]
    return element("p", join(facts, " · "), class_="byline")


def _notices(document: Document, current_version: int | None) -> Safe:
    old = ""
    if current_version is not None and current_version != document.version:
        told = say(
            "This is version {old}; the library now holds version {new}.", old=document.version, new=current_version
        )
        old = element("p", told, class_="note")
    scan = element("p", say(SCANNED), class_="note") if document.metadata.scanned else ""
    source = document.metadata.source
    where = element("p", _original(document.metadata), class_="note") if source and not document.metadata.note else ""
    return join([old, scan, note(document.metadata), where])


def _original(metadata: Metadata) -> Safe:
    address = safe_link(metadata.source)
    if address:
        link = outside(address, address, say("Original: {address}", address=address))
        return element("span", say("Original: {address}", address="").strip(), " ", link, class_="original")
    told = say("Original: {address}", address=metadata.source or "")
    return element("span", told, class_="original") if metadata.source else Safe()


def _body(document: Document, place: Place, passages: Sequence[Span]) -> Safe:
    window, span = _window(document.text, place), place.span
    cuts = _cuts(document, passages)
    begins = len(document.text) - len(document.text.lstrip("\n"))
    blank = Span(window.start, min(max(begins, window.start), span.start if span else begins))
    lines = element("span", document.text[blank.start : blank.end], class_="blank") if blank.end > blank.start else ""
    pieces = join([lines, *_pieces(document, Span(max(blank.end, window.start), window.end), span, cuts)])
    shown = element("div", pieces, class_="source-text", lang=document.metadata.language)
    if window == Span(0, len(document.text)):
        return shown
    parts = _parts(document, window)
    return join([parts, shown, parts])


def _parts(document: Document, window: Span) -> Safe:
    """Which part of a long text is shown, and the way to its neighbours."""
    ends = {"first": f"{window.start + 1:,}", "last": f"{window.end:,}", "all": f"{len(document.text):,}"}
    told = say("Characters {first} to {last} of {all}.", **ends)
    place = {"data_document": document.id, "data_version": str(document.version)}
    steps = [
        element("button", label, type="button", class_="quiet", data_from=str(begins), **place)
        for label, begins, there in (
            (say("Earlier part"), max(0, window.start - MOST_SHOWN), window.start > 0),
            (say("Later part"), window.end, window.end < len(document.text)),
        )
        if there
    ]
    return element("p", join([told, *steps], " "), class_="note parts")


def _window(content: str, place: Place) -> Span:
    """The stretch to show: all of it, or `MOST_SHOWN` characters with the span in their middle, or from a place on."""
    if len(content) <= MOST_SHOWN:
        return Span(0, len(content))
    middle = (place.span.start + place.span.end) // 2 if place.span else (place.begins or 0) + MOST_SHOWN // 2
    start = min(max(0, middle - MOST_SHOWN // 2), len(content) - MOST_SHOWN)
    return Span(start, start + MOST_SHOWN)


def _cuts(document: Document, passages: Sequence[Span]) -> dict[int, Safe]:
    """Offset → what stands before the character there: where a page begins, where a passage does."""
    pages = {
        page: element("span", class_="page-break", data_label=_page(document, page), aria_hidden="true")
        for page in document.page_starts
        if page
    }
    numbers = {
        passage.start: element("span", class_="passage-start", data_passage=n, aria_hidden="true")
        for n, passage in enumerate(passages, 1)
    }
    return {at: join([pages.get(at, ""), numbers.get(at, "")]) for at in sorted({*pages, *numbers})}


def _page(document: Document, start: int) -> str:
    return say("Page {page}", page=document.page_at(start) or 0)


def _pieces(document: Document, window: Span, span: Span | None, cuts: dict[int, Safe]) -> Iterator[Safe]:
    """The text before the mark, the mark and the text after it: together exactly the window's characters."""
    if span is None or span.end <= window.start or span.start >= window.end or span.start >= span.end:
        yield _dressed(document, window, cuts)
        return
    start, end = max(span.start, window.start), min(span.end, window.end)
    yield _dressed(document, Span(window.start, start), cuts)
    yield element("mark", _dressed(document, Span(start, end), cuts))
    yield _dressed(document, Span(end, window.end), cuts)


def _dressed(document: Document, span: Span, cuts: dict[int, Safe]) -> Safe:
    """The characters of `span`, cuts and Markdown headings made visible without a character more or less."""
    edges = [span.start, *(at for at in cuts if span.start < at < span.end), span.end]
    parts: list[str] = []
    for start, end in zip(edges, edges[1:], strict=False):
        parts.append(cuts.get(start, "") if end > start else "")
        parts.append(_headed(document.text[start:end]) if _is_markdown(document) else text(document.text[start:end]))
    return join(parts)


def _headed(content: str) -> Safe:
    parts: list[str] = []
    at = 0
    for found in _HEADING.finditer(content):
        parts.append(text(content[at : found.start()]))
        parts.append(element("span", element("span", found[1], class_="hashes"), found[2], class_="heading"))
        at = found.end()
    return join([*parts, text(content[at:])])


def _is_markdown(document: Document) -> bool:
    return (document.path or "").lower().endswith((".md", ".markdown"))
