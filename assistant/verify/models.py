"""Networks that read evidence and claim together: the one that comes with the project, or any NLI cross-encoder."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from assistant.errors import ModelError
from assistant.library.embed import packaged_path
from assistant.library.encoder import Encoder, bf16_is_faster
from assistant.library.readable import Readable
from assistant.library.tokens import Tokens
from assistant.verify.network import AS_PACKAGED, LABELS, MOST_TOKENS, network, tokens
from assistant.verify.packing import unpacked

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).resolve().parent.parent / "weights" / "verifier.safetensors"
WEIGHTS_SHA256 = "57dcf74824e9bd0a732e05a19b9b1dd1a4e8708ce4c05cacc7ef621883dfb75f"
"""Printed by the command that trains them; see the card beside the weights."""
BATCH = 32


class Network(Protocol):
    """What `Verifier` needs of a network."""

    @property
    def name(self) -> str:
        """What the network is called."""

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """(pairs, 3) logits in the order of `LABELS`, for (evidence, claim) pairs that fit into the network's sight."""


class Shipped:
    """The project's own weights, on the processor."""

    def __init__(self, weights: Path = WEIGHTS, checksum: str = WEIGHTS_SHA256) -> None:
        """Nothing is loaded yet; `checksum` is the SHA-256 of the file of weights, "" for any."""
        self._weights, self._checksum = weights, checksum
        self.name = f"{weights.name}, sum {checksum[:12]}" if checksum else weights.name
        self._lock = threading.Lock()

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """As `Network.logits`; pairs of like length go through together.

        Raises:
            ModelError: the weights are missing or not the ones that were shipped.
        """
        import torch

        out = np.zeros((len(pairs), len(LABELS)), dtype=np.float32)
        order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            with self._lock, torch.inference_mode():  # a tokenizer shared by threads panics
                read, tokenizer = self._loaded
                out[rows] = read(tokens(tokenizer, [pairs[i] for i in rows])).float().numpy()
        return out

    @cached_property
    def readable(self) -> Readable:
        """Which scripts it reads, whatever the embedding model that is set reads."""
        with self._lock:
            return Readable(Tokens(self._loaded[1], MOST_TOKENS).pieces)

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        from safetensors import SafetensorError
        from safetensors.torch import load
        from transformers import AutoTokenizer

        try:
            held = self._weights.read_bytes()
        except OSError as error:
            raise ModelError(f"The verifier's weights cannot be read: {error}.", _REINSTALL) from error
        found = hashlib.sha256(held).hexdigest()
        if self._checksum and found != self._checksum:
            raise ModelError(f"{self._weights.name} is not the file that was shipped (sha256 {found}).", _REINSTALL)
        model = network()
        try:
            left = model.load_state_dict(unpacked(load(held)), strict=False)
        except (SafetensorError, RuntimeError) as error:
            raise ModelError(f"{self._weights.name} holds no weights of the verifier: {error}.", _REINSTALL) from error
        if any(not name.startswith(AS_PACKAGED) for name in left.missing_keys):
            raise ModelError(f"{self._weights.name} does not hold all of the verifier's weights.", _REINSTALL)
        return _in_few_steps(model.eval()), AutoTokenizer.from_pretrained(packaged_path(), local_files_only=True)


def _in_few_steps(model: Any) -> Callable[[dict[str, Any]], Any]:  # noqa: ANN401 - a torch module
    """Inputs → (pairs, 3) logits, as `model` gives them, by the embedding model's fused passes; takes its encoder away.

    In bf16 where the processor is faster with it. Whole numbers are as fast, but scaled by whatever else is in the
    batch: the same pair got another probability beside other pairs.
    """
    import torch

    bert = model.encoder.to(torch.bfloat16 if bf16_is_faster() else torch.float32)
    kinds = bert.embeddings.token_type_embeddings.weight
    encoder, of_claim = Encoder(bert), (kinds[1] - kinds[0]).detach()
    del model.encoder  # its weights are held in `encoder`, laid out otherwise

    def logits(inputs: dict[str, Any]) -> Any:  # noqa: ANN401 - a tensor
        further = model.marks(inputs).to(of_claim.dtype) + inputs["token_type_ids"].unsqueeze(-1) * of_claim
        vectors = encoder.tokens(inputs["input_ids"], inputs["attention_mask"], further)
        return model.judged(vectors, inputs)[0]

    return logits


_REINSTALL = "Set ASSISTANT_VERIFIER_MODEL to an NLI cross-encoder, a hub name or a folder."


class Foreign:
    """Any NLI cross-encoder of sentence-transformers, by hub name or folder; its labels are told by their names."""

    def __init__(self, name: str) -> None:
        """Nothing is loaded yet."""
        self.name = name
        self._lock = threading.Lock()

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """As `Network.logits`. A model that knows only "entailed or not" gives its "not" to neither.

        Raises:
            ModelError: it cannot be loaded, or its labels are not those of a model for inference.
        """
        with self._lock:
            model, columns = self._loaded
            found = np.asarray(
                model.predict(list(pairs), batch_size=BATCH, show_progress_bar=False), dtype=np.float32
            ).reshape(len(pairs), -1)
        out = np.full((len(pairs), len(LABELS)), _NEVER, dtype=np.float32)
        for label, column in columns.items():
            out[:, label] = found[:, column]
        return out

    @cached_property
    def _loaded(self) -> tuple[Any, dict[int, int]]:
        try:
            import torch
            from sentence_transformers import CrossEncoder

            model = CrossEncoder(self.name, activation_fn=torch.nn.Identity())
            labels: dict[int, str] = model.config.id2label
        except Exception as error:  # the edge to three libraries and a network, each with errors of its own
            raise ModelError(f"The verifier model {self.name!r} cannot be loaded: {error}") from error
        columns = {}
        for column, label in labels.items():
            for start, ours in _NAMES.items():
                if str(label).lower().startswith(start):
                    columns[LABELS.index(ours)] = int(column)
        if LABELS.index("supported") not in columns or len(columns) < 2:
            told = ", ".join(map(str, labels.values()))
            raise ModelError(
                f"The verifier model {self.name!r} has the labels {told}.",
                "Set ASSISTANT_VERIFIER_MODEL to one with the labels entailment, contradiction and neutral.",
            )
        return model, columns


_NAMES = {
    "entail": "supported",
    "support": "supported",
    "contra": "contradicted",
    "refute": "contradicted",
    "neutral": "neither",
    "neither": "neither",
    "not": "neither",
}
"""How the names of a model's labels begin, and what they mean."""
_NEVER = -30.0
"""Logit of a label that a model does not have."""
