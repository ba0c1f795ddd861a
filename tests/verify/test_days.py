"""Days of a claim beside those of its evidence."""

from __future__ import annotations

import pytest

from assistant.verify.days import day_conflicts, missing_days
from assistant.verify.times import times


def read(text: str, told: str | None = None) -> list[tuple[str, str]]:
    return [(p.first, p.last) for t in times(text, told) for p in t.may_be]


def differ(claim: str, evidence: str, *dates: str | None) -> list[tuple[str, str]]:
    return [(d.claim, d.source) for d in day_conflicts(claim, evidence, *dates)]


@pytest.mark.parametrize(
    ("text", "told", "first", "last"),
    [
        ("sent on 7 October 2024", None, "2024-10-07", "2024-10-07"),
        ("from 19 to 22 March", None, "0000-03-19", "0000-03-22"),
        ("19–22 March", "2021-04", "2021-03-19", "2021-03-22"),
        ("in the early 1980s", None, "1980-01-01", "1984-12-31"),
        ("in the 18th century", None, "1700-01-01", "1800-12-31"),
        ("the season of 1983-84", None, "1983-01-01", "1984-12-31"),
        ("in October", None, "0000-10-01", "0000-10-31"),
        ("last month", "2024-10-07", "2024-09-01", "2024-09-30"),
        ("yesterday", "2024-03-01", "2024-02-29", "2024-02-29"),
        ("three years ago", "2024-03-01", "2021-01-01", "2021-12-31"),
        ("on 1 March", "2024-02", "2024-03-01", "2024-03-01"),
    ],
)
def test_a_time_is_read(text, told, first, last):
    assert read(text, told) == [(first, last)]


def test_a_time_told_by_an_earlier_one_is_resolved():
    assert read("He left on 3 May 2022 and returned two days later.")[-1] == ("2022-05-05", "2022-05-05")
    assert len(read("He returned two days later.")) == 0


def test_a_weekday_is_one_of_the_nearest():
    assert read("on Tuesday", "2024-10-10") == [("2024-10-08", "2024-10-08"), ("2024-10-15", "2024-10-15")]


@pytest.mark.parametrize("text", ["Blade Runner 2049 opened.", "the 2021 Annual Conference of linguists"])
def test_a_year_in_a_name_dates_nothing(text):
    assert all(t.named for t in times(text))


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The treaty was signed on 19 June 2024.", "The treaty was signed on 20 June 2024 in the capital."),
        ("The museum was founded in 1994.", "The museum was founded in 1984 by two brothers."),
        ("The study was completed in January.", "The study was completed in November."),
        ("The delegation arrived on Tuesday.", "The delegation arrived on Thursday."),
        ("The visit lasted from 2 to 11 April 1974.", "The visit lasted from 12 to 19 April 1974."),
        ("The band formed in the 1980s.", "The band formed in 1994."),
        ("The mock-up is due by the plant on the 17th.", "The mock-up is due at the plant on the 21st."),
    ],
)
def test_another_day_for_the_same_act_is_a_conflict(claim, evidence):
    assert len(differ(claim, evidence)) == 1


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The treaty was signed in June 2024.", "The treaty was signed on 20 June 2024."),
        ("The museum was founded in the 1980s.", "The museum was founded in 1984."),
        ("The bridge closed in 1990.", "The bridge opened in 1950 and closed in 1990."),
        ("He has led the firm since 2010.", "He has led the firm since 2001."),
        ("He wrote on 6 May; it opens on 14 May.", "Opening: 14 May. Written 6 May."),
        ("She was born in 1970.", "The school opened in 1985."),
        ("The law passed in May.", "The law passed on 3 May 2019."),
        ("It rained in Paris.", "It rained in 2019."),
        (
            "The message was published on 8 October 2024.",
            "Ada Low sent Bo Kettil, president of the Norland Federation, a birthday message on Monday 7 October 2024, "
            "and KBN and Rodan Simun published the text on 8 October 2024.",
        ),
    ],
)
def test_times_that_meet_or_date_other_acts_are_none(claim, evidence):
    assert differ(claim, evidence) == []


def test_the_dates_of_both_texts_say_which_day_is_meant():
    claim, evidence = "The envoy arrived in Hanoi on 8 October.", "The envoy arrived in Hanoi on Tuesday."
    assert differ(claim, evidence, "2024-10-20", "2024-10-09") == []
    assert differ("The envoy arrived in Hanoi on 9 October.", evidence, "2024-10-20", "2024-10-09")
    assert differ("The envoy arrived in Hanoi last month.", "The envoy arrived in Hanoi on 2 May 2024.", "2024-10-20")


def test_a_time_that_the_evidence_lacks_is_missing():
    [missing] = missing_days("The court met on 4 March 2020.", "The court met twice.")
    assert (missing.claim, missing.source) == ("4 March 2020", "")
    assert not list(missing_days("The court met in 2020.", "The court met on 4 March 2020."))
    assert not list(missing_days("The court met on 4 March 2020.", "The court met.", None, "2020-03-04"))


def test_the_day_of_another_act_in_the_same_source_is_no_excuse():
    evidence = (
        "The lower house approved the treaty on 24 October 2024, and the upper house on 6 November 2024. The president "
        "gave it his signature on 9 November 2024."
    )
    (found,) = day_conflicts("The upper house did so on 9 November 2024.", evidence)
    assert (found.claim, found.source) == ("9 November 2024", "6 November 2024")
    assert not list(day_conflicts("The president signed it on 9 November 2024.", evidence))
