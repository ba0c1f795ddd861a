"""Entries of the audit trail as a table, as lines of JSON, and as text for a terminal. Pure."""

from __future__ import annotations

import csv as csv_module
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.audit.entries import Entry
from assistant.export.checks_csv import cell

COLUMNS = ("No.", "Time", "Who", "By", "What", "Asked", "Shown", "Engine", "Left for", "More")
ASKED = ("question", "topic", "phrases", "a", "b", "paths", "documents", "document", "user")
"""What was asked or named, whichever of these an entry has."""
FORGOTTEN = "(forgotten)"


def row(entry: Entry) -> list[str]:
    """The cells of an entry, in the order of `COLUMNS`."""
    told = dict(entry.told or {})
    who = str(told.pop("who", "")) if entry.told is not None else FORGOTTEN
    asked = " / ".join(_text(told.pop(name)) for name in ASKED if name in told)
    shown = ", ".join(_place(span) for span in told.pop("shown", []))
    engine, left = str(told.pop("engine", "")), _text(told.pop("left_for", []))
    more = json.dumps(told, ensure_ascii=False) if told else ""
    return [str(entry.n), entry.at, who, entry.door, entry.what, asked, shown, engine, left, more]


def csv(entries: Iterable[Entry]) -> bytes:
    """One row an entry; UTF-8 with a byte order mark, by which Excel knows it; nothing in it is a formula."""
    out = io.StringIO()
    writer = csv_module.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow([cell(value) for value in row(entry)])
    return out.getvalue().encode("utf-8-sig", "replace")


def jsonl(entries: Iterable[Entry]) -> bytes:
    """One object a line."""
    return "".join(json.dumps(entry.as_json()) + "\n" for entry in entries).encode()


def as_text(entries: Iterable[Entry]) -> Iterator[str]:
    """A line an entry."""
    for entry in entries:
        _, at, who, door, what, asked, shown, *_ = row(entry)
        cited = f"  [{shown}]" if shown else ""
        yield f"{at[:19]}  {who or '-':16} {door:12} {what:15} {' '.join(asked.split())}{cited}"


def _place(span: Any) -> str:  # noqa: ANN401 - JSON: a span, or how many there were
    if isinstance(span, list) and len(span) == 4:
        document, version, start, end = span
        return f"{document}@{version}:{start}-{end}"
    return _text(span)


def _text(value: Any) -> str:  # noqa: ANN401 - JSON
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
