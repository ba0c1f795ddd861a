"""What somebody has corrected in what the files say of themselves: kept beside it, laid over it by the shelf.

A correction belongs to a document and not to a version, so that it outlives a re-ingest of the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant.errors import BadCorrection, UnknownDocument
from assistant.library.columns import metadata_of
from assistant.library.database import Database
from assistant.library.dates import is_iso
from assistant.records import Metadata

FIELDS = ("title", "date", "published", "issuer", "recipient", "kind", "language")
CUT_INTO_PASSAGES = frozenset({"title", "language"})
"""Fields that decide how a document is cut and what is embedded with a passage."""
LONGEST = 500
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_TOLD_BY = {"issuer": "issuer_office", "recipient": "recipient_office"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class Corrections:
    """The corrections of one library's documents."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, document_id: str) -> dict[str, str | None]:
        """Field → what it was corrected to (None: it says nothing), of a document."""
        held = self._database.rows("SELECT fields FROM corrections WHERE document_id = ?", document_id)
        found: dict[str, str | None] = json.loads(held[0][0]) if held else {}
        return {name: found[name] for name in FIELDS if name in found}

    def stated(self, document_id: str) -> Metadata:
        """The metadata of the current version as read from its file, nothing corrected.

        Raises:
            UnknownDocument: there is no such document.
        """
        sql = "SELECT v.metadata FROM documents d JOIN versions v ON v.document_id = d.id AND v.version = d.current"
        held = self._database.rows(f"{sql} WHERE d.id = ?", document_id)
        if not held:
            raise UnknownDocument(f"The library holds no document {document_id!r}.")
        return metadata_of(held[0][0])

    def put(self, document_id: str, wanted: Mapping[str, str | None]) -> None:
        """Have the fields of a document say what is `wanted`; what the file says itself is no correction.

        Raises:
            BadCorrection: a field cannot say this.
            UnknownDocument: there is no such document.
        """
        stated = asdict(self.stated(document_id))
        asked = {name: _value(name, wanted[name]) for name in FIELDS if name in wanted}
        kept = {**self.of(document_id), **asked}
        kept = {name: value for name, value in kept.items() if value != stated[name]}
        with self._database.writing() as db:
            db.execute("DELETE FROM corrections WHERE document_id = ?", (document_id,))
            if kept:
                laid_over = json.dumps({**kept, **_unsaid(kept, stated)}, ensure_ascii=False)
                db.execute("INSERT INTO corrections VALUES (?, ?)", (document_id, laid_over))


def _value(name: str, given: str | None) -> str | None:
    """What a field is to say, in one line; None where it is to say nothing.

    Raises:
        BadCorrection: it cannot say this.
    """
    value = " ".join((given or "").split()) or None
    if name == "title" and value is None:
        raise BadCorrection("A document needs a title.")
    if value is None:
        return None
    if len(value) > LONGEST or _CONTROL.search(value):
        raise BadCorrection(f"This is no {name}: it is longer than {LONGEST} characters, or holds signs of control.")
    if name in {"date", "published"} and not is_iso(value):
        raise BadCorrection(f"{value!r} is not a date.", "Write it as 2024, 2024-10 or 2024-10-07.")
    if name == "language" and not _LANGUAGE.match(value.lower()):
        raise BadCorrection(f"{value!r} is not the code of a language.", "Write it as en, ja or ko.")
    return value.lower() if name == "language" else value


def _unsaid(kept: Mapping[str, str | None], stated: Mapping[str, Any]) -> dict[str, None]:
    """What the file says and what no longer holds: the office of another issuer, a last day before the first."""
    out: dict[str, None] = {office: None for name, office in _TOLD_BY.items() if name in kept}
    until = stated["until"]
    if "date" in kept and until and until < (kept["date"] or "9"):
        out["until"] = None
    return out
