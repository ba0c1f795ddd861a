"""Fits what is "enough" to answer: the weights of an answer's measures, and of the verifier's word on the question.

``python -m training weigh``: logistic regression over the sentence that the checks let through, first of its measures
(`assistant/answer/judge.py`), then, over the best of the sentences that are read with the question, of what these weigh
with the weights that stand there and of the networks' words (`assistant/answer/reader.py`), which are fitted again
whenever reader or verifier is trained. What `benchmarks refusal` holds out is not read here: the near misses ``held``,
the written questions ``held``, and the search and retrieval questions of odd position. Neither is what the reader
learnt from, of which it is surer than of what it never saw.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from assistant.answer.judge import FITTED, weigh
from assistant.answer.lookup import check, worth_reading
from assistant.answer.reader import log_odds
from assistant.assistant import Assistant
from assistant.evaluate import question_lines
from assistant.records import Question
from benchmarks.library import library, table

PROJECT = Path(__file__).resolve().parent.parent
FOLDS = 5
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
RIDGE = 1.0
"""Weight of the penalty on large weights, of measures scaled to unit variance."""
ROUNDS = 12
"""How often each question's best sentence is chosen by the weights and these are fitted over it: the last few agree."""
COUNTS = {"near_misses_dev": 3.0, "search": 2.0}
"""How much one question of a set counts; 1 where nothing is said. Near misses are few, and what the product is for; of
the search questions one in four is looked at, for the reader learnt from another."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Whether the library holds the answer; the measures of the sentence that would be it, None where none passes.

    ``told`` has, for each sentence that is read with the question, the log-odds of what its measures weigh as things
    stand, and of the networks' words; that sentence first.
    """

    source: str
    held: bool
    measures: dict[str, float] | None
    told: tuple[dict[str, float], ...]


def rows(data: Path) -> Iterator[Weighed]:
    """Every question of the fitting sets that looks something up."""
    with library([PROJECT / "corpus"]) as assistant:
        for name in ("near_misses_dev", "written_dev"):
            near = json.loads((PROJECT / f"benchmarks/questions/{name}.json").read_text(encoding="utf-8"))
            yield from _weighed(assistant, name, [(q["question"], q["answerable"]) for q in near])
        asked = [str(q["question"]) for q in question_lines(data / "retrieval/questions.jsonl")][::2]
        yield from _weighed(assistant, "wrong library", [(question, False) for question in asked])
    with library(sorted((data / "retrieval").glob("*.md"))) as assistant:
        yield from _weighed(assistant, "right library", [(question, True) for question in asked])
    pages = [json.loads(line) for line in (data / "questions/clapnq_dev.jsonl").open(encoding="utf-8")]
    with tempfile.TemporaryDirectory(prefix="briefing-training-") as scratch:
        for i, page in enumerate(pages):
            (Path(scratch) / f"{i:04d}.md").write_text(f"# {page['title']}\n\n{page['passage']}\n", encoding="utf-8")
        with library([Path(scratch)]) as assistant:
            yield from _weighed(assistant, "search", [(p["question"], p["answerable"]) for p in pages[2::4]])


def _weighed(assistant: Assistant, source: str, questions: Sequence[tuple[str, bool]]) -> Iterator[Weighed]:
    extractor = assistant.extractor
    for text, held in questions:
        understood = extractor.read({"question": Question(text)})
        if understood.reading.form != "lookup":
            continue
        hits = extractor.retrieve({"reading": understood})
        part = extractor.parts(understood, hits)[0]
        best = check(part.reading, part.gathered.candidates).answer
        if best is None:
            yield Weighed(source, held, None, ())
            continue
        measures = {k: float(v) for k, v in asdict(best.measures).items()}
        read = worth_reading(part.reading, part.gathered.candidates, best)
        told = zip(read, extractor.reader.told(part.reading.text, read), strict=True)
        yield Weighed(source, held, measures, tuple({"weighed": log_odds(weigh(c)), **asdict(t)} for c, t in told))


def run(data: Path) -> None:
    """Print both sets of weights, and what each last threshold does to questions left out."""
    found = list(rows(data))
    for name, fitted in (("judge.py", _of_measures), ("reader.py", _of_the_best)):
        weights, _ = fitted(found)
        print(f"\n{name}: {weights.told()}\n")
        left_out = np.full(len(found), -np.inf)
        for fold in range(FOLDS):
            _, worth = fitted([row for i, row in enumerate(found) if _fold(i) != fold])
            for i, row in enumerate(found):
                if _fold(i) == fold and row.measures is not None:
                    left_out[i] = worth(row)
        probability = 1 / (1 + np.exp(-left_out))
        sources = list(dict.fromkeys(row.source for row in found))
        lines = [[t, *(_refused(found, probability < t, source) for source in sources)] for t in THRESHOLDS]
        table(["threshold", *(f"{source}: refused where not held / held" for source in sources)], lines)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by name, and a bias."""

    of: dict[str, float]
    bias: float

    def __call__(self, values: Mapping[str, float]) -> float:
        """The weighed sum."""
        return self.bias + sum(weight * values[name] for name, weight in self.of.items())

    def told(self) -> str:
        """As it is written down."""
        return f"{ {name: round(weight, 2) for name, weight in self.of.items()} } {self.bias:.2f}"


def _of_measures(found: Sequence[Weighed]) -> tuple[Weights, Callable[[Weighed], float]]:
    """The weights of the measures, and what they make of a question."""
    read = [row for row in found if row.measures is not None]
    weights = fit(read, [row.measures or {} for row in read], tuple(FITTED))
    return weights, lambda row: weights(row.measures or {})


def _of_the_best(found: Sequence[Weighed]) -> tuple[Weights, Callable[[Weighed], float]]:
    """The weights of the networks' words, fitted over each question's best sentence, and of what is best by them."""
    read = [row for row in found if row.told]
    best = [row.told[0] for row in read]
    for _ in range(ROUNDS):
        weights = fit(read, best, tuple(best[0]))
        best = [max(row.told, key=weights) for row in read]
    return weights, lambda row: max(map(weights, row.told))


def _fold(i: int) -> int:
    """Questions that stand together were written together, so they are left out together."""
    return i // 4 % FOLDS


def _refused(found: Sequence[Weighed], refused: np.ndarray, source: str) -> str:
    def share(held: bool) -> str:
        of = [bool(r) for row, r in zip(found, refused, strict=True) if row.source == source and row.held == held]
        return f"{100 * sum(of) / len(of):.0f}" if of else "-"

    return f"{share(held=False)} / {share(held=True)}"


def fit(rows: Sequence[Weighed], values: Sequence[Mapping[str, float]], names: Sequence[str]) -> Weights:
    """Logistic regression of `held` on the `names` among each row's `values`."""
    x = np.array([[one[name] for name in names] for one in values])
    y = np.array([float(row.held) for row in rows])
    count = np.array([COUNTS.get(row.source, 1.0) for row in rows])
    mean, deviation = x.mean(0), x.std(0) + 1e-9
    z = (x - mean) / deviation

    def loss(t: np.ndarray) -> tuple[float, np.ndarray]:
        p = 1 / (1 + np.exp(-(z @ t[1:] + t[0])))
        entropy = -(count * (y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))).sum()
        slope = count * (p - y)
        return entropy + RIDGE * (t[1:] ** 2).sum() / 2, np.r_[slope.sum(), z.T @ slope + RIDGE * t[1:]]

    t = minimize(loss, np.zeros(len(names) + 1), jac=True).x
    weights = t[1:] / deviation
    return Weights(dict(zip(names, weights.tolist(), strict=True)), float(t[0] - (weights * mean).sum()))
