"""How well search and answers do, over a question set. Metrics are pure; the caller passes the assistant in."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.errors import EvaluationError
from assistant.library.index import Progress
from assistant.records import Answer, Hit, Question, Scope, Span
from assistant.settings import Settings

HITS = 5
"""Passages a question is judged on."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Character overlap of what was found with what was asked for, each in 0..1."""

    recall: float
    precision: float
    iou: float


def overlap(found: Iterable[Span], wanted: Iterable[Span]) -> Overlap:
    """Recall, precision and intersection over union of two sets of spans of one text.

    Source: Smith & Troynikov 2024, "Evaluating Chunking Strategies for Retrieval", there over tokens, here over
    characters.
    """
    have = {i for span in found for i in range(span.start, span.end)}
    want = {i for span in wanted for i in range(span.start, span.end)}
    both = len(have & want)
    return Overlap(
        recall=both / len(want) if want else 0.0,
        precision=both / len(have) if have else 0.0,
        iou=both / len(have | want) if have | want else 0.0,
    )


def retrieval(folder: Path, search: Callable[[str], Sequence[Hit]], document_ids: dict[str, str]) -> dict[str, Any]:
    """Means over the questions of ``folder/questions.jsonl``.

    Args:
        folder: holds the texts and the questions, each line ``{"question", "document", "spans"}``.
        search: question → its first hits.
        document_ids: file name → the document's id in the library that is searched.
    """
    rows: list[tuple[str, Overlap]] = []
    for wanted in _wanted(folder):
        if wanted.document not in document_ids:
            raise EvaluationError(f"questions.jsonl asks of {wanted.document}, which is not in {folder}.")
        passages = [hit.passage for hit in search(wanted.question)[:HITS]]
        held = document_ids[wanted.document]
        found = [Span(p.start, p.end) for p in passages if p.document_id == held]
        rows.append((wanted.document, overlap(found, wanted.spans)))
    by_document = {name: _means([o for n, o in rows if n == name]) for name in sorted({n for n, _ in rows})}
    return {**_means([o for _, o in rows]), "by_document": by_document}


@dataclass(frozen=True, slots=True)
class _Wanted:
    question: str
    document: str
    spans: tuple[Span, ...]


def _wanted(folder: Path) -> list[_Wanted]:
    file = folder / "questions.jsonl"
    try:
        return [
            _Wanted(line["question"], str(line["document"]), tuple(Span(int(a), int(b)) for a, b in line["spans"]))
            for line in question_lines(file)
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise EvaluationError(f"{file} has a line without a document or without spans [[start, end]].") from error


def _means(rows: Sequence[Overlap]) -> dict[str, Any]:
    def mean(values: list[float]) -> float:
        return round(100 * sum(values) / len(values), 2) if values else 0.0

    return {
        "recall": mean([row.recall for row in rows]),
        "precision": mean([row.precision for row in rows]),
        "iou": mean([row.iou for row in rows]),
        "questions": len(rows),
    }


def answers(file: Path, ask: Callable[[Question], Answer]) -> dict[str, Any]:
    """Shares of a question set in the form of ``questions.json``, or as ``briefing feedback --json`` prints it.

    A follow-up is asked after the questions it follows and their answers, as the page would ask it. Shares are in
    percent. A question of which nobody knows whether it can be answered (``"answerable": null``) is asked, and has its
    row, but counts in no share.

    Returns:
        ``first_entry``: answerable questions whose first citation is an expected entry; ``any_entry``: any citation;
        ``must_contain``: whose answer or quotations hold every string asked for; ``refused_right``: unanswerable
        ones refused; ``refused_wrong``: answerable ones refused; ``rows``: one a question.
    """
    questions = {str(q["id"]): q for q in _question_set(file)}
    given: dict[str, Answer] = {}
    rows = []
    for key, q in questions.items():
        asked = Question(text=str(q["question"]), scope=_scope(q))
        for earlier in _before(q, questions):
            asked = asked.after(given[earlier]) if earlier in given else asked
        given[key] = ask(asked)
        rows.append(_judge(q, given[key]))
    yes = [row for row in rows if row["answerable"]]
    no = [row for row in rows if row["answerable"] is False]
    return {
        "first_entry": _share(yes, "first_entry"),
        "any_entry": _share(yes, "any_entry"),
        "must_contain": _share([row for row in yes if row["must_contain"] is not None], "must_contain"),
        "refused_right": _share(no, "refused"),
        "refused_wrong": _share(yes, "refused"),
        "rows": rows,
    }


def _judge(q: dict[str, Any], answer: Answer) -> dict[str, Any]:
    cited = [c.document_id for c in answer.citations]
    entries = set(q.get("entries") or [])
    said = " ".join([answer.answer, *(c.quote for c in answer.citations)]).casefold()
    wanted = q.get("must_contain")
    answerable = q.get("answerable", True)
    return {
        "id": q["id"],
        "question": q["question"],
        "answerable": None if answerable is None else bool(answerable),
        "refused": answer.refused,
        "form": answer.form,
        "first_entry": not answer.refused and bool(cited) and cited[0] in entries,
        "any_entry": not answer.refused and bool(entries & set(cited)),
        "must_contain": None
        if not wanted
        else not answer.refused and all(any(a in said for a in w.casefold().split("|")) for w in wanted),
        "cited": list(dict.fromkeys(cited)),
        "answer": answer.answer,
        **{name: q[name] for name in ("verdict", "note") if name in q},
    }


def _scope(q: dict[str, Any]) -> Scope:
    """The documents that were asked, where the set says so."""
    try:
        given = (q.get("scope") or {}).items()
        fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in given}
        return Scope(**fields)
    except (TypeError, AttributeError) as error:
        raise EvaluationError(f"The question {q['id']} has a scope that is none: {error}.") from error


def _before(q: dict[str, Any], questions: dict[str, dict[str, Any]]) -> list[str]:
    """Ids of the questions that `q` follows, in the order asked."""
    before: list[str] = []
    key = q.get("follow_up_of")
    while key and key in questions and len(before) < len(questions):
        before.insert(0, str(key))
        key = questions[key].get("follow_up_of")
    return before


def _share(rows: Sequence[dict[str, Any]], name: str) -> float | None:
    return round(100 * sum(bool(row[name]) for row in rows) / len(rows), 1) if rows else None


def _question_set(file: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise EvaluationError(f"There is no question set {file}.") from error
    except (ValueError, OSError) as error:
        raise EvaluationError(f"{file} is no question set: {error}.") from error
    if isinstance(found, dict) and "questions" in found:
        found = found["questions"]
    if not isinstance(found, list) or not all(isinstance(q, dict) and {"id", "question"} <= q.keys() for q in found):
        raise EvaluationError(f"{file} is not a list of objects with id and question.")
    return found


def retrieval_in_a_library_of_its_own(folder: Path, settings: Settings, progress: Progress) -> dict[str, Any]:
    """`retrieval` over the texts that ``folder/questions.jsonl`` asks of, put into a library that is thrown away."""
    names = dict.fromkeys(wanted.document for wanted in _wanted(folder))
    with tempfile.TemporaryDirectory(prefix="briefing-evaluate-", ignore_cleanup_errors=True) as scratch:
        assistant = Assistant(settings.model_copy(update={"data_dir": Path(scratch)}))
        try:
            report = assistant.ingest([folder / name for name in names], progress=progress)
            if report.failed:
                raise EvaluationError(f"{report.failed[0].path} cannot be read: {report.failed[0].message}")
            held = {d.path: d.id for d in assistant.documents()}
            ids = {name: held[os.path.realpath(folder / name)] for name in names}
            return retrieval(folder, lambda question: assistant.search(question, HITS), ids)
        finally:
            assistant.close()


def question_lines(file: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file, each with a question.

    Raises:
        EvaluationError: there is no such file, or a line is no object with a question.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
        found = [json.loads(line) for line in text.split("\n") if line.strip()]
    except FileNotFoundError as error:
        raise EvaluationError(f"There is no {file}.") from error
    except (ValueError, OSError) as error:
        raise EvaluationError(f"{file} is not JSON Lines: {error}.") from error
    if not all(isinstance(line, dict) and isinstance(line.get("question"), str) for line in found):
        raise EvaluationError(f"{file} has a line that is no object with a question.")
    return found
