"""Other scripts: recall of answers by the first five passages, the lexical side and the vectors apart and together.

XQuAD's 1,190 questions in each language, asked in the language of the texts, of all 48 articles in one library. An
article is a file of its paragraphs, named by number, so that no English title stands in a passage's context.
"""

from __future__ import annotations

import json
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant import evaluate
from assistant.assistant import Assistant
from assistant.records import Hit
from assistant.search.fuse import Signal, fuse
from assistant.search.surroundings import with_surroundings
from benchmarks.library import library, table

LANGUAGES = ("en", "ru", "zh")
Search = Callable[[str], list[Hit]]


def run(data: Path) -> None:
    rows: list[list[object]] = []
    for language in LANGUAGES:
        file = data / "multilingual" / f"xquad.{language}.json"
        if not file.exists():
            print(f"left out: there is no {file}")
            continue
        with tempfile.TemporaryDirectory(prefix="briefing-benchmark-") as scratch:
            folder = Path(scratch)
            texts = laid_out(file, folder)
            with library(texts) as assistant:
                rows += [[language, *_row(name, side, assistant, folder)] for name, side in _sides(assistant)]
    table(["texts", "search", "recall", "questions", "passages", "ms a question"], rows)


def _sides(assistant: Assistant) -> Iterator[tuple[str, Search]]:
    yield "fused, as it ships", lambda q: assistant.retriever.hits(q, evaluate.HITS)
    weights = {"passage_weight": 0.0, "sentence_weight": 0.0}
    lexical = assistant.retriever.model_copy(update={"settings": assistant.settings.model_copy(update=weights)})
    yield "lexical alone", lambda q: lexical.hits(q, evaluate.HITS)
    yield "vectors alone", lambda q: _by_vectors(assistant, q)


def _by_vectors(assistant: Assistant, question: str) -> list[Hit]:
    """What the vectors alone would find, also where the product does not ask them since they say nothing."""
    settings, store = assistant.settings, assistant.retriever.store
    vector = assistant.embeddings.embed_query(question)
    by_passage = store.nearest_passages(vector, settings.candidates)
    by_sentence = store.best_sentences(vector, list(by_passage))
    signals = [Signal(by_passage, settings.passage_weight), Signal(by_sentence, settings.sentence_weight)]
    order = with_surroundings(fuse(signals))[: evaluate.HITS]
    passages = store.passages([i for i, _ in order])
    return [Hit(rank, score, passages[i]) for rank, (i, score) in enumerate(order, 1)]


def laid_out(file: Path, folder: Path) -> list[Path]:
    """The articles of an XQuAD file as texts in `folder`, with a ``questions.jsonl`` beside them; gives the texts."""
    out: list[Path] = []
    lines: list[dict[str, Any]] = []
    for n, article in enumerate(json.loads(file.read_text(encoding="utf-8"))["data"], 1):
        path = folder / f"{n:02d}.txt"
        text = ""
        for paragraph in article["paragraphs"]:
            text += "\n\n" if text else ""
            lines += _asked(paragraph, path.name, len(text))
            text += _clean(paragraph["context"])
        path.write_text(text, encoding="utf-8")
        out.append(path)
    told = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (folder / "questions.jsonl").write_text(told, encoding="utf-8")
    return out


def _asked(paragraph: dict[str, Any], document: str, shift: int) -> Iterator[dict[str, Any]]:
    """The questions of one paragraph that begins `shift` characters into its document, each with its answer's span."""
    for q in paragraph["qas"]:
        answer = q["answers"][0]
        start = shift + len(_clean(paragraph["context"][: answer["answer_start"]]))
        yield {"question": q["question"], "document": document, "spans": [[start, start + len(_clean(answer["text"]))]]}


def _clean(text: str) -> str:
    """As the library keeps it, so that offsets stay true."""
    return unicodedata.normalize("NFC", text.replace("\ufeff", "").replace("\r\n", "\n"))


def _row(name: str, search: Search, assistant: Assistant, folder: Path) -> list[object]:
    held = {Path(str(d.path)).name: d.id for d in assistant.documents()}
    search("loaded before the clock starts")
    began = time.perf_counter()
    found = evaluate.retrieval(folder, search, held)
    spent = 1000 * (time.perf_counter() - began) / found["questions"]
    return [name, found["recall"], found["questions"], assistant.index.terms.count(), f"{spent:.1f}"]
