"""What is said to a reading process and by it: JSON, and a picture's bytes behind it, each with its length in front.

Nothing that comes back is trusted, for a file may have taken the process over: no pickle, lengths are held against a
limit before anything is read, and every value is checked for its type.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from functools import cache
from typing import IO, TYPE_CHECKING, Any

from assistant.library.read import ReadDocument
from assistant.records.places import Box

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_LENGTHS = struct.Struct(">II")  # bytes of JSON, bytes of the picture


@dataclass(frozen=True, slots=True)
class Told:
    """One message: what it says, and the bytes of a picture where it brings one."""

    says: dict[str, Any]
    picture: bytes = b""


class Broken(Exception):  # noqa: N818 - a state of the line, not a fault of the program
    """What came is no message, or a longer one than may come."""


def put(stream: IO[bytes], says: dict[str, Any], picture: bytes = b"") -> None:
    """Write one message."""
    data = json.dumps(says).encode("ascii")  # file names that are no UTF-8 are escaped like all else
    stream.write(_LENGTHS.pack(len(data), len(picture)))
    stream.write(data)
    stream.write(picture)
    stream.flush()


def get(stream: IO[bytes], most: int) -> Told | None:
    """Read one message of at most `most` bytes; None where there is no more.

    Raises:
        Broken: it is longer, cut short, or no JSON object.
    """
    head = stream.read(_LENGTHS.size)
    if not head:
        return None
    if len(head) < _LENGTHS.size:
        raise Broken("cut short")
    said, drawn = _LENGTHS.unpack(head)
    if said + drawn > most:
        raise Broken("too long")
    data, picture = stream.read(said), stream.read(drawn)
    if len(data) < said or len(picture) < drawn:
        raise Broken("cut short")
    try:
        says = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Broken("no JSON") from error
    if not isinstance(says, dict):
        raise Broken("no object")
    return Told(says, picture)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A page that is to be drawn, and the words on it whose place is wanted."""

    path: str
    sha256: str
    page: int  # 1-based
    words: str  # without white space, as `taken_apart` gives them; empty where no place is wanted
    before: int  # characters of that kind on the page before them


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as WebP, its size in pixels, and where on it the words stand."""

    webp: bytes
    width: int
    height: int
    places: tuple[Box, ...] = ()


def as_json(found: ReadDocument) -> dict[str, Any]:
    """What was read, as `document` takes it."""
    return {
        "id": found.id,
        "text": found.text,
        "metadata": asdict(found.metadata),
        "page_starts": found.page_starts,
        "sha256": found.sha256,
        "words": [asdict(word) for word in found.words],
    }


def document(says: dict[str, Any]) -> ReadDocument:
    """What was read, out of `as_json`; raises ValueError where a value is of the wrong type."""
    found: ReadDocument = _checked(ReadDocument).validate_python(says)
    f"{found.text}{found.metadata}{found.id}".encode()  # no store keeps half of a surrogate pair; it is a ValueError
    return found


def drawn(told: Told) -> Drawn:
    """What was drawn; raises ValueError where a value is of the wrong type."""
    page: Drawn = _checked(Drawn).validate_python({**told.says, "webp": told.picture})
    return page


@cache
def _checked(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - a class
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
