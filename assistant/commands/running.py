"""The commands about the program itself: doctor, serve, feedback, evaluate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.terminal import print_json, progress_bar

if TYPE_CHECKING:
    import argparse

    from assistant.audited import Audited


def doctor(assistant: Audited, a: argparse.Namespace) -> None:
    """Say how installation and index are; mend the index first where that is wanted."""
    from assistant.doctor import examine

    if a.repair:
        assistant.repair(progress_bar())
    checks = examine(assistant)
    if a.json:
        print_json({"checks": [check.as_json() for check in checks]})
    else:
        for check in checks:
            state = "ok  " if check.ok else "FAIL"
            print(f"{state}  {check.name}: {check.found} {check.hint}".rstrip())


def serve(assistant: Audited, a: argparse.Namespace) -> None:
    """Serve the page."""
    from assistant.ui.server import serve

    serve(assistant, assistant.settings)


def feedback(assistant: Audited, a: argparse.Namespace) -> None:
    """Print what was thought of answers."""
    from assistant.talks.feedback import as_text, question_set

    judged = question_set(assistant.talks.judged())
    if a.json:
        print_json({"questions": judged})
    else:
        print(as_text(judged))


def evaluate(assistant: Audited, a: argparse.Namespace) -> None:
    """Measure search or answers."""
    from assistant import evaluate

    if a.what == "retrieval":
        result = evaluate.retrieval_in_a_library_of_its_own(a.path, assistant.settings, progress_bar())
    else:
        assistant.offer_starter_corpus(progress_bar())
        result = evaluate.answers(a.path, assistant.ask)
    if a.json:
        print_json(result)
        return
    for name, value in result.items():
        if name != "rows":
            print(f"{name}: {value}")
