from __future__ import annotations

import pytest

from assistant.records import Metadata
from assistant.records.days import day_in_words as day
from assistant.ui.labels import days, listed, safe_link


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2024-10-07", "7 October 2024"),
        ("2024-10", "October 2024"),
        ("2024", "2024"),
        ("--10-07", "7 October"),
        (None, ""),
        ("soon", "soon"),
        ("2024-99", "2024-99"),
    ],
)
def test_a_date_is_said_in_words(iso, words):
    assert day(iso) == words


@pytest.mark.parametrize(
    ("date", "until", "words"),
    [
        ("2023-12-26", "2023-12-30", "26 to 30 December 2023"),
        ("2024-09-30", "2024-10-02", "30 September to 2 October 2024"),
        ("2023-12-31", "2024-01-01", "31 December 2023 to 1 January 2024"),
        ("2024-09", "2024-09", "September 2024"),
        ("2024-10-07", None, "7 October 2024"),
    ],
)
def test_a_period_is_said_as_short_as_it_can_be(date, until, words):
    assert days(Metadata(title="", date=date, until=until)) == words


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (None, ""),
        ("A", "A"),
        ("A; B", "A and B"),
        ("A; B; C; D", "A, B, C and D"),
        ("A; B; C; D; E", "A, B, C and 2 others"),
    ],
)
def test_names_are_listed_as_in_a_sentence(people, words):
    assert listed(people) == words


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//x", "https://", "http://[", "", None]
)
def test_only_web_addresses_become_links(address):
    assert safe_link(address) is None
    assert safe_link("https://example.org/a") == "https://example.org/a"
