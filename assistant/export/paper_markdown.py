"""A paper as Markdown. Pure. Whatever a document says is text: its own signs of Markdown and HTML are escaped.

Words that differ or are inserted stand **bold**, deleted ones ~~struck~~; where Markdown would not see the signs,
because of the characters beside them, HTML's own tags stand in their place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.export.annex import EXPLAINED, TITLE, evidence
from assistant.export.paper import (
    UNTITLED,
    Block,
    Callout,
    Finding,
    Findings,
    Heading,
    Listing,
    Mark,
    Paper,
    Paragraph,
    Quotation,
    Run,
    Source,
    Table,
    joined,
    stepwise,
)
from assistant.export.words import flat, is_web, places, source_of, spaced

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_BEGINS = re.compile(r"\A([-+=]|\d{1,9}(?=[.)]))")
"""What at the head of a line begins a list, a rule or another kind of heading."""
_MARKED: dict[Mark, tuple[str, str]] = {
    "strong": ("**", "strong"),
    "deleted": ("~~", "del"),
    "emphasis": ("*", "em"),
}
_ALIKE: dict[Mark, Mark] = {"differing": "strong", "inserted": "strong", "soft": ""}


def markdown(paper: Paper) -> bytes:
    """The paper from its title to its sources, UTF-8."""
    blocks = [f"# {escaped(paper.title) or UNTITLED}", "  \n".join(_begun(line) for line in paper.byline)]
    blocks += [_block(block) for block in stepwise(paper.blocks)]
    if paper.sources:
        blocks += ["## Sources", "\n".join(_source(source) for source in paper.sources)]
    if paper.annex and paper.sources:
        blocks += [f"## {TITLE}", EXPLAINED, *(_in_passages(source) for source in paper.sources)]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def escaped(words: str) -> str:
    """`words` on one line, as text: signs of Markdown and HTML escaped."""
    return _signs(flat(words))


def _signs(words: str) -> str:
    return _SIGNS.sub(r"\\\1", words).replace("\\<", "&lt;").replace("\\>", "&gt;")


def _begun(words: str) -> str:
    """`words` escaped for the beginning of a line."""
    return _line_start(escaped(words))


def _line_start(line: str) -> str:
    found = _BEGINS.match(line)
    if not found:
        return line
    at = 0 if found[1] in "-+=" else found.end()
    return f"{line[:at]}\\{line[at:]}"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {escaped(block.text)}"
    if isinstance(block, Paragraph):
        return _line(block.runs)
    if isinstance(block, Quotation):
        by = f"\n>\n> — {escaped(block.by)}" if block.by else ""
        return f"> {_line(block.runs)}{by}"
    if isinstance(block, Listing):
        return "\n".join(f"{f'{n}.' if block.ordered else '-'} {_line(item)}" for n, item in enumerate(block.items, 1))
    if isinstance(block, Callout):
        return f"> **{escaped(block.label)}**" + (f"\n>\n> {_line(block.runs)}" if block.runs else "")
    if isinstance(block, Findings):
        return "\n\n".join(_finding(item) for item in block.items)
    return _table(block)


def _finding(found: Finding) -> str:
    """The words and under them what each source says. No numbered list: Markdown would count anew."""
    sure = f", {escaped(found.sureness)}" if found.sureness else ""
    lines = [f"**{escaped(found.number)} · {escaped(found.verdict)}**{sure}: {_runs(found.words)}"]
    evidence = "\n".join(f"- {_line(line)}" for line in found.evidence)
    return "\n\n".join([*lines, *filter(None, [evidence])])


def _table(table: Table) -> str:
    lines = [f"| {' | '.join('<br>'.join(_runs(line) for line in cell) for cell in row)} |" for row in table.rows]
    head = f"| {' | '.join(escaped(name) for name in table.head)} |"
    return "\n".join([head, "|" + "---|" * len(table.head), *lines])


def _line(runs: Sequence[Run]) -> str:
    """Runs that begin a line."""
    return _line_start(_runs(runs))


def _runs(runs: Iterable[Run]) -> str:
    """The runs on one line, each with its numbers behind it."""
    alike = (replace(run, mark=_ALIKE.get(run.mark, run.mark)) for run in runs)
    own = [replace(run, text=spaced(run.text)) for run in joined(alike)]
    parts = []
    for n, run in enumerate(own):
        before, after = own[n - 1] if n else None, own[n + 1] if n + 1 < len(own) else None
        parts.append(_marked(run, before, after))
        if run.cites:
            parts.append(f" {_numbers(run.cites)}{' ' if after and after.text[:1].isalnum() else ''}")
    return " ".join("".join(parts).split())


def _marked(run: Run, before: Run | None, after: Run | None) -> str:
    """The words of `run` between its signs, white space outside them, where Markdown wants it."""
    words = run.text.strip()
    if run.mark not in _MARKED or not words:
        return _signs(run.text)
    left, right = (" " * end.isspace() for end in (run.text[0], run.text[-1]))
    ahead = left or (before.text[-1:] if before and not before.cites else "")
    behind = right or (after.text[:1] if after and not run.cites else "")
    touches = bool(before and before.mark and ahead.strip())  # signs of both would be read as one
    sign, tag = _MARKED[run.mark]
    if touches or not (_opens(ahead, words[0]) and _opens(behind, words[-1])):
        return f"{left}<{tag}>{_signs(words)}</{tag}>{right}"
    return f"{left}{sign}{_signs(words)}{sign}{right}"


def _opens(outside: str, inside: str) -> bool:
    """Whether CommonMark sees emphasis between these characters: inside punctuation, only towards space or its like."""
    return not _odd(inside) or not outside.strip() or _odd(outside)


def _odd(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(f"\\[{n}\\]" for n in numbers)


def _in_passages(source: Source) -> str:
    """One document's passages, the words cited in them bold."""
    blocks = [f"### {escaped(source_of(source.cited))}"]
    for found in evidence(source):
        passage = "\n>\n".join(f"> {_line(line)}" for line in found.lines)
        blocks += [f"{_numbers(c.n for c in found.cited)} {escaped(found.where)}", passage]
    return "\n\n".join(blocks)


def _source(source: Source) -> str:
    """One document with the places cited in it."""
    said = [f"{_numbers(c.n for c in source.cited)} {escaped(source_of(source.cited))}.", escaped(source.note)]
    if source.address:
        said.append(f"Original: {f'<{source.address}>' if is_web(source.address) else escaped(source.address)}")
    said.append(f"Places: {escaped(places(source.cited))}.")
    return f"- {' '.join(part for part in said if part)}"
