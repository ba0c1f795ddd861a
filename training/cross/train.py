"""Training the cross-encoder."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from assistant.library.embed import packaged_path
from assistant.verify.network import AS_PACKAGED
from training import loop
from training.cross.examples import Example
from training.cross.network import encode, network

EPOCHS = 2
BATCH = 32
RATE = 1e-4
SENTENCE_WEIGHT = 1.0
"""Weight of the sentences' loss beside the passages'."""


def train(examples: Sequence[Example], folder: Path) -> Any:  # noqa: ANN401 - a torch module
    """The trained network; goes on from the checkpoint in `folder` where there is one."""
    from transformers import AutoTokenizer

    torch.manual_seed(loop.SEED)
    device = loop.device()
    tokenizer = AutoTokenizer.from_pretrained(packaged_path(), local_files_only=True)
    model = network().to(device)
    loop.freeze(model, AS_PACKAGED)
    batches: list[list[Example]] = []
    for epoch in range(EPOCHS):
        rng = random.Random(loop.SEED + epoch)
        batches += loop.batched(examples, lambda e: len(e.pair.text), rng, BATCH)

    def loss(rows: Sequence[Example]) -> torch.Tensor:
        return losses(model, encode(tokenizer, [e.pair for e in rows]).on(device), rows, device)

    return loop.fit(model, batches, loss, folder, RATE)


def losses(model: Any, batch: Any, examples: Sequence[Example], device: str) -> torch.Tensor:  # noqa: ANN401
    """Cross-entropy of the passages' labels, and of the sentences' where they are known."""
    passages, sentences = model(batch)
    bce = torch.nn.functional.binary_cross_entropy_with_logits
    total = bce(passages, torch.tensor([float(e.answers) for e in examples], device=device))
    known = [label for e in examples for label in (e.sentences or [None] * len(e.pair.sentences))]
    at = [i for i, label in enumerate(known) if label is not None]
    if at:
        wanted = torch.tensor([float(bool(known[i])) for i in at], device=device)
        total = total + SENTENCE_WEIGHT * bce(sentences[at], wanted)
    return total
