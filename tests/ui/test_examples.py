from __future__ import annotations

from assistant.records import Document, Metadata, Quotation
from assistant.ui.examples import MOST, examples


def made(n: int, text: str = "", **metadata: object) -> Document:
    return Document(f"d{n}", 1, text, Metadata(**{"title": f"Title {n}", **metadata}))


def test_an_empty_library_has_none():
    assert examples([]) == []


def test_documents_of_which_nothing_is_known_are_summarised():
    assert examples([made(1)]) == ["Summarise “Title 1”."]


def test_a_birthday_message_is_asked_for_its_form_of_address():
    message = made(
        1,
        "Kim greets Putin.",
        kind="message",
        issuer="Kim Jong Un",
        recipient="Vladimir Putin",
        date="2024-10-07",
        occasion="birthday of Vladimir Putin",
        quotations=(Quotation("address", "My closest Comrade"),),
    )
    assert "How does Kim address Putin in the 2024 birthday message?" in examples([message])


def test_there_are_not_too_many_and_all_differ():
    many = [
        made(n, kind=kind, issuer="A B", recipient=f"C{n} D", date=f"2024-10-0{n + 1}")
        for n, kind in enumerate(("message", "speech", "treaty", "message"))
    ]
    found = examples(many)
    assert 3 <= len(found) <= MOST
    assert len(set(found)) == len(found)
    assert "Give me a timeline of October 2024." in found
