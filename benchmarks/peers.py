"""Recall, speed and memory beside LangChain, llama-index, Haystack and txtai, each in turn, with a table and a plot.

The peers live in an environment of their own (``build/contenders``, made at first use from
``benchmarks/contenders/requirements.txt``). All get the same passages and the same model, each in a process of its own,
one after the other, several times over; see `benchmarks.contenders`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import venv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant import evaluate
from assistant.library.chunk import chunk
from assistant.library.embed import packaged_path
from assistant.records import Hit, Passage
from benchmarks.contenders import Given
from benchmarks.library import library, table

HERE = Path(__file__).parent
REQUIREMENTS = HERE / "contenders" / "requirements.txt"
ENVIRONMENT = HERE.parent / "build" / "contenders"
PLOT = HERE / "peers.svg"
ROUNDS = int(os.environ.get("BENCHMARK_ROUNDS", "3"))
CONTENDERS = {
    "this": "this",
    "langchain": "LangChain, dense",
    "llama_index": "llama-index, BM25 + vectors",
    "haystack": "Haystack, BM25 + vectors",
    "txtai": "txtai, hybrid",
}


def run(data: Path) -> None:
    folder = data / "retrieval"
    if not (folder / "questions.jsonl").exists():
        print(f"left out: there is no {folder}/questions.jsonl")
        return
    theirs = _environment()
    names = list(dict.fromkeys(line.document for line in evaluate.wanted(folder)))
    files = [(folder / name).resolve() for name in names]
    with library(files) as assistant:
        file_of = {document.id: str(document.path) for document in assistant.documents()}
        count, most = assistant.embeddings.count_tokens, assistant.settings.passage_tokens
        passages = [p for key in file_of for p in chunk(assistant.document(key), count, most)]
    given = Given(
        model=str(packaged_path()),
        questions=[line.question for line in evaluate.wanted(folder)],
        passages=[p.text for p in passages],
        places=[(file_of[p.document_id], p.start) for p in passages],
        files=[str(file) for file in files],
    )
    found = defaultdict(list)
    for _ in range(ROUNDS):
        for name in CONTENDERS:
            found[name].append(_raced(name, sys.executable if name == "this" else theirs, given))
    key_of = {Path(file).name: key for key, file in file_of.items()}
    ids = {name: key_of[name] for name in names}
    rows = [_row(name, found[name], folder, ids, given, passages) for name in CONTENDERS]
    texts = [Path(name).stem.replace("_", " ") for name in names]
    head = ["search", "recall", *texts, "ms a question, p50", "p95", "passages/s to index", "memory, MB"]
    table(head, [[CONTENDERS[row["name"]], *row["cells"]] for row in rows])
    print(f"\n{len(passages)} passages, {len(given.questions)} questions, {ROUNDS} rounds in turn, medians.", end=" ")
    print(f"Load of the machine at the end: {os.getloadavg()[0]:.1f}. The plot is {PLOT.name}.")
    _plot(rows)


def _environment() -> str:
    """The peers' Python, in an environment that holds what the requirements say now."""
    stamp, wanted = ENVIRONMENT / "requirements.txt", REQUIREMENTS.read_text(encoding="utf-8")
    python = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        print("Setting up the peers' environment.", file=sys.stderr)
        venv.create(ENVIRONMENT, clear=True, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", REQUIREMENTS], check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return str(python)


def _raced(name: str, python: str, given: Given) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="briefing-benchmark-") as scratch:
        asked, told = Path(scratch, "given.json"), Path(scratch, "found.json")
        asked.write_text(json.dumps(asdict(given)), encoding="utf-8")
        quiet = {"HAYSTACK_TELEMETRY_ENABLED": "False", "ANONYMIZED_TELEMETRY": "False", "HF_HUB_OFFLINE": "1"}
        environment = {**os.environ, **quiet, "TMPDIR": scratch}
        command = [python, "-m", "benchmarks.contenders", name, str(asked), str(told)]
        subprocess.run(command, check=True, cwd=HERE.parent, env=environment, stderr=subprocess.DEVNULL)
        found: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
        return found


def _row(
    name: str,
    rounds: Sequence[dict[str, Any]],
    folder: Path,
    ids: dict[str, str],
    given: Given,
    passages: Sequence[Passage],
) -> dict[str, Any]:
    hits = dict(zip(given.questions, rounds[0]["hits"], strict=True))

    def search(question: str) -> list[Hit]:
        return [Hit(rank, 0.0, passages[place]) for rank, place in enumerate(hits[question], 1)]

    judged = evaluate.retrieval(folder, search, ids)
    p50 = statistics.median(statistics.median(r["question_ms"]) for r in rounds)
    p95 = statistics.median(statistics.quantiles(r["question_ms"], n=20)[-1] for r in rounds)
    rate = statistics.median(len(passages) / r["index_s"] for r in rounds)
    memory = statistics.median(r["memory_mb"] for r in rounds)
    texts = [f"{judged['by_document'][name]['recall']:.1f}" for name in ids]
    cells = [f"{judged['recall']:.1f}", *texts, f"{p50:.1f}", f"{p95:.1f}", f"{rate:.0f}", f"{memory:.0f}"]
    return {"name": name, "cells": cells, "recall": judged["recall"], "ms": p50, "rate": rate}


def _plot(rows: Sequence[dict[str, Any]]) -> None:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "peers", "font.size": 9, "font.family": "sans-serif"})
    from matplotlib import pyplot

    panels = (
        ("recall", "Recall of 5 passages, %", "{:.1f}"),
        ("ms", "Milliseconds a question", "{:.0f}"),
        ("rate", "Passages a second, to index", "{:.0f}"),
    )
    figure, all_axes = pyplot.subplots(1, len(panels), figsize=(9, 2.2), sharey=True, layout="constrained")
    colours = ["#1f5f8b" if row["name"] == "this" else "#b9c0c7" for row in rows]
    for axes, (key, title, form) in zip(all_axes, panels, strict=True):
        bars = axes.barh([CONTENDERS[row["name"]] for row in rows], [row[key] for row in rows], color=colours)
        axes.bar_label(bars, [form.format(row[key]) for row in rows], padding=3)
        axes.set_title(title, fontsize=9, loc="left")
        axes.set_xticks([])
        axes.margins(x=0.18)
        axes.spines[["top", "right", "bottom"]].set_visible(False)
        axes.tick_params(left=False)
    all_axes[0].invert_yaxis()
    figure.savefig(PLOT, metadata={"Date": None})
