"""What was thought of answers, as a question set that `briefing evaluate answers` reads. Pure.

An answer that was good is a standard: its documents, or the refusal, are what the same question should bring again. Of
one that was not, it is only known that something was wrong: its question is asked again and shown, and counts nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any


def question_set(judged: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The questions that were judged, and those that they were asked after, from `Talks.judged`."""
    rows = {int(row["id"]): row for row in judged}
    wanted: set[int] = set()
    for place, row in rows.items():
        at = place if row["verdict"] else 0
        while at in rows and at not in wanted:
            wanted.add(at)
            at = int(rows[at]["after"])
    return [_question(rows[place], rows) for place in sorted(wanted)]


def as_text(questions: Iterable[Mapping[str, Any]]) -> str:
    """The questions that were judged, a line each."""
    judged = [q for q in questions if "verdict" in q]
    lines = (f"{q['day']}  {q['verdict']:4}  {q['question']}{f' ({n})' if (n := q['note']) else ''}" for q in judged)
    return "\n".join(lines) or "Nobody has said yet what they think of an answer."


def _question(row: Mapping[str, Any], rows: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    line = json.loads(row["line"])
    question = {"id": _name(row), "question": line["question"], "answerable": None}
    if row["after"] in rows:
        question["follow_up_of"] = _name(rows[row["after"]])
    if scope := {name: value for name, value in json.loads(row["scope"]).items() if value}:
        question["scope"] = scope
    if row["verdict"]:
        question |= {"verdict": row["verdict"], "note": row["note"], "day": row["given"][:10]}
    if row["verdict"] == "up":
        question |= {"answerable": not line["refused"], "entries": line["cited"]}
    return question


def _name(row: Mapping[str, Any]) -> str:
    return f"{row['talk']}-{row['id']}"
