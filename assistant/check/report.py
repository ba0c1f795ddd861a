"""A check in plain words for a terminal: what is contradicted first, every source with its number. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.export.verdicts import (
    EXPLAINED,
    MEANT,
    VERDICTS,
    Checked,
    Piece,
    by_urgency,
    differences,
    of_claim,
    of_source,
    summary,
    sureness,
    told,
)
from assistant.export.words import flat, named, places, source_of
from assistant.records import Citation, ClaimVerdict


def as_text(checked: Checked) -> str:
    """The check in paragraphs; words in which claim and source differ stand so: ``[|3|]``."""
    blocks = [[summary(checked.check), MEANT, *checked.check.notices]]
    for verdict, claims in by_urgency(checked.check):
        heading = [f"{VERDICTS[verdict].upper()} ({len(claims)})", *filter(None, [EXPLAINED.get(verdict)])]
        blocks += [heading, *(list(_claim(number, claim)) for number, claim in claims)]
    if checked.check.claims and checked.cited:
        blocks.append(["SOURCES", *(line for own in checked.cited for line in _source(own, checked))])
    return "\n\n".join("\n".join(block) for block in blocks)


def _claim(number: int, verdict: ClaimVerdict) -> Iterator[str]:
    yield f"  {number}. {_signed(of_claim(verdict))} ({sureness(verdict.confidence)})"
    for item in verdict.evidence:
        c = item.citation
        yield f"     {told(item.stance)} [{c.n}]: “{_signed(of_source(c, verdict.mismatches))}”"
        yield f"       {named(c)}"
    for line in differences(verdict):
        yield f"     Differs in {line}."


def _signed(pieces: Sequence[Piece]) -> str:
    return flat("".join(f"[|{piece.text}|]" if piece.marked else piece.text for piece in pieces))


def _source(own: Sequence[Citation], checked: Checked) -> Iterator[str]:
    yield f"  {source_of(own)}"
    yield f"    {places(own)}"
    if note := checked.note(own[0].document_id):
        yield f"    {note}"
    if address := checked.address(own[0].document_id):
        yield f"    Original: {address}"
