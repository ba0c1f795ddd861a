"""Training the reader: the verifier's network, which goes on to questions."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch

from assistant.library.embed import packaged_path
from assistant.verify.entail import NEITHER, SUPPORTED
from assistant.verify.models import VERIFIER
from assistant.verify.network import AS_PACKAGED, network, tokens
from training import loop
from training.reader.examples import Example

EPOCHS = 3
BATCH = 32
RATE = 1.5e-4
FURTHER, FURTHER_RATE = 2, 1e-4
"""Epochs and rate of a run that goes on from the reader's own weights, when more questions have been written."""
TOKEN_WEIGHT = 0.5
"""Weight of the loss over the text's tokens beside that over the question."""
SMOOTHING = 0.05
"""Taken from each label and given to the others: a written near miss is now and then answered after all."""


def train(
    epoch_of: Callable[[random.Random], Sequence[Example]], folder: Path, onto: Path | None = None
) -> Any:  # noqa: ANN401 - a torch module
    """The trained network; `epoch_of` makes the examples of an epoch anew. Goes on from the checkpoint in `folder`.

    It begins with the verifier's weights or, for fewer epochs, with those in the file `onto`.
    """
    torch.manual_seed(loop.SEED)
    model = network()
    loop.resume(model, onto or VERIFIER.file)
    model = model.to(loop.device())
    loop.freeze(model, AS_PACKAGED)
    loop.without_dropout(model)
    model.encoder.set_attn_implementation("eager")  # of short texts faster than fused attention
    batches: list[list[Example]] = []
    epochs = range(EPOCHS, EPOCHS + FURTHER) if onto else range(EPOCHS)
    for epoch in epochs:
        rng = random.Random(loop.SEED + epoch)
        found = epoch_of(rng)
        if epoch == epochs[0]:
            told = Counter(e.source for e in found)
            print(len(found), "pairs an epoch,", sum(e.answers for e in found), "of them answer:", dict(told))
        batches += loop.batched(found, lambda e: len(e.evidence), rng, BATCH)
    return loop.fit(model, batches, losses(model), folder, FURTHER_RATE if onto else RATE)


def losses(model: Any) -> Callable[[Sequence[Example]], torch.Tensor]:  # noqa: ANN401
    """A batch's loss: cross-entropy of whether the text answers, and of its tokens: which are of the answer."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(packaged_path(), local_files_only=True)

    def loss(batch: Sequence[Example]) -> torch.Tensor:
        inputs = tokens(tokenizer, [(e.evidence, e.question) for e in batch], offsets=True)
        offsets = inputs.pop("offset_mapping")
        of_text, wanted = _answer_tokens(batch, inputs, offsets)
        inputs = {k: v.to(loop.device()) for k, v in inputs.items()}
        with torch.autocast(loop.device(), torch.bfloat16):
            whole, each = model(inputs)
        labels = torch.tensor([SUPPORTED if e.answers else NEITHER for e in batch], device=loop.device())
        total = torch.nn.functional.cross_entropy(whole.float(), labels, label_smoothing=SMOOTHING)
        bce = torch.nn.functional.binary_cross_entropy_with_logits
        return total + TOKEN_WEIGHT * bce(each.float()[of_text], wanted[of_text].to(each.device))

    return loss


def _answer_tokens(
    batch: Sequence[Example], inputs: dict[str, torch.Tensor], offsets: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """(pairs, tokens): which tokens are a text's, and which of them are of its answer."""
    text = ~inputs["token_type_ids"].bool() & inputs["attention_mask"].bool() & (offsets[..., 1] > offsets[..., 0])
    wanted = torch.zeros(text.shape)
    for i, example in enumerate(batch):
        lead = len(example.evidence) - len(example.text)
        for span in example.wanted:
            inside = (offsets[i, :, 0] < span.end + lead) & (offsets[i, :, 1] > span.start + lead)
            wanted[i] += (text[i] & inside).float()
    return text, wanted.clamp(max=1)
