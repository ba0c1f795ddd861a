"""A brief as Markdown. Whatever a document says is text: its own Markdown and HTML are escaped. Pure."""

from __future__ import annotations

from assistant.export.briefs import INFERENCE, RECORDS, Briefed, by_document, numbers, source, told
from assistant.export.markdown import as_text, marks
from assistant.export.verdicts import flat, places
from assistant.records import BriefSection, BriefSentence, Citation
from assistant.records.days import day_in_words


def markdown(briefed: Briefed) -> bytes:
    """The whole brief, its annex behind it where it has one."""
    brief = briefed.brief
    blocks = [f"# {as_text(brief.title)}", as_text(brief.template)]
    for section in brief.sections:
        blocks += [f"## {as_text(section.heading)}", _body(section)]
    if brief.gaps:
        blocks += ["## Gaps in the library", "\n".join(f"- {as_text(gap)}" for gap in brief.gaps)]
    cited = by_document(briefed.on_page)
    blocks += ["## Sources", "\n".join(_source(briefed, own) for own in cited)]
    if any(briefed.is_record(own[0].document_id) for own in cited):
        blocks.append(as_text(RECORDS))
    blocks.append(as_text(told(brief)))
    if brief.annex:
        blocks += _annex(briefed)
    return ("\n\n".join(blocks) + "\n").encode()


def _body(section: BriefSection) -> str:
    if section.role == "lead":
        return " ".join(_sentence(s) for s in section.sentences)
    return "\n".join(f"- {_day(s)}{_sentence(s)}" for s in section.sentences)


def _day(sentence: BriefSentence) -> str:
    return f"**{as_text(day_in_words(sentence.day))}:** " if sentence.day else ""


def _sentence(sentence: BriefSentence) -> str:
    mark = f" *({INFERENCE})*" if sentence.inference else ""
    text = sentence.text if sentence.day else sentence.whole
    return f"{as_text(flat(text))}{mark} {marks(sentence.citations)}"


def _source(briefed: Briefed, own: list[Citation]) -> str:
    address = briefed.address(own[0].document_id)
    where = f" Original: <{address}>" if address.startswith("http") and not set(address) & set("<> ") else ""
    return f"- \\[{numbers(own)}\\] {as_text(source(briefed, own))}{where}"


def _annex(briefed: Briefed) -> list[str]:
    brief = briefed.brief
    searched = [f"- {as_text(c.facet)}: {c.sentences} sentences, {c.documents} documents" for c in brief.coverage]
    blocks = ["## Annex", "### What was searched for", "\n".join(searched)]
    if brief.left_out:
        blocks += ["### Left out of the page", "\n".join(f"- {_day(s)}{_sentence(s)}" for s in brief.left_out)]
    blocks.append("### Sources, word for word")
    for own in by_document(brief.citations):
        quotes = "\n".join(f"- \\[{c.n}\\] {as_text(flat(c.quote))}" for c in own)
        where = f"{as_text(own[0].document_id)}; {as_text(places(own))}"
        blocks.append(f"{as_text(source(briefed, own))} ({where})\n\n{quotes}")
    return blocks
