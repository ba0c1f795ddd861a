"""Follow-ups in conversations: whether they reach the document meant, and are refused where there is none.

Sets: the policy questions and our own in ``questions/``: over the starter library, and over a news agency's stories as
raw text files without front matter. Each of our own has a half that was written, counted, and never read while the
rules were made (``held``). Only follow-ups are counted; the questions that they follow are asked for them.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from assistant import evaluate
from assistant.assistant import Assistant
from assistant.records import Question
from benchmarks.library import library, table

HERE = Path(__file__).parent
HEAD = [
    "set",
    "answerable",
    "not",
    "first_entry",
    "any_entry",
    "must_contain",
    "refused_right",
    "refused_wrong",
    "p50 ms",
]


def run(data: Path) -> None:
    rows: list[list[object]] = []
    own = HERE / "questions"
    with library([HERE.parent / "corpus"]) as assistant:
        facts = data.parent / "facts" / "questions.json"
        if facts.exists():
            rows.append(_measured("policy questions, all", assistant, facts, lambda q: True))
        rows += _halves("starter", assistant, own / "starter_follow_ups.json")
    stories = data / "kcna" / "stories.jsonl"
    if stories.exists():
        with tempfile.TemporaryDirectory(prefix="briefing-benchmark-") as scratch:
            as_files(stories, Path(scratch))
            with library([Path(scratch)]) as assistant:
                rows += _halves("stories", assistant, own / "kcna_follow_ups.json")
    else:
        print(f"No {stories}: the set over stories is left out.\n")
    table(HEAD, rows)


def as_files(stories: Path, folder: Path) -> None:
    """One text file a story, named by its date, its title on the first line."""
    seen: Counter[str] = Counter()
    for line in stories.read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        seen[story["date"]] += 1
        n = seen[story["date"]]
        name = story["date"] if n == 1 else f"{story['date']}-{n}"
        (folder / f"{name}.txt").write_text(f"{story['title']}\n\n{story['text']}\n", encoding="utf-8")


def _halves(name: str, assistant: Assistant, file: Path) -> list[list[object]]:
    return [
        _measured(f"{name}, {half}", assistant, file, lambda q, held=held: bool(q.get("held")) == held)
        for half, held in (("dev", False), ("held", True))
    ]


def _measured(name: str, assistant: Assistant, file: Path, wanted: Callable[..., bool]) -> list[object]:
    questions = [q for q in json.loads(file.read_text(encoding="utf-8")) if wanted(q)]
    spent: list[float] = []

    def ask(question: Question):
        answer = assistant.ask(question)
        spent.append(answer.milliseconds)
        return answer

    with tempfile.TemporaryDirectory(prefix="briefing-benchmark-") as scratch:
        some = Path(scratch) / "questions.json"
        some.write_text(json.dumps(questions, ensure_ascii=False), encoding="utf-8")
        rows = evaluate.answers(some, ask)["rows"]
    follow = (
        {q["id"] for q in questions if q.get("follow_up_of")} if "policy" not in name else {q["id"] for q in questions}
    )
    rows = [row for row in rows if row["id"] in follow]
    yes = [row for row in rows if row["answerable"]]
    no = [row for row in rows if not row["answerable"]]
    return [
        name,
        len(yes),
        len(no),
        _share(yes, "first_entry"),
        _share(yes, "any_entry"),
        _share([row for row in yes if row["must_contain"] is not None], "must_contain"),
        _share(no, "refused"),
        _share(yes, "refused"),
        f"{statistics.median(spent):.0f}",
    ]


def _share(rows: list[dict[str, object]], name: str) -> object:
    return round(100 * sum(bool(row[name]) for row in rows) / len(rows), 1) if rows else ""
