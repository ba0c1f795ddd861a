"""``python -m training``: train, judge and weigh, one at a time.

- ``entail``: the verifier, from data to weights and their sum; goes on from its checkpoints when run again,
- ``calibrate``: its probabilities, on halves of what it was not trained on, for `assistant/verify/entail.py`,
- ``cross``: the cross-encoder, from data to weights and their sum; goes on from its checkpoint when run again,
- ``judge``: what that cross-encoder is worth on what it was not trained on,
- ``weigh``: the weights of an answer's measures, for `assistant/answer/judge.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.library import library
from training import weigh
from training.cross import examples, judge, texts
from training.cross.train import train
from training.entail import calibrate
from training.entail import train as entail
from training.loop import SEED, save

TWICE = 2
"""How often the search questions count: they are few, and the only ones whose missing facts nobody thought up."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("what", choices=["entail", "calibrate", "cross", "judge", "weigh"])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the question sets")
    parser.add_argument("--out", type=Path, default=Path("build"), help="folder of checkpoints and weights")
    parser.add_argument("--onto", type=Path, help="weights of the verifier to go on from, for fewer epochs")
    arguments = parser.parse_args()
    cross_weights, verifier_weights = arguments.out / "cross.safetensors", arguments.out / "verifier.safetensors"
    if arguments.what == "judge":
        judge.run(arguments.data, cross_weights)
    elif arguments.what == "weigh":
        weigh.run(arguments.data)
    elif arguments.what == "calibrate":
        calibrate.run(arguments.data, verifier_weights)
    elif arguments.what == "entail":
        _kept(entail.train(arguments.data, arguments.out / "entail", arguments.onto), verifier_weights)
    else:
        _kept(train(cross_examples(arguments.data), arguments.out / "cross"), cross_weights)


def _kept(network: Any, file: Path) -> None:  # noqa: ANN401 - a torch module
    save(network, file, {"seed": SEED})
    print(file, hashlib.sha256(file.read_bytes()).hexdigest())


def cross_examples(data: Path) -> list[examples.Example]:
    """Every example of the training set, in a fixed order, with a count a source."""
    rng = random.Random(SEED)
    xquad = data / "multilingual" / "xquad.en.json"
    with library([examples.PROJECT / "corpus"]) as assistant:
        known = {**texts.records(assistant), **texts.paragraphs(xquad, held_out=False)}
    out: list[examples.Example] = []

    def add(name: str, found: Iterable[examples.Example], times: int = 1) -> None:
        rows = list(found) * times
        print(f"{name}: {len(rows)} pairs, {sum(row.answers for row in rows)} of them answer")
        out.extend(rows)

    add("XQuAD", examples.xquad(xquad, rng, held_out=False))
    add("CLAPNQ", examples.clapnq(data / "questions" / "clapnq_dev.jsonl", rng, held_out=False), TWICE)
    add("FEVER", examples.fever(data / "entailment" / "fever_pairs.jsonl", rng))
    for file in (examples.ABOUT_PARAGRAPHS, examples.ABOUT_RECORDS):
        add(file.stem, examples.written(file, known, rng))
    return out


if __name__ == "__main__":
    main()
