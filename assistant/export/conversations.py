"""A whole conversation as paper: each question with its answer or refusal, its sources numbered through. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.export.answers import Answered, answer_blocks
from assistant.export.excerpts import Excerpt
from assistant.export.paper import Block, Heading, Paper, Paragraph, plain, sources_of
from assistant.export.words import written_by
from assistant.records import Citation, Metadata
from assistant.records.days import day_in_words


@dataclass(frozen=True, slots=True)
class Talk:
    """What was asked one after the other, each with its answer."""

    turns: tuple[Answered, ...]

    @property
    def title(self) -> str:
        """What to call it: its first question."""
        return self.turns[0].title if self.turns else "Nothing was asked"

    @property
    def sources(self) -> dict[str, Metadata]:
        """The metadata of every document that an answer shows, by id."""
        return {i: metadata for turn in self.turns for i, metadata in turn.sources.items()}

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """The passages that the answers cite."""
        return tuple(excerpt for turn in self.turns for excerpt in turn.excerpts)


def conversation_paper(talk: Talk, *, annex: bool = False) -> Paper:
    """The conversation; words cited twice keep one number."""
    turns, citations = renumbered(talk.turns)
    days = list(dict.fromkeys(turn.day for turn in turns if turn.day))
    asked = f"{len(turns)} question{'s' * (len(turns) != 1)}"
    when = " to ".join(day_in_words(day) for day in dict.fromkeys((days[0], days[-1]))) if days else ""
    return Paper(
        title=f"Conversation: {talk.title}",
        blocks=tuple(_blocks(turns)),
        sources=sources_of(citations, talk.sources, talk.excerpts),
        byline=(f"{asked}, {when}" if when else asked,),
        kind="conversation",
        subject="Questions to the documents of a library, with their answers",
        day=days[-1] if days else "",
        annex=annex,
    )


def renumbered(turns: tuple[Answered, ...]) -> tuple[tuple[Answered, ...], list[Citation]]:
    """`turns` with their citations numbered through, and these citations once each, in order."""
    found: dict[Citation, Citation] = {}
    anew = []
    for turn in turns:
        numbers = {}
        for c in turn.answer.citations:
            kept = found.setdefault(replace(c, n=0), replace(c, n=len(found) + 1))
            numbers[c.n] = kept.n
        sentences = tuple(
            replace(s, citations=tuple(numbers[n] for n in s.citations if n in numbers)) for s in turn.answer.sentences
        )
        citations = tuple(replace(c, n=numbers[c.n]) for c in turn.answer.citations)
        anew.append(replace(turn, answer=replace(turn.answer, sentences=sentences, citations=citations)))
    return tuple(anew), list(found.values())


def _blocks(turns: tuple[Answered, ...]) -> Iterator[Block]:
    for turn in turns:
        yield Heading(turn.title)
        yield from answer_blocks(turn, 2)
        if by := written_by(turn.answer):
            yield Paragraph(plain(by, "soft"))
