"""Briefs in a library of at least 2,500 passages, warm: how long each takes.

The library holds the starter corpus, then what there is of a news agency's stories, a committee's statements and long
texts, and as many invented reports, made by rule, as fill it. The topics are those of `briefs`, both sets.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from assistant.assistant import Assistant
from assistant.errors import TopicNotHeld
from assistant.records import Scope
from benchmarks.briefs import HERE, Topic, topics
from benchmarks.follow_ups import as_files
from benchmarks.library import library, table

PASSAGES = 2500
AT_MOST_S = 6.0
REPORTS, SENTENCES = 50, 40
"""Invented reports that go in at a time, and sentences in one."""
_WHO = ("The harbour council", "The ministry of fisheries", "The envoy of Norland", "The committee on tariffs",
        "President Ada Low", "The army staff", "The port authority", "The foreign ministry of Sudria")  # fmt: skip
_DID = ("met the delegation of", "signed a protocol with", "condemned the exercise of", "sent a message to",
        "announced a visit to", "rejected the offer of", "reported a launch by", "resumed talks with")  # fmt: skip
_WHOM = ("the northern islands", "Sudria", "the League of Ports", "the Eastern Union", "Norland", "the river states")
_WHY = ("over the supply of grain", "on missiles and drones", "for the anniversary of the treaty", "about the border",
        "after the vote of the assembly", "with a view to trade", "because of the sanctions", "on fishing")  # fmt: skip
_MONTHS = ("January", "March", "April", "June", "July", "September", "October", "December")


class Took(NamedTuple):
    """How long a brief took, by the clock and of the processor, and whether it was made."""

    seconds: float
    processor_s: float
    made: bool


def run(data: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="briefing-benchmark-") as scratch:
        texts = list(_texts(data, Path(scratch)))
        with library([HERE.parent / "corpus", *texts]) as assistant:
            held = _filled(assistant, Path(scratch) / "invented")
            assistant.warm()
            own = [topic for some in topics().values() for topic in some]
            _timed(assistant, own[0])  # what is loaded at the first brief is no part of the second
            took = [_timed(assistant, topic) for topic in own]
    print(f"{held} passages, {', '.join(path.name for path in texts)} beside the starter corpus.\n")
    made = sum(t.made for t in took)
    rows: list[list[object]] = [["briefs", made], ["topics refused", len(took) - made]]
    for name, seconds in (("seconds", [t.seconds for t in took]), ("processor", [t.processor_s for t in took])):
        rows.append([f"{name}: median, most", f"{statistics.median(seconds):.1f}, {max(seconds):.1f}"])
    rows.append([f"over {AT_MOST_S:.0f} s", sum(t.seconds > AT_MOST_S for t in took)])
    table(["figure", "found"], rows)


def _texts(data: Path, scratch: Path) -> Iterator[Path]:
    """Folders of texts that are no part of the repository, as far as there are any."""
    stories = data / "kcna" / "stories.jsonl"
    if stories.exists():
        (scratch / "stories").mkdir()
        as_files(stories, scratch / "stories")
        yield scratch / "stories"
    yield from (path for path in (data / "statements", data / "retrieval") if path.exists())


def _filled(assistant: Assistant, folder: Path) -> int:
    """The passages that the library holds, once invented reports have filled it."""
    folder.mkdir()
    drawn = random.Random(5)
    while (held := sum(document.passages for document in assistant.documents())) < PASSAGES:
        for n in range(len(list(folder.iterdir())), len(list(folder.iterdir())) + REPORTS):
            (folder / f"report-{n}.txt").write_text(_report(drawn), encoding="utf-8")
        assistant.ingest([folder])
    return held


def _report(drawn: random.Random) -> str:
    """An invented report of dated sentences, a title on its first line."""

    def sentence() -> str:
        day = f"{drawn.randint(1, 28)} {drawn.choice(_MONTHS)} {drawn.randint(2019, 2025)}"
        said = " ".join(drawn.choice(words) for words in (_WHO, _DID, _WHOM, _WHY))
        return f"{said} on {day}, with {drawn.randint(2, 900)} people present."

    title = f"{drawn.choice(_WHO)} and {drawn.choice(_WHOM)}"
    paragraphs = (" ".join(sentence() for _ in range(5)) for _ in range(SENTENCES // 5))
    return "\n\n".join([title, *paragraphs]) + "\n"


def _timed(assistant: Assistant, topic: Topic) -> Took:
    scope = Scope(tuple(topic.get("documents", ())), since=topic.get("from"), until=topic.get("to"))
    began, worked = time.perf_counter(), time.process_time()
    try:
        assistant.brief(topic["topic"], scope, template=topic.get("template", "situation"))
        made = True
    except TopicNotHeld:
        made = False
    return Took(time.perf_counter() - began, time.process_time() - worked, made)
