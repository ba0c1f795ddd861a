"""Training the verifier: the documents written for the purpose, with pairs judged by people and pairs made by rule."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch

from assistant.library.embed import packaged_path
from assistant.verify.choose import sentences_of
from assistant.verify.network import AS_PACKAGED, network, tokens
from training import loop
from training.entail import examples as sets
from training.entail.examples import Example

BATCH = 32
RATE = 2e-4
EPOCHS = 6
"""Times that the written documents are gone through, each time with other windows and other edits."""
FURTHER, FURTHER_RATE = 2, 1e-4
"""Epochs and rate of a run that goes on from weights there are, when more documents have been written."""
JUDGED, MADE = 3000, 3000
"""Pairs in each epoch of sets that people judged, and of sentences changed by rule."""
TOKEN_WEIGHT = 0.5
"""Weight of the loss over the claim's tokens beside that over the claim."""
SMOOTHING = 0.05
"""Taken from each label and given to all: labels made by rule are not always right."""


def judged(data: Path, rng: random.Random) -> list[Example]:
    """Pairs of the sets that people judged."""
    return [
        *sets.fever(data / "entailment" / "fever_pairs.jsonl", rng),
        *sets.factcheck(data / "entailment" / "factcheck_gpt_stance.jsonl", rng),
        *sets.xquad(data / "multilingual" / "xquad.en.json", rng),
    ]


def made(data: Path, rng: random.Random) -> list[Example]:
    """Sentences of texts with a fact changed by rule, shortened, or with their own evidence left out."""
    questions = sets.rows(data / "questions" / "clapnq_dev.jsonl")
    passages = [[sets.plain(s) for s in row["sentences"]] for row in questions]
    paragraphs = [p["context"] for p in _paragraphs(data / "multilingual" / "xquad.en.json")]
    statements = [file.read_text(encoding="utf-8") for file in sorted((data / "statements").glob("*.txt"))]
    invented = [str(row["document"]) for row in sets.documents()]
    return [
        *sets.own_sentences(map(sentences_of, paragraphs), rng, 1.0, "xquad sentence"),
        *sets.own_sentences(passages, rng, 0.7, "clapnq"),
        *sets.own_sentences(map(sentences_of, statements), rng, 0.4, "fomc"),
        *sets.own_sentences(map(sentences_of, invented), rng, 1.0, "written sentence"),
    ]


def _paragraphs(file: Path) -> list[dict[str, Any]]:
    import json

    return [p for article in json.loads(file.read_text(encoding="utf-8"))["data"] for p in article["paragraphs"]]


def train(data: Path, folder: Path, onto: Path | None = None) -> Any:  # noqa: ANN401 - a torch module
    """The trained network; goes on from the checkpoint in `folder` where there is one.

    With `onto`, a file of weights made earlier, it begins with these and goes on for fewer epochs.
    """
    torch.manual_seed(loop.SEED)
    model = network()
    if onto:
        loop.resume(model, onto)
    model = model.to(loop.device())
    loop.freeze(model, AS_PACKAGED)
    loop.without_dropout(model)
    model.encoder.set_attn_implementation("eager")  # of short texts faster than fused attention
    batches: list[list[Example]] = []
    epochs = range(EPOCHS, EPOCHS + FURTHER) if onto else range(EPOCHS)
    for epoch in epochs:
        rng = random.Random(loop.SEED + epoch)
        found = [*sets.written(sets.documents(), rng), *_some(judged(data, rng), JUDGED, rng)]
        found += _some(made(data, rng), MADE, rng)
        if epoch == epochs[0]:
            tell(found)
        batches += loop.batched(found, lambda e: len(e.evidence) + len(e.claim), rng, BATCH)
    return loop.fit(model, batches, losses(model), folder, FURTHER_RATE if onto else RATE)


def _some(found: Sequence[Example], most: int, rng: random.Random) -> list[Example]:
    return rng.sample(found, min(most, len(found)))


def losses(model: Any) -> Callable[[Sequence[Example]], torch.Tensor]:  # noqa: ANN401
    """A batch's loss: cross-entropy of the label, and of the claim's tokens where it is known which are wrong."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(packaged_path(), local_files_only=True)

    def loss(batch: Sequence[Example]) -> torch.Tensor:
        inputs = tokens(tokenizer, [(e.evidence, e.claim) for e in batch], offsets=True)
        offsets = inputs.pop("offset_mapping")
        inputs = {k: v.to(loop.device()) for k, v in inputs.items()}
        with torch.autocast(loop.device(), torch.bfloat16):
            whole, each = model(inputs)
        labels = torch.tensor([e.label for e in batch], device=loop.device())
        total = torch.nn.functional.cross_entropy(whole.float(), labels, label_smoothing=SMOOTHING)
        known, wrong = _token_labels(batch, inputs, offsets)
        if known.any():
            bce = torch.nn.functional.binary_cross_entropy_with_logits
            total = total + TOKEN_WEIGHT * bce(each.float()[known], wrong[known], pos_weight=torch.tensor(3.0))
        return total

    return loss


def _token_labels(
    batch: Sequence[Example], inputs: dict[str, torch.Tensor], offsets: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """(pairs, tokens): which tokens are a claim's with known labels, and which of them are wrong."""
    claim = inputs["token_type_ids"].bool() & inputs["attention_mask"].bool() & (offsets[..., 1] > offsets[..., 0])
    known = claim & torch.tensor([e.wrong is not None for e in batch]).unsqueeze(1)
    wrong = torch.zeros(known.shape)
    for i, example in enumerate(batch):
        for span in example.wrong or ():
            wrong[i] += (claim[i] & (offsets[i, :, 0] < span.end) & (offsets[i, :, 1] > span.start)).float()
    return known, wrong.clamp(max=1)


def tell(found: Sequence[Example]) -> None:
    """How many pairs each source gives to an epoch, and each label."""
    print(len(found), "pairs an epoch:", dict(Counter(e.source for e in found)), dict(Counter(e.label for e in found)))
