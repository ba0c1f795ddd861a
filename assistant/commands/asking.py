"""The commands that ask: search, ask, phrases."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.delivery import Made, deliver, must_be_writable, write
from assistant.given import question, questions, scope
from assistant.terminal import Draft, print_json, progress_bar

if TYPE_CHECKING:
    import argparse

    from assistant.assistant import Assistant


def search(assistant: Assistant, a: argparse.Namespace) -> None:
    """Print the passages found for each question."""
    assistant.offer_starter_corpus(progress_bar())
    for given in questions(a):
        found = assistant.found(given["question"], a.k, scope(a, given))
        if a.json or a.questions:
            print_json(found.as_json())
            continue
        if not found.hits:
            print("No passage was found.")
        for hit in found.hits:
            p = hit.passage
            page = f", page {p.page}" if p.page else ""
            print(f"{hit.rank}. {p.title}{page} ({p.document_id} {p.start}-{p.end}, {hit.score:.2f})")
            print(f"   {' '.join(p.text.split())}\n")


def ask(assistant: Assistant, a: argparse.Namespace) -> None:
    """Answer each question; a conversation goes on where its file ends."""
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


def phrases(assistant: Assistant, a: argparse.Namespace) -> None:
    """Print the uses of phrases."""
    from assistant.compare.telling import as_text

    assistant.offer_starter_corpus(progress_bar())
    ledger = assistant.phrases(a.phrases, scope(a))
    if a.json:
        print_json(ledger.as_json())
    else:
        print(as_text(ledger))
