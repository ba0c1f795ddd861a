"""Who addresses whom is asked of the documents from the one to the other."""

from __future__ import annotations

import pytest

from assistant.records import Document, Metadata
from assistant.search.address import addressed


def letter(name: str, issuer: str, recipient: str, date: str, title: str = "Letter") -> Document:
    return Document(name, 1, "", Metadata(title=title, issuer=issuer, recipient=recipient, date=date, kind="message"))


LETTERS = [
    letter("a-b-23", "Ada Low", "Bo Lind", "2023-05-01"),
    letter("a-b-24", "Ada Low", "Bo Lind", "2024-05-01", "Birthday letter to Bo Lind"),
    letter("b-a-24", "Bo Lind", "Ada Low", "2024-05-02"),
    letter("a-c-24", "Ada Low", "Cy Moor", "2024-06-01"),
    letter("c-a-24", "Cy Moor", "Ada Low", "2024-06-02"),
    letter("c-a-24-reply", "Cy Moor", "Ada Low", "2024-07-01", "Cy Moor's reply to Ada Low"),
]


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("How does Ada Low address Bo Lind?", ("a-b-23", "a-b-24")),
        ("How does Bo Lind address Ada Low?", ("b-a-24",)),
        ("How did Ada Low address Bo Lind in 2024?", ("a-b-24",)),
        ("How does Ada Low address Bo Lind in the birthday letter?", ("a-b-24",)),
        ("How did Ada Low address Bo Lind at the harbour summit?", ()),
        ("How does Ada Low address Dee Voss?", ()),
        ("How does Ada Low address the question of tolls?", ()),
        ("How did Cy Moor address Ada Low in his reply in 2024?", ("c-a-24-reply",)),
        ("What did Ada Low write to Bo Lind?", ()),
    ],
)
def test_the_documents_of_that_sender_to_that_addressee(question: str, documents: tuple[str, ...]):
    assert addressed([question], LETTERS) == [(question, documents)]


def test_a_pronoun_is_who_was_named_before_it():
    pieces = ["How does Ada Low address Bo Lind in 2024,", "and how does she address Cy Moor?"]
    assert addressed(pieces, LETTERS) == [
        ("How does Ada Low address Bo Lind in 2024", ("a-b-24",)),
        ("how does Ada Low address Cy Moor?", ("a-c-24",)),
    ]
