"""The command `briefing`: arguments → assistant → text or JSON. Heavy modules load only for commands that need them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.arguments import parsed
from assistant.delivery import Made, deliver, must_be_writable, write
from assistant.errors import AssistantError, Interrupted
from assistant.given import against, question, questions, scope, text_to_check
from assistant.stopping import STOPPED
from assistant.terminal import Draft, complain, print_json, progress_bar, speak_utf8

if TYPE_CHECKING:
    from assistant.assistant import Assistant

ENTAILED_AT_ONCE = 256
"""Pairs judged before their lines are printed."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 a named error. Bad usage exits with 2."""
    speak_utf8()
    arguments = parsed(COMMANDS, argv)
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except AssistantError as error:
        complain(error, as_json=arguments.json)
        return 1
    except BrokenPipeError:  # the reader has seen enough; Python must not find the pipe broken once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        complain(Interrupted("Stopped."), as_json=arguments.json)
        return STOPPED
    return status


def _run(arguments: argparse.Namespace) -> int:
    from assistant.assistant import Assistant
    from assistant.settings import load_settings

    assistant = Assistant(load_settings(**_given(arguments)))
    try:
        return arguments.run(assistant, arguments) or 0
    finally:
        assistant.close()


def _given(arguments: argparse.Namespace) -> dict[str, Any]:
    return {name: getattr(arguments, name) for name in ("host", "port") if getattr(arguments, name, None) is not None}


# Commands ------------------------------------------------------------------------------------------------------


def _ingest(assistant: Assistant, a: argparse.Namespace) -> int:
    from assistant.intake import ingest

    return ingest(assistant, a)


def _library(assistant: Assistant, a: argparse.Namespace) -> None:
    assistant.offer_starter_corpus(progress_bar())
    documents = assistant.documents()
    if a.json:
        print_json({"documents": [document.as_json() for document in documents]})
        return
    for document in documents:
        m = document.metadata
        print(f"{m.date or '-':10}  {document.id:40}  {m.title}")


def _show(assistant: Assistant, a: argparse.Namespace) -> None:
    assistant.offer_starter_corpus(progress_bar())
    document = assistant.document(a.document, a.version)
    if a.text and not a.json:
        sys.stdout.flush()
        sys.stdout.buffer.write(document.text.encode())  # as bytes: a text stream may turn line ends into others
    elif a.json:
        print_json({**document.as_json(), "text": document.text} if a.text else document.as_json())
    else:
        for name, value in document.as_json().items():
            if value is not None:
                print(f"{name:11}{value}")


def _remove(assistant: Assistant, a: argparse.Namespace) -> None:
    removed = assistant.remove(a.documents)
    if a.json:
        print_json({"removed": removed})
    else:
        print(f"Removed {', '.join(removed)}.")


def _search(assistant: Assistant, a: argparse.Namespace) -> None:
    import time

    assistant.offer_starter_corpus(progress_bar())
    for given in questions(a):
        began = time.perf_counter()
        hits = assistant.search(given["question"], a.k, scope(a, given))
        spent = round((time.perf_counter() - began) * 1000, 1)
        if a.json or a.questions:
            found = [hit.as_json() for hit in hits]
            print_json({"question": given["question"], "hits": found, "milliseconds": spent})
            continue
        for hit in hits:
            p = hit.passage
            page = f", page {p.page}" if p.page else ""
            print(f"{hit.rank}. {p.title}{page} ({p.document_id} {p.start}-{p.end}, {hit.score:.2f})")
            print(f"   {' '.join(p.text.split())}\n")


def _ask(assistant: Assistant, a: argparse.Namespace) -> None:
    from assistant.answer.listener import Listener
    from assistant.answer.telling import as_text
    from assistant.export.answers import Answered
    from assistant.export.conversations import Talk
    from assistant.saved import remember, resume, talk

    must_be_writable(a.out, "conversation" if a.questions or a.conversation else "answer")
    assistant.offer_starter_corpus(progress_bar())
    if a.question is None and not a.questions:
        whole = talk(a.conversation, assistant.document)
        answers = [turn.answer for turn in whole.turns]
        found = {"answers": [answer.as_json() for answer in answers]}
        deliver(Made(whole, found, "\n\n".join(map(as_text, answers))), a)
        return
    kept: list[Answered] = []
    for given in questions(a):
        asked = question(given, scope(a, given))
        if a.conversation:
            asked = resume(asked, a.conversation)
        draft = Draft()
        answer = assistant.ask(asked, Listener(draft.told))
        draft.ended()
        if a.conversation:
            remember(answer, a.conversation)
        answered = Answered.of(answer, assistant.document, date.today().isoformat())
        if not a.questions:
            follows = a.out and a.conversation and asked.conversation
            product = talk(a.conversation, assistant.document) if follows else answered
            deliver(Made(product, answer.as_json(), as_text(answer)), a)
            return
        print_json(answer.as_json())
        kept += [answered] if a.out else []
    if a.out:
        write(talk(a.conversation, assistant.document) if a.conversation else Talk(tuple(kept)), a.out, annex=a.annex)


def _compare(assistant: Assistant, a: argparse.Namespace) -> None:
    from assistant.compare.report import as_text
    from assistant.export.comparisons import Compared

    must_be_writable(a.out, "comparison")
    assistant.offer_starter_corpus(progress_bar())
    found = assistant.compare(a.a, a.b)
    compared = Compared.of(found, assistant.document, date.today().isoformat())
    deliver(Made(compared, found.as_json(), as_text(found)), a)


def _brief(assistant: Assistant, a: argparse.Namespace) -> None:
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


def _check(assistant: Assistant, a: argparse.Namespace) -> None:
    from assistant.check.report import as_text
    from assistant.export.verdicts import Checked, summary

    must_be_writable(a.out, "check")
    text = text_to_check(a.file, assistant.settings.max_document_mb)
    assistant.offer_starter_corpus(progress_bar())
    check = assistant.check(
        text.text,
        title=text.title,
        against=against(assistant, a),
        without=getattr(a, "except") or (),
        progress=progress_bar("claims", "Checking"),
    )
    checked = Checked.of(check, assistant.document, date.today().isoformat())
    deliver(Made(checked, check.as_json(), as_text(checked), f"{summary(check)}."), a)


def _entail(assistant: Assistant, a: argparse.Namespace) -> None:
    from assistant.pairs import pair_lines

    pairs = pair_lines(a.file)
    for start in range(0, len(pairs), ENTAILED_AT_ONCE):
        for supported, contradicted in assistant.entail(pairs[start : start + ENTAILED_AT_ONCE]):
            print_json({"supported": round(supported, 4), "contradicted": round(contradicted, 4)})


def _phrases(assistant: Assistant, a: argparse.Namespace) -> None:
    from assistant.compare.telling import as_text

    assistant.offer_starter_corpus(progress_bar())
    ledger = assistant.phrases(a.phrases, scope(a))
    if a.json:
        print_json(ledger.as_json())
    else:
        print(as_text(ledger))


def _doctor(assistant: Assistant, a: argparse.Namespace) -> None:
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


def _serve(assistant: Assistant, a: argparse.Namespace) -> None:
    from assistant.ui.server import serve

    serve(assistant, assistant.settings)


def _evaluate(assistant: Assistant, a: argparse.Namespace) -> None:
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


COMMANDS = {
    "ingest": _ingest,
    "library": _library,
    "show": _show,
    "remove": _remove,
    "search": _search,
    "ask": _ask,
    "compare": _compare,
    "brief": _brief,
    "check": _check,
    "entail": _entail,
    "phrases": _phrases,
    "doctor": _doctor,
    "serve": _serve,
    "evaluate": _evaluate,
}
