"""A brief in words, for every file: its sources as lines, its notes, its figure's dates. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from assistant.export.excerpts import Excerpt, Find, excerpts, metadata_of
from assistant.export.paper import Source
from assistant.export.words import flat, named
from assistant.records import Brief, Citation, Coverage, Metadata

INFERENCE = "inference"
RECORDS = "Sources marked * are records written for this library, not the originals: quote from the originals."
MADE_OF = "Every sentence is a source's own; words in square brackets are added."
BY_MODEL = "written by {} and held against the sources cited; every other sentence is a source's own."
SMALLEST = 9.5
"""Points; nothing on the page is set smaller."""


@dataclass(frozen=True, slots=True)
class Briefed:
    """A brief with the metadata of the documents it cites, by id, and the passages in which the words cited stand."""

    brief: Brief
    sources: Mapping[str, Metadata] = field(default_factory=dict)
    excerpts: tuple[Excerpt, ...] = ()

    @classmethod
    def of(cls, brief: Brief, document: Find) -> Briefed:
        """`brief` with the metadata of what it cites and the passages cited; `document` finds one."""
        cited = ((c.document_id, c.version) for c in brief.citations)
        return cls(brief, metadata_of(cited, document), excerpts(brief.citations, document))

    @property
    def title(self) -> str:
        """What to call it: its topic."""
        return self.brief.title


def numbers(own: Sequence[Citation]) -> str:
    """The numbers of citations in few signs: ``1, 4–6``."""
    ns = sorted(c.n for c in own)
    runs = [[n for _, n in run] for _, run in groupby(enumerate(ns), key=lambda pair: pair[1] - pair[0])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def named_on_page(source: Source) -> str:
    """A source in one line: its title, its day where the title does not say it, the pages cited, * for a record."""
    first = source.cited[0]
    pages = sorted({c.page for c in source.cited if c.page})
    where = f", p. {', '.join(map(str, pages))}" if pages else ""
    star = "*" if source.note else ""
    return f"{_without_page(first)}{where}{star}"


def _without_page(c: Citation) -> str:
    year = (c.date or "").strip("-")[:4]
    title = c.title.rstrip(".")
    return flat(title) if year and year in title else named(replace(c, title=title, page=None))


def found(facet: Coverage) -> str:
    """How much of a facet the library holds, in words."""
    if not facet.sentences:
        return "nothing in the library"
    of = f"{facet.sentences} sentence{'s' * (facet.sentences != 1)}"
    return f"{of} in {facet.documents} document{'s' * (facet.documents != 1)}"


def told(brief: Brief) -> str:
    """How the page came about, in one line: how much was left out of it, what it is made of."""
    left = {0: "Nothing", 1: "1 sentence"}.get(brief.dropped, f"{brief.dropped} sentences")
    room = f"{'were' if brief.dropped > 1 else 'was'} left out"
    return f"{left} {room}. {made_of(brief)}"


def made_of(brief: Brief) -> str:
    """Whose words the sentences on the page are."""
    written = [section.heading for section in brief.sections if any(s.written for s in section.sentences)]
    if not written:
        return MADE_OF
    n = sum(s.written for s in brief.sentences)
    which = "1 sentence" if n == 1 else f"{n} sentences"
    where = " and ".join(f"“{flat(heading)}”" for heading in written)
    return f"{which} under {where} {'was' if n == 1 else 'were'} {BY_MODEL.format(flat(brief.engine))}"
