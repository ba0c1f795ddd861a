"""Training the verifier in two stages: broad sets first, then also the documents written for the purpose."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from assistant.library.embed import ModelEmbeddings, packaged_path
from assistant.settings import Settings
from assistant.verify.network import network, tokens
from training import loop
from training.entail import examples as sets
from training.entail.examples import Example

BATCH = 32
BROAD_RATE, LAST_RATE = 2e-4, 1e-4
BROAD_EPOCHS, LAST_EPOCHS = 2, 6
"""Times that the broad sets, then the written documents, are gone through, each with other windows and edits."""
BROAD_SHARE = 0.2
"""Share of the broad sets that the last stage sees again, an epoch."""
FROZEN = 1
"""Lowest layers left as they are: a sixth of the time for what they would learn."""
TOKEN_WEIGHT = 0.5
"""Weight of the loss over the claim's tokens beside that over the claim."""
SMOOTHING = 0.05
"""Taken from each label and given to all: labels made by rule are not always right."""


def broad(data: Path, epoch: int = 0) -> list[Example]:
    """Everything but the written documents, in a fixed order; each epoch with other edits."""
    rng = random.Random(loop.SEED + epoch)
    entailment, questions = data / "entailment", data / "questions" / "clapnq_dev.jsonl"
    paragraphs = [p["context"] for p in _paragraphs(data / "multilingual" / "xquad.en.json")]
    statements = [file.read_text(encoding="utf-8") for file in sorted((data / "statements").glob("*.txt"))]
    passages = [[sets.plain(s) for s in row["sentences"]] for row in sets.rows(questions)]  # type: ignore[attr-defined]
    return [
        *sets.fever(entailment / "fever_pairs.jsonl", rng),
        *sets.factcheck(entailment / "factcheck_gpt_stance.jsonl", rng),
        *sets.xquad(data / "multilingual" / "xquad.en.json", rng),
        *sets.own_sentences(map(sets.split, paragraphs), rng, 0.8, "xquad sentence"),
        *sets.own_sentences(passages, rng, 0.5, "clapnq"),
        *sets.own_sentences(map(sets.split, statements), rng, 0.4, "fomc"),
    ]


def _paragraphs(file: Path) -> list[dict[str, Any]]:
    import json

    return [p for article in json.loads(file.read_text(encoding="utf-8"))["data"] for p in article["paragraphs"]]


def train(data: Path, folder: Path) -> Any:  # noqa: ANN401 - a torch module
    """The trained network; each stage goes on from its checkpoint in `folder` where there is one."""
    torch.manual_seed(loop.SEED)
    model = network().to(loop.device())
    model.encoder.embeddings.requires_grad_(False)  # the word table is not shipped: it must stay as it is
    model.encoder.encoder.layer[:FROZEN].requires_grad_(False)
    loss = losses(model)
    first = [broad(data, epoch) for epoch in range(BROAD_EPOCHS)]
    tell("broad", first[0])
    batches = [batch for epoch, found in enumerate(first) for batch in batched(found, epoch)]
    loop.fit(model, batches, loss, folder / "broad", BROAD_RATE)
    similar = nearness(Settings())
    batches = []
    for epoch in range(LAST_EPOCHS):
        rng = random.Random(loop.SEED + epoch)
        last = list(sets.written(sets.documents(), rng, similar))
        if not epoch:
            tell("written", last)
        again = first[epoch % BROAD_EPOCHS]
        batches += batched([*last, *rng.sample(again, int(BROAD_SHARE * len(again)))], epoch)
    return loop.fit(model, batches, loss, folder / "last", LAST_RATE)


def batched(found: Sequence[Example], epoch: int) -> list[list[Example]]:
    """Batches of one epoch."""
    return loop.batched(found, lambda e: len(e.evidence) + len(e.claim), random.Random(loop.SEED + epoch), BATCH)


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


def nearness(settings: Settings) -> sets.Similar:
    """Cosine of a claim to sentences by the embedding model, each text embedded once."""
    embeddings = ModelEmbeddings(settings)
    known: dict[str, Any] = {}

    def similar(claim: str, sentences: Sequence[str]) -> list[float]:
        new = [text for text in dict.fromkeys([claim, *sentences]) if text not in known]
        if new:
            known.update(zip(new, np.asarray(embeddings.embed_documents(new)), strict=True))
        return [float(known[claim] @ known[s]) for s in sentences]

    return similar


def tell(name: str, found: Sequence[Example]) -> None:
    """How many pairs each source gives."""
    print(name, len(found), "pairs:", dict(Counter(e.source for e in found)), dict(Counter(e.label for e in found)))
