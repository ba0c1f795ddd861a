from __future__ import annotations

import re
from xml.etree import ElementTree

from assistant.compare.phrases import ledger
from assistant.records import Document, Metadata
from assistant.ui.chart import MOST_ROWS, by_recipient, timeline


def letter(n: int, to: str | None, date: str | None, text: str = "Nothing.") -> Document:
    return Document(f"d{n}", 1, text, Metadata(f"Letter <{n}>", date=date, issuer="Ada", recipient=to))


LETTERS = [
    letter(1, "Ben", "2020-01-01", "Iron bond."),
    letter(2, "Ben", "2022-01-01"),
    letter(3, "Cy", "2024-01-01", "Iron bond."),
    letter(4, None, "2021-06"),
    letter(5, "Ben", None, "Iron bond."),
]


def drawn(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(html)


def test_uses_are_filled_and_their_absence_hollow_by_recipient():
    figure = drawn(by_recipient(ledger(["iron bond"], LETTERS).phrases[0], LETTERS))
    svg = figure.find("svg")
    dots = [(c.get("class"), c.get("cx"), c.findtext("title")) for c in svg.findall("circle")]
    assert ("used", "2.00%", "1 January 2020: Letter <1>") in dots
    assert ("used", "98.00%", "1 January 2024: Letter <3>") in dots
    assert len([d for d in dots if d[0] == "unused"]) == 2
    lines = [t.text for t in svg.findall("text") if t.get("class") == "name"]
    assert lines == ["To Ben", "To Cy", "Other documents"]


def test_the_chart_can_be_read_without_seeing_it():
    svg = drawn(by_recipient(ledger(["iron bond"], LETTERS).phrases[0], LETTERS)).find("svg")
    assert svg.get("role") == "img"
    assert "To Ben: 2 documents, 1 January 2020 to 1 January 2022, 1 of them with it" in svg.get("aria-label")


def test_nothing_outside_is_asked_for_and_nothing_runs():
    html = timeline(LETTERS)
    assert not re.search(r"https?:|script|on\w+=|style=", html)


def test_of_many_issuers_few_lines_are_drawn():
    many = [
        Document(f"d{n}", 1, "", Metadata("T", date=f"20{n % 20 + 10}", issuer=f"Issuer {n % 15}")) for n in range(60)
    ]
    names = [t for t in drawn(timeline(many)).find("svg").findall("text") if t.get("class") == "name"]
    assert len(names) == MOST_ROWS


def test_without_dates_there_is_no_drawing():
    assert timeline([letter(1, None, None)]) == ""
    assert timeline([]) == ""


def test_one_day_stands_in_the_middle():
    assert 'cx="50.00%"' in timeline([letter(1, None, "2020-01-01")])
