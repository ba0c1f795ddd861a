"""How exactly an answer's citations hit: characters cited against the characters that answer, over all questions.

A refusal cites nothing: its recall and precision are 0. What is cited from another text counts against precision.
Beside the answers, over the same questions: whole passages, and single sentences by the search's scores alone.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant import evaluate
from assistant.assistant import Assistant
from assistant.records import Question, Span
from benchmarks.library import library, table

Cited = tuple[str, Span]
"""A document's id and a span of it."""


def run(data: Path) -> None:
    folder = data / "retrieval"
    if not (folder / "questions.jsonl").exists():
        print(f"left out: there is no {folder}/questions.jsonl")
        return
    wanted = evaluate.wanted(folder)
    names = list(dict.fromkeys(w.document for w in wanted))
    with library([folder / name for name in names]) as assistant:
        ids = {Path(str(d.path)).name: d.id for d in assistant.documents()}
        answer(assistant, "loaded before the clock starts")
        rows = [_row(name, cite, wanted, ids) for name, cite in _systems(assistant).items()]
    table(["cited", "recall", "precision", "sentences or passages", "nothing cited", *names, "ms a question"], rows)


def _systems(assistant: Assistant) -> dict[str, Callable[[str], list[Cited]]]:
    def first(k: int) -> Callable[[str], list[Cited]]:
        return lambda q: [
            (h.passage.document_id, Span(h.passage.start, h.passage.end)) for h in assistant.search(q, k)
        ]

    return {"answers": lambda q: answer(assistant, q), "first passage": first(1), "first 5 passages": first(5)}


def answer(assistant: Assistant, question: str) -> list[Cited]:
    """What the answer to `question` cites."""
    given = assistant.ask(Question(text=question))
    return [] if given.refused else [(c.document_id, Span(c.start, c.end)) for c in given.citations]


def _row(
    name: str, cite: Callable[[str], list[Cited]], wanted: Sequence[evaluate.Wanted], ids: dict[str, str]
) -> list[object]:
    began = time.perf_counter()
    found = [cite(w.question) for w in wanted]
    spent = 1000 * (time.perf_counter() - began) / len(wanted)
    recall, precision = [], []
    for w, cited in zip(wanted, found, strict=True):
        own = evaluate.overlap([span for d, span in cited if d == ids[w.document]], w.spans)
        recall.append(own.recall)
        all_of_it = sum(span.end - span.start for _, span in cited)
        of_the_text = sum(span.end - span.start for d, span in cited if d == ids[w.document])
        precision.append(own.precision * of_the_text / all_of_it if all_of_it else 0.0)
    texts = dict.fromkeys(w.document for w in wanted)
    by_text = [_pair([i for i, w in enumerate(wanted) if w.document == text], recall, precision) for text in texts]
    return [
        name,
        f"{100 * statistics.fmean(recall):.1f}",
        f"{100 * statistics.fmean(precision):.1f}",
        f"{statistics.fmean(map(len, found)):.1f}",
        sum(not cited for cited in found),
        *by_text,
        f"{spent:.0f}",
    ]


def _pair(rows: Sequence[int], recall: Sequence[float], precision: Sequence[float]) -> str:
    def mean(values: Sequence[float]) -> float:
        return 100 * statistics.fmean(values[i] for i in rows)

    return f"{mean(recall):.1f}, {mean(precision):.1f}"
