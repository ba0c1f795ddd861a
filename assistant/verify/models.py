"""Networks that read two texts together: those that come with the project, or any NLI cross-encoder."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from assistant.errors import ModelError
from assistant.library.embed import packaged_path
from assistant.library.encoder import Encoder
from assistant.library.products import bf16_is_faster
from assistant.library.readable import Readable
from assistant.library.tokens import Tokens
from assistant.verify.network import AS_PACKAGED, LABELS, MOST_TOKENS, network, tokens
from assistant.verify.packing import unpacked

if TYPE_CHECKING:
    from numpy.typing import NDArray

BATCH = 32


@dataclass(frozen=True, slots=True)
class Weights:
    """A file of trained weights, with its SHA-256 ("" for any), and what to do where it is not to be had."""

    file: Path
    sha256: str = ""
    instead: str = ""


_FOLDER = Path(__file__).resolve().parent.parent / "weights"
VERIFIER = Weights(
    _FOLDER / "verifier.safetensors",
    "57dcf74824e9bd0a732e05a19b9b1dd1a4e8708ce4c05cacc7ef621883dfb75f",
    "Set ASSISTANT_VERIFIER_MODEL to an NLI cross-encoder, a hub name or a folder.",
)
READER = Weights(
    _FOLDER / "reader.safetensors",
    "3029bf65daf9725a1eaed5b7af0bb12c4e594d4bc2f6ed840c8e0bc2eff2a261",
    "Install the assistant again: the file comes with it.",
)
"""The sums are printed by the commands that train them; see the card beside the weights."""


class Network(Protocol):
    """What `Verifier` needs of a network."""

    @property
    def name(self) -> str:
        """What the network is called."""

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """(pairs, 3) logits in the order of `LABELS`, for (evidence, claim) pairs that fit into the network's sight."""


class Shipped:
    """The project's own weights, on the processor."""

    def __init__(self, weights: Weights = VERIFIER) -> None:
        """Nothing is loaded yet."""
        self._weights = weights
        self.name = ", sum ".join(filter(None, (weights.file.name, weights.sha256[:12])))
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

        file, wanted, instead = self._weights.file, self._weights.sha256, self._weights.instead
        try:
            held = file.read_bytes()
        except OSError as error:
            raise ModelError(f"The weights in {file.name} cannot be read: {error}.", instead) from error
        found = hashlib.sha256(held).hexdigest()
        if wanted and found != wanted:
            raise ModelError(f"{file.name} is not the file that was shipped (sha256 {found}).", instead)
        model = network()
        try:
            left = model.load_state_dict(unpacked(load(held)), strict=False)
        except (SafetensorError, RuntimeError) as error:
            raise ModelError(f"{file.name} holds no weights of this network: {error}.", instead) from error
        if any(not name.startswith(AS_PACKAGED) for name in left.missing_keys):
            raise ModelError(f"{file.name} does not hold all of the network's weights.", instead)
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
