"""The summary of a comparison in a chat model's prose, each line held against the two texts, each half against its own.

What the model says of A must be borne out by A's sentences alone, and what it says of B by B's; a line that is not, or
whose halves cannot be told apart, is left out. What the program found stays as it is: lines of ours that the model has
put into its own words give way to these, all others remain. Where the model fails, ours stand, and the note says why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.chat.chain import COMPARE, Writing, prompt, written
from assistant.chat.fence import NUMBER_IN_BRACKETS, Fenced, fence, one_line
from assistant.chat.timed import Stop
from assistant.chat.writer import Writer, Written
from assistant.compare.borne import borne_out
from assistant.compare.compare import side
from assistant.compare.findings import Finding, findings, touched
from assistant.compare.numbering import Numbering
from assistant.compare.sides import halves
from assistant.compare.summary import MOST
from assistant.compare.worded import noted
from assistant.errors import ChatError, ChatTooLong
from assistant.library.shelf import Shelf
from assistant.records import Citation, Comparison, Document, Span, SummaryLine
from assistant.verify.cite import Citer

if TYPE_CHECKING:
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_core.runnables import Runnable

MOST_LINES = 5
"""Lines that a model is asked for: the program has its own to add."""
MOST_READ = 12
"""Lines of a reply that are read at all: a model that goes on does not cost a check for each of them."""
STOPPED = "The chat model was stopped before its summary was whole."
_ITEM = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")


class Summariser:
    """Writes summaries of comparisons. Safe to share between threads."""

    def __init__(self, shelf: Shelf, writer: Writer, citer: Citer) -> None:
        """Raises `BadPrompt` where ``prompts/compare.md`` cannot be used."""
        self._shelf, self._writer, self._citer = shelf, writer, citer
        self._prompt: ChatPromptTemplate = prompt("compare", COMPARE)
        self._chain: Runnable[dict[str, str], Any] = self._prompt | Writing(writer)

    def summarised(self, comparison: Comparison, a: Document, b: Document, stop: Stop | None = None) -> Comparison:
        """`comparison` of `a` and `b` with its summary in the model's words, as far as the two texts bear them out.

        Raises:
            ChatError: there is no reply that can be used.
        """
        found = findings(comparison, a, b)
        if not {"A", "B"} <= {one.side for one in found}:
            return comparison  # nothing that could be held against both
        fenced, fitting = self._fitted(comparison, found)
        done = self._written(comparison, fenced, stop)
        numbering = Numbering(comparison.citations)
        read = [line for line in done.text.splitlines() if _claims(line)][:MOST_READ]
        if not read:
            return comparison
        held = [self.held(_ITEM.sub("", line), fitting, numbering) for line in read]
        lines = [line for line in held if line]
        summary, kept = _together(comparison, lines, numbering.citations)
        told = _told(done, kept, len(lines), len(read) - len(lines))
        return replace(
            noted(replace(comparison, summary=summary), told),
            citations=numbering.citations if kept else comparison.citations,
            engine=done.model if kept else comparison.engine,
            tokens=done.reply_tokens if kept else 0,
            writing_s=round(done.seconds, 1) if kept else 0.0,
        )

    def documents(self, comparison: Comparison) -> tuple[Document, Document]:
        """The two texts compared."""
        return side(comparison.a, self._shelf).document, side(comparison.b, self._shelf).document

    # Before the model ------------------------------------------------------------------------------------------

    def _fitted(self, comparison: Comparison, found: Sequence[Finding]) -> tuple[Fenced, list[Finding]]:
        """The findings that fit into the model's window, fenced, and what they are."""
        budget = self._writer.budget
        room = budget.room(self._prompt.format(**_values(comparison, fence([]))))
        texts = [f"{one.label}\n{one.passage.text}" for one in found]
        fitting = [found[i] for i in budget.that_fit(texts, room)]
        if not {"A", "B"} <= {one.side for one in fitting}:
            raise ChatTooLong(f"The two texts do not fit into the window of {self._writer.name}.")
        return fence([one.passage for one in fitting], [one.label for one in fitting]), fitting

    def _written(self, comparison: Comparison, fenced: Fenced, stop: Stop | None) -> Written:
        done = written(self._chain.invoke(_values(comparison, fenced), {"configurable": {"stop": stop}}))
        if done.stopped:
            raise ChatError(STOPPED)
        return done

    # After it --------------------------------------------------------------------------------------------------

    def held(self, line: str, found: Sequence[Finding], numbering: Numbering) -> SummaryLine | None:
        """`line` with what carries it; None where a half of it is not borne out by its own text."""
        text = ""
        cited: list[tuple[Document, Span]] = []
        for half in halves(line):
            shown = ""
            for letter in ("A", "B") if half.side == "both" else (half.side,):
                own = [one for one in found if one.side == letter]
                speaker = _speaker(own[0].document)
                claim = half.claim(speaker)
                held = borne_out(_renumbered(claim.text, found, own), own, speaker, self._citer)
                if held is None:
                    return None
                shown = claim.shown(held.text, "A and B" if half.side == "both" else half.side) or ""
                cited += held.spans
            if not shown:
                return None
            text += half.before + shown
        if not text:
            return None
        ended = text if text.endswith((".", "!", "?", ".”", "!”", "?”")) else f"{text}."
        return SummaryLine(ended, tuple(dict.fromkeys(numbering.cite(d, span).n for d, span in cited)))


def _values(comparison: Comparison, fenced: Fenced) -> dict[str, str]:
    differing = [f"{fact.name}: A {fact.a or '–'}; B {fact.b or '–'}" for fact in comparison.facts if fact.differs]
    return {
        "a": one_line(comparison.titles[0]),
        "b": one_line(comparison.titles[1]),
        "facts": "\n".join(map(one_line, differing)) or "(nothing that differs)",
        "passages": fenced.text,
        "notice": fenced.notice,
        "most": str(MOST_LINES),
    }


def _renumbered(claim: str, all_of: Sequence[Finding], own: Sequence[Finding]) -> str:
    """`claim` with its markers counted among its own side's passages; one that cites the other side has none."""
    numbers = {n: own.index(one) + 1 for n, one in enumerate(all_of, 1) if one in own}

    def put(found: re.Match[str]) -> str:
        cited = [int(n) for n in re.findall(r"\d+", found.group(1))]
        return "".join(f"[{numbers[n]}]" for n in cited if n in numbers)

    return NUMBER_IN_BRACKETS.sub(put, claim)


def _speaker(document: Document) -> str:
    """Who speaks in a document; "" where it is nobody, or several."""
    issuer = document.metadata.issuer or ""
    return "" if ";" in issuer else issuer


def _claims(line: str) -> bool:
    """Whether a line of a reply says something: a blank one and "Nothing.", which stands for no difference, do not."""
    return len(line.split()) > 2


def _together(
    comparison: Comparison, lines: Sequence[SummaryLine], citations: Sequence[Citation]
) -> tuple[tuple[SummaryLine, ...], int]:
    """Our summary with the model's lines in place of ours that they cover, and how many of the model's those are."""
    known = {c.n: c for c in citations}
    never = touched(comparison)
    chosen: list[SummaryLine] = []
    ours = list(comparison.summary)
    first = len(ours)
    for line in lines[:MOST_LINES]:
        covering = [known[n] for one in (*chosen, line) for n in one.citations]
        left = [own for own in ours if not _is_covered(own, covering, known, never)]
        if len(left) + len(chosen) + 1 > MOST:
            continue
        gone = [n for n, own in enumerate(comparison.summary) if own not in left]
        first = min([first, *gone])
        chosen, ours = [*chosen, line], left
    head = [own for own in comparison.summary[:first] if own in ours]
    return (*head, *chosen, *(own for own in ours if own not in head)), len(chosen)


def _is_covered(own: SummaryLine, by: Sequence[Citation], known: dict[int, Citation], never: frozenset[int]) -> bool:
    """Whether what a line of ours cites is cited by the model's lines as well: they say it then in their words."""
    if own.inference or not own.citations or never.intersection(own.citations):
        return False
    return all(any(_overlap(known[n], c) for c in by) for n in own.citations)


def _overlap(a: Citation, b: Citation) -> bool:
    same = (a.document_id, a.version) == (b.document_id, b.version)
    return same and a.start < b.end and b.start < a.end


def _told(done: Written, kept: int, held: int, left_out: int) -> str:
    if not kept and held:
        return f"What {done.model} wrote as a summary says less than the program's own, which stands."
    if not kept:
        return f"What {done.model} wrote as a summary is left out: the texts do not bear it out."
    gone = f" Lines of it that they do not bear out are left out: {left_out}." if left_out > 0 else ""
    return f"The summary is in the words of {done.model} where the texts bear them out.{gone}"
