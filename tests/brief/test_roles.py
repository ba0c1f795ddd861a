"""What a sentence is in a brief, with and without a heading over it."""

from __future__ import annotations

import pytest

from assistant.brief.days import day_of
from assistant.brief.prose import before, is_prose, own_words
from assistant.brief.roles import is_about_the_record, roles
from assistant.records import Document, Metadata, Span

NEWS = Document("news", 1, "", Metadata(title="News", date="2024-05-06"))
LETTER = Document("l", 1, "", Metadata(title="L", date="2024-05-06", issuer="Astrid Lund", recipient="Jonas Berg"))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Norland and Sudland signed the accord in Oslo on 6 May 2024.", "event"),
        ("The central bank raised its rate to 4.5 percent.", "event"),
        ("Researchers tested the vaccine on 400 volunteers in March 2023.", "event"),
        ('Astrid Lund called the accord "a bridge over cold water" on 6 May 2024.', "quotation"),
        ("Sudland condemned the launch as a breach of the accord.", "reaction"),
        ("The fishermen's union welcomed the decision.", "reaction"),
        ("Analysts say Norland may leave the accord next year.", "assessment"),
        ("Economists at Bergen Bank expect prices to fall.", "assessment"),
        ("Sudland's intelligence service estimated that 3,000 men had left.", "assessment"),
        ("The number of dead could not be independently confirmed.", "unknown"),
        ("The ministry did not say when the pier would open.", "unknown"),
        ("Reports differ on where the ship was built.", "unknown"),
    ],
)
def test_a_sentence_shows_its_role_by_itself(text: str, role: str):
    assert roles(text, "", NEWS).get(role, 0.0) >= 0.3


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Norland may leave the accord next year.", "assessment"),  # nobody is named who says so
        ("The accord may well be the end of an era.", "event"),
        ("What a splendid harbour Bergen has!", "event"),
        ("The draft would have prolonged the accord up to 30 April 2025.", "event"),
    ],
)
def test_what_nobody_is_named_for_is_no_assessment_and_a_guess_no_event(text: str, role: str):
    assert roles(text, "", NEWS).get(role, 0.0) < 0.3


def test_a_maker_does_not_react_to_its_own_text():
    said = "Astrid Lund praised the fishermen of Bergen."
    assert "reaction" not in roles(said, "", LETTER)
    assert "reaction" in roles("Sudland praised the letter of Astrid Lund.", "", LETTER)


def test_a_heading_adds_to_what_a_sentence_shows():
    text = "The two reports give another day for the signing."
    assert roles(text, "What is uncertain", NEWS)["unknown"] > roles(text, "", NEWS).get("unknown", 0.0)


def test_a_quotation_in_another_script_comes_after_the_others():
    english = roles('Lund called Berg "my closest friend of all" in May 2024.', "", NEWS)["quotation"]
    foreign = roles('Lund called Berg "最も親しい同志" in May 2024.', "", NEWS).get("quotation", 0.0)
    assert foreign < english


def test_how_a_record_came_about_is_no_news():
    assert is_about_the_record("Only press reports were read for this record.")
    assert is_about_the_record("Lund and Berg are the correct names of the envoys.")
    assert is_about_the_record("In Tokyo the date of the summit was already 4 May 2024.")
    assert not is_about_the_record("Only press reports mention the ship.")


@pytest.mark.parametrize(
    ("text", "day", "said"),
    [
        ("The accord was signed on 6 May 2024.", "2024-05-06", True),
        ("The pier was closed one day after the storm of 3 April 2024.", "2024-05-06", False),
        ("The accord ends the friendship treaty of 9 February 2000.", "2024-05-06", False),
        ("A delegation arrived on 26 April.", "2024-04-26", True),
        ("The drill took place on 27-29 June 2024.", "2024-06-27", True),
        ("The pier is closed.", "2024-05-06", False),
        ("The mayor sends the guild a letter every 1 October.", "2024-05-06", False),
    ],
)
def test_the_day_is_that_of_the_event(text: str, day: str, said: bool):
    assert day_of(text, NEWS) == (day, said)


def test_a_document_without_a_date_gives_none():
    assert day_of("The pier is closed.", Document("d", 1, "", Metadata(title="D"))) == ("", False)


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("The harbour board met on Monday and closed the pier.", True),
        ("Share this article with your friends.", False),
        ("Who closed the pier on Monday morning in Bergen?", False),
        ("Minutes of the harbour board, May 2024", False),
        ("The envoys spoke of the anti-U.", False),
        ("S. dialogue has come to an end for good.", False),
        ("港の埠頭は五月六日に閉鎖され、再開の見込みは立っていない と 当局 は 述べた。", True),
    ],
)
def test_prose_is_told_from_what_stands_around_it(text: str, prose: bool):
    assert is_prose(text) is prose


def test_a_dateline_and_an_end_mark_are_left_out():
    text = "Bergen, May 6 (NNA) -- The pier was closed on Monday. -0-"
    span = own_words(text, Span(0, len(text)))
    assert text[span.start : span.end] == "The pier was closed on Monday."


def test_what_stands_before_is_read_under_the_same_heading_only():
    text = "# A\n\nLund arrived. She spoke.\n\n# B\n\nShe left. Nobody saw it.\n"
    document = Document("d", 1, text, Metadata(title="D", language="en"))
    assert before(document, Span(text.index("She spoke"), 0)) == ["Lund arrived."]
    assert before(document, Span(text.index("She left"), 0)) == []
