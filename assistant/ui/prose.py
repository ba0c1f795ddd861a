"""The prose of an answer as HTML: sentences under their sources, each with its numbered buttons. Pure rendering."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from assistant.export.parts import Part, Remark, Said, parts
from assistant.export.words import DOUBTS
from assistant.ui.labels import day, days, parties, safe_link
from assistant.ui.markup import Safe, element, join, text
from assistant.ui.source import outside
from assistant.ui.translated import translated
from assistant.ui.words import count, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.records import Answer, Citation, Metadata

    Sources = Mapping[str, Metadata]


@dataclass(frozen=True, slots=True)
class Ours:
    """What of an answer is in the program's own words, so that it is put into the reader's language."""

    remarks: bool
    lines: bool


def prose(answer: Answer, sources: Sources) -> Safe:
    """The answer's parts as HTML, under the title of their source.

    A timeline's lines, a comparison's and a chat model's prose stand under none: they go from source to source.
    """
    cited = {citation.n: citation for citation in answer.citations}
    dated = any(isinstance(part, Said) and part.lead for part in parts(answer))
    mixed = dated or answer.form == "comparison" or bool(answer.tokens)

    def source_of(part: Part) -> str | None:
        """What to group by: the document of a sentence's first citation; nothing for remarks and mixed lines."""
        if mixed or isinstance(part, Remark):
            return None
        return next((cited[n].document_id for n in part.sentence.citations if n in cited), None)

    # Whose words the remarks are, and a comparison's lines around their quotations: the program's, or a model's.
    ours = Ours(not answer.tokens, answer.form == "comparison" and not answer.tokens)
    grouped = groupby(parts(answer), source_of)
    groups = [_group(sources.get(key or ""), list(own), cited, ours) for key, own in grouped]
    return join([*groups, _origins(answer, sources) if mixed else ""])


def source_button(citation: Citation) -> Safe:
    """The numbered button that opens the source of a sentence."""
    page = say("page {page}", page=citation.page) if citation.page else ""
    named = ", ".join(part for part in (citation.title, day(citation.date), page) if part)
    return element(
        "button",
        str(citation.n),
        type="button",
        class_="cite",
        aria_label=say("Source {n}: {named}", n=citation.n, named=named),
        title=named,
        **place_of(citation.document_id, citation.version, citation.start, citation.end),
    )


def place_of(document_id: str, version: int, start: int | None = None, end: int | None = None) -> dict[str, str]:
    """The attributes by which a button says what the source panel is to show; page.js reads them."""
    place = {"data_document": document_id, "data_version": str(version)}
    return place if start is None or end is None else {**place, "data_start": str(start), "data_end": str(end)}


def byline(metadata: Metadata) -> Safe:
    """Issuer, recipient and date, and where the document is a record of another, that it is one."""
    facts: list[str] = [parties(metadata, 2), days(metadata)]
    if metadata.note:
        address = safe_link(metadata.source)
        facts.append(element("span", say("library record"), title=translated(metadata.note)))
        named = say("Original of {title}", title=metadata.title)
        facts.append(outside(say("original"), address, named) if address else "")
    return element("p", join(facts, " · "), class_="byline")


def _group(metadata: Metadata | None, own: Sequence[Part], cited: Mapping[int, Citation], ours: Ours) -> Safe:
    """What one source says, under its title, issuer and date; or what stands without such a heading."""
    lines = join(
        _remark(part, ours=ours.remarks) if isinstance(part, Remark) else _sentence(part, cited, ours=ours.lines)
        for part in own
    )
    if metadata is None:
        return element("div", lines, class_="group")
    return element("section", element("h4", metadata.title), byline(metadata), lines, class_="group")


def _remark(remark: Remark, *, ours: bool) -> Safe:
    return element("p", translated(remark.text) if ours else remark.text, class_="remark")


def _sentence(said: Said, cited: Mapping[int, Citation], *, ours: bool) -> Safe:
    buttons = join(source_button(cited[n]) for n in said.sentence.citations if n in cited)
    doubt = say(DOUBTS.get(said.sentence.support, ""))
    tag = element("span", doubt, class_="doubt") if doubt else ""
    # The last word and the numbers after it stay on one line.
    *begun, last = (translated(said.sentence.text) if ours else said.sentence.text).rsplit(" ", 1)
    end = element("span", last, "\u00a0", buttons, class_="together") if buttons else text(last)
    remarks = " ".join(map(translated, said.sentence.remarks))
    why = element("span", remarks, class_="why") if remarks else ""
    words = element("span", join([*begun, end], " "), tag, why)
    if said.lead:
        return element("p", element("span", translated(said.lead), class_="lead"), words, class_="sentence dated")
    return element("p", words, class_="sentence")


def _origins(answer: Answer, sources: Sources) -> Safe:
    """The documents behind lines that stand under no titles of their own."""
    shown = dict.fromkeys(citation.document_id for citation in answer.citations)
    known = [sources[document_id] for document_id in shown if document_id in sources]
    entries = join(element("li", element("span", m.title), byline(m)) for m in known)
    held = count(len(known), "From {number} document", "From {number} documents")
    return element("details", element("summary", held), element("ul", entries), class_="origins")
