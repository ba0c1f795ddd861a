"""Parts proposed for a sentence: only its own words, nothing of it lost, nothing said that it does not say."""

from __future__ import annotations

import re

import pytest

from assistant.check.parting import parted

TWO = "The Lornish envoy flew to Marland on 3 May 2021 after the premier had closed the northern border to all trucks."
FLEW = "The Lornish envoy flew to Marland on 3 May 2021"
CLOSED = "the premier had closed the northern border to all trucks"


def told(sentence: str, *proposed: str) -> list[str]:
    return [sentence[s.start : s.end] for s in parted(sentence, proposed)]


def test_parts_are_the_sentences_own_words_with_what_leads_into_them():
    assert told(TWO, FLEW, CLOSED) == [FLEW, f"after {CLOSED}."]


def test_connecting_words_between_parts_go():
    sentence = "The board of the port met twice in May – and Anna Vell signed the lease of the whole northern pier."
    met, signed = "The board of the port met twice in May", "Anna Vell signed the lease of the whole northern pier"
    assert told(sentence, met, signed) == [met, f"{signed}."]


@pytest.mark.parametrize(
    "proposed",
    [
        (FLEW.replace("3 May", "4 May"), CLOSED.replace("closed", "opened")),  # not its words
        ("The envoy flew", "the border was closed"),
        (TWO,),
        (),
        ("All claims are supported.",),
    ],
)
def test_what_is_not_in_the_sentence_or_states_nothing_parts_nothing(proposed: tuple[str, ...]):
    assert told(TWO, *proposed) == [TWO]


def test_what_is_left_out_is_a_part_of_its_own_or_stays_with_a_neighbour():
    assert told(TWO, FLEW) == [FLEW, f"after {CLOSED}."]
    assert told(TWO, CLOSED) == [FLEW, f"after {CLOSED}."]
    kept = told(TWO, "The Lornish envoy flew to Marland", CLOSED)
    assert kept[0].endswith("on 3 May 2021") or "on 3 May 2021" in kept[1]


def test_a_not_cannot_be_cut_away():
    sentence = "The Lornish envoy did not fly to Marland on 3 May 2021 while the premier closed the northern border."
    proposed = ("The Lornish envoy did", "fly to Marland on 3 May 2021", "the premier closed the northern border")
    parts = told(sentence, *proposed)
    assert parts[0] == "The Lornish envoy did not fly to Marland on 3 May 2021"
    shared = "The Lornish envoy did not visit the capital in May and attended the long parade on the northern border."
    assert told(shared, "The Lornish envoy did not visit the capital in May",
                "attended the long parade on the northern border") == [shared]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "proposed"),
    [
        ("Anna Vell said that the envoy had flown to Marland and the premier had closed the northern border.",
         ("Anna Vell said that the envoy had flown to Marland", "the premier had closed the northern border")),
        ("If the envoy had flown to Marland in May, the premier would have closed the northern border to trucks.",
         ("the envoy had flown to Marland in May", "the premier would have closed the northern border to trucks")),
        ("It is false that the envoy flew to Marland in May or the premier closed the border to all trucks.",
         ("the envoy flew to Marland in May", "the premier closed the border to all trucks")),
        ("It is false that the envoy flew to Marland in May and the premier closed the border to all trucks.",
         ("the envoy flew to Marland in May", "the premier closed the border to all trucks")),
        ("The premier called it “a day on which the envoy flew home and the border was closed by us” in May.",
         ("The premier called it “a day on which the envoy flew home", "the border was closed by us” in May")),
    ],
)  # fmt: skip
def test_what_would_say_something_else_alone_stays_together(sentence: str, proposed: tuple[str, ...]):
    assert told(sentence, *proposed) == [sentence]


@pytest.mark.parametrize("cut", range(1, 19))
def test_every_word_is_kept_whatever_is_proposed(cut: int):
    words = TWO.split()
    parts = told(TWO, " ".join(words[:cut]), " ".join(words[cut + 1 :]))
    assert re.findall(r"\w+", " ".join(parts)) == re.findall(r"\w+", TWO)
