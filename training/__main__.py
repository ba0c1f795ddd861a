"""``python -m training``: train, judge and weigh, one at a time.

- ``entail``: the verifier, from data to weights and their sum; goes on from its checkpoints when run again,
- ``calibrate``: its probabilities, on halves of what it was not trained on, for `assistant/verify/entail.py`,
- ``read``: the reader, from the verifier's weights and data to its own and their sum; goes on from its checkpoint,
- ``judge``: what that reader is worth on what it was not trained on,
- ``weigh``: the weights of an answer's measures and of the reader's word, for `assistant/answer`.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from training import weigh
from training.entail import calibrate
from training.entail import train as entail
from training.loop import SEED, save
from training.reader import examples, judge, texts
from training.reader import train as reader

TWICE = 2
"""How often the smaller sets count in an epoch, with other windows: search questions are the only ones whose missing
facts nobody thought up."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("what", choices=["entail", "calibrate", "read", "judge", "weigh"])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the question sets")
    parser.add_argument("--out", type=Path, default=Path("build"), help="folder of checkpoints and weights")
    parser.add_argument("--onto", type=Path, help="weights of `entail` or `read` to go on from, for fewer epochs")
    arguments = parser.parse_args()
    reader_weights, verifier_weights = arguments.out / "reader.safetensors", arguments.out / "verifier.safetensors"
    if arguments.what == "judge":
        judge.run(arguments.data, reader_weights)
    elif arguments.what == "weigh":
        weigh.run(arguments.data)
    elif arguments.what == "calibrate":
        calibrate.run(arguments.data, verifier_weights)
    elif arguments.what == "entail":
        _kept(entail.train(arguments.data, arguments.out / "entail", arguments.onto), verifier_weights)
    else:
        made = reader.train(reader_examples(arguments.data), arguments.out / "reader", arguments.onto)
        _kept(made, reader_weights)


def _kept(network: Any, file: Path) -> None:  # noqa: ANN401 - a torch module
    save(network, file, {"seed": SEED})
    print(file, hashlib.sha256(file.read_bytes()).hexdigest())


def reader_examples(data: Path) -> Callable[[random.Random], list[examples.Example]]:
    """What makes an epoch's examples, each time with other windows and other near misses."""
    xquad, searched = data / "multilingual" / "xquad.en.json", data / "questions" / "clapnq_dev.jsonl"
    known, invented = texts.paragraphs(xquad, held_out=False), texts.invented(held_out=False)

    def epoch(rng: random.Random) -> list[examples.Example]:
        found = [*examples.invented(invented, rng), *examples.xquad(xquad, rng, held_out=False)]
        for _ in range(TWICE):
            found += examples.clapnq(searched, rng, held_out=False)
            found += examples.written(examples.ABOUT_PARAGRAPHS, known, rng)
        return found

    return epoch


if __name__ == "__main__":
    main()
