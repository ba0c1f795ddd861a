"""What a model reads, by its tokenizer: the packaged model, and tokenizers made by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.library.embed import ModelEmbeddings
from assistant.library.readable import Readable
from assistant.library.script import CYRILLIC, HAN, KANA, LATIN, SCRIPTS, THAI
from assistant.records import Span


def by_words(text: str) -> list[Span | None]:
    """A tokenizer that knows every word."""
    out: list[Span | None] = []
    at = 0
    for word in text.split(" "):
        out.append(Span(at, at + len(word)))
        at += len(word) + 1
    return out


def by_letters(text: str) -> list[Span | None]:
    """One that knows letters alone."""
    return [Span(i, i + 1) for i, letter in enumerate(text) if not letter.isspace()]


def by_bytes(text: str) -> list[Span | None]:
    """One that knows bytes alone, of which a letter of most scripts has two or three."""
    return [Span(i, i + 1) for i, letter in enumerate(text) for _ in letter.encode()]


def knowing_nothing(text: str) -> Sequence[Span | None]:
    return [None for _ in text.split()]


def test_a_model_that_has_pieces_of_several_letters_reads_a_script() -> None:
    assert all(Readable(by_words).reads(script) for script in SCRIPTS)
    assert not any(Readable(knowing_nothing).reads(script) for script in SCRIPTS)


def test_single_letters_are_enough_where_each_is_a_word_and_bytes_are_not() -> None:
    assert Readable(by_letters).reads(HAN)
    assert not any(Readable(by_letters).reads(script) for script in (CYRILLIC, KANA, THAI, LATIN))
    assert not any(Readable(by_bytes).reads(script) for script in (CYRILLIC, HAN, KANA, THAI))


def test_the_packaged_model_reads_latin_alone(embeddings: ModelEmbeddings) -> None:
    assert [script for script in SCRIPTS if embeddings.readable.reads(script)] == [LATIN]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("What does the treaty say?", True),
        ("7.10.2024", True),
        ("How does the treaty between Pyongyang and Moscow (Договор) end?", True),
        ("Что сказал Reagan?", False),
        ("条約はいつ署名されたか", False),
        ("조약은 언제 서명되었습니까?", False),
        ("متى وقعت المعاهدة؟", False),
        ("สนธิสัญญาลงนามเมื่อไร", False),
        ("Πότε υπογράφηκε η συνθήκη;", False),
        ("ሰላም ነው", False),
    ],
)
def test_a_text_is_read_where_most_of_it_is(embeddings: ModelEmbeddings, text: str, *, read: bool) -> None:
    assert (embeddings.readable.share(text) > 0) is read


def test_a_text_that_cannot_be_read_is_as_long_as_it_is_to_a_model_that_can(embeddings: ModelEmbeddings) -> None:
    english = "The parties signed the treaty in Pyongyang on 19 June 2024 and it entered into force in December."
    russian = "Стороны подписали договор в Пхеньяне 19 июня 2024 года, и он вступил в силу в декабре."
    thai = "คู่สัญญาลงนามในสนธิสัญญาที่กรุงเปียงยางเมื่อวันที่ 19 มิถุนายน และมีผลบังคับใช้ในเดือนธันวาคม"
    read, first, second = embeddings.count_tokens([english, russian, thai])
    assert 0.6 * read < first < 1.5 * read
    assert 0.6 * read < second < 2 * read


def test_what_cannot_be_read_takes_no_room_from_what_can(embeddings: ModelEmbeddings) -> None:
    text = "The treaty, «Договор», was signed."
    read, tokens = embeddings.readable.parted(text)
    assert read == "The treaty, «       », was signed."
    assert tokens == 2
    assert embeddings.readable.parted("The treaty was signed.") == ("The treaty was signed.", 0)


def test_words_that_cannot_be_read_are_near_to_none(embeddings: ModelEmbeddings) -> None:
    vectors = embeddings.embed_words(["黑豹", "条约", "treaty"])
    assert float(vectors["黑豹"] @ vectors["条约"]) == 0
    assert np.linalg.norm(vectors["treaty"]) == pytest.approx(1, abs=1e-3)
