"""The encoder gives what sentence-transformers gives for the same model, and leaves other models to it."""

from __future__ import annotations

from copy import deepcopy

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer

from assistant.library.embed import packaged_path
from assistant.library.encoder import Encoder

TEXTS = [
    "Kim Jong Un's message calls Putin his closest comrade.",
    "금일 평양에서 발표되였다.",
    "Rain.",
    "The two sides signed a treaty of friendship on 19 June 2024, and neither has published all of it. " * 8,
]


@pytest.fixture(scope="module")
def model() -> SentenceTransformer:
    return SentenceTransformer(str(packaged_path()), device="cpu", local_files_only=True).eval()


def test_texts_and_their_tokens_get_the_models_own_vectors(model: SentenceTransformer) -> None:
    encoder = Encoder.of(model)
    assert encoder is not None
    features = model.tokenizer(TEXTS, padding=True, truncation=True, max_length=256, return_tensors="pt")
    with torch.inference_mode():
        theirs = model(dict(features))
    ours = encoder(features)
    real = features["attention_mask"].bool()
    assert _cosines(ours["sentence_embedding"], theirs["sentence_embedding"]).min() > 0.99999
    assert _cosines(ours["token_embeddings"][real], theirs["token_embeddings"][real]).min() > 0.99999


@pytest.mark.parametrize("number_format", [torch.float32, torch.bfloat16])
def test_a_text_has_the_same_vectors_alone_and_among_others(
    model: SentenceTransformer, number_format: torch.dtype
) -> None:
    encoder = Encoder.of(deepcopy(model).to(number_format))
    assert encoder is not None
    several = [TEXTS[0], *TEXTS, TEXTS[2], TEXTS[3] + TEXTS[1]]
    among = encoder(model.tokenizer(several, padding=True, truncation=True, max_length=256, return_tensors="pt"))
    for row, text in enumerate(several):
        alone = encoder(model.tokenizer([text], truncation=True, max_length=256, return_tensors="pt"))
        tokens = alone["token_embeddings"].shape[1]
        torch.testing.assert_close(among["token_embeddings"][row, :tokens], alone["token_embeddings"][0])
        torch.testing.assert_close(among["sentence_embedding"][row], alone["sentence_embedding"][0])


def test_threads_are_as_they_were_behind_a_question(model: SentenceTransformer) -> None:
    encoder = Encoder.of(model)
    assert encoder is not None
    before = torch.get_num_threads()
    encoder(model.tokenizer(["Rain."], return_tensors="pt"))
    assert torch.get_num_threads() == before


def test_a_model_that_pools_otherwise_runs_as_it_is() -> None:
    model = SentenceTransformer(str(packaged_path()), device="cpu", local_files_only=True)
    model[1].pooling_mode = "cls"
    assert Encoder.of(model) is None


def _cosines(a: torch.Tensor, b: torch.Tensor) -> np.ndarray:
    return torch.nn.functional.cosine_similarity(a.float(), b.float(), dim=-1).numpy()
