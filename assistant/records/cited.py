"""What a chat model wrote from numbered passages, once every sentence of it was held against them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.records.answers import Sentence, Support
from assistant.records.documents import Citation, Document, Span


@dataclass(frozen=True, slots=True)
class GivenPassage:
    """A passage as a chat model was given it: ``document.text[span.start:span.end]``; its number is its place, from 1.

    ``sentences`` are the document's sentence spans inside; where there are none the passage is parted anew.
    """

    document: Document
    span: Span
    sentences: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The passage's own words."""
        return self.document.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """One sentence as it may be shown: plain text, what carries it, and how well.

    ``before`` is what stands between it and the sentence before it: "" for the first, a space, or line ends with the
    sign of a list item. ``reason`` says why it is not supported ("" where it is); ``flags`` say what was changed in it
    or in its citations. Where ``claims`` is False it states nothing that a source could bear out ("The sources say
    this:"); it then has no citations and is never supported. ``quotations`` are spans of ``text`` that stand in
    quotation marks, each the source's own words.
    """

    text: str
    support: Support
    citations: tuple[int, ...] = ()
    reason: str = ""
    flags: tuple[str, ...] = ()
    quotations: tuple[Span, ...] = ()
    before: str = ""
    claims: bool = True

    def as_sentence(self) -> Sentence:
        """The sentence as answers hold it."""
        return Sentence(self.text, self.citations, self.support, tuple(filter(None, (self.reason, *self.flags))))


@dataclass(frozen=True, slots=True)
class CitedText:
    """A chat model's text held against its passages. Citations are numbered anew, in order of first mention.

    ``notices`` say what concerns the whole text; ``not_in_corpus`` is True where the model says that the passages do
    not hold an answer, and says nothing else that they bear out.
    """

    sentences: tuple[CitedSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    notices: tuple[str, ...] = ()
    not_in_corpus: bool = False

    @property
    def text(self) -> str:
        """All of it as plain text, each sentence followed by its numbers."""
        return "".join(s.before + s.text + "".join(f" [{n}]" for n in s.citations) for s in self.sentences)

    def without_unsupported(self) -> CitedText:
        """The text without the sentences that nothing bears out, and without what only they cited."""
        kept = [s for s in self.sentences if s.support != "unsupported"]
        if kept:
            kept[0] = replace(kept[0], before=kept[0].before.lstrip("\n "))
        order = dict.fromkeys(n for sentence in kept for n in sentence.citations)
        new = {old: at for at, old in enumerate(order, 1)}
        by_number = {c.n: c for c in self.citations}
        return replace(
            self,
            sentences=tuple(replace(s, citations=tuple(new[n] for n in s.citations)) for s in kept),
            citations=tuple(replace(by_number[old], n=at) for old, at in new.items()),
        )
