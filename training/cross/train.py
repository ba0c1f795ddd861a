"""The training loop: reproducible, resumable, on two cores or a GPU."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from assistant.library.embed import packaged_path
from training.cross.examples import Example
from training.cross.network import WORD_TABLE, encode, network

SEED = 20261124
EPOCHS = 2
BATCH = 32
RATE = 1e-4
WARM_UP = 0.06
"""Share of the steps in which the rate rises from nothing."""
SENTENCE_WEIGHT = 1.0
"""Weight of the sentences' loss beside the passages'."""
FROZEN = 1
"""Lowest layers left as they are: a sixth of the time for what they would learn."""
EVERY = 50
"""Steps between two checkpoints."""


def train(examples: Sequence[Example], folder: Path, say: Any = print) -> Any:  # noqa: ANN401 - a torch module
    """The trained network; goes on from the checkpoint in `folder` where there is one."""
    from transformers import AutoTokenizer

    torch.manual_seed(SEED)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = AutoTokenizer.from_pretrained(packaged_path(), local_files_only=True)
    model = network().to(device)
    model.encoder.embeddings.requires_grad_(False)  # the word table is not shipped: it must stay as it is
    model.encoder.encoder.layer[:FROZEN].requires_grad_(False)
    batches = [batch for epoch in range(EPOCHS) for batch in batched(examples, random.Random(SEED + epoch))]
    optimiser = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, len(batches)))
    checkpoint, done = folder / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        done = int(state["done"])
    model.train()
    began, spent = time.perf_counter(), 0.0
    for step in range(done, len(batches)):
        batch = encode(tokenizer, [e.pair for e in batches[step]]).on(device)
        loss = losses(model, batch, batches[step], device)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        spent += float(loss.detach())
        if (step + 1) % EVERY == 0 or step + 1 == len(batches):
            rate = (step + 1 - done) / (time.perf_counter() - began)
            say(f"step {step + 1} of {len(batches)}, loss {spent / EVERY:.4f}, {rate:.2f} steps/s")
            spent = 0.0
            state = {"optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(), "done": step + 1}
            torch.save({"model": model.state_dict(), **state}, folder / "checkpoint.new")
            (folder / "checkpoint.new").replace(checkpoint)
    return model.eval()


def batched(examples: Sequence[Example], rng: random.Random) -> list[list[Example]]:
    """Batches of similar length, in random order: padding costs as much as text."""
    order = list(examples)
    rng.shuffle(order)
    chunks = [order[i : i + 20 * BATCH] for i in range(0, len(order), 20 * BATCH)]
    out = []
    for chunk in chunks:
        chunk.sort(key=lambda e: len(e.pair.text))
        out += [chunk[i : i + BATCH] for i in range(0, len(chunk), BATCH)]
    rng.shuffle(out)
    return out


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


def _rate(step: int, steps: int) -> float:
    warm = max(1, int(WARM_UP * steps))
    return (step + 1) / warm if step < warm else max(0.02, (steps - step) / (steps - warm))


def save(model: Any, folder: Path, about: dict[str, Any]) -> Path:  # noqa: ANN401
    """The weights as half-precision numbers, without the word table that comes with the packaged model."""
    from safetensors.torch import save_file

    state = {k: v.half().contiguous() for k, v in model.state_dict().items() if not k.endswith(WORD_TABLE)}
    file = folder / "weights.safetensors"
    save_file(state, file, metadata={"about": json.dumps(about)})
    return file
