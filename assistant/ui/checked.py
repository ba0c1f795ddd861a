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
from assistant.ui.translated import translated
from assistant.ui.words import count, say

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
    clear = "" if first or not check.claims else say("Nothing in the text is contradicted by the documents looked in.")
    return element(
        "article",
        element(
            "header",
            element("p", check.title, class_="byline") if check.title else "",
            element("h2", _tally(check), class_="tally", tabindex=-1),
            element("p", clear, class_="clear") if clear else "",
            *(element("p", translated(line), class_="notice") for line in filter(None, (notice, *check.notices))),
            element("p", say(MEANT), class_="hint"),
            downloads(token, table=True, cites=bool(check.citations)) if check.claims else "",
        ),
        _filters(check, first) if check.claims else "",
        _claims(checked, first) if check.claims else "",
        _whole(check),
        class_="checked",
    )


def _whole(check: Check) -> Safe:
    named = say("The text with its claims")
    return element("section", _steps(check), marked_text(check), class_="whole", aria_label=named)


def start() -> Safe:
    """What stands there before anything is checked."""
    said = say(
        "Each claim of the text is held against the documents: what supports it, what says otherwise, and what the "
        "library does not hold, every time with the words of the source."
    )
    return element("div", element("h2", say("Check a text’s claims")), element("p", said), class_="starting")


def progress(done: int, of: int) -> Safe:
    """How far a check is."""
    at = {"n": min(done + 1, of), "all": of}
    said = say("Checking claim {n} of {all}", **at) if of else say("Finding the text’s claims")
    return working(said, done, of)


def stopping() -> Safe:
    """That a check was told to stop and has not yet."""
    return working(say("Stopping."))


def opened(name: str, words: int) -> Safe:
    """That a file was read into the box."""
    one, many = "{name}: {number} word read into the box.", "{name}: {number} words read into the box."
    said = count(words, one, many, name=name)
    return element("p", said, class_="status", role="status")


def _filters(check: Check, first: Verdict | None) -> Safe:
    """One button a verdict that occurs, and one for all; the pressed one says which claims are listed."""
    held = [verdict for verdict in URGENT if verdict in check.counts]
    buttons = [_filter(v, f"{say(VERDICTS[v])} {check.counts[v]}", SIGNS[v], pressed=v == first) for v in held]
    every = _filter("all", say("All {number}", number=len(check.claims)), "", pressed=first is None)
    return element("div", *buttons, every, class_="filters", role="group", aria_label=say("Claims by verdict"))


def _filter(value: str, label: str, sign: str, *, pressed: bool) -> Safe:
    return element(
        "button",
        _sign(sign) if sign else "",
        label,
        type="button",
        class_=f"filter {value}",
        data_filter=value,
        aria_pressed="true" if pressed else "false",
    )


def _sign(sign: str) -> Safe:
    return element("span", sign, class_="sign", aria_hidden="true")


def _claims(checked: Checked, first: Verdict | None) -> Safe:
    """All claims as cards, the most urgent first; those that the pressed filter does not show are hidden."""
    cards = (
        _card(number, claim, checked, hidden=first is not None and claim.verdict != first)
        for _, claims in by_urgency(checked.check)
        for number, claim in claims
    )
    return element("section", *cards, class_="claims", aria_label=say("Claims and their sources"))


def _card(number: int, claim: ClaimVerdict, checked: Checked, *, hidden: bool) -> Safe:
    """One claim: its verdict, its words on the left, each source's on the right."""
    find = element("button", say("Show in the text"), type="button", class_="quiet", data_find=str(number))
    heading = element(
        "h3",
        _sign(SIGNS[claim.verdict]),
        element("span", say(VERDICTS[claim.verdict]), class_="verdict"),
        " ",
        element("span", say(sureness(claim.confidence)), class_="sure", title=_confidence(claim)),
        " ",
        element("span", say("Claim {n} of {all}", n=number, all=len(checked.check.claims)), class_="byline"),
    )
    lines = [element("li", translated(line[0].upper() + line[1:])) for line in differences(claim)]
    differing = element("ul", *lines, class_="differences", aria_label=say("What differs")) if lines else ""
    words = element("p", _pieces(of_claim(claim)), class_="words")
    left = element("div", element("h4", say("The text")), words, differing)
    right = join(_evidence(item, claim, checked) for item in claim.evidence)
    none = say(EXPLAINED.get(claim.verdict, "")) if not claim.evidence else ""
    sides = [left, element("div", right or element("p", none, class_="none"))] if right or none else [left]
    return element(
        "article",
        element("header", heading, element("div", find, class_="claim-steps")),
        element("div", *sides, class_="sides"),
        class_=f"claim {claim.verdict}",
        data_claim=str(number),
        data_verdict=claim.verdict,
        aria_label=say("Claim {n}: {verdict}", n=number, verdict=say(VERDICTS[claim.verdict])),
        hidden=hidden,
    )


def _evidence(item: Evidence, claim: ClaimVerdict, checked: Checked) -> Safe:
    """What one source says: its stance, its words, and what it is."""
    c = item.citation
    words = element("p", _pieces(of_source(c, claim.mismatches)), " ", source_button(c), class_="words")
    note, address = translated(checked.note(c.document_id)), safe_link(checked.address(c.document_id))
    facts = [
        named(c),
        element("span", say("library record"), title=note) if note else "",
        outside(say("original"), address, say("Original of {title}", title=c.title)) if address else "",
    ]
    byline = element("p", join(facts, " · "), class_="byline")
    return element("div", element("h4", say(told(item.stance))), words, byline, class_=f"evidence {item.stance}")


def _confidence(claim: ClaimVerdict) -> str:
    return say("Confidence {confidence} of 1", confidence=f"{claim.confidence:.2f}")


def _tally(check: Check) -> str:
    """The counts in one line."""
    if not check.claims:
        return say("No claim was found in the text.")
    counts = check.counts
    told = ", ".join(f"{counts[v]} {say(VERDICTS[v].lower())}" for v in VERDICTS if v in counts)
    return count(len(check.claims), "{number} claim: {told}", "{number} claims: {told}", told=told)


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
        element("span", _sign(SIGNS[v]), say(VERDICTS[v]), class_=f"key {v}")
        for v in held
    )
    steps = ""
    if "contradicted" in check.counts:
        steps = element("span", _step("previous", "↑"), _step("next", "↓"), class_="steps")
    heading = element("h3", say("The text"))
    return element("div", heading, element("span", *legend, class_="legend"), steps, class_="text-bar")


def _step(direction: str, arrow: str) -> Safe:
    forward = direction == "next"
    name = say("Next contradicted claim") if forward else say("Previous contradicted claim")
    words = f"{arrow} {say('Next contradicted')}" if forward else arrow
    return element("button", words, type="button", class_="quiet", data_hop=direction, aria_label=name, title=name)
