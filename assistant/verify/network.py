"""The verifier's network: the embedding model's own encoder, reading evidence and claim together.

Two heads stand on it. One says how the claim as a whole stands to the evidence; it sees the first token, the mean of
the claim's tokens and, number by number, the largest of them, because one wrong word is enough. The other says of each
of the claim's tokens whether the evidence bears it out; in training it shows which word was changed. A claim's tokens
are marked at the start by whether they stand in the evidence: six layers would learn that only from many more pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.library.embed import packaged_path

LABELS = ("supported", "contradicted", "neither")
"""What a claim can be to its evidence, in the order of the network's outputs."""
MOST_TOKENS = 256
"""Evidence and claim together; longer evidence is chosen from before it comes here."""
AS_PACKAGED = ("encoder.embeddings.", "encoder.encoder.layer.0.")
"""Parts that training leaves as they come with the packaged model, so they are not in the weights a second time."""


def encoder() -> Any:  # noqa: ANN401 - a torch module, made where torch is imported
    """The embedding model's own encoder, as it comes with its package, in single precision."""
    import torch
    from transformers import AutoModel
    from transformers.utils import logging

    quiet: Any = logging  # else it prints a bar, and that the encoder's unused last layer is unused
    quiet.disable_progress_bar()
    quiet.set_verbosity_error()
    return AutoModel.from_pretrained(
        packaged_path(), local_files_only=True, add_pooling_layer=False, dtype=torch.float32
    )


def network() -> Any:  # noqa: ANN401 - a torch module, made where torch is imported
    """The packaged encoder with untrained heads: inputs (pairs, tokens) → logits (pairs, 3) and (pairs, tokens)."""
    import torch

    class Verifier(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder()
            width = self.encoder.config.hidden_size
            self.held = torch.nn.Embedding(3, width)  # of the evidence; the claim's, held there; the claim's, not held
            torch.nn.init.zeros_(self.held.weight)
            self.whole = torch.nn.Linear(3 * width, len(LABELS))
            self.token = torch.nn.Linear(width, 1)

        def forward(self, inputs: dict[str, Any]) -> tuple[Any, Any]:
            vectors = self.encoder(
                inputs_embeds=self.encoder.embeddings.word_embeddings(inputs["input_ids"]) + self.marks(inputs),
                attention_mask=inputs["attention_mask"],
                token_type_ids=inputs["token_type_ids"],
            ).last_hidden_state
            return self.judged(vectors, inputs)

        def marks(self, inputs: dict[str, Any]) -> Any:  # noqa: ANN401 - a tensor
            """What is added to each token for standing in the evidence or not."""
            ids, kinds, seen = inputs["input_ids"], inputs["token_type_ids"], inputs["attention_mask"]
            in_evidence = (ids.unsqueeze(2) == ids.unsqueeze(1)) & ((1 - kinds) * seen).bool().unsqueeze(1)
            return self.held(kinds * seen * (2 - in_evidence.any(2).long()))

        def judged(self, vectors: Any, inputs: dict[str, Any]) -> tuple[Any, Any]:  # noqa: ANN401 - of tokens
            """Logits of the claim, and of each token."""
            kinds, seen = inputs["token_type_ids"], inputs["attention_mask"]
            claim = (kinds * seen).unsqueeze(-1).to(vectors.dtype)
            mean = (vectors * claim).sum(1) / claim.sum(1).clamp(min=1)
            largest = vectors.masked_fill(claim == 0, -1e4).amax(1)
            whole = self.whole(torch.cat([vectors[:, 0], mean, largest], dim=-1))
            return whole, self.token(vectors).squeeze(-1)

    return Verifier()


def tokens(tokenizer: Any, pairs: Sequence[tuple[str, str]], *, offsets: bool = False) -> dict[str, Any]:  # noqa: ANN401
    """Token tensors of (evidence, claim) pairs; with `offsets`, also ``offset_mapping``, characters of each token."""
    return dict(
        tokenizer(
            [evidence for evidence, _ in pairs],
            [claim for _, claim in pairs],
            truncation="longest_first",
            max_length=MOST_TOKENS,
            padding=True,
            return_offsets_mapping=offsets,
            return_tensors="pt",
        )
    )
