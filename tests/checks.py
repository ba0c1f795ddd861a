"""A made-up check over real documents: what the renderers and exports are tested with."""

from __future__ import annotations

from assistant.export.verdicts import Checked
from assistant.records import Check, Claim, ClaimVerdict, Document, Evidence, Metadata, Mismatch, Span

RECORD = Document(
    "minutes",
    2,
    "The harbour board met on 6 May 2024. It agreed on 40 million crowns. Lund did not sign.\n\nThe pier is closed.",
    Metadata(
        title="Minutes of <b>the</b> harbour board",
        date="2024-05-06",
        issuer="Harbour Board; Port Office",
        kind="minutes",
        source="https://example.org/minutes_of_may",
        note="This record was written for this library; it is not the original.",
        completeness="summary",
    ),
)
BULLETIN = Document(
    "bulletin", 1, "The budget of the harbour is 42 million crowns.", Metadata(title="Port bulletin", date="2024-05"),
    page_starts=(0,),
)  # fmt: skip
TEXT = (
    "A draft <script>window.ran=1</script>\n\n"
    "The board met on 7 May 2024. It agreed on 40 million crowns, and Lund signed. "
    "The pier is closed.\n\n"
    "=2+3 ships came from *Vostok*. The port should grow."
)


def span_of(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def claim(words: str, *, checkable: bool = True) -> Claim:
    start = TEXT.index(words)
    return Claim(words, start, start + len(words), Span(start, start + len(words)), checkable)


def made() -> Check:
    met = RECORD.cite(1, span_of(RECORD, "The harbour board met on 6 May 2024."))
    agreed = RECORD.cite(2, span_of(RECORD, "It agreed on 40 million crowns."))
    budget = BULLETIN.cite(3, span_of(BULLETIN, "The budget of the harbour is 42 million crowns."))
    signed = RECORD.cite(4, span_of(RECORD, "Lund did not sign."))
    pier = RECORD.cite(5, span_of(RECORD, "The pier is closed."))
    return Check(
        TEXT,
        (
            ClaimVerdict(
                claim("The board met on 7 May 2024."),
                "contradicted",
                0.93,
                (Evidence(met, "contradicts"),),
                (Mismatch("date", "7 May 2024", "6 May 2024", 1),),
            ),
            ClaimVerdict(
                claim("It agreed on 40 million crowns"),
                "mixed",
                0.7,
                (Evidence(agreed, "supports"), Evidence(budget, "contradicts")),
                (Mismatch("number", "40 million", "42 million", 3),),
            ),
            ClaimVerdict(
                claim("Lund signed."),
                "contradicted",
                0.8,
                (Evidence(signed, "contradicts"),),
                (Mismatch("negation", "", "did not", 4),),
            ),
            ClaimVerdict(claim("The pier is closed."), "supported", 0.97, (Evidence(pier, "supports"),)),
            ClaimVerdict(claim("=2+3 ships came from *Vostok*."), "not_in_corpus", 0.55),
            ClaimVerdict(claim("The port should grow.", checkable=False), "not_checkable", 0.9),
        ),
        title="Draft <i>note</i>",
    )


def checked() -> Checked:
    documents = {d.id: d for d in (RECORD, BULLETIN)}
    return Checked.of(made(), lambda document_id, _: documents[document_id], "2026-11-25")
