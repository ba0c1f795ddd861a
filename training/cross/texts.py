"""The texts that the questions in ``training/questions`` were written about, by the names used there."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.assistant import Assistant
from assistant.library.sentences import headed_sentences
from training.cross.examples import HELD_OUT, Text, text_of


def records(assistant: Assistant) -> dict[str, Text]:
    """The starter library's records by id, each sentence numbered as `headed_sentences` finds it."""
    out = {}
    for known in assistant.documents():
        document = assistant.document(known.id)
        spans = tuple(found.span for found in headed_sentences(document.text, document.metadata.language))
        out[document.id] = Text(document.metadata.title, document.text, spans)
    return out


def paragraphs(xquad: Path, *, held_out: bool) -> dict[str, Text]:
    """XQuAD's paragraphs, numbered through all articles: ``x0``, ``x1`` …."""
    out: dict[str, Text] = {}
    number = 0
    for at, article in enumerate(json.loads(xquad.read_text(encoding="utf-8"))["data"]):
        for paragraph in article["paragraphs"]:
            if (at % HELD_OUT == 0) == held_out:
                out[f"x{number}"] = text_of(str(article.get("title", "")).replace("_", " "), paragraph["context"])
            number += 1
    return out
