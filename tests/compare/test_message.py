"""The places of a raw message, in the first person and as an agency retells it."""

from __future__ import annotations

from assistant.compare.message import SLOTS, closing, message_slots, named_there
from assistant.records import Document, Metadata, Span
from tests.compare.conftest import letter


def slots(text: str, **known: str) -> dict[str, list[str]]:
    metadata = Metadata(title="A message", kind="message", language="en", **known)
    document = Document("m", 1, text, metadata)
    return {name: [text[s.start : s.end] for s in spans] for name, spans in message_slots(document).items()}


def test_a_letter_gives_every_place_its_words():
    body = letter(2024).split("---\n", 2)[2].strip()
    found = slots(body, issuer="Ada Lund", recipient="Boris Veld")
    assert list(found) == list(SLOTS)
    assert found["address"] == ["Respected Comrade President Boris Veld"]
    assert found["occasion"] == ["on the occasion of the 74th anniversary of your republic"]
    assert "The traditional relations of friendship and cooperation between our two countries" in found["relationship"]
    assert any(words.startswith("Our party and government will") for words in found["who acts"])
    assert found["commitments"][0].startswith("Our party and government will always stand by you")
    assert len(found["third parties"]) == 1
    assert found["wishes"] == ["I wish you good health and success in your work."]
    assert found["closing"] == ["Please accept the assurances of my highest consideration."]


RETOLD = (
    "Westport, May 2 (WPA) -- Ada Lund, president of Norland, sent a message of greeting to Boris Veld, president of "
    "the Republic of Sudvia, on May 1.\n"
    "In the message, she extended congratulations on behalf of the government of Norland and on her own behalf.\n"
    "She said that the friendly relations between the two countries would grow stronger.\n"
    "She wished the president good health. -0-\n"
)


def test_a_message_that_an_agency_retells_has_places_too():
    found = slots(RETOLD, issuer="Ada Lund", recipient="Boris Veld")
    assert found["address"] == ["Boris Veld, president of the Republic of Sudvia"]
    assert found["who acts"][0].startswith("on behalf of the government of Norland")
    assert found["relationship"] == ["the friendly relations between the two countries"]
    assert found["closing"] == ["She wished the president good health."]
    assert "commitments" not in found


def test_what_is_signed_under_a_letter_is_not_its_closing():
    text = "I wish you well.\n\nAda Lund\n\nWestport, 1 May 2024\n"
    document = Document("m", 1, text, Metadata(title="T"))
    body = [Span(0, 16), Span(18, 26), Span(28, 48)]
    assert closing(document, body) == [Span(0, 16)]


def test_third_parties_are_those_of_neither_side():
    text = "The government of Japan thanks Iran. Ukraine is not named by China."
    metadata = Metadata(title="Message from Japan to Iran", issuer="Japan", recipient="Iran")
    long = "Japan and Iran greet each other, as they always do, over many pages and years; " * 9
    document = Document("m", 1, long + text, metadata)
    at = document.text.index("Ukraine")
    assert named_there(document, [Span(at, len(document.text))]) == ["China", "Ukraine"]


def test_a_text_of_white_space_has_no_places():
    assert message_slots(Document("m", 1, "  \n", Metadata(title="T"))) == {}
