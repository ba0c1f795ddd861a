"""A product laid out as paper: title, blocks of a few kinds, numbered sources. Every format is made from this.

What a block says is text, never markup: a renderer escapes it for its format. Numbers in square brackets lead from a
run to a source. Whoever has something to put on paper makes a `Paper`; `files.write` does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from assistant.export.excerpts import Excerpt
from assistant.export.words import flat, note_of
from assistant.records import Citation, Metadata, PaperSize

Mark = Literal["", "strong", "emphasis", "soft", "differing", "inserted", "deleted"]
"""How words stand out. ``soft`` is what is said about a thing beside it; the last three never rest on colour alone."""
Tone = Literal["", "good", "doubtful", "bad"]
Level = Literal[1, 2, 3]
UNTITLED = "Untitled"
"""What a paper is called whose title holds nothing that can be printed."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike, followed by the numbers of the citations they rest on."""

    text: str
    mark: Mark = ""
    cites: tuple[int, ...] = ()


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` is 1 for the parts of the paper, 2 for parts of these, 3 below."""

    text: str
    level: Level = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a source set apart, with a line that says whose they are."""

    runs: Runs
    by: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Items, with bullets or numbered."""

    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; a cell holds lines. ``widths`` are the columns' shares, all alike where none are given."""

    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Runs, ...], ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Callout:
    """What must not be overlooked, set apart under a label: a verdict on the whole, a refusal."""

    label: str
    runs: Runs = ()
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing that was looked into: its words, the verdict on it, how sure, and what each source says, a line each."""

    number: str
    words: Runs
    verdict: str
    tone: Tone = ""
    sureness: str = ""
    evidence: tuple[Runs, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings one under the other, beside their evidence."""

    items: tuple[Finding, ...]
    head: tuple[str, str, str] = ("No.", "Claim and verdict", "Evidence")


Block = Heading | Paragraph | Quotation | Listing | Table | Callout | Findings


@dataclass(frozen=True, slots=True)
class Source:
    """One version of one document, with the citations of it in order, and its metadata where that is known.

    ``excerpts`` are the passages in which the words cited stand, for an annex.
    """

    cited: tuple[Citation, ...]
    metadata: Metadata | None = None
    excerpts: tuple[Excerpt, ...] = ()

    @property
    def note(self) -> str:
        """What must be said wherever the document is cited."""
        return note_of(self.metadata)

    @property
    def address(self) -> str:
        """Where the original is, where that is known."""
        return ((self.metadata.source if self.metadata else None) or "").strip()


@dataclass(frozen=True, slots=True)
class Paper:
    """What goes into a file: ``byline`` stands under the title, ``sources`` at the end.

    ``kind`` is what such a thing is called ("brief"); ``subject`` says in a few words what it is, for the file's
    properties; ``day`` (ISO) when it was made. With ``annex`` every citation is printed in its passage at the end.
    """

    title: str
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...] = ()
    byline: tuple[str, ...] = ()
    kind: str = "paper"
    subject: str = ""
    day: str = ""
    annex: bool = False
    size: PaperSize = "a4"

    @property
    def citations(self) -> list[Citation]:
        """Every citation of the sources, by number."""
        return sorted((c for source in self.sources for c in source.cited), key=lambda c: c.n)


def sources_of(
    citations: Iterable[Citation], known: Mapping[str, Metadata], excerpts: Iterable[Excerpt] = ()
) -> tuple[Source, ...]:
    """The documents cited, each version once, in the order of their first; `known` holds metadata by document."""
    found: dict[tuple[str, int], list[Citation]] = {}
    for citation in citations:
        found.setdefault((citation.document_id, citation.version), []).append(citation)
    passages: dict[tuple[str, int], list[Excerpt]] = {}
    for excerpt in dict.fromkeys(excerpts):
        passages.setdefault((excerpt.document_id, excerpt.version), []).append(excerpt)
    return tuple(Source(tuple(own), known.get(key[0]), tuple(passages.get(key, ()))) for key, own in found.items())


def plain(words: str, mark: Mark = "", cites: Iterable[int] = ()) -> Runs:
    """`words` as the one run of a line."""
    return (Run(words, mark, tuple(cites)),)


def stepwise(blocks: Iterable[Block]) -> Iterator[Block]:
    """`blocks` with headings that go down one level at a time, as readers by ear need them; empty ones fall away."""
    reachable: Level = 1
    for block in blocks:
        if not isinstance(block, Heading):
            yield block
        elif flat(block.text):
            level = min(block.level, reachable)
            reachable = 2 if level == 1 else 3
            yield replace(block, level=level)


def joined(runs: Iterable[Run]) -> Iterator[Run]:
    """`runs` with neighbours of one mark made one: signs around each of them would run into each other."""
    held: Run | None = None
    for run in runs:
        if held and held.mark == run.mark and not held.cites:
            held = replace(held, text=held.text + run.text, cites=run.cites)
            continue
        if held:
            yield held
        held = run
    if held:
        yield held
