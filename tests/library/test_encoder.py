"""The encoder gives what sentence-transformers gives for the same model, and leaves other models to it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from sentence_transformers import SentenceTransformer

from assistant.library.embed import packaged_path
from assistant.library.encoder import Encoder
from assistant.library.processors import one_thread, processors, shares

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


@pytest.fixture(params=[torch.float32, torch.bfloat16], ids=str)
def encoder(model: SentenceTransformer, request: pytest.FixtureRequest) -> Encoder:
    encoder = Encoder.of(deepcopy(model).to(request.param))
    assert encoder is not None
    return encoder


def test_a_text_has_the_same_vectors_alone_and_among_others(model: SentenceTransformer, encoder: Encoder) -> None:
    several = [TEXTS[0], *TEXTS, TEXTS[2], TEXTS[3] + TEXTS[1]]
    among = encoder(model.tokenizer(several, padding=True, truncation=True, max_length=256, return_tensors="pt"))
    for row, text in enumerate(several):
        alone = encoder(model.tokenizer([text], truncation=True, max_length=256, return_tensors="pt"))
        tokens = alone["token_embeddings"].shape[1]
        torch.testing.assert_close(among["token_embeddings"][row, :tokens], alone["token_embeddings"][0])
        torch.testing.assert_close(among["sentence_embedding"][row], alone["sentence_embedding"][0])


def test_a_text_has_the_same_bits_however_many_share_a_pass_with_it(
    model: SentenceTransformer, encoder: Encoder
) -> None:
    texts = [" ".join(f"pier{n}" for n in range(length)) for length in range(2, 90, 3)]

    def vectors(some: list[str]) -> torch.Tensor:
        features = model.tokenizer(some, padding=True, truncation=True, max_length=256, return_tensors="pt")
        return encoder(features)["sentence_embedding"]

    all_at_once = vectors(texts)
    for together in (1, 2, 5):
        apart = torch.cat([vectors(texts[at : at + together]) for at in range(0, len(texts), together)])
        assert torch.equal(apart, all_at_once), f"{together} texts in a pass"


@pytest.mark.parametrize("among", [2, 3, 8])
def test_processors_that_share_a_batch_give_what_one_gives(
    model: SentenceTransformer, encoder: Encoder, among: int
) -> None:
    features = model.tokenizer(TEXTS * 8, padding=True, truncation=True, max_length=256, return_tensors="pt")
    encoder.processors = 1
    of_one = encoder(features)
    encoder.processors = among
    of_several = encoder(features)
    assert all(torch.equal(of_one[name], of_several[name]) for name in of_one)


def test_a_thread_that_begins_while_another_has_one_is_told_of_all() -> None:
    before = processors()
    with one_thread(True), ThreadPoolExecutor(1) as new:
        assert new.submit(processors).result() == before


@given(st.lists(st.integers(1, 256), min_size=1, max_size=64), st.integers(1, 9))
def test_lengths_are_shared_out_in_order_and_evenly(lengths: list[int], most: int) -> None:
    parts = shares(lengths, most)
    assert [length for part in parts for length in part] == lengths
    assert 1 <= len(parts) <= most
    assert max(map(sum, parts)) <= sum(lengths) / most + max(lengths)


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
