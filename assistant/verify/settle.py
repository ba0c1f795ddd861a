"""A sentence and what carries it → the sentence as it is shown: plain text, label, what was changed in it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.records import CitedSentence, Span, Support
from assistant.verify.bind import Carrying
from assistant.verify.draft import Draft
from assistant.verify.grounds import Grounds
from assistant.verify.inert import PLACEHOLDER
from assistant.verify.quoting import Quoting
from assistant.verify.support import Judged


@dataclass(frozen=True, slots=True)
class Bound:
    """A sentence, what carries it (None where nothing does), and how it was judged."""

    carrying: Carrying | None
    grounds: Grounds | None
    judged: Judged


def settled(draft: Draft, bound: Bound, shown: Carrying | None) -> CitedSentence:
    """A sentence with its label, what was changed in it, and its addresses where a source has them.

    `shown` is what it will cite: what carries it, unless that speaks of something else.
    """
    text, spans = draft.quoting.text, draft.quoting.spans
    support, reason = bound.judged.support, bound.judged.reason
    flags = [*_of_quotations(draft.quoting), *_of_citations(draft, bound, shown)]
    if draft.dropped:
        flags.append("It cited a number that no passage has.")
    if draft.quoting.invented and support == "supported":
        support, reason = "weak", "Words that it gave as a quotation stand in no source."
    told = " ".join(d.text + (d.metadata.source or "") for d in shown.documents) if shown else ""
    kept = {c: address if address in told else "" for c, address in draft.addresses}
    if "" in kept.values():
        flags.append("An address that stands in no cited source was removed.")
        support, reason = _at_most_weak(support, reason, "It led to an address that no cited source has.")
    text, spans = _filled(text, spans, kept)
    flags = [_filled(flag, (), kept)[0] for flag in flags]
    if not draft.claims:
        support, reason = "weak", "It states nothing that a source could bear out."
        if draft.marked.cut:
            support, reason = "unsupported", "It is too long to be read as a sentence."
    claims = draft.claims or draft.marked.cut
    return CitedSentence(text, support, (), reason, tuple(flags), spans, draft.marked.before, claims)


def _at_most_weak(support: Support, reason: str, why: str) -> tuple[Support, str]:
    return ("weak", why) if support == "supported" else (support, reason)


def _filled(text: str, spans: Sequence[Span], kept: dict[str, str]) -> tuple[str, tuple[Span, ...]]:
    """`text` with its placeholders replaced and white space even, and the spans of its quotations moved along."""
    out: list[str] = []
    at: list[int] = []  # offset in the new text of each old character
    length = 0
    for character in text:
        put = kept.get(character, "" if PLACEHOLDER.match(character) else character)
        if put.isspace() and (not out or out[-1].endswith(" ")):
            put = ""
        elif put.isspace():
            put = " "
        elif put in tuple(".,;:!?)") and put and out and out[-1] == " ":
            length -= 1
            out.pop()
        at.append(length)
        if put:
            out.append(put)
        length += len(put)
    at.append(length)
    whole = "".join(out)
    return whole.rstrip(), tuple(Span(at[s.start], at[s.end]) for s in spans)


def _of_quotations(quoting: Quoting) -> list[str]:
    out = [f"A quotation was not word for word; it is now the source's own: it was “{w}”." for w in quoting.corrected]
    out += [f"“{words}” stood in quotation marks but in no source." for words in quoting.invented]
    out += [f"“{word}” is no quotation; its marks were removed." for word in quoting.single]
    return [*out, "A quotation mark without its other half was removed."] if quoting.stray else out


def _of_citations(draft: Draft, bound: Bound, shown: Carrying | None) -> list[str]:
    if shown is None or not draft.claims:
        return []
    if not draft.cited:
        return ["It cited no source; this one carries it." if bound.judged.support == "supported" else
                "It cited no source; this one is the nearest."]  # fmt: skip
    if draft.cited.isdisjoint(shown.passages):
        return ["It cited another passage, which does not carry it; this one does." if
                bound.judged.support == "supported" else "It cited another passage; this one is nearer."]  # fmt: skip
    return []
