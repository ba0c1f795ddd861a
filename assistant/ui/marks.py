"""The text of a check with its claims marked by verdict, each a button that opens its evidence. Pure rendering."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.export.verdicts import VERDICTS
from assistant.records import Span
from assistant.ui.markup import Safe, element, join, text
from assistant.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assistant.records import Check, Verdict

SIGNS: Mapping[Verdict, str] = {
    "supported": "✓",
    "contradicted": "✗",
    "mixed": "⇄",
    "not_in_corpus": "?",
    "not_checkable": "○",
}
_FULL = 50
"""Characters from which on a line is full."""
_ITEM = re.compile(r"\s*(?:[-*•·–]|\d+[.)])\s")
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")


def marked_text(check: Check) -> Safe:
    """The text in paragraphs. Nothing of it is markup; a claim that goes over a blank line is marked on both sides."""
    spans = _apart(check)
    return element("div", *(_paragraph(check, span, spans) for span in _paragraphs(check.text)), class_="checked-text")


def _paragraphs(content: str) -> Iterator[Span]:
    """Stretches between blank lines; together, with these, they are the whole text."""
    at = 0
    for found in _BREAK.finditer(content):
        yield Span(at, found.start())
        at = found.end()
    yield Span(at, len(content))


def _apart(check: Check) -> list[tuple[int, Span]]:
    """(number, span) of every claim in the order of the text; of two that overlap, the later loses what they share."""
    found, at = [], 0
    numbered = sorted(enumerate(check.claims, 1), key=lambda pair: (pair[1].claim.start, -pair[1].claim.end))
    for number, verdict in numbered:
        start, end = max(verdict.claim.start, at), min(verdict.claim.end, len(check.text))
        if start < end:
            found.append((number, Span(start, end)))
            at = end
    return found


def _paragraph(check: Check, inside: Span, spans: list[tuple[int, Span]]) -> Safe:
    parts: list[str] = []
    at = inside.start
    for number, span in spans:
        start, end = max(span.start, inside.start), min(span.end, inside.end)
        if start >= end:
            continue
        parts += [text(check.text[at:start]), _said(check, number, Span(start, end), begins=start == span.start)]
        at = end
    parts.append(text(check.text[at : inside.end]))
    said = check.text[inside.start : inside.end]
    return element("p", join(parts), class_="wrapped" if _is_wrapped(said) else None) if said.strip() else Safe()


def _is_wrapped(paragraph: str) -> bool:
    """Whether its lines end where they were full, as in a mail, rather than where something new begins."""
    *full, last = paragraph.strip().split("\n")
    return bool(full) and all(len(line) >= _FULL for line in full) and not any(map(_ITEM.match, (*full, last)))


def _said(check: Check, number: int, span: Span, *, begins: bool) -> Safe:
    """A claim in the text. A span with a role and not a button, which would not break over lines."""
    verdict = check.claims[number - 1].verdict
    words = check.text[span.start : span.end]
    if not begins:
        return element("span", words, class_=f"said {verdict}", data_claim=str(number))
    return element(
        "span",
        words,
        class_=f"said begins {verdict}",
        role="button",
        tabindex=0,
        aria_expanded="false",
        aria_label=f"{say(VERDICTS[verdict])}: {' '.join(words.split())}",
        data_claim=str(number),
        data_sign=SIGNS[verdict],
    )
