"""Which sentences can stand alone, and whose "he" is given a name."""

from __future__ import annotations

import pytest

from assistant.brief.standing import standing
from assistant.records import Document, Metadata

NEWS = Document("news", 1, "A report of the talks.", Metadata(title="Talks in Oslo", date="2024-05-06"))
LETTER = Document(
    "letter",
    1,
    "I thank you. We remember our work. My people greet you.",
    Metadata(title="Letter", date="2024-05-06", issuer="Astrid Lund", recipient="Jonas Berg", kind="message"),
)
REPORTED = Document(
    "reported", 1, "The message said little. It was long.",
    Metadata(title="Greetings", date="2024-05-06", issuer="Astrid Lund", recipient="Jonas Berg", kind="message"),
)  # fmt: skip
COLUMN = Document(
    "column", 1, "The pier is a disgrace.", Metadata(title="Editorial: the pier", issuer="The Harbour Times")
)


def alone(text: str, *before: str, document: Document = NEWS) -> str | None:
    found = standing(text, before, document)
    return found.text if found else None


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Astrid Lund signed the accord on 6 May 2024.",
        "The Port Authority said its cranes would reopen in June.",
        "In her speech Astrid Lund promised forty ships.",
        "The minister of finance told parliament that he would resign.",
        "Both Norland and Sudland sent envoys to the talks.",
        "The two Koreas cut the last road between them.",
        '"We will not pay," Jonas Berg told reporters in Oslo.',
    ],
)
def test_a_sentence_with_its_own_subject_stays_as_it_is(text: str):
    assert alone(text) == text


@pytest.mark.parametrize(
    ("before", "text", "shown"),
    [
        ("Prime Minister Astrid Lund arrived on Monday.", "She said the pier would open.",
         "[Astrid Lund] said the pier would open."),
        ("Jonas Berg, the mayor, arrived on Monday.", "His ship was delayed.", "[Jonas Berg's] ship was delayed."),
        ("The Port Authority closed the pier.", "It said the storm was to blame.",
         "[The Port Authority] said the storm was to blame."),
        ("Astrid Lund arrived on Monday.", "Relations have never been better, she said.",
         "Relations have never been better, [Astrid Lund] said."),
    ],
)  # fmt: skip
def test_a_pronoun_is_given_the_subject_of_the_sentence_before(before: str, text: str, shown: str):
    assert alone(text, before) == shown


def test_the_name_is_given_in_full():
    told = ["Astrid Lund flew to Oslo.", "Lund left the same evening."]
    assert alone("She carried a letter.", *told) == "[Astrid Lund] carried a letter."


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Astrid Lund met Jonas Berg.", "She said the pier would open."),  # who of the two?
        ("Astrid Lund and Jonas Berg arrived.", "He said the pier would open."),
        ("Lund's reply was short.", "He said the pier would open."),
        ("The pier is closed.", "He said it would open."),
        ("The storm broke.", "It was the worst in years."),
        ("Astrid Lund arrived.", "They signed the accord."),
        ("Astrid Lund arrived.", "This was the first visit in years."),
        ("", "These figures were published on Monday."),
        ("", "However, the pier stayed closed."),
        ("", "But the pier stayed closed."),
        ("", "Still, the pier stayed closed."),
        ("", "Later, the pier was closed."),
        ("", "The two sides agreed on forty ships."),
        ("", "The latter refused."),
        ("", "After this meeting, the pier was closed."),
        ("", "Since then the pier has been closed."),
        ("", "Worse still, they closed the pier."),
        ("", "The next day the pier was closed."),
        ("", "and the pier was closed."),
        ("", "Similar piers were closed in Bergen."),
        ("", "Nobody believed him when the pier was closed."),
    ],
)
def test_what_leans_on_its_neighbours_is_not_used(before: str, text: str):
    assert alone(text, *([before] if before else [])) is None


def test_the_first_person_is_said_to_be_the_issuers():
    assert alone("I thank you for the ships.", document=LETTER) == (
        "[Astrid Lund to Jonas Berg:] “I thank you for the ships.”"
    )
    assert alone("I thank you for the ships.") is None, "nobody knows who speaks"


def test_a_commentary_never_speaks_for_the_brief():
    assert alone("The pier is a disgrace to Bergen.", document=COLUMN) == (
        "[The Harbour Times:] “The pier is a disgrace to Bergen.”"
    )


def test_the_message_is_told_apart_from_other_messages():
    shown = "The message [of Astrid Lund to Jonas Berg, 6 May 2024] promised forty ships."
    assert alone("The message promised forty ships.", document=REPORTED) == shown


def test_a_loose_subject_is_known_for_one():
    found = standing("The ministry denied the report.", [], NEWS)
    assert found is not None
    assert not found.firm
