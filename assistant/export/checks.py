"""A checked text as paper: most urgent verdicts first, and in them the order of the text. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.export.paper import (
    Block,
    Finding,
    Findings,
    Heading,
    Paper,
    Paragraph,
    Run,
    Runs,
    Tone,
    plain,
    sources_of,
)
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
from assistant.export.words import named
from assistant.records import ClaimVerdict, Evidence, Verdict
from assistant.records.days import day_in_words

TONES: Mapping[Verdict, Tone] = {"contradicted": "bad", "mixed": "doubtful", "supported": "good"}


def check_paper(checked: Checked, *, annex: bool = False) -> Paper:
    """The check with its claims beside their evidence."""
    return Paper(
        title=f"Check: {checked.title}",
        blocks=tuple(_blocks(checked)),
        sources=sources_of(checked.check.citations, checked.sources, checked.excerpts),
        byline=(f"Checked on {day_in_words(checked.day)}",) if checked.day else (),
        kind="check",
        subject="The claims of a text held against the documents of a library",
        day=checked.day,
        annex=annex,
    )


def _blocks(checked: Checked) -> Iterator[Block]:
    yield Paragraph(plain(summary(checked.check), "strong"))
    yield Paragraph((Run(f"{MEANT} Words that differ are marked "), Run("so", "differing"), Run(".")))
    for notice in checked.check.notices:
        yield Paragraph(plain(notice, "soft"))
    for verdict, claims in by_urgency(checked.check):
        yield Heading(f"{VERDICTS[verdict]} ({len(claims)})")
        if verdict in EXPLAINED:
            yield Paragraph(plain(EXPLAINED[verdict]))
        yield Findings(tuple(_finding(number, claim, checked) for number, claim in claims))


def _finding(number: int, claim: ClaimVerdict, checked: Checked) -> Finding:
    return Finding(
        number=str(number),
        words=tuple(_run(piece) for piece in of_claim(claim)),
        verdict=VERDICTS[claim.verdict],
        tone=TONES.get(claim.verdict, ""),
        sureness=sureness(claim.confidence),
        evidence=(
            *(_evidence(item, claim, checked) for item in claim.evidence),
            *(plain(f"Differs in {line}.", "soft") for line in differences(claim)),
        ),
    )


def _evidence(item: Evidence, claim: ClaimVerdict, checked: Checked) -> Runs:
    """What one source says: its stance, its words, and what it is."""
    c = item.citation
    record = "; a record written for the library" if checked.note(c.document_id) else ""
    words = (_run(piece) for piece in of_source(c, claim.mismatches))
    said = Run(f" {named(c)}{record}", "soft")
    return (Run(f"{told(item.stance)}:", "strong"), Run(" “"), *words, Run("”", cites=(c.n,)), said)


def _run(piece: Piece) -> Run:
    return Run(piece.text, "differing" if piece.marked else "")
