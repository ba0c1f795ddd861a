"""How a topic is read before the library is asked whether it holds it."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.brief.plan import as_topic
from assistant.errors import TopicNotHeld
from assistant.records import Hit, Passage
from assistant.search.reading import Reading


def hits(*texts: str) -> list[Hit]:
    return [Hit(n, 1.0, Passage(str(n), "d", 1, 0, len(text), text)) for n, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("topic", "text", "people"),
    [
        ("Wishes for the harbour", "The board sent wishes to the harbour.", ()),
        ("Lund on the harbour", "The board thanked Lund for it.", ("Lund",)),
        ("Frost in the harbour", "After the frost they thanked Frost, the pilot.", ("Frost",)),
        ("Ada Low on the harbour", "They lay low in the harbour.", ("Ada Low",)),
        ("“Wishes” for the harbour", "The board sent wishes.", ()),
    ],
)
def test_a_capital_at_its_beginning_makes_no_name_where_the_library_writes_the_word_small(
    topic: str, text: str, people: tuple[str, ...]
):
    assert as_topic(Reading(topic), hits(text)).people == people


def test_a_topic_that_begins_with_any_noun_is_held(starter: Assistant):
    assert "founding76-exchange-2024-09" in {
        c.document_id
        for c in starter.brief("Congratulations on the 76th anniversary of North Korea's founding").citations
    }


@pytest.mark.parametrize("topic", ["Merkel's letter to Kim Jong Un", "Obama's visit to Pyongyang"])
def test_whom_the_library_never_names_has_sent_no_letter(starter: Assistant, topic: str):
    with pytest.raises(TopicNotHeld, match="nothing names"):
        starter.brief(topic)


def test_others_are_heard_where_one_document_is_near(starter: Assistant):
    brief = starter.brief("The clause on mutual defence in the treaty of Russia and the DPRK")
    assert len({c.document_id for c in brief.citations}) >= 3
