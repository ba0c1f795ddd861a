"""The commands that make something of documents: compare, brief, check; and entail, the verifier bare."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.delivery import Made, deliver, must_be_writable
from assistant.given import scope, text_to_check
from assistant.terminal import print_json, progress_bar

if TYPE_CHECKING:
    import argparse

    from assistant.assistant import Assistant

ENTAILED_AT_ONCE = 256
"""Pairs judged before their lines are printed."""


def compare(assistant: Assistant, a: argparse.Namespace) -> None:
    """Put two documents side by side."""
    from assistant.compare.report import as_text
    from assistant.export.comparisons import Compared

    must_be_writable(a.out, "comparison")
    assistant.offer_starter_corpus(progress_bar())
    found = assistant.compare(a.a, a.b)
    compared = Compared.of(found, assistant.document, date.today().isoformat())
    deliver(Made(compared, found.as_json(), as_text(found)), a)


def brief(assistant: Assistant, a: argparse.Namespace) -> None:
    """Write one page on a topic."""
    from assistant.brief.template import template
    from assistant.export.brief_paper import brief_paper
    from assistant.export.briefs import Briefed
    from assistant.export.paper_markdown import markdown

    template(a.template)
    must_be_writable(a.out, "brief")
    assistant.offer_starter_corpus(progress_bar())
    bar = progress_bar("steps", "Writing")
    brief = assistant.brief(
        a.topic,
        scope(a),
        template=a.template,
        paper=a.paper,
        annex=a.annex,
        progress=lambda done, known: bar(done, known) if done > 1 else None,  # a refusal stands on a line of its own
    )
    briefed = Briefed.of(brief, assistant.document)
    left = f", {brief.dropped} sentences left out" if brief.dropped else ""
    summary = f"{brief.words} words on {brief.pages} page{'s' * (brief.pages != 1)}{left}."
    summary = " ".join((summary, *brief.notices))
    deliver(Made(briefed, brief.as_json(), markdown(brief_paper(briefed)).decode().rstrip(), summary), a)


def check(assistant: Assistant, a: argparse.Namespace) -> None:
    """Hold a text's claims against the documents."""
    from assistant.check.report import as_text
    from assistant.export.verdicts import Checked, summary

    must_be_writable(a.out, "check")
    text = text_to_check(a.file, assistant.settings)
    assistant.offer_starter_corpus(progress_bar())
    check = assistant.check(
        text.text,
        title=text.title,
        against=assistant.looked_in(a.against or (), scope(a)),
        without=getattr(a, "except") or (),
        progress=progress_bar("claims", "Checking"),
    )
    checked = Checked.of(check, assistant.document, date.today().isoformat())
    deliver(Made(checked, check.as_json(), as_text(checked), f"{summary(check)}."), a)


def entail(assistant: Assistant, a: argparse.Namespace) -> None:
    """Judge pairs of evidence and claim."""
    from assistant.pairs import pair_lines

    pairs = pair_lines(a.file)
    for start in range(0, len(pairs), ENTAILED_AT_ONCE):
        for supported, contradicted in assistant.entail(pairs[start : start + ENTAILED_AT_ONCE]):
            print_json({"supported": round(supported, 4), "contradicted": round(contradicted, 4)})
