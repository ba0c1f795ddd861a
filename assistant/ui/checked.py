"""A checked text as HTML: its counts, its claims beside their sources, and the text with every claim marked. Pure.

A verdict carries colour and, for whoever does not see it, a sign before the claim, a line under it of its own form, and
its name in words. check.js filters the claims, opens one under its paragraph and steps through contradicted ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.export.verdicts import (
    EXPLAINED,
    MEANT,
    URGENT,
    VERDICTS,
    by_urgency,
    differences,
    of_claim,
    of_source,
    summary,
    sureness,
    told,
)
from assistant.export.words import named
from assistant.ui.downloads import downloads
from assistant.ui.labels import safe_link
from assistant.ui.marks import SIGNS, marked_text
from assistant.ui.markup import Safe, element, join
from assistant.ui.prose import source_button
from assistant.ui.source import outside
from assistant.ui.status import working

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.export.verdicts import Checked, Piece
    from assistant.records import Check, ClaimVerdict, Evidence, Verdict

FIRST: tuple[Verdict, ...] = ("contradicted", "mixed")
"""What is shown at once where it occurs: this is what somebody who signs the text needs to see."""


def checked_text(checked: Checked, token: str, notice: str = "") -> Safe:
    """The whole result. `token` is what a download names the check by; `notice` says e.g. that it was stopped."""
    check = checked.check
    first = next((v for v in FIRST if v in check.counts), None)
    clear = "" if first or not check.claims else "Nothing in the text is contradicted by the documents looked in."
    return element(
        "article",
        element(
            "header",
            element("p", check.title, class_="byline") if check.title else "",
            element("h2", summary(check), class_="tally", tabindex=-1),
            element("p", clear, class_="clear") if clear else "",
            *(element("p", line, class_="notice") for line in filter(None, (notice, *check.notices))),
            element("p", MEANT, class_="hint"),
            downloads(token, table=True, cites=bool(check.citations)) if check.claims else "",
        ),
        _filters(check, first) if check.claims else "",
        _claims(checked, first) if check.claims else "",
        element("section", _steps(check), marked_text(check), class_="whole", aria_label="The text with its claims"),
        class_="checked",
    )


def start() -> Safe:
    """What stands there before anything is checked."""
    said = (
        "Each claim of the text is held against the documents: what supports it, what says otherwise, and what the "
        "library does not hold, every time with the words of the source."
    )
    return element("div", element("h2", "Check a text’s claims"), element("p", said), class_="starting")


def progress(done: int, of: int) -> Safe:
    """How far a check is."""
    said = f"Checking claim {min(done + 1, of)} of {of}" if of else "Finding the text’s claims"
    return working(said, done, of)


def opened(name: str, words: int) -> Safe:
    """That a file was read into the box."""
    said = f"{name}: {words:,} word{'s' * (words != 1)} read into the box."
    return element("p", said, class_="status", role="status")


def _filters(check: Check, first: Verdict | None) -> Safe:
    """One button a verdict that occurs, and one for all; the pressed one says which claims are listed."""
    held = [verdict for verdict in URGENT if verdict in check.counts]
    buttons = [_filter(v, f"{VERDICTS[v]} {check.counts[v]}", SIGNS[v], pressed=v == first) for v in held]
    every = _filter("all", f"All {len(check.claims)}", "", pressed=first is None)
    return element("div", *buttons, every, class_="filters", role="group", aria_label="Claims by verdict")


def _filter(value: str, label: str, sign: str, *, pressed: bool) -> Safe:
    return element(
        "button",
        element("span", sign, class_="sign", aria_hidden="true") if sign else "",
        label,
        type="button",
        class_=f"filter {value}",
        data_filter=value,
        aria_pressed="true" if pressed else "false",
    )


def _claims(checked: Checked, first: Verdict | None) -> Safe:
    """All claims as cards, the most urgent first; those that the pressed filter does not show are hidden."""
    cards = (
        _card(number, claim, checked, hidden=first is not None and claim.verdict != first)
        for _, claims in by_urgency(checked.check)
        for number, claim in claims
    )
    return element("section", *cards, class_="claims", aria_label="Claims and their sources")


def _card(number: int, claim: ClaimVerdict, checked: Checked, *, hidden: bool) -> Safe:
    """One claim: its verdict, its words on the left, each source's on the right."""
    find = element("button", "Show in the text", type="button", class_="quiet", data_find=str(number))
    heading = element(
        "h3",
        element("span", SIGNS[claim.verdict], class_="sign", aria_hidden="true"),
        element("span", VERDICTS[claim.verdict], class_="verdict"),
        " ",
        element("span", sureness(claim.confidence), class_="sure", title=f"Confidence {claim.confidence:.2f} of 1"),
        " ",
        element("span", f"Claim {number} of {len(checked.check.claims)}", class_="byline"),
    )
    lines = [element("li", line[0].upper() + line[1:]) for line in differences(claim)]
    differing = element("ul", *lines, class_="differences", aria_label="What differs") if lines else ""
    words = element("p", _pieces(of_claim(claim)), class_="words")
    left = element("div", element("h4", "The text"), words, differing)
    right = join(_evidence(item, claim, checked) for item in claim.evidence)
    none = EXPLAINED.get(claim.verdict, "") if not claim.evidence else ""
    sides = [left, element("div", right or element("p", none, class_="none"))] if right or none else [left]
    return element(
        "article",
        element("header", heading, element("div", find, class_="claim-steps")),
        element("div", *sides, class_="sides"),
        class_=f"claim {claim.verdict}",
        data_claim=str(number),
        data_verdict=claim.verdict,
        aria_label=f"Claim {number}: {VERDICTS[claim.verdict]}",
        hidden=hidden,
    )


def _evidence(item: Evidence, claim: ClaimVerdict, checked: Checked) -> Safe:
    """What one source says: its stance, its words, and what it is."""
    c = item.citation
    words = element("p", _pieces(of_source(c, claim.mismatches)), " ", source_button(c), class_="words")
    note, address = checked.note(c.document_id), safe_link(checked.address(c.document_id))
    facts = [
        named(c),
        element("span", "library record", title=note) if note else "",
        outside("original", address, f"Original of {c.title}") if address else "",
    ]
    byline = element("p", join(facts, " · "), class_="byline")
    return element("div", element("h4", told(item.stance)), words, byline, class_=f"evidence {item.stance}")


def _pieces(pieces: Sequence[Piece]) -> Safe:
    """Words on one line, those that differ marked."""
    parts: list[str] = []
    for piece in pieces:
        words = " ".join(piece.text.split())
        before, after = (" " if piece.text[at].isspace() else "" for at in (0, -1))
        parts.append(join([before, element("mark", words) if piece.marked and words else words, after]))
    return join(parts)


def _steps(check: Check) -> Safe:
    """The bar above the text: what its signs mean, and the way from one contradicted claim to the next."""
    held = [verdict for verdict in VERDICTS if verdict in check.counts]
    legend = (
        element("span", element("span", SIGNS[v], class_="sign", aria_hidden="true"), VERDICTS[v], class_=f"key {v}")
        for v in held
    )
    steps = ""
    if "contradicted" in check.counts:
        steps = element("span", _step("previous", "↑"), _step("next", "↓"), class_="steps")
    heading = element("h3", "The text")
    return element("div", heading, element("span", *legend, class_="legend"), steps, class_="text-bar")


def _step(direction: str, arrow: str) -> Safe:
    name = f"{direction.capitalize()} contradicted claim"
    words = f"{arrow} {direction.capitalize()} contradicted" if direction == "next" else arrow
    return element("button", words, type="button", class_="quiet", data_hop=direction, aria_label=name, title=name)
