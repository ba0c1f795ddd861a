"""What comes back from a reading process is held against limits and types: a file may speak through it."""

from __future__ import annotations

import io
import json
import struct

import pytest

from assistant.library.apart import wire
from assistant.library.read import ReadDocument
from assistant.records import Metadata
from assistant.records.places import Box, PlacedWord

FOUND = ReadDocument(
    "memo",
    "Größe 日本",
    Metadata(title="Memo", date="2024-10"),
    (0, 3),
    "0" * 64,
    (PlacedWord(0, 5, 1, Box(0.1, 0.2, 0.3, 0.4)),),
)


def line(data: bytes, said: int | None = None, drawn: int = 0) -> io.BytesIO:
    return io.BytesIO(struct.pack(">II", len(data) if said is None else said, drawn) + data)


def test_a_document_comes_through_as_it_is() -> None:
    held = io.BytesIO()
    wire.put(held, {"read": wire.as_json(FOUND)}, b"picture")
    held.seek(0)
    told = wire.get(held, 10_000)
    assert told is not None
    assert wire.document(told.says["read"]) == FOUND
    assert told.picture == b"picture"
    assert wire.get(held, 10_000) is None


@pytest.mark.parametrize(
    "stream",
    [
        line(b"{}", said=4_000_000_000),
        line(b"{}", drawn=4_000_000_000),
        line(b"{}", said=10),
        line(b"[1]"),
        line(b"not json"),
        line(b"\xff\xfe"),
        line(b"[" * 50_000),
        io.BytesIO(b"\0\0"),
    ],
)
def test_what_is_no_message_is_broken(stream: io.BytesIO) -> None:
    with pytest.raises(wire.Broken):
        wire.get(stream, 100_000)


@pytest.mark.parametrize(
    "changed",
    [
        {"text": ["x"]},
        {"text": "\ud800"},
        {"metadata": None},
        {"metadata": {"title": 7}},
        {"page_starts": "0"},
        {"words": [{"start": "x"}]},
        {"sha256": None},
    ],
)
def test_a_document_with_a_value_of_another_type_is_refused(changed: dict[str, object]) -> None:
    said = json.loads(json.dumps({**wire.as_json(FOUND), **changed}))
    with pytest.raises(ValueError, match=r"validation error|surrogates not allowed"):
        wire.document(said)
