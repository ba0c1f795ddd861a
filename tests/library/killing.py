"""Ingests that are killed at random moments, for the test of three kills and for `make soak`."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.assistant import Assistant
from assistant.records import Document, Hit, Passage

SCORE_TOLERANCE = 0.02
"""Two libraries of the same documents were embedded in other batches and stored in another order: a score may differ so
much, where the best is 1, and neighbours that are as near to each other may stand in either order."""
FIRST = 5
QUESTIONS = 100

INGEST = """
import sys
from pathlib import Path
from assistant.assistant import Assistant
from assistant.library import index
from assistant.settings import Settings

index.PASSAGES_A_WRITE = 64  # many writes to be killed in, with few documents
assistant = Assistant(Settings(data_dir=Path(sys.argv[1]), starter_corpus="off"))
assistant.embeddings.embed_query("The model is loaded.")
print("ready", flush=True)
assistant.ingest([Path(sys.argv[2])])
assistant.close()
"""


@dataclass(frozen=True, slots=True)
class Held:
    """All that a user could tell two libraries apart by."""

    documents: list[Document]
    passages: list[Passage]
    counts: tuple[int, int]
    hits: list[list[Hit]]

    @classmethod
    def by(cls, assistant: Assistant, questions: Sequence[str]) -> Held:
        documents = assistant.shelf.documents()
        passages = assistant.index.store.of_documents([d.id for d in documents])
        counts = assistant.index.store.count(), assistant.index.terms.count()
        return cls(documents, passages, counts, [assistant.search(question, FIRST) for question in questions])

    def must_equal(self, other: Held) -> None:
        assert self.documents == other.documents
        assert self.passages == other.passages
        assert self.counts == other.counts == (len(self.passages), len(self.passages))
        for mine, theirs in zip(self.hits, other.hits, strict=True):
            assert_alike(mine, theirs)


def assert_alike(mine: Sequence[Hit], theirs: Sequence[Hit]) -> None:
    """The same first hits: score by score, and a passage that only one of them has is as good as the other's last."""
    assert len(mine) == len(theirs)
    for a, b in zip(mine, theirs, strict=True):
        assert abs(a.score - b.score) <= SCORE_TOLERANCE, (mine, theirs)
    for some, others in ((mine, theirs), (theirs, mine)):
        held = {hit.passage.id: hit.score for hit in others}
        for hit in some:
            assert abs(held.get(hit.passage.id, others[-1].score) - hit.score) <= SCORE_TOLERANCE, (mine, theirs)


def kill_one(data: Path, folder: Path, after_s: float) -> bool:
    """Start an ingest and kill it so many seconds after its model is loaded; False where it was done before that."""
    command = [sys.executable, "-c", INGEST, str(data), str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    said = process.stdout.readline()
    try:
        process.wait(after_s)
    except subprocess.TimeoutExpired:
        process.kill()
    _, complaint = process.communicate()
    assert said == b"ready\n", complaint.decode()
    assert process.returncode in (0, -9), complaint.decode()
    return process.returncode == -9


def timed(assistant: Assistant, folder: Path) -> float:
    """Ingest `folder` undisturbed; the seconds that it took."""
    began = time.perf_counter()
    assert assistant.ingest([folder]).failed == ()
    return time.perf_counter() - began


def questions(folder: Path) -> list[str]:
    """A sentence, without its end, out of each of `QUESTIONS` documents."""
    chosen = random.Random(7)
    files = sorted(folder.iterdir())
    out = []
    for file in chosen.choices(files, k=QUESTIONS):
        words = file.read_text(encoding="utf-8").split()
        start = chosen.randrange(max(1, len(words) - 12))
        out.append(" ".join(words[start : start + 12]))
    return out


def write_stories(stories: Path, folder: Path) -> None:
    """A file for each line of {"title", "text"}."""
    for n, line in enumerate(stories.read_text(encoding="utf-8").splitlines()):
        story = json.loads(line)
        (folder / f"story-{n:04}.txt").write_text(f"{story['title']}\n\n{story['text']}\n", encoding="utf-8")


def write_beacon(folder: Path) -> Path:
    """A new `folder` with what one question is about, among made-up reports."""
    folder.mkdir()
    write_made_up(folder, 12)
    (folder / "beacon.md").write_text(
        "# The beacon\n\nThe harbour master lit the southern beacon on 3 March 1911. "
        "The harbour board rebuilt the southern beacon in June 1925. The mayor praised the southern beacon in 1926.\n"
    )
    return folder


def write_made_up(folder: Path, documents: int) -> None:
    """Reports of harbours that are unlike each other, three passages each."""
    chosen = random.Random(11)
    who = "the harbour board|the port office|a fisherman|the mayor|the customs house|the pilots' guild".split("|")
    did = "opened|closed|measured|bought|promised|refused|repaired|counted|described|sold".split("|")
    what = "the eastern pier|forty ships|a crane|the quay wall|the winter road|two tugs|the ice barrier".split("|")
    when = "in spring|at dawn|after the storm|before the vote|in the year of the flood|on a Sunday".split("|")
    for n in range(documents):
        parts = []
        for part in range(3):
            lines = [
                f"{chosen.choice(who).capitalize()} {chosen.choice(did)} {chosen.choice(what)} {chosen.choice(when)}, "
                f"which cost {chosen.randrange(1000)} crowns."
                for _ in range(3)
            ]
            parts.append(f"## Part {part + 1}\n\n{' '.join(lines)}\n")
        (folder / f"report-{n:03}.md").write_text(f"# Report {n}\n\n" + "\n".join(parts), encoding="utf-8")
