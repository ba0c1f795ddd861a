"""What goes in, and what fits: a page is filled with what is needed most, no source with more than its share."""

from __future__ import annotations

import numpy as np

from assistant.brief.days import Day
from assistant.brief.lines import Line
from assistant.brief.page import fit
from assistant.brief.select import Picked, says_the_same, select
from assistant.brief.template import Facet, Section, Template
from assistant.records import Document, Metadata, Span

EVENTS = Section("What happened", "event", 12)
DAYS = Section("Chronology", "chronology", 6)
TEMPLATE = Template("t", "T", (Section("Bottom line", "lead", 2), EVENTS, DAYS), (Facet("money", "price"),))
WORDS = "harbour pier ship crane storm mayor envoy letter treaty fleet market budget bridge tunnel ferry signal".split()


def line(n: int, document: str = "a", day: str = "2024-05-06", text: str = "", worth: float = 1.0) -> Line:
    vector = np.zeros(64, dtype=np.float32)
    vector[n] = 1.0
    word = WORDS[n % len(WORDS)]
    text = text or f"The {word} of {document}{n} was shut by {WORDS[(n * 7 + 3) % len(WORDS)]} crews number {n}."
    made = Document(document, 1, text, Metadata(title=document, date=day))
    return Line(text, made, Span(n, n + 1), {"event": 0.8}, worth - n / 100, Day(day, True), vector, apt=1.0)


def picked(n: int, document: str = "a", need: float = 1.0, section: Section = EVENTS) -> Picked:
    return Picked(section, line(n, document), need)


def test_the_least_needed_is_left_out_until_it_fits():
    some = [picked(n, need=float(n)) for n in range(8)]
    kept = fit(some, lambda chosen: 1 if len(chosen) <= 5 else 2)
    assert [p.need for p in kept] == [3.0, 4.0, 5.0, 6.0, 7.0]


def test_nothing_is_left_out_of_what_fits():
    some = [picked(n) for n in range(8)]
    assert fit(some, lambda _: 1) == some


def test_one_sentence_stays_whatever_its_length():
    assert len(fit([picked(0), picked(1)], lambda _: 2)) == 1


def test_a_chronology_of_one_day_is_none():
    one = [picked(n, section=DAYS, need=9.0) for n in range(2)]
    rest = [picked(n) for n in range(2, 6)]
    assert fit([*one, *rest], lambda _: 1) == rest


def test_no_source_has_more_than_its_share_of_a_full_page():
    some = [picked(n % 60, "a") for n in range(90)] + [picked(n % 60, "b") for n in range(45)]
    kept = fit(some, lambda _: 1)
    assert sum(p.line.document.id == "a" for p in kept) <= 0.6 * len(kept)


def test_two_sentences_that_say_the_same_do_not_both_go_in():
    first, again = line(1), line(2)
    again.vector[:] = first.vector
    assert says_the_same(first, again)
    chosen = select(TEMPLATE, [first, again, line(3), line(4)], [])
    assert len({id(p.line) for p in chosen} & {id(first), id(again)}) == 1


def test_one_quotation_goes_in_once():
    a = line(1, text='Astrid Lund called the pier "the pride of our coast" in May 2024.')
    b = line(2, text='The mayor had heard that it is "the pride of our coast" for every fisherman.')
    assert says_the_same(a, b)


def test_dates_are_in_order():
    days = ["2024-05-09", "2024-05-06", "2023-01-02", "2024-05-07"]
    chosen = select(TEMPLATE, [line(n, day=day, worth=2 - n / 10) for n, day in enumerate(days * 3)], [])
    for section in (EVENTS, DAYS):
        found = [p.line.day.iso for p in chosen if p.section is section]
        assert found == sorted(found)
        assert found
