"""A saved answer: a line of JSON. A conversation in a file is one a line, so that a follow-up is one more call.

A line is the answer as `ask --json` prints it, with the day and the documents that it cited and was about. Lines of
earlier versions hold less: their answers are shown without citations.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import BadQuestion, UnknownDocument
from assistant.export.answers import Answered
from assistant.export.conversations import Talk
from assistant.export.excerpts import Find, excerpts
from assistant.records import Answer, Choice, Citation, Document, Hit, Passage, Question, Sentence


def line_of(answer: Answer, day: str) -> str:
    """`answer`, given on `day`, as a line that `answered_line` reads."""
    kept = {
        "cited": answer.cited,
        "about": list(answer.about),
        "day": day,
        "tokens": answer.tokens,
        "writing_s": answer.writing_s,
        "remarks": [list(sentence.remarks) for sentence in answer.sentences],
    }
    return json.dumps({**answer.as_json(), **kept}, ensure_ascii=False)


def answered_line(line: str, find: Find) -> Answered:
    """The answer that `line_of` wrote, with what the library knows of its documents today; see `talk`."""
    return _answered(json.loads(line), find)


def remember(answer: Answer, file: Path) -> None:
    """Append `answer` to the conversation in `file`.

    Raises:
        BadQuestion: the file cannot be written.
    """
    try:
        with file.open("a", encoding="utf-8") as out:
            out.write(line_of(answer, date.today().isoformat()) + "\n")
    except OSError as error:
        raise BadQuestion(f"The conversation {file} cannot be written: {error}.", "Name another file.") from error


def resume(question: Question, file: Path) -> Question:
    """`question` with the questions asked before it in `file` and the documents that the last answer cited.

    Raises:
        BadQuestion: the file is no conversation.
    """
    asked = question
    for turn in _turns(file) if file.exists() else ():
        said = str(turn["question"])
        read_as, answered = str(turn.get("read_as") or said), str(turn.get("answer") or "")
        asked = asked.following(said, read_as, *_documents(turn), answered)
    return asked


def talk(file: Path, find: Find) -> Talk:
    """The whole conversation in `file`, each answer with its citations; `find` gives the documents that they are of.

    Words that no longer stand in the library as they are quoted are shown as they were saved, and this is said.

    Raises:
        BadQuestion: the file is no conversation, or there is none.
    """
    return Talk(tuple(_answered(turn, find) for turn in _turns(file)))


def _turns(file: Path) -> list[dict[str, Any]]:
    """The lines of `file`, each of which can be read as an answer."""
    turns = []
    try:
        for line in file.read_text(encoding="utf-8").split("\n"):  # not splitlines: JSON keeps U+2028 as it is
            if line.strip():
                turn = json.loads(line)
                _documents(turn)
                _answer(turn)
                turns.append(turn)
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "Name another file, or a new one."
        raise BadQuestion(f"{file} is no conversation of this program: {error}.", hint) from error
    return turns


def _documents(turn: dict[str, Any]) -> tuple[list[str], list[str]]:
    """What a turn cited and what it was about, which files of an earlier version do not say."""
    return [str(i) for i in turn["cited"]], [str(i) for i in turn.get("about") or ()]


def _answer(turn: dict[str, Any]) -> Answer:
    """The answer that a line holds; of an earlier version's, as much as there is."""
    asked = str(turn["question"])
    return Answer(
        question=asked,
        read_as=str(turn.get("read_as") or asked),
        form=turn.get("form") or "lookup",
        answer=str(turn.get("answer") or ""),
        refused=bool(turn.get("refused")),
        sentences=tuple(_sentences(turn)),
        citations=tuple(Citation(**c) for c in turn.get("citations") or ()),
        nearest=tuple(_hit(hit) for hit in turn.get("nearest") or ()),
        engine=str(turn.get("engine") or "extractive"),
        settings=str(turn.get("settings") or ""),
        notices=tuple(map(str, turn.get("notices") or ())),
        assumed=turn.get("assumed"),
        choices=tuple(Choice(**choice) for choice in turn.get("choices") or ()),
        milliseconds=float(turn.get("milliseconds") or 0),
        about=tuple(map(str, turn.get("about") or ())),
        tokens=int(turn.get("tokens") or 0),
        writing_s=float(turn.get("writing_s") or 0),
    )


def _sentences(turn: dict[str, Any]) -> Iterator[Sentence]:
    said = turn.get("sentences") or ()
    remarks = turn.get("remarks") or [()] * len(said)
    for s, own in zip(said, remarks, strict=True):
        yield Sentence(str(s["text"]), tuple(map(int, s["citations"])), s["support"], tuple(map(str, own)))


def _hit(hit: dict[str, Any]) -> Hit:
    known = ("document_id", "version", "start", "end", "text", "title", "page")
    return Hit(hit["rank"], hit["score"], Passage(id="", **{name: hit[name] for name in known}))


def _answered(turn: dict[str, Any], find: Find) -> Answered:
    """A turn with what the library knows of its documents today, and what of it can no longer be found there."""
    answer = _answer(turn)
    shown = {(c.document_id, c.version) for c in answer.citations}
    held = _held(shown | {(hit.passage.document_id, hit.passage.version) for hit in answer.nearest}, find)
    astray = [c for c in answer.citations if not _stands(c, held)]
    notices = [_not_found(astray)] if astray else []
    if "citations" not in turn and turn["cited"]:
        notices.append(f"This answer was saved without its citations, which were of {', '.join(turn['cited'])}.")
    return Answered(
        replace(answer, notices=(*answer.notices, *notices)),
        {document.id: document.metadata for document in held.values()},
        str(turn.get("day") or ""),
        excerpts([c for c in answer.citations if c not in astray], lambda i, version: held[i, version]),
    )


def _held(shown: set[tuple[str, int]], find: Find) -> dict[tuple[str, int], Document]:
    held = {}
    for key in sorted(shown):
        try:
            held[key] = find(*key)
        except UnknownDocument:
            continue
    return held


def _stands(c: Citation, held: dict[tuple[str, int], Document]) -> bool:
    document = held.get((c.document_id, c.version))
    return document is not None and document.text[c.start : c.end] == c.quote


def _not_found(astray: list[Citation]) -> str:
    told = ", ".join(dict.fromkeys(f"“{c.title}” ({c.document_id}, version {c.version})" for c in astray))
    return f"Cited words no longer stand in the library as they are quoted here: {told}."
