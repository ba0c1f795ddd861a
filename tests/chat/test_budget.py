"""What fits: tokens on the high side, passages by rank, conversations from their end."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat import budget
from assistant.chat.budget import AROUND_EACH, AROUND_TOKENS, Budget, counter, estimate
from assistant.chat.fence import fence
from assistant.records import Passage

SAID = {
    "English": "The harbour board met on 3 May 1996 and resolved, by nine votes to two, to lengthen the northern quay.",
    "German": "Die Hafenverwaltungsgesellschaft beschloss einstimmig die Verlängerung der Kais und Zufahrtsstraßen.",
    "Turkish": "Liman işletmesi, kuzeydeki rıhtımın önümüzdeki günlerde uzatılacağını kamuoyuna açıkladı.",
    "Russian": "Портовое управление постановило удлинить северный причал и пригласило обе стороны к переговорам.",
    "Chinese": "港务局五月三日开会，以九票对二票决定延长北码头，并邀请双方继续谈判。",
    "Japanese": "港湾局は五月三日に会合を開き、北側の埠頭を延長することを決定した。",
    "Korean": "항만청은 5월 3일 회의를 열어 북쪽 부두를 연장하기로 결정하고 협상을 계속하자고 제안하였다.",
    "Arabic": "قررت هيئة الميناء في الثالث من مايو تمديد الرصيف الشمالي ودعت الطرفين إلى مواصلة التفاوض.",
    "numbers": "| 1994 | 3,456.78 | 12.5% |\n| 1995 | 4,567.89 | 13.5% |",
}


def words(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize("language", SAID)
def test_the_estimate_is_on_the_high_side_of_tiktokens_count(language: str):
    """Runs where tiktoken's files lie on this machine; nothing is fetched for it."""
    if not all(map(budget._is_here, budget.TOKENIZERS)):
        pytest.skip("needs tiktoken's files in TIKTOKEN_CACHE_DIR")
    import tiktoken

    text = SAID[language] * 5
    for name, least in (("o200k_base", 1.0), ("cl100k_base", 0.95)):
        assert estimate(text) >= least * len(tiktoken.get_encoding(name).encode(text)), name


def test_the_estimate_is_no_multiple_of_it_for_english():
    assert 23 <= estimate(SAID["English"]) <= 33, "it has 26 tokens in o200k_base"


@given(st.text(max_size=200), st.text(max_size=200))
def test_more_text_is_never_fewer_tokens(a: str, b: str):
    assert estimate(a) <= estimate(a + " " + b) + 1
    assert estimate(a) >= 1


def test_nothing_is_fetched_to_count(monkeypatch: pytest.MonkeyPatch, tmp_path):
    """The tokenizer of a model that tiktoken knows, its file missing or damaged, and no network allowed."""

    def no_network(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    budget._tokenizer.cache_clear()
    assert counter("openai:gpt-4o") is estimate
    named = "fb374d419588a4632f3f557e76b4b70aebbca790"  # what tiktoken calls o200k_base
    (tmp_path / named).write_bytes(b"damaged")
    budget._tokenizer.cache_clear()
    assert counter("openai:gpt-4o")("three words here") == estimate("three words here")
    assert (tmp_path / named).exists(), "tiktoken, which would throw it away and fetch it again, was not asked"
    budget._tokenizer.cache_clear()


@pytest.mark.parametrize("model", ["ollama:llama3.1:8b", "anthropic:claude", "openai:my-own", "mistralai:m"])
def test_a_model_whose_tokenizer_is_not_known_is_estimated(model: str):
    assert counter(model) is estimate


def test_room_is_what_prompt_and_reply_leave():
    plan = Budget(1000, 200, words)
    assert plan.room("one two three", "four") == 1000 - 200 - AROUND_TOKENS - 4
    assert Budget(100, 200, words).room() == 0


def test_passages_are_taken_by_rank_and_one_too_long_gives_way():
    texts = ["a " * 100, "b " * 5000, "c " * 100, "d " * 100]
    plan = Budget(10_000, 100, words)
    assert plan.that_fit(texts, 2 * (100 + AROUND_EACH)) == [0, 2]
    assert plan.that_fit(texts, 10) == []


def test_what_is_counted_for_a_fence_is_enough_for_one():
    bare = Passage("p", "d", 1, 0, 0, SAID["English"], "Minutes")
    counted = estimate(f"Minutes\n{bare.text}") + AROUND_EACH
    assert all(estimate(fence([bare] * 9).text) <= 9 * counted for _ in range(50)), "its number is another each time"


def test_a_conversation_is_cut_from_its_oldest_turn():
    turns = [f"turn {i} " + "x " * 50 for i in range(6)]
    each = 52 + AROUND_EACH
    assert Budget(1, 1, words).turns_that_fit(turns, 3 * each) == [3, 4, 5]
    assert Budget(1, 1, words).turns_that_fit(turns, 99 * each) == [0, 1, 2, 3, 4, 5]


def test_a_turn_that_is_referred_to_stays():
    turns = [f"turn {i} " + "x " * 50 for i in range(6)]
    each = 52 + AROUND_EACH
    assert Budget(1, 1, words).turns_that_fit(turns, 3 * each, referred=[1]) == [1, 4, 5]
    assert Budget(1, 1, words).turns_that_fit(turns, 2 * each, referred=[0, 1, 2]) == [1, 2]


@given(st.lists(st.integers(0, 80), max_size=12), st.integers(0, 2000), st.sets(st.integers(-3, 15)))
def test_what_is_kept_fits_and_nothing_newer_is_dropped_for_older(sizes: list[int], room: int, referred: set[int]):
    plan, turns = Budget(1, 1, words), ["x " * n for n in sizes]
    kept = plan.turns_that_fit(turns, room, referred)
    assert kept == sorted(set(kept))
    assert sum(sizes[i] + AROUND_EACH for i in kept) <= room
    others = [i for i in kept if i not in referred]
    assert [i for i in range(len(turns)) if i not in referred and others and i >= others[0]] == others
