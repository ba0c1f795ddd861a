"""Comparison on consecutive statements of one committee: what stands verbatim in both, what was changed, how long.

``questions/statement_pairs.jsonl`` holds a hand's labels: for pairs of files the sentences, by their characters, that
are versions of each other though their words differ, and some that have no counterpart. Half of the documents (``dev``)
were looked at while the thresholds were chosen.
"""

from __future__ import annotations

import json
import random
import re
import statistics
import tempfile
import time
from pathlib import Path

from assistant.assistant import Assistant
from assistant.records import Comparison
from benchmarks.library import library, table

HERE = Path(__file__).parent
LONG = 2_000  # sentences


def run(data: Path) -> None:
    folder = data / "statements"
    if folder.is_dir():
        files = sorted(folder.glob("*.txt"))
        with library(files) as assistant:
            ids = {Path(str(d.path)).name: d.id for d in assistant.documents()}
            assistant.warm()
            _consecutive(assistant, [ids[file.name] for file in files])
            _changed(assistant, ids)
    else:
        print(f"left out: there is no {folder}")
    _long()


def _consecutive(assistant: Assistant, ids: list[str]) -> None:
    spent, found, right, wanted = [], 0, 0, 0
    processor = time.process_time()
    for a, b in zip(ids, ids[1:], strict=False):
        began = time.perf_counter()
        comparison = assistant.compare(a, b)
        spent.append(time.perf_counter() - began)
        same = [(p.a.quote, p.b.quote) for p in comparison.alignment if p.relation in ("same", "moved") and p.a and p.b]
        found += len(same)
        right += sum(x.split() == y.split() for x, y in same)
        wanted += _verbatim(assistant, a, b)
    processor = time.process_time() - processor
    rows = [["pairs of statements", len(spent)], ["sentences verbatim in both", wanted]]
    rows += [["found, recall", f"{right / wanted:.4f}"], ["precision", f"{right / found:.4f}"]]
    rows += [["seconds, all", f"{sum(spent):.1f}"], ["processor seconds, all", f"{processor:.1f}"]]
    rows += [["a pair, median ms", f"{1000 * statistics.median(spent):.0f}"]]
    rows += [["a pair, most ms", f"{1000 * max(spent):.0f}"]]
    table(["consecutive statements", ""], rows)


def _verbatim(assistant: Assistant, a: str, b: str) -> int:
    """How many sentences stand in both, each as often as in the text that has it less often; found without `align`."""
    from assistant.library.sentences import sentences

    texts = [assistant.document(i).text for i in (a, b)]
    said = [[" ".join(t[s.start : s.end].split()) for s in sentences(t, "en")] for t in texts]
    return sum(min(said[0].count(s), said[1].count(s)) for s in set(said[0]) if re.search("[a-z]", s))


def _changed(assistant: Assistant, ids: dict[str, str]) -> None:
    labelled = [json.loads(line) for line in (HERE / "questions" / "statement_pairs.jsonl").open(encoding="utf-8")]
    rows = []
    for name in ("dev", "held"):
        hits = pairs = wrong = alone = 0
        for label in labelled:
            if label["set"] != name:
                continue
            comparison = assistant.compare(ids[label["a"]], ids[label["b"]])
            matched = _matched(comparison)
            hits += sum((a[0], b[0]) in matched for a, b in label["pairs"])
            pairs += len(label["pairs"])
            wrong += sum(span[0] in {a for a, _ in matched} for span in label["only_a"])
            wrong += sum(span[0] in {b for _, b in matched} for span in label["only_b"])
            alone += len(label["only_a"]) + len(label["only_b"])
        rows.append([name, pairs, f"{100 * hits / pairs:.1f}", alone, wrong])
    print()
    table(["labelled by hand", "changed pairs", "matched, percent", "without counterpart", "matched by mistake"], rows)


def _matched(comparison: Comparison) -> set[tuple[int, int]]:
    return {(p.a.start, p.b.start) for p in comparison.alignment if p.a and p.b}


def _long() -> None:
    """Two texts of `LONG` sentences: half of them alike, a quarter with a word changed, a quarter new; and versions."""
    with tempfile.TemporaryDirectory(prefix="briefing-benchmark-") as scratch:
        a, b = _texts()
        for name, text in (("long-a", a), ("long-b", b)):
            (Path(scratch) / f"{name}.txt").write_text(text, encoding="utf-8")
        with library([Path(scratch)]) as assistant:
            assistant.warm()
            rows = [["two documents", *_timed(assistant, "long-a", "long-b")]]
            (Path(scratch) / "long-a.txt").write_text(b, encoding="utf-8")
            assistant.ingest([Path(scratch) / "long-a.txt"])
            rows.append(["two versions of one", *_timed(assistant, "long-a@1", "long-a@2")])
    print()
    table([f"texts of {LONG} sentences", "seconds", "same", "reworded", "only in one"], rows)


def _timed(assistant: Assistant, a: str, b: str) -> list[object]:
    began = time.perf_counter()
    relations = [p.relation for p in assistant.compare(a, b).alignment]
    spent = time.perf_counter() - began
    alone = relations.count("only_a") + relations.count("only_b")
    return [f"{spent:.1f}", relations.count("same"), relations.count("reworded"), alone]


def _texts() -> tuple[str, str]:
    chance = random.Random(7)
    who = "committee ministry council envoy delegation agency court parliament border-guard navy".split()
    did = "approved postponed discussed rejected published inspected financed supported criticised renewed".split()
    what = "treaty budget harbour exercise report sanctions railway ceremony loan embassy school dam".split()
    where = "in the north|near the coast|at the capital|on the island|across the strait|by the river".split("|")

    def sentence() -> str:
        parts = (chance.choice(who), chance.choice(did), chance.choice(what), chance.choice(where))
        tail = " ".join(chance.choice(what) + "s" for _ in range(4))
        return "The {} {} the {} {} with".format(*parts) + f" {tail} in {chance.randint(1900, 2030)}."

    first = [sentence() for _ in range(LONG)]
    second = []
    for n, said in enumerate(first):
        kind = n % 4
        second.append(said if kind < 2 else said.replace("The ", "Today the ", 1) if kind == 2 else sentence())
    return tuple("\n\n".join(" ".join(s[i : i + 5]) for i in range(0, LONG, 5)) for s in (first, second))
