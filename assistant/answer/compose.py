"""Chosen sentences → an Answer: numbered, grouped by source, every one cited with its exact words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.errors import ChatError
from assistant.records import Answer, Choice, Citation, Document, Form, Hit, Sentence, Span
from assistant.records.days import day_in_words
from assistant.search.resolve import Understood


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence that goes into an answer."""

    document: Document
    span: Span


def grouped(u: Understood, form: Form, chosen: Sequence[Chosen], lead: str = "", hits: Sequence[Hit] = ()) -> Answer:
    """An answer whose sentences stand under their sources, sources in order of first mention, each in reading order."""
    sources = list({c.document.id: c.document for c in chosen}.values())
    ordered = [
        c for source in sources for c in sorted(chosen, key=lambda c: c.span.start) if c.document.id == source.id
    ]
    citations = number(ordered)
    lines = [lead] if lead else []
    for source in sources:
        own = [c for c in citations if c.document_id == source.id]
        lines.append(f"{byline(source)}\n" + "\n".join(f"{_flat(c.quote)} [{c.n}]" for c in own))
    return _answer(u, form, "\n\n".join(lines), citations, sources, hits)


def dated(u: Understood, form: Form, chosen: Sequence[tuple[str, Chosen]], hits: Sequence[Hit] = ()) -> Answer:
    """An answer of dated lines, in the order given; each `chosen` is (day in words, sentence)."""
    citations = number([c for _, c in chosen])
    lines = [f"{day}: {_flat(c.quote)} [{c.n}]" for (day, _), c in zip(chosen, citations, strict=True)]
    return _answer(u, form, "\n".join(lines), citations, [c.document for _, c in chosen], hits)


def refusal(u: Understood, reason: str, searched: str, chosen: Sequence[Chosen], nearest: Sequence[Hit]) -> Answer:
    """Says that the library does not hold the answer, why, what was searched, and what it says about the gap itself."""
    citations = number(chosen)
    lines = [f"The library does not hold an answer to this: {reason}. Searched: {searched}."]
    if citations:
        lines.append("What it says about the gap:\n" + "\n".join(f"{_flat(c.quote)} [{c.n}]" for c in citations))
    return Answer(
        question=u.question.text,
        read_as=u.question.text,
        form=u.reading.form,
        answer="\n\n".join(lines),
        refused=True,
        sentences=sentences(citations),
        citations=tuple(citations),
        nearest=tuple(nearest),
        notices=notes(c.document for c in chosen),
    )


def as_read(u: Understood, answer: Answer) -> Answer:
    """`answer` with how its question was read: in full words, what was assumed, what else it may have meant."""
    cited = answer.cited
    about = dict.fromkeys(d.id for d in u.about)
    # Of several that it was about, "it" is next the one that the answer cites first.
    in_order = (*(i for i in cited if i in about), *(i for i in about if i not in cited))
    return replace(
        answer,
        question=u.asked,
        read_as=u.question.text,
        assumed=u.assumed,
        choices=tuple(Choice(d.id, d.metadata.title, d.metadata.date) for d in u.choices),
        about=in_order or tuple(cited),
    )


def which_one(u: Understood) -> Answer:
    """Asks back: several documents fit equally well, and nothing is answered from one of them by guess."""
    days = [day_in_words(d.metadata.date) for d in u.tie]
    named = [f"{d.metadata.title} ({day})" if day else d.metadata.title for d, day in zip(u.tie, days, strict=True)]
    listed = f"{', '.join(named[:-1])} or {named[-1]}"
    return Answer(
        question=u.question.text,
        read_as=u.question.text,
        form=u.reading.form,
        answer=f"Which one do you mean: {listed}?",
        refused=True,
    )


def without_model(answer: Answer, error: ChatError) -> Answer:
    """`answer`, which the sources' own sentences give, with why no chat model gave it on top of its notices."""
    why = f"{error.message} {error.hint or ''}".strip()
    return replace(answer, notices=(f"{why} The answer is made of the sources' own sentences.", *answer.notices))


def number(chosen: Sequence[Chosen]) -> list[Citation]:
    """Citations numbered from 1, one a sentence."""
    return [c.document.cite(n, c.span) for n, c in enumerate(chosen, 1)]


def sentences(citations: Sequence[Citation]) -> tuple[Sentence, ...]:
    """The source's own sentences: each is carried by its citation word for word."""
    return tuple(Sentence(text=_flat(c.quote), citations=(c.n,)) for c in citations)


def byline(document: Document) -> str:
    """Title, issuer and date of a source, in one line."""
    m = document.metadata
    facts = ", ".join(part for part in (m.issuer, day_in_words(m.date)) if part)
    return f"{m.title} ({facts}):" if facts else f"{m.title}:"


def notes(documents: Iterable[Document]) -> tuple[str, ...]:
    """What has to be said of cited documents: that they are records, and where the originals are."""
    out = []
    for document in documents:
        m = document.metadata
        if m.note:
            where = f" The original: {m.source}" if m.source else ""
            out.append(f"{m.title}: {m.note}{where}")
    return tuple(dict.fromkeys(out))


def _answer(
    u: Understood, form: Form, text: str, citations: list[Citation], sources: Sequence[Document], hits: Sequence[Hit]
) -> Answer:
    return Answer(
        question=u.question.text,
        read_as=u.question.text,
        form=form,
        answer=text,
        refused=False,
        sentences=sentences(citations),
        citations=tuple(citations),
        nearest=tuple(hits),
        notices=notes(sources),
    )


def _flat(quote: str) -> str:
    """A sentence on one line: a text wrapped by hand breaks lines inside its sentences."""
    return " ".join(quote.split())
