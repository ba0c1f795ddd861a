"""A sentence as a chat model meant it, before anything is said of its truth. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.records import Document, GivenPassage, Span
from assistant.verify.inert import PLACEHOLDER
from assistant.verify.markers import Marked
from assistant.verify.quoting import Quoting, set_right
from assistant.verify.silent import states_nothing


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as the model meant it: its text with quotations set right, the numbers in range that it cites."""

    text: str
    marked: Marked
    quoting: Quoting
    cited: frozenset[int]
    held: tuple[tuple[Document, Span], ...]  # where its quotations stand
    addresses: tuple[tuple[str, str], ...]
    whole: str  # the text with its addresses, as a source may have it
    claims: bool
    dropped: bool  # whether it cites a number that no passage has

    @classmethod
    def of(cls, marked: Marked, passages: Sequence[GivenPassage], addresses: dict[str, str]) -> Draft:
        """`marked` with its quotations looked up, first in what it cites; `addresses` are those of the whole text."""
        cited = [n for n in marked.numbers if 1 <= n <= len(passages)]
        order = [*cited, *(n for n in range(1, len(passages) + 1) if n not in cited)]
        quoting = set_right(marked.text, [passages[n - 1].text for n in order])
        held = []
        for one in quoting.held:
            passage = passages[order[one.source] - 1]
            at = passage.span.start
            held.append((passage.document, Span(at + one.span.start, at + one.span.end)))
        mine = tuple((c, addresses[c]) for c in PLACEHOLDER.findall(quoting.text) if c in addresses)
        bare = " ".join(PLACEHOLDER.sub("", quoting.text).split())
        return cls(
            text=bare,
            marked=marked,
            quoting=quoting,
            cited=frozenset(cited),
            held=tuple(held),
            addresses=mine,
            whole=PLACEHOLDER.sub(lambda match: addresses.get(match.group(), ""), quoting.text),
            claims=not marked.cut and not states_nothing(bare),
            dropped=len(cited) < len(marked.numbers),
        )
