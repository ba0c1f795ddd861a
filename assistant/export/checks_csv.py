"""A checked text as CSV, in the order of the text; nothing that a text or a source says is a formula. Pure."""

from __future__ import annotations

import csv as csv_module
import io
from collections.abc import Iterator

from assistant.export.verdicts import VERDICTS, Checked, differences, told
from assistant.export.words import flat, named, places
from assistant.records import ClaimVerdict

COLUMNS = (
    "No.", "Claim", "Verdict", "Confidence", "Differences", "Evidence", "Sources", "Places", "Addresses", "Notes",
    "Start", "End",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv(checked: Checked) -> bytes:
    """One row a claim; UTF-8 with a byte order mark, by which Excel knows it."""
    out = io.StringIO()
    writer = csv_module.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, verdict in enumerate(checked.check.claims, 1):
        writer.writerow([cell(value) for value in _row(number, verdict, checked)])
    return out.getvalue().encode("utf-8-sig")


def _row(number: int, verdict: ClaimVerdict, checked: Checked) -> Iterator[str | int | float]:
    """The cells of one claim, in the order of `COLUMNS`; several sources stand one a line."""
    cited = [item.citation for item in verdict.evidence]
    documents = list(dict.fromkeys(c.document_id for c in cited))
    yield number
    yield flat(verdict.claim.text)
    yield VERDICTS[verdict.verdict]
    yield round(verdict.confidence, 3)
    yield "\n".join(differences(verdict))
    yield "\n".join(f"{told(e.stance)}: “{flat(e.citation.quote)}” [{e.citation.n}]" for e in verdict.evidence)
    yield "\n".join(f"[{c.n}] {named(c)}" for c in cited)
    yield "\n".join(f"{flat(c.document_id)}: {places([c])}" for c in cited)
    yield "\n".join(filter(None, (flat(checked.address(d)) for d in documents)))
    yield "\n".join(filter(None, dict.fromkeys(flat(checked.note(d)) for d in documents)))
    yield verdict.claim.start
    yield verdict.claim.end


def cell(value: str | float) -> str | float:
    """`value` as a spreadsheet is to take it: what would be a formula stands behind an apostrophe, as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
