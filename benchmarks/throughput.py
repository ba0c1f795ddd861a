"""Passages a second into a library, beside LangChain's default recipe in turn, and the model beside its ceiling.

End to end is: files are read, cut, embedded (sentences too), put into store and terms index, and kept on the shelf.
The recipe is given the finished passages. Both models are loaded before the clock starts.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.assistant import Assistant
from assistant.library.embed import ModelEmbeddings, context_of
from assistant.records import Passage
from assistant.settings import load_settings
from benchmarks.library import library, table
from benchmarks.retrieval import default_recipe

STORIES = int(os.environ.get("BENCHMARK_STORIES", "300"))
ROUNDS = 3
PARAMETERS = 10.6e6
"""Of the packaged model, those that every token is multiplied with; its table of words is only looked up."""
SQUARE = 2048


def run(data: Path) -> None:
    stories = data / "kcna" / "stories.jsonl"
    if not stories.exists():
        print(f"left out: there is no {stories}")
        return
    with tempfile.TemporaryDirectory(prefix="briefing-benchmark-", ignore_cleanup_errors=True) as scratch:
        for n, line in enumerate(stories.read_text(encoding="utf-8").splitlines()[:STORIES]):
            (Path(scratch) / f"story-{n:04}.txt").write_text(json.loads(line)["text"], encoding="utf-8")
        with library([Path(scratch)]) as assistant:  # loads the model
            held = [d.id for d in assistant.documents()]
            passages = assistant.index.store.of_documents(held)
            _end_to_end(assistant, Path(scratch), passages)
            print()
            _model(assistant.embeddings, passages)
    print(f"\nLoad of the machine at the end: {os.getloadavg()[0]:.1f}")


def _end_to_end(loaded: Assistant, folder: Path, passages: Sequence[Passage]) -> None:
    def ours() -> float:
        with tempfile.TemporaryDirectory(prefix="briefing-benchmark-", ignore_cleanup_errors=True) as scratch:
            fresh = Assistant(load_settings(data_dir=Path(scratch), starter_corpus="off"))
            vars(fresh)["embeddings"] = loaded.embeddings
            _ = fresh.index
            try:
                return _seconds(lambda: fresh.ingest([folder]))
            finally:
                fresh.close()

    spent = [(ours(), default_recipe(passages)[1]) for _ in range(ROUNDS)]
    ratios = sorted(theirs / mine for mine, theirs in spent)
    rows = [
        [name, *(f"{len(passages) / f(values):.1f}" for f in (statistics.median, max, min))]
        for name, values in (("this", [a for a, _ in spent]), ("LangChain default", [b for _, b in spent]))
    ]
    table(["end to end, passages/s", "median", "least", "most"], rows)
    print(f"\n{len(passages)} passages; this is {statistics.median(ratios):.2f} times as fast", end="")
    print(f" ({ratios[0]:.2f} to {ratios[-1]:.2f} in {ROUNDS} rounds).")


def _model(embeddings: ModelEmbeddings, passages: Sequence[Passage]) -> None:
    """The embedding stage alone, and what the same moment's matrix product in bf16 would allow."""
    import torch

    texts = [f"{context_of(passage)}\n{passage.text}" for passage in passages]
    tokens = sum(min(n + 2, 256) for n in embeddings.count_tokens(texts))
    square = torch.randn(SQUARE, SQUARE).to(torch.bfloat16)
    square @ square
    rows = []
    for _ in range(ROUNDS):
        before = _flops(square)
        spent = _seconds(lambda: embeddings.embed_passages(passages))
        ceiling = (before + _flops(square)) / 2
        reached = 2 * PARAMETERS * tokens / spent
        rows.append([f"{len(passages) / spent:.1f}", f"{tokens / spent:.0f}", *_giga(reached, ceiling)])
    print(f"Number format {next(embeddings.model.parameters()).dtype}, {torch.get_num_threads()} threads.\n")
    table(["embedding, passages/s", "tokens/s", "GFLOP/s", "bf16 matrix product, GFLOP/s", "share, %"], rows)


def _giga(reached: float, ceiling: float) -> list[str]:
    return [f"{reached / 1e9:.0f}", f"{ceiling / 1e9:.0f}", f"{100 * reached / ceiling:.0f}"]


def _flops(square: object) -> float:
    times = [_seconds(lambda: square @ square) for _ in range(9)]  # type: ignore[operator]
    return 2 * SQUARE**3 / statistics.median(times)


def _seconds(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began
