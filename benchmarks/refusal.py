"""How often the assistant refuses what its library does not hold, and answers what it does.

Sets: the near misses in ``questions/`` (``dev`` was looked at while the rule was made, ``held`` was not); the written
questions, half of them near misses too, by hands that did not know the program and mostly avoided a text's own words;
questions asked of the wrong corpus, and real search questions whose page does not hold the answer. A question of the
last two sets counts as refused or not; where the answer is held, it is not judged here whether it was found.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from assistant import evaluate
from assistant.assistant import Assistant
from assistant.records import Question
from benchmarks.library import library, table

HERE = Path(__file__).parent


def run(data: Path) -> None:
    rows: list[list[object]] = []
    with library([HERE.parent / "corpus"]) as assistant:
        for name in ("near_misses_dev", "near_misses_held", "written_dev", "written_held"):
            rows.append(_judged(name, assistant, HERE / "questions" / f"{name}.json"))
        facts = data.parent / "facts" / "questions.json"
        if facts.exists():
            rows.append(_judged("policy questions, stand-alone", assistant, _stand_alone(facts)))
        if (data / "retrieval").is_dir():
            asked = [str(q["question"]) for q in evaluate.question_lines(data / "retrieval" / "questions.jsonl")]
            rows.append(_counted("retrieval questions, wrong corpus", assistant, [], asked))
    if (data / "retrieval").is_dir():
        with library(sorted((data / "retrieval").glob("*.md"))) as assistant:
            rows.append(_counted("retrieval questions, right corpus", assistant, asked, []))
    if (data / "questions" / "clapnq_dev.jsonl").exists():
        rows.append(_search_questions(data / "questions" / "clapnq_dev.jsonl"))
    table(
        [
            "set",
            "held",
            "not held",
            "refused, not held",
            "refused, held",
            "right entry first",
            "holds the facts",
            "p50 ms",
        ],
        rows,
    )


def _judged(name: str, assistant: Assistant, file: Path) -> list[object]:
    spent: list[float] = []

    def ask(question: Question):
        answer = assistant.ask(question)
        spent.append(answer.milliseconds)
        return answer

    result = evaluate.answers(file, ask)
    yes = sum(row["answerable"] for row in result["rows"])
    return [
        name,
        yes,
        len(result["rows"]) - yes,
        result["refused_right"],
        result["refused_wrong"],
        result["first_entry"],
        result["must_contain"],
        f"{statistics.median(spent):.0f}",
    ]


def _counted(name: str, assistant: Assistant, held: Iterable[str], not_held: Iterable[str]) -> list[object]:
    spent: list[float] = []

    def refused(questions: Iterable[str]) -> list[bool]:
        out = []
        for question in questions:
            began = time.perf_counter()
            out.append(assistant.ask(Question(question)).refused)
            spent.append(1000 * (time.perf_counter() - began))
        return out

    yes, no = refused(held), refused(not_held)

    def share(found: list[bool]) -> object:
        return round(100 * sum(found) / len(found), 1) if found else ""

    return [name, len(yes), len(no), share(no), share(yes), "", "", f"{statistics.median(spent):.0f}"]


def _stand_alone(file: Path) -> Path:
    questions = [q for q in json.loads(file.read_text(encoding="utf-8")) if not q.get("follow_up_of")]
    out = Path(tempfile.mkdtemp(prefix="briefing-benchmark-")) / "stand_alone.json"
    out.write_text(json.dumps(questions, ensure_ascii=False), encoding="utf-8")
    return out


def _search_questions(file: Path) -> list[object]:
    """All passages in one library; each question has one passage, which answers it or does not."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory(prefix="briefing-benchmark-") as scratch:
        for i, row in enumerate(rows):
            (Path(scratch) / f"{i:04d}.md").write_text(f"# {row['title']}\n\n{row['passage']}\n", encoding="utf-8")
        with library([Path(scratch)]) as assistant:
            held = [row["question"] for row in rows if row["answerable"]]
            not_held = [row["question"] for row in rows if not row["answerable"]]
            return _counted("search questions", assistant, held, not_held)
