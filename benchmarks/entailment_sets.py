"""Sets of evidence and claim that the verifier was not trained on, each in two halves by seed.

One half is for choosing thresholds, the other is only measured.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.entail import examples

SEED = 20261125


@dataclass(frozen=True, slots=True)
class Pair:
    """Evidence, a claim, whether it is borne out, and the group whose mean counts (a genre, or the set's name)."""

    evidence: str
    claim: str
    supported: bool
    group: str


@dataclass(frozen=True, slots=True)
class Halves:
    """A set: one half chooses, the other is measured."""

    choosing: list[Pair]
    measured: list[Pair]


def halves(data: Path) -> dict[str, Halves]:
    """Every set by its name; those in `data` only where it is there."""
    out = {}
    if (data / "entailment").is_dir():
        out["WiCE dev"] = _by_seed([[pair] for pair in _wice(data / "entailment" / "wice_dev.jsonl")])
        out["FEVER held"] = _by_seed(_fever(data / "entailment" / "fever_pairs.jsonl"))
    documents = examples.documents(held_out=True)
    out["edited sentences"] = _by_seed([list(_sentences(row)) for row in documents])
    out["edited summaries"] = _by_seed([list(_summaries(row)) for row in documents])
    return out


def _by_seed(groups: Sequence[Sequence[Pair]]) -> Halves:
    """Groups of pairs that share their evidence, never parted."""
    order = list(range(len(groups)))
    random.Random(SEED).shuffle(order)
    half = set(order[: len(order) // 2])
    return Halves(
        choosing=[pair for i, group in enumerate(groups) if i in half for pair in group],
        measured=[pair for i, group in enumerate(groups) if i not in half for pair in group],
    )


def _wice(file: Path) -> Iterator[Pair]:
    for row in examples.rows(file):
        lines = [line for line in row["evidence"] if not str(line).startswith("(meta data)")]  # type: ignore[attr-defined]
        yield Pair("\n".join(lines), str(row["claim"]), row["label"] == "supported", "WiCE dev")


def _fever(file: Path) -> list[list[Pair]]:
    by_evidence: dict[str, list[Pair]] = {}
    for example in examples.fever(file, random.Random(SEED), held_out=True):
        pair = Pair(example.evidence, example.claim, example.label == examples.SUPPORTED, "FEVER held")
        by_evidence.setdefault(example.evidence, []).append(pair)
    return list(by_evidence.values())


def _sentences(row: dict[str, object]) -> Iterator[Pair]:
    """Every sentence that was written, reworded or altered, on its own."""
    for text in row["summary"]:  # type: ignore[attr-defined]
        yield Pair(str(row["document"]), text, True, genre(row))
    for field in ("same", "changed"):
        for change in row[field]:  # type: ignore[attr-defined]
            yield Pair(str(row["document"]), change["text"], field == "same", genre(row))


def _summaries(row: dict[str, object]) -> Iterator[Pair]:
    """The whole summary with one sentence reworded or altered; as SummEdits does (Laban et al. 2023)."""
    summary: list[str] = list(row["summary"])  # type: ignore[call-overload]
    yield Pair(str(row["document"]), " ".join(summary), True, genre(row))
    for field in ("same", "changed"):
        for change in row[field]:  # type: ignore[attr-defined]
            told = [*summary[: change["at"]], change["text"], *summary[change["at"] + 1 :]]
            yield Pair(str(row["document"]), " ".join(told), field == "same", genre(row))


def genre(row: dict[str, object]) -> str:
    """The held genre that a document is of."""
    return next(g for g in examples.HELD_GENRES if str(row["genre"]).startswith(g))
