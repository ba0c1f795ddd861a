"""Which language a request asks for."""

from __future__ import annotations

import pytest

from assistant.records import Metadata
from assistant.ui.labels import day, days, listed, parties
from assistant.ui.language import language, preferred, speaking, tag
from assistant.ui.spoken import told


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, "en"),
        ({"accept-language": "ja-JP"}, "ja-JP"),
        ({"accept-language": "fr;q=0.9, ja;q=0.8, en;q=0.7"}, "ja"),
        ({"accept-language": "de-DE,de;q=0.9"}, "en"),
        ({"accept-language": "en-us,en;q=0.9,ja;q=0.8"}, "en-US"),
        ({"accept-language": "en-GB,ja;q=0.8", "cookie": "a=b; language=ja"}, "ja"),
        ({"accept-language": "en-GB", "cookie": "language=xx"}, "en-GB"),
        ({"accept-language": '"><script>,ja;q=x', "cookie": ";;=\x00"}, "ja"),
    ],
)
def test_the_choice_comes_first_then_the_browser_s_order(headers, expected):
    assert preferred(headers) == expected


def test_nobody_asking_is_spoken_to_in_english():
    assert (tag(), language()) == ("en", "en")


@pytest.mark.parametrize(
    ("iso", "british", "american", "japanese"),
    [
        ("2024-10-07", "7 October 2024", "October 7, 2024", "2024年10月7日"),
        ("2024-10", "October 2024", "October 2024", "2024年10月"),
        ("2024", "2024", "2024", "2024年"),
        ("--10-07", "7 October", "October 7", "10月7日"),
        ("soon", "soon", "soon", "soon"),
        (None, "", "", ""),
    ],
)
def test_a_day_is_written_as_whoever_asks_writes_it(iso, british, american, japanese):
    for spoken, expected in (("en-GB", british), ("en-US", american), ("ja-JP", japanese)):
        with speaking(spoken):
            assert day(iso) == expected


def test_stretches_and_parties_are_worded_in_the_language():
    metadata = Metadata(title="Talks", date="2023-12-26", until="2023-12-30", issuer="A; B; C", recipient="D")
    assert (days(metadata), parties(metadata)) == ("26 to 30 December 2023", "A, B and C to D")
    with speaking("ja"):
        assert (days(metadata), parties(metadata)) == ("2023年12月26日～2023年12月30日", "A, B、C から D へ")
        assert listed("A; B; C; D; E") == "A, B, C ほか 2 名"
    with speaking("en-US"):
        assert days(metadata) == "December 26, 2023 to December 30, 2023"


def test_the_page_is_told_its_language_before_its_first_script():
    page = told(b'<html lang="en"><head><script>start()</script>', "ja").decode()
    assert page.startswith('<html lang="ja"><head><script>for')
    assert '["ja"]' in page
