"""A text's claims: sentences and clauses of them, as spans of the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.check.claims import claims


def said(text: str, language: str | None = None) -> list[str]:
    return [" ".join(claim.text.split()) for claim in claims(text, language)]


DIVIDED = [
    (
        "He sent the queen a letter on 7 October, once again demonstrating the close ties of the two houses.",
        ["He sent the queen a letter on 7 October", "once again demonstrating the close ties of the two houses."],
    ),
    (
        "The minister sent a message on 7 October and called the president his friend.",
        ["The minister sent a message on 7 October", "called the president his friend."],
    ),
    (
        "The treaty, which was signed in June 2019, obliges both sides to share data on storms.",
        ["The treaty, which was signed in June 2019", "obliges both sides to share data on storms."],
    ),
    (
        "He met the king, who had visited Oslo in May, and flew home the same evening.",
        ["He met the king", "who had visited Oslo in May", "flew home the same evening."],
    ),
    (
        "Exports to China rose by 12 percent in 2021, while imports from Japan fell by 3 percent.",
        ["Exports to China rose by 12 percent in 2021", "imports from Japan fell by 3 percent."],
    ),
    (
        "Although the treaty was signed in June, it entered into force only in December.",
        ["the treaty was signed in June", "it entered into force only in December."],
    ),
    (
        "The vaccine was tested on 3,000 adults; none of them fell seriously ill.",
        ["The vaccine was tested on 3,000 adults", "none of them fell seriously ill."],
    ),
    (
        "The court found him guilty of fraud, but the judge set the sentence aside.",
        ["The court found him guilty of fraud", "the judge set the sentence aside."],
    ),
    (
        "The bank raised its rate to 3.5 percent in Oct. 2022 and left it there until the U.S. Treasury spoke.",
        ["The bank raised its rate to 3.5 percent in Oct. 2022", "left it there until the U.S. Treasury spoke."],
    ),
    (
        '"The war is over," the general said, adding that his troops had left the valley.',
        ['"The war is over," the general said', "adding that his troops had left the valley."],
    ),
    (
        'The board declared the "end of an era," which had lasted twenty years, and named a new director.',
        ['The board declared the "end of an era,"', "which had lasted twenty years", "named a new director."],
    ),
    (
        "The pact may reshape the region, but it has not been ratified by either parliament.",
        ["The pact may reshape the region", "it has not been ratified by either parliament."],
    ),
    (
        "The word was left out of the letter of 2022, suggesting that the two were no longer close.",
        ["The word was left out of the letter of 2022", "suggesting that the two were no longer close."],
    ),
    (
        "Moscow hopes to buy shells in the north, while Seoul, under the new law, has to close three pits.",
        ["Moscow hopes to buy shells in the north", "Seoul, under the new law, has to close three pits."],
    ),
]

WHOLE = [
    "The ministry cut its budget by a fifth, reflecting a fall of 12 percent in tax income.",
    "The company developed and tested a new engine in 2015.",
    "The missiles developed in the north and tested in the desert were shown in April.",
    "He called for closer military cooperation and increased tension in the region.",
    "The island was occupied in 1941 and liberated in 1945.",
    "The ministry said that exports rose in May and that imports fell.",
    "According to the bank, wages rose by 3 percent, and prices fell for the first time in years.",
    "This suggests that the front is weak, and the generals know it well.",
    "The archive holds letters written by the poet and photographs taken by her brother.",
    "It was Lee who proposed the deal and Park who rejected it.",
    "She was an orphan as a child and cared for at home by her aunts.",
    "The plan, drawn up in May by the ministry and approved in June by parliament, has lapsed.",
    "He met a man who had robbed the bank and burned the files.",
    'The letter described the alliance as "a wall that stands; a wall that no storm can break".',
    "The ship carried grain from Odesa, and oil and steel from Novorossiysk.",
    "Recent signs point to firm demand, improved conditions, and markets that are stable.",
    "Voting for the action were Ann Lee, Chair; J. Alfred Broad, Jr.; Roger W. Stone; and Kim Park.",
    "Prices fell, but wages rose.",
    "The students marched to the square, sang songs and read out a list of demands.",
]


@pytest.mark.parametrize(("text", "parts"), DIVIDED)
def test_a_sentence_comes_apart_where_each_part_can_be_checked(text: str, parts: list[str]) -> None:
    assert said(text) == parts


@pytest.mark.parametrize("text", WHOLE)
def test_in_doubt_a_sentence_stays_whole(text: str) -> None:
    assert said(text) == [text]


def test_each_part_knows_its_sentence() -> None:
    text = "Rain fell. The envoy signed the note on Monday and handed it to the king."
    _, first, second = claims(text)
    assert first.sentence == second.sentence
    assert text[first.sentence.start : first.sentence.end] == text[11:]


def test_what_a_fact_is_said_to_show_is_not_checked() -> None:
    fact, reading = claims("Exports fell for a third month, underscoring how weak demand has become abroad.")
    assert (fact.checkable, reading.checkable) == (True, False)


def test_a_guess_does_not_take_the_fact_beside_it_along() -> None:
    text = "The treaty was signed on 3 May in Minsk, but it will probably never be ratified."
    assert [claim.checkable for claim in claims(text)] == [True, False]


def test_a_quotation_over_several_sentences_is_one_claim() -> None:
    text = 'The general said: "We hold the bridge. We hold the town. Nobody will pass." Then he left the room.'
    assert said(text)[1:] == ["Then he left the room."]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("He spoke at 5 p.m. Monday to the U.S. Senate on St. Andrew's Day.", "Day."),
        ("The Fed cut rates by 0.25 points on Sept. 18, 2024.", "2024."),
        ("Dr. A. B. Lee et al. measured 3.5 mg vs. 2.1 mg in No. 7.", "7."),
        ("The release is due at 2 p.m. EST on the fourth of the month.", "month."),
        ("Der Vertrag wurde am 3. Mai in Wien unterzeichnet.", "unterzeichnet."),
    ],
)
def test_abbreviations_numbers_and_dates_are_not_cut_through(text: str, last: str) -> None:
    (claim,) = claims(text)
    assert claim.text.endswith(last)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("他7日致贺电，称其为“最亲密的同志”。双方会再见面吗？", [True, False]),
        ("Стороны подписали договор, который вступил в силу в декабре. Что будет дальше?", [True, False]),
        ("Le président a reçu la délégation le 3 mai. Faut-il s'en inquiéter ?", [True, False]),
        ("Der Minister reiste nach Bonn und traf dort den Kanzler. Was folgt daraus?", [True, False]),
        ("두 나라는 조약을 체결하였다. 언제 만날 것인가?", [True, False]),
    ],
)
def test_other_languages_give_sentences(text: str, wanted: list[bool]) -> None:
    assert [claim.checkable for claim in claims(text)] == wanted


def test_a_sentence_in_another_script_is_read_in_its_own_language() -> None:
    text = "The note was short and the reply to it was shorter than that.\n\n他说：“我们支持。我们赢。”然后走了。"
    assert said(text)[-1] == "然后走了。"


@pytest.mark.parametrize("text", ["", " \n\t ", "***", "12", "|", "“", "- \n- ", "\u2028"])
def test_nothing_said_is_no_claim(text: str) -> None:
    assert claims(text) == []


_MARKS = "aZ9 .,;:!?\n\t\r()[]|-#“”\"'’«»。？、—金д한\u3000\u2028\x00\x1c\u0301"
_ALPHABET = st.sampled_from([*_MARKS, " and ", " which ", " was "])
_TEXTS = st.one_of(st.text(max_size=120), st.lists(_ALPHABET, max_size=60).map("".join))


@settings(max_examples=300, deadline=None)
@given(_TEXTS, st.sampled_from([None, "en", "zh"]))
def test_whatever_the_text_the_spans_hold(text: str, language: str | None) -> None:
    found = claims(text, language)
    assert all(claim.text == text[claim.start : claim.end] != "" for claim in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(c.sentence.start <= c.start and c.end <= c.sentence.end for c in found)


@pytest.mark.parametrize("text", [text for text, _ in DIVIDED] + WHOLE)
def test_only_connecting_words_and_marks_are_left_out(text: str) -> None:
    left = list(text)
    for claim in claims(text):
        left[claim.start : claim.end] = " " * (claim.end - claim.start)
    assert set("".join(left).lower().replace(",", " ").replace(";", " ").split()) <= {"and", "but", "while", "although"}


def test_a_thousand_sentences_take_no_time() -> None:
    text = " ".join(
        f"Envoy {i} signed the treaty of {i} May, which had been drafted in Rome, and flew home, but the king stayed."
        for i in range(1000)
    )
    claims("One sentence loads the segmenter.")
    start = time.process_time()
    assert len(claims(text)) >= 2000
    assert time.process_time() - start < 2
