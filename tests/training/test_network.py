"""How pairs of question and text reach the cross-encoder."""

import pytest
import torch
from transformers import AutoTokenizer

from assistant.library.embed import packaged_path
from assistant.records import Span
from training.cross.network import MOST_TOKENS, Pair, encode


def test_a_sentences_pool_is_the_mean_of_its_own_tokens() -> None:
    tokenizer = AutoTokenizer.from_pretrained(packaged_path(), local_files_only=True)
    batch = encode(tokenizer, [Pair("who sank", "Ships", "The Vasa sank. It was new.", (Span(0, 14), Span(15, 26)))])
    words = tokenizer.convert_ids_to_tokens(batch.inputs["input_ids"][0])
    rows = batch.pools.to_dense()
    assert [words[i] for i in rows[0].nonzero().flatten()] == ["the", "va", "##sa", "sank", "."]
    assert [words[i] for i in rows[1].nonzero().flatten()] == ["it", "was", "new", "."]
    assert torch.allclose(rows.sum(dim=1), torch.ones(2))


def test_a_sentence_beyond_the_models_reach_pools_nothing() -> None:
    tokenizer = AutoTokenizer.from_pretrained(packaged_path(), local_files_only=True)
    text = "word " * 400 + "End."
    batch = encode(tokenizer, [Pair("where?", "", text, (Span(0, 1999), Span(2000, 2004)))])
    assert batch.inputs["input_ids"].shape[1] == MOST_TOKENS
    assert batch.pools.to_dense().sum(dim=1).tolist() == pytest.approx([1.0, 0.0], abs=1e-5)
