"""What a chat model's word on claims in doubt changes, with models that are right, right three times in four, or lying.

The models are scripts that know the labels; they cite the source that the verifier finds nearest to what they say.
The claims are those of `claims`; of a sentence in several parts each has the sentence's label. Shown beside the check
without a model: how often a sentence's verdict is its label, what altered sentences are called, and, of first parts in
doubt, the share of verdicts that is right and their mean confidence (calibrated where the two are alike).
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.check.claims import claims
from assistant.check.verdict import Decision, Reading, against, decide
from assistant.check.witness import Said, Word, heard, in_doubt
from benchmarks.claims import SEED, figures
from benchmarks.library import library, table

HERE = Path(__file__).parent
RIGHT = 0.75
"""How often the model in between is right."""
SAID: tuple[Said, ...] = ("supported", "contradicted", "open")
Model = Callable[[str, random.Random], Said | None]
"""A label → what the model says."""


def _right(label: str, _: random.Random) -> Said:
    return "supported" if label == "supported" else "contradicted" if label == "contradicted" else "open"


def _mostly(label: str, rng: random.Random) -> Said:
    truth = _right(label, rng)
    return truth if rng.random() < RIGHT else rng.choice([word for word in SAID if word != truth])


def _lying(label: str, rng: random.Random) -> Said:
    return "contradicted" if _right(label, rng) == "supported" else "supported"


MODELS: dict[str, Model] = {
    "none": lambda *_: None,
    "right": _right,
    f"right {RIGHT:.0%}": _mostly,
    "lying": _lying,
    "says supported": lambda *_: "supported",
    "says open": lambda *_: "open",
}


def run(_: Path) -> None:
    rows: list[list[object]] = []
    with library([HERE.parent / "corpus"]) as assistant:
        for name in ("claims_dev", "claims_held"):
            asked = json.loads((HERE / "questions" / f"{name}.json").read_text(encoding="utf-8"))
            read = [assistant.checker.readings(row["claim"], claims(row["claim"])) for row in asked]
            parts = [[own or [] for _, own in found] for found in read]
            labels = [row["label"] for row in asked]
            for model, says in MODELS.items():
                rng = random.Random(SEED)
                rows_of = zip(parts, labels, strict=True)
                made = [[_with(own, label, says, rng) for own in some] for some, label in rows_of]
                said = [_whole([one.verdict for one, _ in some]) for some in made]
                alone = [(one, label) for some, label in zip(made, labels, strict=True) for one in some[:1] if one[1]]
                rows.append([name, model, *figures(labels, said), len(alone), *_calibrated(alone)])
    heads = ["contradicted: precision", "recall", "supported: precision", "recall", "altered called supported"]
    table(["set", "model", "right", *heads, "in doubt", "of them right", "mean confidence"], rows)


def _with(own: Sequence[Reading], label: str, says: Model, rng: random.Random) -> tuple[Decision, bool]:
    """The verdict on a part with the model's word, and whether it was in doubt."""
    decision = decide(own)
    if not in_doubt(own, decision):
        return decision, False
    said = says(label, rng)
    if said is None:
        return decision, True
    places = range(len(own))
    best = max(places, key=lambda i: own[i].entailment.supported if said == "supported" else against(own[i]))
    return decide(heard(own, Word(said, frozenset({best})))), True


def _whole(said: Sequence[str]) -> str:
    """Of a whole sentence, as `claims` has it."""
    if "contradicted" in said:
        return "contradicted"
    if said and set(said) == {"supported"}:
        return "supported"
    return "mixed" if "mixed" in said else "not_in_corpus"


def _calibrated(found: Sequence[tuple[tuple[Decision, bool], str]]) -> list[str]:
    """Of verdicts that were in doubt: percent that are the label, and their mean confidence in percent."""
    if not found:
        return ["–", "–"]
    right = sum(one.verdict == label for (one, _), label in found) / len(found)
    sure = sum(one.confidence for (one, _), _ in found) / len(found)
    return [f"{100 * right:.0f}", f"{100 * sure:.0f}"]
