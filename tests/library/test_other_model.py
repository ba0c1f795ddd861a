"""Another embedding model by setting: a folder, a library refused until one command, and scripts that it reads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.errors import IndexMismatch
from assistant.library.embed import packaged_path
from assistant.library.script import CYRILLIC, SCRIPTS, THAI
from assistant.records import Question

if TYPE_CHECKING:
    from tests.conftest import Reopen

TEXT = "Договор о дружбе подписали в Пхеньяне в июне. Министр иностранных дел приехал на два дня раньше."
QUESTION = "Где подписали договор о дружбе?"


@pytest.fixture(scope="module")
def multilingual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers model of one small layer, untrained, whose tokenizer has words of every script.

    It has the packaged model's layout, and weights and tokenizer of its own.
    """
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("model") / "multilingual"
    shutil.copytree(packaged_path(), folder, ignore=shutil.ignore_patterns("*token*", "vocab*", "*.safetensors"))
    vocabulary = _tokenizer(folder)
    config = BertConfig(
        vocab_size=vocabulary, hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64
    )
    BertModel(config).save_pretrained(folder)
    pooling = folder / "1_Pooling" / "config.json"
    pooling.write_text(json.dumps({**json.loads(pooling.read_text()), "word_embedding_dimension": 32}))
    return folder


def _tokenizer(folder: Path) -> int:
    """Put the tokenizer into `folder`; gives how many pieces it has."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.pre_tokenizers import BertPreTokenizer
    from tokenizers.processors import TemplateProcessing
    from tokenizers.trainers import WordPieceTrainer
    from transformers import PreTrainedTokenizerFast

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    made = Tokenizer(WordPiece(unk_token="[UNK]"))
    made.pre_tokenizer = BertPreTokenizer()
    texts = [TEXT, QUESTION, *(script.sample for script in SCRIPTS)] * 3
    made.train_from_iterator(texts, WordPieceTrainer(vocab_size=3000, special_tokens=special, show_progress=False))
    ends = [(name, made.token_to_id(name)) for name in ("[CLS]", "[SEP]")]
    made.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    named = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=made, model_max_length=256, **named)
    tokenizer.save_pretrained(folder)
    return len(tokenizer)


def test_it_is_refused_until_one_command_and_then_reads_the_question(
    reopen: Reopen, multilingual: Path, tmp_path: Path
) -> None:
    (tmp_path / "treaty.txt").write_text(TEXT, encoding="utf-8")
    packaged = reopen()
    packaged.ingest([tmp_path / "treaty.txt"])
    assert "does not read Cyrillic" in packaged.ask(Question(QUESTION)).notices[0]
    with pytest.raises(IndexMismatch) as caught:
        reopen(embedding_model=str(multilingual)).open()
    assert "briefing doctor --repair" in caught.value.hint
    other = reopen(embedding_model=str(multilingual))
    assert other.repair() == 1
    assert other.embeddings.dimensions == 32
    assert all(other.embeddings.readable.reads(script) for script in (CYRILLIC, THAI))
    answer = other.ask(Question(QUESTION))
    assert answer.citations[0].quote.startswith("Договор")
    assert answer.notices == ()
    hit = other.search(QUESTION)[0]
    assert hit.similarity > 0, "the vectors had their say"
