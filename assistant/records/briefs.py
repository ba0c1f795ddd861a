"""A brief: what sources say about a topic, on one page, in sections, every sentence cited."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.records.documents import Citation

PaperSize = Literal["a4", "letter"]


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A source's own sentence, or fields of a source joined by fixed words, and the citations that carry it.

    ``day`` is the ISO day by which it stands in a chronology, where it stands in one; ``lead`` what stands before it
    ("7 October 2024: ") where its own words do not name that day. ``label`` is what a figure calls it. While a brief
    is edited, ``key`` names the sentence, wherever it stands, and ``locked`` says that it stays on the page.
    ``written`` is True of a chat model's sentence, which its citations bear out.
    """

    text: str
    citations: tuple[int, ...]
    inference: bool = False
    day: str = ""
    lead: str = ""
    label: str = ""
    key: str = ""
    locked: bool = False
    written: bool = False

    @property
    def whole(self) -> str:
        """The sentence with its lead."""
        return self.lead + self.text


@dataclass(frozen=True, slots=True)
class BriefSection:
    """A part of the page, in the order in which it is read; ``role`` is the template's word for what it holds."""

    heading: str
    role: str
    sentences: tuple[BriefSentence, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many sentences of how many documents on the topic speak of one facet of it."""

    facet: str
    sentences: int
    documents: int


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief and what is said beside it: what the library lacks, how much did not fit, what was searched for.

    ``left_out`` holds what did not fit; its citations follow those `on_page`. Only an ``annex`` shows either.
    ``engine`` names the chat model that wrote some of the page's sentences; ``notices`` say what became of its prose.
    """

    title: str
    template: str
    sections: tuple[BriefSection, ...] = ()
    gaps: tuple[str, ...] = ()
    dropped: int = 0
    citations: tuple[Citation, ...] = ()
    pages: int = 0
    engine: str = "extractive"
    paper: PaperSize = "a4"
    coverage: tuple[Coverage, ...] = ()
    annex: bool = False
    left_out: tuple[BriefSentence, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def sentences(self) -> list[BriefSentence]:
        """Every sentence on the page, in order."""
        return [sentence for section in self.sections for sentence in section.sentences]

    @property
    def on_page(self) -> list[Citation]:
        """The citations of the page, without those of what was left out of it."""
        numbers = {n for sentence in self.sentences for n in sentence.citations}
        return [c for c in self.citations if c.n in numbers]

    @property
    def words(self) -> int:
        """Words of the sentences on the page; headings and sources do not count."""
        return sum(len(sentence.whole.split()) for sentence in self.sentences)

    def as_json(self) -> dict[str, Any]:
        """The brief as the commands print it."""
        return {
            "title": self.title,
            "sections": [
                {
                    "heading": section.heading,
                    "sentences": [
                        {"text": s.whole, "citations": list(s.citations), "inference": s.inference}
                        for s in section.sentences
                    ],
                }
                for section in self.sections
            ],
            "gaps": list(self.gaps),
            "dropped": self.dropped,
            "citations": [asdict(c) for c in (self.citations if self.annex else self.on_page)],
            "pages": self.pages,
            "words": self.words,
            "engine": self.engine,
        }
