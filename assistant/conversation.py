"""A conversation in a file: JSON Lines, one answer a line, so that a follow-up is one more call."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from assistant.errors import BadQuestion
from assistant.records import Answer, Question


def resume(question: Question, file: Path) -> Question:
    """`question` with the questions asked before it in `file` and the documents that the last answer cited.

    Raises:
        BadQuestion: the file is no conversation.
    """
    if not file.exists():
        return question
    asked: list[str] = []
    cited: tuple[str, ...] = ()
    try:
        for line in file.read_text(encoding="utf-8").split("\n"):  # not splitlines: JSON keeps U+2028 as it is
            if line.strip():
                turn = json.loads(line)
                asked.append(str(turn["question"]))
                cited = tuple(str(i) for i in turn["cited"]) or cited
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "Name another file, or a new one."
        raise BadQuestion(f"{file} is no conversation of this program: {error}.", hint) from error
    return replace(question, conversation=(*question.conversation, *asked), last_cited=cited)


def remember(answer: Answer, file: Path) -> None:
    """Append `answer` to the conversation in `file`.

    Raises:
        BadQuestion: the file cannot be written.
    """
    turn = {"question": answer.question, "cited": cited(answer), "answer": answer.answer}
    try:
        with file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(turn, ensure_ascii=False) + "\n")
    except OSError as error:
        raise BadQuestion(f"The conversation {file} cannot be written: {error}.", "Name another file.") from error


def cited(answer: Answer) -> list[str]:
    """Ids of the documents that an answer cites, in order of first mention; those that it refuses on count too."""
    return list(dict.fromkeys(c.document_id for c in answer.citations))
