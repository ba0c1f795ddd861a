"""One answer as HTML: how the question was read, the prose, and for a refusal the nearest passages. Pure rendering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.export.words import written_by
from assistant.ui.clipboard import as_html, as_text
from assistant.ui.labels import day, days
from assistant.ui.markup import Safe, element, join
from assistant.ui.prose import place_of, prose
from assistant.ui.translated import translated
from assistant.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.records import Answer, Choice, Hit, Metadata

    Sources = Mapping[str, Metadata]

MOST_SHOWN_OF_A_PASSAGE = 240


def reply(answer: Answer, sources: Sources, turn: int = 1) -> Safe:
    """The answer's HTML, as that of turn number `turn`. `sources` holds the metadata of its documents, by id."""
    asks_back = answer.refused and bool(answer.choices) and not (answer.citations or answer.nearest)
    label = say("Please say which") if asks_back else say("No answer in the library")
    refused = element("p", label, class_="refusal") if answer.refused else ""
    return element(
        "div",
        _reading(answer),
        refused,
        prose(answer, sources),
        _nearest(answer, sources) if answer.refused else "",
        _choices(answer, turn, asks_back=asks_back),
        join(element("p", translated(notice), class_="notice") for notice in _untold(answer, sources)),
        element("p", translated(written_by(answer)), class_="notice") if answer.tokens else "",
        class_="reply refused" if answer.refused else "reply",
    )


def copy_button(answer: Answer, sources: Sources) -> Safe:
    """The button that copies the answer; it carries what it copies, as text and as HTML."""
    return element(
        "button",
        say("Copy answer"),
        type="button",
        class_="quiet",
        data_copy_text=as_text(answer, sources),
        data_copy_html=as_html(answer, sources),
    )


def shortened(passage: str, most: int = MOST_SHOWN_OF_A_PASSAGE) -> str:
    """`passage` on one line, cut at a word where it is longer than `most` characters."""
    line = " ".join(passage.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def _plain(question: str) -> str:
    return " ".join(question.split()).rstrip("?!. ").casefold()


def _reading(answer: Answer) -> Safe:
    """How the question was understood, where that is not just what it says."""
    read_as = answer.read_as if _plain(answer.read_as) != _plain(answer.question) else ""
    edit = element("button", say("Edit and ask again"), type="button", class_="quiet edit", data_edit=answer.read_as)
    understood = ((say("Read as"), read_as, edit), (say("Assumed"), translated(answer.assumed or ""), ""))
    lines = [
        element("p", element("span", name), " ", value, " ", does, class_="reading")
        for name, value, does in understood
        if value
    ]
    return join(lines)


def _nearest(answer: Answer, sources: Sources) -> Safe:
    if not answer.nearest:
        return Safe()
    hits = join(_near(hit, sources.get(hit.passage.document_id)) for hit in answer.nearest)
    heading = element("h4", say("Nearest passages, which do not answer it"))
    return join([heading, element("ul", hits, class_="nearest")])


def _near(hit: Hit, metadata: Metadata | None) -> Safe:
    passage = hit.passage
    title = passage.title or (metadata.title if metadata else passage.document_id)
    facts = [days(metadata) if metadata else "", say("page {page}", page=passage.page) if passage.page else ""]
    button = element(
        "button",
        title,
        type="button",
        class_="cite-title",
        aria_label=say("Source: {named}", named=", ".join(filter(None, [title, *facts]))),
        **place_of(passage.document_id, passage.version, passage.start, passage.end),
    )
    where = element("p", join(facts, " · "), class_="byline")
    return element("li", button, where, element("p", shortened(passage.text)))


def _choices(answer: Answer, turn: int, *, asks_back: bool) -> Safe:
    """The other documents that a reference may have meant: one click asks the same question of one of them."""
    if not answer.choices:
        return Safe()
    said = join(element("li", _choice(choice, answer.question, turn)) for choice in answer.choices)
    heading = say("Ask it of:") if asks_back else say("It could also mean:")
    listed = element("ul", said, aria_label=say("Other readings"))
    return element("div", element("p", heading), listed, class_="choices")


def _choice(choice: Choice, question: str, turn: int) -> Safe:
    named = ", ".join(part for part in (choice.title, day(choice.date)) if part)
    return element(
        "button",
        named,
        type="button",
        class_="choice",
        aria_label=say("Ask the same of {named}", named=named),
        data_ask=question,
        data_of=choice.document_id,
        data_turn=str(turn),
    )


def _untold(answer: Answer, sources: Sources) -> Iterable[str]:
    """The notices that no byline has said already: a byline tells which documents are records and of what."""
    said = [(m.title, m.note) for m in sources.values() if m.note]
    return (n for n in answer.notices if not any(title in n and note in n for title, note in said))
