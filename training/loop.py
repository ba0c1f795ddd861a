"""The training loop that every network here shares: reproducible, resumable, on two cores or a GPU."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import torch

from assistant.verify.packing import packed, unpacked

SEED = 20261124
WARM_UP = 0.06
"""Share of the steps in which the rate rises from nothing."""
EVERY = 50
"""Steps between two checkpoints."""
T = TypeVar("T")


def device() -> str:
    """Where networks are trained: the GPU where there is one."""
    return "cuda" if torch.cuda.is_available() else "cpu"


def fit(
    model: Any,  # noqa: ANN401 - a torch module
    batches: Sequence[Any],
    loss_of: Callable[[Any], torch.Tensor],
    folder: Path,
    rate: float,
) -> Any:  # noqa: ANN401
    """`model` fitted to `batches` in their order; goes on from the checkpoint in `folder` where there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    learnt = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(learnt, lr=rate, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _share(step, len(batches)))
    checkpoint, done = folder / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device())
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        done = int(state["done"])
    model.train()
    began, spent = time.perf_counter(), 0.0
    for step in range(done, len(batches)):
        loss = loss_of(batches[step])
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        spent += float(loss.detach())
        if (step + 1) % EVERY == 0 or step + 1 == len(batches):
            pace = (step + 1 - done) / (time.perf_counter() - began)
            print(f"step {step + 1} of {len(batches)}, loss {spent / EVERY:.4f}, {pace:.2f} steps/s", flush=True)
            spent = 0.0
            state = {"optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(), "done": step + 1}
            torch.save({"model": model.state_dict(), **state}, folder / "checkpoint.new")
            (folder / "checkpoint.new").replace(checkpoint)
    return model.eval()


def batched(examples: Sequence[T], length: Callable[[T], int], rng: random.Random, size: int) -> list[list[T]]:
    """Batches of similar length, in random order: padding costs as much as text."""
    order = list(examples)
    rng.shuffle(order)
    chunks = [order[i : i + 20 * size] for i in range(0, len(order), 20 * size)]
    out = []
    for chunk in chunks:
        chunk.sort(key=length)
        out += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    rng.shuffle(out)
    return out


def _share(step: int, steps: int) -> float:
    warm = max(1, int(WARM_UP * steps))
    return (step + 1) / warm if step < warm else max(0.02, (steps - step) / (steps - warm))


def without_dropout(model: Any) -> None:  # noqa: ANN401 - a torch module
    """Leave nothing out at random: pairs made anew in every epoch do that already, and masks cost half of the time."""
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0


def freeze(model: Any, parts: tuple[str, ...]) -> None:  # noqa: ANN401 - a torch module
    """Leave the parameters whose names begin so as they are."""
    for name, parameter in model.named_parameters():
        parameter.requires_grad_(not name.startswith(parts))


def resume(model: Any, file: Path) -> None:  # noqa: ANN401 - a torch module
    """Put weights that `save` wrote into `model`; what was frozen then stays as it comes."""
    from safetensors.torch import load_file

    foreign = model.load_state_dict(unpacked(load_file(file)), strict=False).unexpected_keys
    if foreign:
        raise SystemExit(f"{file} holds weights of another network: {', '.join(foreign)}.")


def save(model: Any, file: Path, about: dict[str, Any]) -> Path:  # noqa: ANN401 - a torch module
    """The weights that were trained, packed; what was frozen comes with the packaged model."""
    from safetensors.torch import save_file

    state = {name: value.detach().cpu() for name, value in model.named_parameters() if value.requires_grad}
    save_file(packed(state), file, metadata={"about": json.dumps(about)})
    return file
