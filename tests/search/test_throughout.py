"""Which texts a question goes through that asks whether something is mentioned."""

from __future__ import annotations

import pytest

from assistant.records import Document, Metadata
from assistant.search.reading import Reading
from assistant.search.throughout import gone_through, of_several


def text(name: str, kind: str, title: str, issuer: str, recipient: str | None = None, date: str = "") -> Document:
    known = Metadata(title=title, issuer=issuer, recipient=recipient, date=date or None, kind=kind)
    return Document(name, 1, "", known)


LIBRARY = [
    text("a-b-23", "message", "Letter on the harbour", "Ada Low", "Bo Lind", "2023-05-01"),
    text("a-b-24", "message", "Letter on the tolls", "Ada Low", "Bo Lind", "2024-05-01"),
    text("a-c-24", "message", "Letter on fishing", "Ada Low", "Cy Moor", "2024-06-01"),
    text("b-a-24", "message", "Bo Lind's reply to Ada Low", "Bo Lind", "Ada Low", "2024-05-09"),
    text("port", "treaty", "Treaty of Port Vell", "Lowland; Lind", None, "2024-09-01"),
    text("vell", "statement", "Joint statement of Port Vell", "Lowland", None, "2024-09-02"),
]


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("Which of Ada Low's letters to Bo Lind mention tolls?", {"a-b-23", "a-b-24"}),
        ("Which letters mention tolls?", {"a-b-23", "a-b-24", "a-c-24", "b-a-24"}),
        ('In which letters does Ada Low use the word "toll"?', {"a-b-23", "a-b-24", "a-c-24"}),
        ("Is there a reference to tolls in Ada Low's letters?", {"a-b-23", "a-b-24", "a-c-24"}),
        ("Do the letters of 2024 mention tolls?", {"a-b-24", "a-c-24", "b-a-24"}),
        ("Did Bo Lind mention tolls in his reply?", {"b-a-24"}),
        ("Does any document mention tolls?", {d.id for d in LIBRARY}),
        ("Are tolls mentioned in any of the sources?", {d.id for d in LIBRARY}),
        ('Where is "free passage" used?', {d.id for d in LIBRARY}),
        ("Did the joint statement of Port Vell mention tolls?", {"vell"}),
    ],
)
def test_the_texts_that_are_meant(question: str, documents: set[str]) -> None:
    assert {d.id for d in gone_through(Reading(question), LIBRARY)} == documents


@pytest.mark.parametrize(
    "question",
    [
        "Did Ada Low mention tolls when she met Bo Lind?",  # of no text
        "Does this letter mention tolls?",  # of the one that is talked of
        "Which article of the treaty mentions tolls?",
        "Which towns does the treaty name?",
        "What did Ada Low say about tolls?",
    ],
)
def test_a_question_that_names_no_texts_goes_through_none(question: str) -> None:
    assert gone_through(Reading(question), LIBRARY) == ()


def test_a_question_about_one_text_is_not_of_several() -> None:
    assert not of_several(Reading("Does the treaty mention tolls?"))
    assert not of_several(Reading("Does Ada Low's letter of 2024 mention tolls?"))
    assert of_several(Reading("Do Ada Low's letters mention tolls?"))


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("Is there a reference to the harbour war in Ada Low's letters?", ("harbour war",)),
        ("Are tolls or dues mentioned in any of the sources?", ("tolls", "dues")),
        ('Which letters use the word "toll"?', ("toll",)),
        ("Which letters mention Port Vell?", ("Port Vell",)),
    ],
)
def test_what_is_looked_for(question: str, things: tuple[str, ...]) -> None:
    assert Reading(question).looked_for == things
