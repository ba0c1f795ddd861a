"""From a question to its passages, stage by stage, in libraries of 2,500 and of 200,000 passages, with their memory.

The texts are real: stories, statements and encyclopaedia articles. What more a size needs are copies with a third of
their words changed; a copy's vectors are those of its original, turned a little, because embedding all copies would
take hours. The question is embedded by the model, and stores and search are the program's own. The stages are timed
after the whole, when passages that were read are remembered: fetching is then next to nothing.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from assistant.assistant import Assistant
from assistant.library.chunk import chunk
from assistant.library.pooling import PassageVectors
from assistant.records import Document, Metadata, Passage
from assistant.search.fuse import Signal, fuse
from assistant.search.retrieve import Retriever
from assistant.settings import load_settings
from benchmarks.library import table
from benchmarks.serving import resident_mb

SIZES = tuple(int(size) for size in os.environ.get("BENCHMARK_PASSAGES", "2500 200000").split())
ORIGINALS = 1_900
QUESTIONS = 200
A_WRITE = 5_000
STAGES = ("embedding", "passages", "terms", "sentences", "fusing", "fetching")


def run(data: Path) -> None:
    questions = _questions(data)
    texts = list(_texts(data))
    if not questions or not texts:
        print(f"left out: there are no texts or no questions below {data}")
        return
    rows = [_measure(size, texts, questions) for size in SIZES]
    table(["passages", "p50, ms", "p95, ms", *(f"{stage}, ms" for stage in STAGES), "memory, MB", "on disk, MB"], rows)
    print(f"\nLoad of the machine at the end: {os.getloadavg()[0]:.1f}")


def _measure(size: int, texts: Sequence[Document], questions: Sequence[str]) -> list[object]:
    with tempfile.TemporaryDirectory(prefix="briefing-benchmark-", ignore_cleanup_errors=True) as scratch:
        assistant = Assistant(load_settings(data_dir=Path(scratch), starter_corpus="off"))
        try:
            _fill(assistant, texts, size)
            assistant.warm()
            retriever = assistant.retriever
            whole = [_milliseconds(retriever.hits, question) for question in questions]
            ladders = [_ladder(retriever, question) for question in questions]
            stages = [statistics.median(spent) for spent in zip(*ladders, strict=True)]
            disk = sum(file.stat().st_size for file in Path(scratch).rglob("*") if file.is_file())
            p95 = statistics.quantiles(whole, n=20)[-1]
            times = [f"{spent:.1f}" for spent in (statistics.median(whole), p95, *stages)]
            return [size, *times, _memory(), round(disk / 1e6)]
        finally:
            assistant.close()


def _ladder(retriever: Retriever, question: str) -> list[float]:
    """Milliseconds of each stage of `Retriever.hits`, run one by one."""
    s, store = retriever.settings, retriever.store
    found: list[Any] = []

    def run(stage: Callable[..., Any], *given: Any) -> float:
        began = time.perf_counter()
        found.append(stage(*given))
        return 1000 * (time.perf_counter() - began)

    spent = [run(retriever.embeddings.embed_query, question)]
    spent.append(run(store.nearest_passages, found[0], s.candidates, None))
    spent.append(run(retriever.terms.search, question, s.candidates, None))
    spent.append(run(store.best_sentences, found[0], list({**found[1], **found[2]})))
    weights = (s.passage_weight, s.lexical_weight, s.sentence_weight)
    spent.append(run(fuse, [Signal(scores, weight) for scores, weight in zip(found[1:4], weights, strict=True)]))
    spent.append(run(store.passages, [passage for passage, _ in found[4][: 2 * retriever.k]]))
    return spent


def _milliseconds(what: Callable[[str], object], question: str) -> float:
    began = time.perf_counter()
    what(question)
    return 1000 * (time.perf_counter() - began)


def _memory() -> int | str:
    """Megabytes that the process holds now, where the system says it."""
    try:
        return int(resident_mb(os.getpid()))
    except OSError:
        return "?"


# What is searched ----------------------------------------------------------------------------------------------------


def _fill(assistant: Assistant, texts: Sequence[Document], size: int) -> None:
    embeddings, index = assistant.embeddings, assistant.index
    originals: list[Passage] = []
    for text in texts:
        originals += chunk(text, embeddings.count_tokens, embeddings.passage_tokens)
    originals = originals[: min(size, ORIGINALS)]
    vectors = embeddings.embed_passages(originals)
    words = sorted({word for passage in originals for word in passage.text.split()})
    chance, noise = random.Random(0), np.random.default_rng(0)
    for at in range(0, size, A_WRITE):
        numbers = range(at, min(at + A_WRITE, size))
        some = [_copy(originals[n % len(originals)], n // len(originals), words, chance) for n in numbers]
        index.store.add(some, [_turned(vectors[n % len(originals)], n // len(originals), noise) for n in numbers])
        index.terms.replace((), some)


def _copy(passage: Passage, copy: int, words: Sequence[str], chance: random.Random) -> Passage:
    """The passage, or a copy of it with other words in every third place."""
    if not copy:
        return passage
    text = " ".join(chance.choice(words) if chance.random() < 1 / 3 else word for word in passage.text.split(" "))
    return replace(passage, id=f"copy-{copy}-{passage.id}", document_id=f"copy-{copy}-{passage.document_id}", text=text)


def _turned(vectors: PassageVectors, copy: int, noise: np.random.Generator) -> PassageVectors:
    def turn(rows: np.ndarray) -> np.ndarray:
        turned = rows + 0.02 * noise.standard_normal(rows.shape, dtype=np.float32)
        return turned / np.linalg.norm(turned, axis=-1, keepdims=True)

    return PassageVectors(turn(vectors.passage), turn(vectors.sentences)) if copy else vectors


def _texts(data: Path) -> Iterator[Document]:
    stories = data / "kcna" / "stories.jsonl"
    if stories.exists():
        for n, line in enumerate(stories.read_text(encoding="utf-8").splitlines()):
            told = json.loads(line)
            yield _document(f"story-{n}", told["text"], told["title"])
    for file in sorted([*(data / "retrieval").glob("*.md"), *(data / "statements").glob("*.txt")]):
        yield _document(file.stem, file.read_text(encoding="utf-8"), file.stem)


def _document(name: str, text: str, title: str) -> Document:
    return Document(name, 1, text, Metadata(title=title, language="en"), path=None, page_starts=(), sha256="")


def _questions(data: Path) -> list[str]:
    file = data / "retrieval" / "questions.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [str(json.loads(line)["question"]) for line in lines][:QUESTIONS]
