"""What stands in quotation marks is the source's own text, or stands in no marks."""

from __future__ import annotations

import pytest

from assistant.verify.quoting import look_up, set_right

SOURCES = [
    "The minister promised full and lasting support and said the bridge will surely open in May.",
    "The mayor called the tower an eyesore;  the plan, a “gift to\nnobody”. 市长说这是最好的计划。",
]


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("He promised “full and lasting support”.", "He promised “full and lasting support”."),
        ("He promised «Full and\u00a0lasting  SUPPORT».", "He promised «full and lasting support»."),
        ("He promised „ｆｕｌｌ and lasting support“.", "He promised „full and lasting support“."),
        ("The plan was ‹a gift to nobody›.", "The plan was ‹a “gift to nobody›."),
        ("他说「最好的计划」。", "他说「最好的计划」。"),
        ('He promised "full and lasting supports".', 'He promised "full and lasting support".'),
        ("“The bridge will … open in May.”", "“the bridge will … open in May”."),
        ('He spoke of "total and utter victory".', "He spoke of total and utter victory."),
        ("He said 'the bridge will surely open in May'.", "He said 'the bridge will surely open in May'."),
        ("He said “it will “surely open” soon, he hoped”.", "He said it will “surely open” soon, he hoped."),
        ('A so-called "peace" plan.', "A so-called peace plan."),
        ('The tower is an "eyesore".', 'The tower is an "eyesore".'),
        ('He said "open.', "He said open."),
        ("It’s the mayor's '90s plan.", "It’s the mayor's '90s plan."),
    ],
)
def test_quotations_are_the_sources_own_or_lose_their_marks(sentence, shown):
    assert set_right(sentence, SOURCES).text == shown


def test_every_span_in_marks_is_found_in_the_source_it_names():
    found = set_right("He promised “Full and lasting supports”, no 'eyesore'.", SOURCES)
    assert [found.text[s.start : s.end] for s in found.spans] == ["full and lasting support", "eyesore"]
    for held in found.held:
        assert SOURCES[held.source][held.span.start : held.span.end] == held.words
    assert found.corrected == ("Full and lasting supports",)


def test_an_invented_quotation_is_told_apart_from_a_single_word():
    found = set_right("He spoke of “total and utter victory” in “war”.", SOURCES)
    assert found.invented == ("total and utter victory",)
    assert found.single == ("war",)


def test_less_than_092_alike_is_no_quotation():
    assert look_up("full and lasting friendship", SOURCES) is None
    assert look_up("partial and lasting support", SOURCES) is None
