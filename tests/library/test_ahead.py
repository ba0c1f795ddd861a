"""Embedding ahead of what is asked for: in order, stopped by who waits, and over with its context."""

from __future__ import annotations

import threading

import pytest

from assistant.library.ahead import Embedder, Vectors, ahead
from assistant.library.embed import ModelEmbeddings
from assistant.records import Passage, Span

PART = 8


def passages(n: int) -> list[Passage]:
    texts = [f"Note {i} speaks of pier {i}." for i in range(n)]
    return [Passage(f"p{i}", "d", 1, 0, len(t), t, sentences=(Span(0, len(t)),)) for i, t in enumerate(texts)]


def test_so_many_are_asked_for_before_the_first_is_given() -> None:
    asked: list[int] = []
    given = ahead((asked.append(n) or n for n in range(5)), 2)
    assert (next(given), asked) == (0, [0, 1, 2])
    assert list(given) == [1, 2, 3, 4]


def test_parts_have_the_vectors_that_they_have_alone(embeddings: ModelEmbeddings) -> None:
    some, heard = passages(20), []
    with Embedder(embeddings, PART) as embedder:
        vectors = Vectors(embedder, some)
        found = [v for at in range(0, 20, PART) for v in vectors(slice(at, min(at + PART, 20)), heard.append)]
    for one, passage in zip(found, some, strict=True):
        (alone,) = embeddings.embed_passages([passage])
        assert one.passage @ alone.passage > 0.999 and one.sentences.shape == alone.sentences.shape
    assert heard == [8, 8, 4], "each part is told of at its end"


def test_what_a_listener_raises_ends_the_embedding_and_reaches_who_waits(embeddings: ModelEmbeddings) -> None:
    heard: list[int] = []

    def told(done: int) -> None:
        heard.append(done)
        raise KeyboardInterrupt

    with Embedder(embeddings, 400) as embedder:
        vectors = Vectors(embedder, passages(400))
        with pytest.raises(KeyboardInterrupt):
            vectors(slice(0, 400), told)
    assert len(heard) == 1 and heard[0] < 400


def test_it_is_over_with_its_context(embeddings: ModelEmbeddings) -> None:
    heard: list[int] = []
    with pytest.raises(OSError, match="disk"), Embedder(embeddings, 4000) as embedder:
        begun = embedder.begin(passages(4000), heard.append)
        while not heard:
            pass
        raise OSError("the disk is full")
    assert begun.done() and heard[-1] < 4000
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("embedding")]
