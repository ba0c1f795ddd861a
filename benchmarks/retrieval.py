"""Recall of the first five passages, beside LangChain's default recipe over the very same passages, in one run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant import evaluate
from assistant.assistant import Assistant
from assistant.library.chunk import chunk
from assistant.library.embed import packaged_path
from assistant.records import Hit, Passage
from benchmarks.contenders import Given
from benchmarks.library import library, table


def run(data: Path) -> None:
    folder = data / "retrieval"
    if not (folder / "questions.jsonl").exists():
        print(f"left out: there is no {folder}/questions.jsonl")
        return
    names = list(dict.fromkeys(str(line["document"]) for line in evaluate.question_lines(folder / "questions.jsonl")))
    with library([folder / name for name in names]) as assistant:
        held = {Path(str(d.path)).name: d.id for d in assistant.documents()}
        ids = {name: held[name] for name in names}
        passages = _passages(assistant)
        theirs, seconds = default_recipe(passages)
        began = time.perf_counter()
        assistant.repair()
        ours_seconds = time.perf_counter() - began
        rows = [_row(name, search, folder, ids, ours_seconds, len(passages)) for name, search in _variants(assistant)]
        rows.append(_row("LangChain default", theirs, folder, ids, seconds, len(passages)))
    table(["search", "recall", *names, "ms a question", "s to index", "passages"], rows)


def _variants(assistant: Assistant) -> Iterator[tuple[str, Callable[[str], list[Hit]]]]:
    """What ships first, then the same with signals left out or weighed otherwise."""
    weights = ("lexical_weight", "passage_weight", "sentence_weight")
    for name, values in (
        ("this", None),
        ("terms 1, passages 1, sentences 1", (1, 1, 1)),
        ("terms 3, passages 1, sentences 1", (3, 1, 1)),
        ("without sentences", (2, 1, 0)),
        ("without passages", (2, 0, 1)),
        ("terms alone", (1, 0, 0)),
        ("vectors alone", (0, 1, 1)),
    ):
        settings = assistant.settings
        if values:
            settings = settings.model_copy(update=dict(zip(weights, map(float, values), strict=True)))
        retriever = assistant.retriever.model_copy(update={"settings": settings})
        yield name, lambda q, r=retriever: r.hits(q, evaluate.HITS)


def _passages(assistant: Assistant) -> list[Passage]:
    count, most = assistant.embeddings.count_tokens, assistant.settings.passage_tokens
    return [p for d in assistant.documents() for p in chunk(assistant.document(d.id), count, most)]


def default_recipe(passages: Sequence[Passage]) -> tuple[Callable[[str], list[Hit]], float]:
    """Its search over the passages, and the seconds that it took to index them."""
    from benchmarks.contenders.langchain import prepared

    model = str(packaged_path())
    index = prepared(model)
    given = Given(model=model, questions=[], passages=[p.text for p in passages], places=[], files=[])
    began = time.perf_counter()
    search = index(given)
    seconds = time.perf_counter() - began

    def hits(question: str) -> list[Hit]:
        return [Hit(rank, 0.0, passages[n]) for rank, n in enumerate(search(question, evaluate.HITS), 1)]

    return hits, seconds


def _row(
    name: str,
    search: Callable[[str], Sequence[Hit]],
    folder: Path,
    ids: dict[str, str],
    seconds: float,
    passages: int,
) -> list[object]:
    search("loaded before the clock starts")
    began = time.perf_counter()
    result = evaluate.retrieval(folder, search, ids)
    spent = 1000 * (time.perf_counter() - began) / result["questions"]
    by_text = [result["by_document"][text]["recall"] for text in ids if text in result["by_document"]]
    return [name, result["recall"], *by_text, f"{spent:.1f}", f"{seconds:.1f}", passages]
