"""A document's text cut into passages: at most so many tokens, at sentence ends, never across a heading.

Pure: the tokenizer is passed in as a function that counts. Every passage is a slice of its document; together they
hold all of its text but white space and the headings, which reach the index through `Passage.heading`. A heading
with nothing under it is a passage of its own, so that nothing is beyond reach.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.library.sentences import ITEM, blocks, split
from assistant.records import Document, Passage, Span

CountTokens = Callable[[Sequence[str]], list[int]]
"""Texts → how many tokens of the embedding model each takes, special tokens not counted."""


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    pieces: tuple[Span, ...]  # sentences, in order


def document_of(passage_id: str) -> str:
    """The id of the document that a passage of this id is of."""
    return passage_id.rpartition("@")[0]


def chunk(document: Document, count: CountTokens, passage_tokens: int) -> list[Passage]:
    """Passages of `document`, in reading order, each of at most `passage_tokens` tokens."""
    passages: list[Passage] = []
    sections = list(_sections(document))
    # All of a document's sentences are counted at once: a call costs more than a sentence.
    sizes = iter(count([document.text[piece.start : piece.end] for s in sections for piece in s.pieces]))
    for section in sections:
        sized = zip(section.pieces, islice(sizes, len(section.pieces)), strict=True)
        fitting = [part for piece, size in sized for part in _fit(document.text, piece, size, count, passage_tokens)]
        for group in _pack(fitting, passage_tokens):
            start, end = group[0].start, group[-1].end
            passages.append(
                Passage(
                    id=f"{document.id}@{document.version}:{start}-{end}",
                    document_id=document.id,
                    version=document.version,
                    start=start,
                    end=end,
                    text=document.text[start:end],
                    title=document.metadata.title,
                    heading=section.heading,
                    page=document.page_at(start),
                    sentences=tuple(group),
                )
            )
    return passages


def _sections(document: Document) -> Iterator[_Section]:
    """Runs of sentences under one heading path; page boundaries do not end a section, headings do."""
    text, language = document.text, document.metadata.language
    path: list[tuple[int, str]] = []
    last_heading: Span | None = None
    pieces: list[Span] = []
    for block, level in blocks(text):
        if level is None:
            pieces.extend(_block_pieces(text, block, language))
            continue
        if pieces:
            yield _Section(_join(path), tuple(pieces))
        elif last_heading is not None:
            yield _Section(_join(path[:-1]), (last_heading,))
        path = [(depth, name) for depth, name in path if depth < len(level)]
        path.append((len(level), text[block.start : block.end].strip("# \t")))
        last_heading, pieces = block, []
    if pieces:
        yield _Section(_join(path), tuple(pieces))
    elif last_heading is not None:
        yield _Section(_join(path[:-1]), (last_heading,))


def _join(path: list[tuple[int, str]]) -> str:
    return " > ".join(name for _, name in path)


def _block_pieces(text: str, block: Span, language: str | None) -> Iterator[Span]:
    """The sentences of a block; a list marker belongs to the sentence behind it, so that no text is lost."""
    body = text[block.start : block.end]
    marker = ITEM.match(body)
    skip = marker.end() if marker else 0
    found = split(body[skip:], language)
    lead = len(body) - len(body.lstrip())
    for i, s in enumerate(found):
        yield Span(block.start + (lead if i == 0 else skip + s.start), block.start + skip + s.end)
    if not found:
        yield Span(block.start + lead, block.end)


def _fit(text: str, piece: Span, size: int, count: CountTokens, most: int) -> list[tuple[Span, int]]:
    """`piece` and its `size`, or, where one sentence is too long for a passage, slices cut at white space or halved.

    What was cut within a word fills a passage: put together again, a word may make more tokens than its parts.
    """
    body = text[piece.start : piece.end]
    if size <= most or len(body) < 2:
        return [(piece, size)]
    middle = len(body) // 2
    gap = max(body.rfind(" ", 0, middle + len(body) // 4), body.rfind("\n", 0, middle + len(body) // 4))
    between_words = gap > len(body) // 4
    cut = gap if between_words else middle
    left = body[:cut].rstrip()
    right = len(body) - len(body[cut:].lstrip())
    halves = [Span(piece.start, piece.start + len(left)), Span(piece.start + right, piece.end)]
    halves = [half for half in halves if half.end > half.start]
    sized = zip(halves, count([text[half.start : half.end] for half in halves]), strict=True)
    parts = [part for half, n in sized for part in _fit(text, half, n, count, most)]
    return parts if between_words else [(part, most) for part, _ in parts]


def _pack(pieces: Iterable[tuple[Span, int]], most: int) -> Iterator[list[Span]]:
    """Groups of neighbouring pieces, each with its size, every group within `most` tokens, filled in reading order."""
    group: list[Span] = []
    used = 0
    for piece, size in pieces:
        # Tokens of a group are counted piece by piece; white space between pieces adds none in word-piece models.
        if group and used + size > most:
            yield group
            group, used = [], 0
        group.append(piece)
        used += size
    if group:
        yield group
