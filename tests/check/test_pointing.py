"""What a claim that points back at a message is held against: that message's record, and no other letter's."""

from __future__ import annotations

import pytest

PUTIN = "Kim Jong Un sent Vladimir Putin a birthday message on 7 October 2024."
XI = "On 6 October 2024 Kim Jong Un sent a letter to Xi Jinping."


def last(starter, *sentences):
    return starter.check(" ".join(sentences)).claims[-1]


def cited(verdict):
    return {e.citation.document_id for e in verdict.evidence}


@pytest.mark.parametrize(
    ("before", "claim", "record", "named", "knows"),
    [
        (PUTIN, "The message was addressed to Xi Jinping.", "kim-putin-birthday-2024", "Xi Jinping", "Vladimir Putin"),
        (XI, "It was addressed to Vladimir Putin.", "kim-xi-ties75-2024", "Vladimir Putin", "Xi Jinping"),
    ],
)
def test_another_addressee_than_the_records_is_contradicted_by_it(starter, before, claim, record, named, knows):
    found = last(starter, before, claim)
    assert found.verdict == "contradicted"
    assert cited(found) == {record}
    assert [(m.kind, m.claim, m.source) for m in found.mismatches] == [("name", named, knows)]


@pytest.mark.parametrize(
    ("before", "claim", "record"),
    [
        (XI, "The letter ends with a wish for the Chinese people.", "kim-xi-ties75-2024"),
        (PUTIN, "The message was published on 8 October 2024.", "kim-putin-birthday-2024"),
    ],
)
def test_what_the_message_itself_says_bears_a_claim_out(starter, before, claim, record):
    found = last(starter, before, claim)
    assert found.verdict == "supported"
    assert record in cited(found)


def test_a_message_of_another_year_bears_nothing_out_by_a_sentence_of_its_own_day(starter):
    found = last(starter, PUTIN)
    assert found.verdict == "supported"
    assert cited(found) == {"kim-putin-birthday-2024"}


def test_a_later_reply_in_the_record_of_a_letter_does_not_dispute_the_letters_day(starter):
    found = last(starter, XI)
    assert found.verdict == "supported"


def test_the_same_pair_is_read_alike_whatever_is_read_beside_it(starter):
    pair = ("The harbour was opened in 1931 by the mayor.", "The mayor opened the harbour in 1931.")
    others = [(f"A text about the {n} ships of the fleet. " * n, f"The fleet has {n} ships.") for n in range(1, 30)]
    alone = starter.verifier.judge([pair])[0].supported
    beside = starter.verifier.judge([pair, *others])[0].supported
    assert beside == pytest.approx(alone, abs=0.01)
