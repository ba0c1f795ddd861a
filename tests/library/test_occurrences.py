from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library.occurrences import find, folded, inside, quoted
from assistant.records import Document, Metadata, Quotation, Span


def document(text: str, **metadata) -> Document:
    return Document("d", 1, text, Metadata("Title", **metadata))


def found(phrase: str, text: str) -> list[str]:
    return [text[s.start : s.end] for s in find(phrase, document(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "places"),
    [
        ("iron bond", "Iron\n  Bond; IRON\u00a0BOND’s", ["Iron\n  Bond", "IRON\u00a0BOND"]),
        ("iron friendship", "environ friendship, iron friendships", []),
        ("the party's line", "the Party’s line", ["the Party’s line"]),
        ("north-south", "North–South and north‑south", ["North–South", "north‑south"]),
        ("непобедимый ёж", "Непобедимый еж", ["Непобедимый еж"]),
        ("дружба", "дружбах и Дружба", ["Дружба"]),
        ("牢固的友谊", "这是牢固的友谊。牢固的\n友谊", ["牢固的友谊", "牢固的\n友谊"]),
        ("불패의 동맹", "불패의  동맹관계를", ["불패의  동맹"]),
        ("同志", "親愛なる同志よ", ["同志"]),
        ("strasse", "Straße, STRASSE, Strassen", ["Straße", "STRASSE"]),
        ("2024", "２０２４年, 20245", ["２０２４"]),
        ("s", "ß", []),
        ("", "anything", []),
        (" \n", "anything", []),
        ("a+b", "a+b (a+b)", ["a+b", "a+b"]),
        ("_held_", "_held_", ["_held_"]),
        ("held", "_held_ **held**", ["held", "held"]),
    ],
)
def test_a_phrase_is_found_however_it_is_typed(phrase, text, places):
    assert found(phrase, text) == places


WORDS = st.sampled_from("Iron iron friend friend’s friend's ß ss 同 志 동맹 ё е - – 7".split())
GAPS = st.sampled_from([" ", "\n", "  ", "", ", ", "\u3000"])
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=14).map(lambda parts: "".join(w + g for w, g in parts))


@given(TEXTS, st.lists(st.tuples(WORDS, st.sampled_from([" ", ""])), min_size=1, max_size=3))
def test_every_span_folds_to_the_phrase_and_none_is_missed(text, parts):
    phrase = "".join(w + g for w, g in parts).strip()
    spans = find(phrase, document(text))
    assert all(folded(text[s.start : s.end]) == folded(phrase) for s in spans)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + 40) + 1):
            if stands_alone(text, start, end) and folded(text[start:end]) == folded(phrase):
                assert any(s.start < end and start < s.end for s in spans), text[start:end]


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the stretch has no white space around it and cuts no word of letters that are written with spaces."""
    if text[start].isspace() or text[end - 1].isspace():
        return False
    letter = re.compile(r"[A-Za-zßёе0-9]")
    cuts = [(text[i - 1], text[i]) for i in (start, end) if 0 < i < len(text)]
    return not any(letter.match(a) and letter.match(b) for a, b in cuts)


def test_quotation_marks_of_many_kinds_hold_quotations():
    text = "He said \"one two\" and “three”, «четыре», 「五」 and 'not this'. 称\"六\"的。"
    assert [text[s.start : s.end] for s in quoted(document(text))] == ["one two", "three", "четыре", "五", "六"]


def test_an_open_quotation_mark_holds_nothing_of_the_next_paragraph():
    text = 'He said "one two.\n\nThen came "three" and left.'
    assert [text[s.start : s.end] for s in quoted(document(text))] == ["three"]


def test_a_quotation_of_the_metadata_is_found_where_it_stands():
    record = document("It speaks of iron friendship.", quotations=(Quotation("wording", "iron friendship"),))
    assert quoted(record) == (Span(13, 28),)
    assert inside(Span(18, 28), quoted(record))
    assert not inside(Span(10, 28), quoted(record))
