"""The texts that the questions in ``training/questions`` were written about, by the names used there."""

from __future__ import annotations

import json
from pathlib import Path

from training.entail.examples import documents, rows
from training.reader.examples import HELD_OUT, Text, text_of

RECORDS = Path(__file__).resolve().parent.parent / "records"


def invented(*, held_out: bool) -> dict[str, Text]:
    """The invented documents by id, under their first line, and the invented records, under their titles.

    Held out are the genres that the verifier never saw either; of the records none.
    """
    claimed = {d["id"]: text_of(_heading(d["document"]), d["document"]) for d in documents(held_out=held_out)}
    records = [] if held_out else [row for file in sorted(RECORDS.glob("*.jsonl")) for row in rows(file)]
    return claimed | {row["id"]: text_of(row["title"], row["document"]) for row in records}


def _heading(document: str) -> str:
    return str(document.strip().splitlines()[0][:120])


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
