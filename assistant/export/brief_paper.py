"""A brief as paper, for Word and Markdown; its PDF is set by itself, since there the page is counted. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.export.briefs import INFERENCE, Briefed, told
from assistant.export.paper import Block, Heading, Listing, Paper, Paragraph, Run, Runs, plain, sources_of
from assistant.export.words import flat
from assistant.records import BriefSection, BriefSentence
from assistant.records.days import day_in_words


def brief_paper(briefed: Briefed) -> Paper:
    """The sections, the gaps, and with an annex what was searched for, left out, and every citation in its passage."""
    brief = briefed.brief
    return Paper(
        title=brief.title,
        blocks=tuple(_blocks(briefed)),
        sources=sources_of(brief.citations if brief.annex else brief.on_page, briefed.sources, briefed.excerpts),
        byline=(brief.template,),
        kind="brief",
        subject="What the documents of a library say on a topic",
        annex=brief.annex,
        size=brief.paper,
    )


def _blocks(briefed: Briefed) -> Iterator[Block]:
    brief = briefed.brief
    for section in brief.sections:
        yield Heading(section.heading)
        yield _body(section)
    if brief.gaps:
        yield Heading("Gaps in the library")
        yield Listing(tuple(plain(gap) for gap in brief.gaps))
    yield Paragraph(plain(told(brief), "soft"))
    if brief.annex:
        searched = (f"{c.facet}: {c.sentences} sentences, {c.documents} documents" for c in brief.coverage)
        yield Heading("What was searched for")
        yield Listing(tuple(plain(line) for line in searched))
        if brief.left_out:
            yield Heading("Left out of the page")
            yield Listing(tuple(tuple(_sentence(s)) for s in brief.left_out))


def _body(section: BriefSection) -> Block:
    if section.role == "lead":
        return Paragraph(tuple(run for s in section.sentences for run in (*_sentence(s), Run(" "))))
    return Listing(tuple(tuple(_sentence(s)) for s in section.sentences))


def _sentence(sentence: BriefSentence) -> Runs:
    """Its day where it stands in a chronology, its words with their citations, and whether it is inference."""
    day = (Run(f"{day_in_words(sentence.day)}: ", "strong"),) if sentence.day else ()
    inference = (Run(f" ({INFERENCE})", "emphasis"),) if sentence.inference else ()
    text = flat(sentence.text if sentence.day else sentence.whole)
    return (*day, Run(text, cites=sentence.citations), *inference)
