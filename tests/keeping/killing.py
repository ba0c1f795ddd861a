"""Every kind of write, done in a process that is killed in the midst of it.

One process loads the model once and forks another for each write: ``python -m tests.keeping.killing``, which reads
lines of JSON [write, data folder] and says the number of each process, when it begins and when it has ended.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.library.examine import damage
from assistant.records import Opinion
from assistant.settings import PROJECT, Settings
from assistant.talks.talks import Asking
from tests.keeping.whole import ME
from tests.talks.conftest import answer

Write = Callable[[Assistant, Path], object]


def _newest(assistant: Assistant) -> str:
    return assistant.talks.entries(ME)[0].token


def _turn(assistant: Assistant) -> Any:
    return assistant.talks.turns(ME, _newest(assistant), assistant.document)[0].kept_at


def _ingest(assistant: Assistant, beside: Path) -> object:
    return assistant.ingest([beside / "new.md"])


def _new_version(assistant: Assistant, beside: Path) -> object:
    return assistant.ingest([beside / "records" / "pier.md"])


def _take(assistant: Assistant, beside: Path) -> object:
    return assistant.curator.keep(beside / "given.md", "Given.md")


def _read(assistant: Assistant, beside: Path) -> object:
    return assistant.curator.read(assistant.curator.waiting()[-1].path)


def _correct(assistant: Assistant, beside: Path) -> object:
    return assistant.curator.correct("letter", {"title": "A letter with another title", "date": "2024-06-01"})


def _judge(assistant: Assistant, beside: Path) -> object:
    return assistant.talks.judge(ME, _turn(assistant), Opinion("up", "good"))


def _page_written(assistant: Assistant, beside: Path) -> object:
    return assistant.curator.write("The ferry leaves at nine. It returns at noon.", "Ferry times")


WRITES: dict[str, tuple[Write, ...]] = {
    "ingest": (_ingest,),
    "a new version": (_new_version,),
    "a file added on the page": (_take, _read),
    "a text added on the page": (_page_written, _read),
    "remove": (lambda assistant, _: assistant.remove(["pier"]),),
    "discard": (lambda assistant, _: assistant.curator.discard(["letter", "pier"]),),
    "restore from the trash": (lambda assistant, _: assistant.curator.restore([assistant.curator.deleted()[0].key]),),
    "erase": (lambda assistant, _: assistant.curator.erase([assistant.curator.deleted()[0].key]),),
    "a correction": (_correct,),
    "a conversation": (lambda assistant, _: assistant.talks.keep(ME, "", Asking(answer("Who?", refused=True))),),
    "a conversation deleted": (lambda assistant, _: assistant.talks.delete(ME, _newest(assistant)),),
    "feedback": (_judge,),
    "repair": (lambda assistant, _: assistant.repair(),),
    "backup": (lambda assistant, beside: assistant.backup(beside / "library.backup"),),
    "restore of a backup": (lambda assistant, beside: assistant.restore(beside / "other.backup", replace=True),),
}
"""Each kind of write, in the steps that each stand by themselves; given the assistant and a folder beside its data."""


def told(assistant: Assistant) -> dict[str, Any]:
    """What a user is shown of a library; whatever is named in it is looked for as well."""
    documents = {d.id: [d.metadata.title, d.metadata.date, assistant.versions(d.id)] for d in assistant.documents()}
    for document_id, (_, _, versions) in documents.items():
        for version in versions:
            path = Path(assistant.document(document_id, version).path or "")
            if assistant.settings.data_dir in path.parents:
                assert path.is_file(), f"the file of {document_id} is gone"
    waiting = assistant.curator.waiting()
    assert all(Path(failure.path).is_file() for failure in waiting)
    assert damage(assistant.index) == ""
    return {
        "documents": documents,
        "deleted": sorted(deleted.id for deleted in assistant.curator.deleted()),
        "waiting": sorted(Path(failure.path).name for failure in waiting),
        "talks": [(entry.name, entry.questions) for entry in assistant.talks.entries(ME)],
        "judged": [(row["verdict"], row["note"]) for row in assistant.talks.judged() if row["verdict"]],
    }


class Killer:
    """Processes that write, and are killed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def write(self, what: str, data: Path, after_s: float) -> bool:
        """Write, and kill the writer so many seconds after it began; whether it was killed before its end."""
        assert self._process.stdin is not None
        print(json.dumps([what, str(data)]), file=self._process.stdin, flush=True)
        child = int(self._line())
        assert self._line() == "begun"
        time.sleep(after_s)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        ended = self._line()
        if ended == "ended":
            assert self._line() in ("over 0", "over 9")
            return False
        assert ended == "over 9", ended
        return True

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        assert line, "the process that forks has ended"
        return line


@contextmanager
def killer(log: Path) -> Iterator[Killer]:
    """The process that forks, its model loaded; what it complains of goes into `log`."""
    command = [sys.executable, "-m", "tests.keeping.killing"]
    quiet = {**os.environ, "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false", "PYTHONPATH": str(PROJECT)}
    with log.open("w") as complaints:
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env=quiet,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
        )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n", log.read_text()
        yield Killer(process)
    finally:
        process.communicate()


def _main() -> None:
    import chromadb  # noqa: F401 - loaded before the first fork
    import tantivy  # noqa: F401

    first = Assistant(Settings(embedding_threads=1))
    first.embeddings.embed_query("The model is loaded.")
    print("ready", flush=True)
    for line in sys.stdin:
        what, data = json.loads(line)
        child = os.fork()
        if child == 0:
            _carry_out(first, what, Path(data))
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(f"over {status}", flush=True)


def _carry_out(first: Assistant, what: str, data: Path) -> None:
    status = 1
    try:
        assistant = Assistant(Settings(data_dir=data, starter_corpus="off", embedding_threads=1))
        vars(assistant)["embeddings"] = first.embeddings
        _ = assistant.curator, assistant.talks
        time.sleep(0.05)  # the number of this process is said first
        print("begun", flush=True)
        for step in WRITES[what]:
            step(assistant, data.parent)
        assistant.close()
        print("ended", flush=True)
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    _main()
