"""An answer as plain text for a terminal: how the question was read, the answer, its sources. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.export.words import DOUBTS, written_by
from assistant.records import Answer

_SHOWN = 200
"""Characters of a nearest passage."""


def as_text(answer: Answer) -> str:
    """All that is known of `answer`, in paragraphs."""
    paragraphs = [*_reading(answer), answer.answer, *_doubts(answer), *_choices(answer), *_sources(answer)]
    notes = [f"Note: {notice}" for notice in answer.notices]
    return "\n\n".join([*paragraphs, *notes, *filter(None, [written_by(answer)])])


def _reading(answer: Answer) -> Iterator[str]:
    """How the question was read, where that is not just what it says."""
    told = []
    if answer.read_as != answer.question:
        told.append(f"Read as: {answer.read_as}")
    if answer.assumed:
        told.append(f"Assumed: {answer.assumed}")
    if told:
        yield "\n".join(told)


def _doubts(answer: Answer) -> Iterator[str]:
    """The sentences that their sources do not fully carry, and what was changed in them."""
    told = []
    for sentence in answer.sentences:
        doubt = DOUBTS.get(sentence.support, "")
        if said := " ".join(filter(None, (f"{doubt}." if doubt else "", *sentence.remarks))):
            told.append(f"- “{sentence.text[:_SHOWN]}”: {said[0].lower()}{said[1:]}")
    if told:
        yield "\n".join(["To be read with care", *told])


def _choices(answer: Answer) -> Iterator[str]:
    if answer.choices:
        listed = [f"- {choice.title} ({choice.document_id})" for choice in answer.choices]
        yield "\n".join(["Could also mean (ask again with --document ID)", *listed])


def _sources(answer: Answer) -> Iterator[str]:
    if answer.citations:
        cited = [
            f"[{c.n}] {c.title}{f', page {c.page}' if c.page else ''} "
            f"({c.document_id}, version {c.version}, characters {c.start}-{c.end})"
            for c in answer.citations
        ]
        yield "\n".join(["Sources", *cited])
    elif answer.nearest:
        near = [f"- {h.passage.title}: {' '.join(h.passage.text.split())[:_SHOWN]} …" for h in answer.nearest]
        yield "\n".join(["Nearest passages", *near])
