"""All that a user could tell two libraries apart by, and a library that has some of everything."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.records import Opinion, Question, Scope
from assistant.talks.talks import Asking, Talks

ME = "local"
QUESTIONS = ("When was the pier opened?", "Who thanks the fishermen?", "What does the mayor promise?")


def fill(assistant: Assistant, folder: Path) -> None:
    """Documents with versions, corrections, a deleted one, one that waits, conversations, feedback, files kept."""
    folder.mkdir(exist_ok=True)
    pier, letter = folder / "pier.md", folder / "letter.txt"
    pier.write_text("The pier was opened on 6 May 2024. Forty ships came. 談話がある。\n", encoding="utf-8")
    letter.write_text("Letter to the mayor\n\nThe mayor of Bergen thanks the fishermen. All is well.\n")
    assert assistant.ingest([folder]).failed == ()
    pier.write_text("The pier was opened on 7 May 2024. Fifty ships came. 談話がある。\n", encoding="utf-8")
    assert assistant.ingest([folder]).updated == ("pier",)
    curator = assistant.curator
    curator.correct("letter", {"title": "Thanks to the fishermen", "date": "2024-05-09"})
    for title in ("Speech at the quay", "Note on the ice"):
        path = curator.write(f"The mayor promises a new quay. {title} ends here.", title)
        assert curator.read(path).failed == ()
    curator.discard([d.id for d in assistant.documents() if d.metadata.title == "Note on the ice"])
    curator.write("This one waits to be read.", "Waiting")
    answer = assistant.ask(Question(QUESTIONS[0]))
    first = assistant.talks.keep(ME, "", Asking(answer, Scope(documents=("pier",))))
    second = assistant.talks.keep(ME, first.token, Asking(assistant.ask(Question(QUESTIONS[1])), after=first.place))
    assistant.talks.judge(ME, second, Opinion("down", "not this"))
    other = assistant.talks.keep("another", "", Asking(answer))
    assistant.talks.delete("another", other.token)


def held(assistant: Assistant, talks_at: datetime | None = None) -> dict[str, Any]:
    """What a library holds, apart from where its folder lies and which answers took how long."""
    where = str(assistant.settings.data_dir)
    ids = [d.id for d in assistant.documents()]
    versions = [assistant.document(i, v) for i in ids for v in assistant.versions(i)]
    talks = assistant.talks
    opened = {}
    for user in (ME, "another"):
        for entry in talks.entries(user):
            opened[entry.token] = [str(entry), [repr(t) for t in talks.turns(user, entry.token, assistant.document)]]
    curator = assistant.curator
    kept = Path(where) / "files"
    return {
        "documents": [{**asdict(d), "path": (d.path or "").replace(where, "DATA")} for d in versions],
        "corrected": {i: curator.corrected(i) for i in ids},
        "stated": {i: curator.stated(i) for i in ids},
        "deleted": curator.deleted(),
        "waiting": [(f.path.replace(where, "DATA"), f.type, f.message) for f in curator.waiting()],
        "talks": opened,
        "judged": talks.judged(),
        "files": {p.relative_to(kept).as_posix(): p.read_bytes() for p in sorted(kept.rglob("*")) if p.is_file()},
        "hits": [[(h.passage, round(h.score, 4)) for h in assistant.search(q, 5)] for q in QUESTIONS],
        "step": assistant.index.out_of_step(),
    }


def later(data: Path, **by: float) -> Talks:
    """The conversations of a library as they are some time from now."""
    return Talks(data / "talks.sqlite", lambda: datetime.now(UTC) + timedelta(**by))
