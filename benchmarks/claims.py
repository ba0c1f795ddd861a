"""Whether a claim about the starter library gets the verdict that a reader of its records gives it.

Sets: ``claims_dev`` (looked at while the rule was made) and ``claims_held`` (counted only), by a hand that did
not know the program: true sentences in words of their own, as many with one fact altered, some that no record decides.
Beside the whole check, on the same evidence: the verifier alone, the deterministic checks alone, and the cosine alone.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.assistant import Assistant
from assistant.check.claims import claims
from assistant.check.verdict import Reading, decide
from assistant.library.sentences import sentences
from assistant.verify.entail import Entailment
from benchmarks.library import library, table

HERE = Path(__file__).parent
RESAMPLED = 1000
SENTENCES = 1000
SEED = 20261125
NEAR = 0.6
"""Cosine from which a source supports a claim, where the cosine speaks alone; the best on the set looked at."""
Change = Callable[[Reading, float], Reading]
"""A reading, and the cosine of claim and excerpt → the reading as a system without some of its parts sees it."""

SYSTEMS: dict[str, Change] = {
    "check": lambda reading, _: reading,
    "verifier alone": lambda reading, _: replace(reading, conflicts=(), missing=()),
    "checks alone": lambda reading, cosine: replace(
        reading, entailment=Entailment(0.6 if cosine >= NEAR else 0.0, 0.6 if reading.conflicts else 0.0)
    ),
    "cosine alone": lambda reading, cosine: replace(
        reading, conflicts=(), missing=(), entailment=Entailment(1.0 if cosine >= NEAR else 0.0, 0.0)
    ),
}


def run(data: Path) -> None:
    rows: list[list[object]] = []
    with library([HERE.parent / "corpus"]) as assistant:
        for name in ("claims_dev", "claims_held"):
            asked = json.loads((HERE / "questions" / f"{name}.json").read_text(encoding="utf-8"))
            began = time.perf_counter()
            read = [_read(assistant, row["claim"]) for row in asked]
            spent = (time.perf_counter() - began) * 1000 / len(asked)
            for system, change in SYSTEMS.items():
                said = [_verdict(parts, change) for parts in read]
                rows.append([name, system, *figures([row["label"] for row in asked], said), f"{spent:.0f}"])
        heads = ["contradicted: precision", "recall", "supported: precision", "recall"]
        table(["set", "system", "right", *heads, "altered called supported", "ms"], rows)
        print(f"\n{_foreign(assistant, data)}")


def _foreign(assistant: Assistant, data: Path) -> str:
    """How long `SENTENCES` sentences take of which the library holds nothing, and what becomes of them."""
    text = "\n\n".join(file.read_text(encoding="utf-8") for file in sorted((data / "statements").glob("*.txt")))
    spans = sentences(text, "en")[:SENTENCES]
    if not spans:
        return "No text is at hand of which the library holds nothing."
    began = time.perf_counter()
    counts = assistant.check(text[: spans[-1].end]).counts
    return f"{len(spans)} sentences of central bank statements in {time.perf_counter() - began:.0f} s: {dict(counts)}"


def _read(assistant: Assistant, text: str) -> list[tuple[list[Reading], list[float]]]:
    """Each part of a claim with its readings, and the cosine of the part to each excerpt."""
    out = []
    for claim, readings in assistant.checker.readings(text, claims(text)):
        found = readings or []
        vectors = np.asarray(assistant.embeddings.embed_documents([claim.text, *(r.excerpt.text for r in found)]))
        out.append((found, [float(vectors[0] @ vector) for vector in vectors[1:]]))
    return out


def _verdict(parts: Sequence[tuple[list[Reading], list[float]]], change: Change) -> str:
    """Of a whole sentence: contradicted where a part is, supported where every part is, else mixed where a part is."""
    said = [decide([change(r, c) for r, c in zip(*part, strict=True)]).verdict for part in parts]
    if "contradicted" in said:
        return "contradicted"
    if said and set(said) == {"supported"}:
        return "supported"
    return "mixed" if "mixed" in said else "not_in_corpus"


def figures(labels: Sequence[str], said: Sequence[str]) -> list[str]:
    """Percent right; precision (of contradicted with its 95% interval) and recall; altered ones called supported."""
    right = sum(a == b for a, b in zip(labels, said, strict=True)) / len(labels)
    rng = random.Random(SEED)
    rows = range(len(labels))
    drawn = []
    for _ in range(RESAMPLED):
        some = rng.choices(rows, k=len(labels))
        value = _share([labels[i] for i in some if said[i] == "contradicted"], "contradicted")
        if value is not None:
            drawn.append(value)
    out = [f"{100 * right:.0f}"]
    for label in ("contradicted", "supported"):
        precision = _share([a for a, b in zip(labels, said, strict=True) if b == label], label)
        recall = _share([b for a, b in zip(labels, said, strict=True) if a == label], label)
        told = "–" if precision is None else f"{100 * precision:.0f}"
        if label == "contradicted" and drawn:
            low, high = np.percentile(drawn, [2.5, 97.5])
            told += f" ({100 * low:.0f} to {100 * high:.0f})"
        out += [told, "–" if recall is None else f"{100 * recall:.0f}"]
    missed = _share([b for a, b in zip(labels, said, strict=True) if a == "contradicted"], "supported")
    return [*out, "–" if missed is None else f"{100 * missed:.0f}"]


def _share(found: Sequence[str], label: str) -> float | None:
    return sum(one == label for one in found) / len(found) if found else None
