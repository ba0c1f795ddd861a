"""Periods of time named in a text."""

import pytest

from assistant.library.periods import Period, period_of, periods


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("sent on 7 October 2024", "2024-10-07", "2024-10-07"),
        ("sent on October 7, 2024", "2024-10-07", "2024-10-07"),
        ("sent on 7 Oct 2024", "2024-10-07", "2024-10-07"),
        ("sent on Oct. 7, 2024", "2024-10-07", "2024-10-07"),
        ("sent on 2024-10-07", "2024-10-07", "2024-10-07"),
        ("2024年10月7日に", "2024-10-07", "2024-10-07"),
        ("from 8 to 10 September 2023", "2023-09-08", "2023-09-10"),
        ("between October 1 and October 18, 2024", "2024-10-01", "2024-10-18"),
        ("26-30 December 2023", "2023-12-26", "2023-12-30"),
        ("from 28 December 2023", "2023-12-28", "2023-12-28"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("in 2019", "2019-01-01", "2019-12-31"),
        ("on 9 September", "0000-09-09", "0000-09-09"),
    ],
)
def test_a_period_is_read(text: str, first: str, last: str) -> None:
    assert [(p.first, p.last) for p in periods(text)] == [(first, last)]


@pytest.mark.parametrize("text", ["12,024 men", "2,019.5", "99 October 2024 was no day of October", "may I ask"])
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert all(p.is_year or not p.is_day for p in periods(text))


def test_a_day_without_a_year_meets_that_day_of_any_year() -> None:
    [day] = periods("on 9 September")
    assert day.meets(Period("2023-09-09", "2023-09-09"))
    assert not day.meets(Period("2023-10-09", "2023-10-09"))


def test_partial_metadata_dates_become_periods() -> None:
    assert period_of("2024-10") == Period("2024-10-01", "2024-10-31")
    assert period_of("2023-12-26", "2023-12-30") == Period("2023-12-26", "2023-12-30")
    assert period_of("--10-07") == Period("0000-10-07", "0000-10-07")
    assert period_of(None) is None
