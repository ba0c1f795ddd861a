"""A checked text as Markdown and as CSV; Word and PDF have modules of their own. Pure.

Most urgent verdicts first, and in them the order of the text; CSV keeps the order of the text throughout. Whatever a
text or a source says is text: in Markdown its own signs are escaped, in CSV nothing of it is a formula.
"""

from __future__ import annotations

import csv as csv_module
import io
import re
from collections.abc import Iterator, Sequence

from assistant.export.markdown import as_text, marks
from assistant.export.verdicts import (
    EXPLAINED,
    MEANT,
    VERDICTS,
    Checked,
    Piece,
    by_urgency,
    differences,
    flat,
    named,
    of_claim,
    of_source,
    places,
    printable,
    source_of,
    summary,
    sureness,
    told,
)
from assistant.records import Citation, ClaimVerdict
from assistant.records.days import day_in_words

COLUMNS = (
    "No.", "Claim", "Verdict", "Confidence", "Differences", "Evidence", "Sources", "Places", "Addresses", "Notes",
    "Start", "End",
)  # fmt: skip
_WEB = re.compile(r"https?://[^\s<>\\]+\Z")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def markdown(checked: Checked) -> bytes:
    """The check, what is contradicted first, its sources last."""
    check = checked.check
    blocks = [
        f"# Check: {as_text(checked.title)}",
        f"Checked on {day_in_words(checked.day)}." if checked.day else "",
        f"**{as_text(summary(check))}.**" if check.claims else as_text(summary(check)),
        f"*{MEANT}* Words that differ are **bold**.",
    ]
    for verdict, claims in by_urgency(check):
        blocks += [f"## {VERDICTS[verdict]} ({len(claims)})", EXPLAINED.get(verdict, "")]
        blocks += [_claim(number, claim) for number, claim in claims]
    if check.citations:
        blocks += ["## Sources", "\n".join(_source(own, checked) for own in checked.cited)]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def csv(checked: Checked) -> bytes:
    """One row a claim, in the order of the text; UTF-8 with a byte order mark, by which Excel knows it."""
    out = io.StringIO()
    writer = csv_module.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, verdict in enumerate(checked.check.claims, 1):
        writer.writerow([_cell(value) for value in _row(number, verdict, checked)])
    return out.getvalue().encode("utf-8-sig")


def _claim(number: int, verdict: ClaimVerdict) -> str:
    """A claim and under it what each source says. No numbered list: Markdown would count anew."""
    lines = [f"**Claim {number}** ({sureness(verdict.confidence)}): {_bold(of_claim(verdict))}", ""]
    for item in verdict.evidence:
        c = item.citation
        words = _bold(of_source(c, verdict.mismatches))
        lines.append(f"- {told(item.stance)}: “{words}” {marks([c.n])} {as_text(named(c))}")
    lines += [f"- {as_text(line)}" for line in differences(verdict)]
    return "\n".join(lines).rstrip()


def _bold(pieces: Sequence[Piece]) -> str:
    """The pieces on one line, marked ones bold: white space stands outside the signs, where Markdown wants it."""
    parts = []
    for piece in pieces:
        words = as_text(printable(piece.text))
        before, after = (" " * piece.text[at].isspace() for at in (0, -1))
        parts.append(f"{before}**{words}**{after}" if piece.marked and words else f"{before}{words}{after}")
    return " ".join("".join(parts).split())


def _source(own: list[Citation], checked: Checked) -> str:
    """One document with the places cited in it."""
    first = own[0]
    said = [f"{marks(c.n for c in own)} {as_text(source_of(own))}."]
    if note := checked.note(first.document_id):
        said.append(as_text(note))
    if address := checked.address(first.document_id):
        said.append(f"Original: {f'<{address}>' if _WEB.match(address) else as_text(address)}")
    return f"- {' '.join(said)} Places: {as_text(places(own))}."


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


def _cell(value: str | float) -> str | float:
    """`value` as a spreadsheet is to take it: what would be a formula stands behind an apostrophe, as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
