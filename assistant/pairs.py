"""The file that `briefing entail` reads: evidence and a claim, one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.errors import BadPairs

Pair = tuple[str, str]
"""Evidence and claim."""


def pair_lines(file: Path) -> list[Pair]:
    """The pairs of a JSON Lines file, in its order; empty lines are passed over.

    Raises:
        BadPairs: the file cannot be read, or a line is no object with both texts; it names the line.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise BadPairs(f"{file} cannot be read: {reason}.", "Name a file of JSON Lines in UTF-8.") from error
    return [_pair(file, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _pair(file: Path, number: int, line: str) -> Pair:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise BadPairs(f"{file}, line {number}: this is not JSON.") from error
    if not isinstance(found, dict):
        raise BadPairs(f"{file}, line {number}: this is no JSON object.")
    evidence, claim = (found.get(name) for name in ("evidence", "claim"))
    if not isinstance(evidence, str) or not isinstance(claim, str):
        missing = "evidence" if not isinstance(evidence, str) else "claim"
        raise BadPairs(f"{file}, line {number}: {missing!r} is missing or no text.")
    return evidence, claim
