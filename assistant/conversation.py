"""A question in its conversation: what a comparison has to say as an answer to one, and a conversation in a file.

The file is JSON Lines, one answer a line, so that a follow-up is one more call.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.answer.compose import as_read, notes
from assistant.errors import BadQuestion
from assistant.records import Answer, Comparison, Question, Sentence
from assistant.search.resolve import Understood


def must_be_question(text: str, longest: int) -> None:
    """Raise `BadQuestion` where `text` is empty, not UTF-8, or has more than `longest` characters."""
    if not text.strip():
        raise BadQuestion("The question is empty.")
    if re.search("[\ud800-\udfff]", text):
        raise BadQuestion("The question is not written in UTF-8.", "Write it again, or check the terminal's encoding.")
    if len(text) > longest:
        raise BadQuestion(f"The question has {len(text)} characters; at most {longest} are taken.")


def comparison_as_answer(u: Understood, comparison: Comparison) -> Answer:
    """What matters of `comparison` in answer to `u`, each line with what it rests on, numbered anew from 1.

    What could not be compared is a notice: it rests on no words of either text.
    """
    lines = [line for line in comparison.summary if line.citations]
    used = list(dict.fromkeys(n for line in lines for n in line.citations))
    renumbered = {old: new for new, old in enumerate(used, 1)}
    known = {c.n: c for c in comparison.citations}
    said = [
        Sentence(line.text, tuple(renumbered[n] for n in line.citations), "weak" if line.inference else "supported")
        for line in lines
    ]
    sides = "\n".join(f"{side}: {title}." for side, title in zip("AB", comparison.titles, strict=True))
    told = "\n".join(f"{s.text} {''.join(f'[{n}]' for n in s.citations)}" for s in said)
    answer = Answer(
        question=u.question.text,
        read_as=u.question.text,
        form="comparison",
        answer=f"{sides}\n\n{told}" if said else f"{sides}\n\nNothing in their words sets them apart.",
        refused=False,
        sentences=tuple(said),
        citations=tuple(replace(known[old], n=new) for old, new in renumbered.items()),
        notices=(*((comparison.note,) if comparison.note else ()), *notes(u.compared)),
    )
    return as_read(u, answer)


def resume(question: Question, file: Path) -> Question:
    """`question` with the questions asked before it in `file` and the documents that the last answer cited.

    Raises:
        BadQuestion: the file is no conversation.
    """
    if not file.exists():
        return question
    asked = question
    try:
        for line in file.read_text(encoding="utf-8").split("\n"):  # not splitlines: JSON keeps U+2028 as it is
            if line.strip():
                asked = _after(asked, json.loads(line))
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "Name another file, or a new one."
        raise BadQuestion(f"{file} is no conversation of this program: {error}.", hint) from error
    return asked


def _after(question: Question, turn: dict[str, Any]) -> Question:
    """`question` asked after one turn of the file; files of an earlier version do not say what a turn was about."""
    asked = str(turn["question"])
    cited, about = [str(i) for i in turn["cited"]], [str(i) for i in turn.get("about") or ()]
    return question.following(asked, str(turn.get("read_as") or asked), cited, about)


def remember(answer: Answer, file: Path) -> None:
    """Append `answer` to the conversation in `file`.

    Raises:
        BadQuestion: the file cannot be written.
    """
    turn = {
        "question": answer.question,
        "read_as": answer.read_as,
        "cited": answer.cited,
        "about": list(answer.about),
        "answer": answer.answer,
    }
    try:
        with file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(turn, ensure_ascii=False) + "\n")
    except OSError as error:
        raise BadQuestion(f"The conversation {file} cannot be written: {error}.", "Name another file.") from error
