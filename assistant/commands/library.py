"""The commands about what the library holds: library, show, remove; for ingest see `ingest.py`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from assistant.terminal import print_json, progress_bar

if TYPE_CHECKING:
    import argparse

    from assistant.assistant import Assistant


def library(assistant: Assistant, a: argparse.Namespace) -> None:
    """List the documents."""
    assistant.offer_starter_corpus(progress_bar())
    documents = assistant.documents()
    if a.json:
        print_json({"documents": [document.as_json() for document in documents]})
        return
    for document in documents:
        m = document.metadata
        print(f"{m.date or '-':10}  {document.id:40}  {m.title}")


def show(assistant: Assistant, a: argparse.Namespace) -> None:
    """Show one document, or its text as it is."""
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


def remove(assistant: Assistant, a: argparse.Namespace) -> None:
    """Delete documents for good."""
    removed = assistant.remove(a.documents)
    if a.json:
        print_json({"removed": removed})
    else:
        print(f"Removed {', '.join(removed)}.")
