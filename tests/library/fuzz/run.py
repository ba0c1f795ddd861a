"""One batch of inputs, read in this process: what does not end in a document or a named error is a finding.

The batch says which input it is at before it reads it, so that whoever started it knows which one ended it.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from assistant.errors import AssistantError
from assistant.library.chunk import chunk
from assistant.library.read import ReadDocument, read
from assistant.library.readers import RawFile
from assistant.library.readers import picture as pictures
from assistant.records import Document
from tests.library.fuzz.mutate import mutated
from tests.library.fuzz.seeds import SEEDS

LIMIT_S = 10
"""Of the processor, so that a busy machine makes no findings."""
WAITED_S = 300
"""By the clock, for what waits and does nothing; Tesseract, too, works for seconds."""
MEMORY = 2_000_000_000


class TooLong(BaseException):
    """No parser's own handler of errors may catch this."""


def outcome(path: Path, *, recognise: bool = True) -> str:
    """What became of a file: ``read``, the name of the error that was told, or what must not be.

    Without `recognise` pictures are decoded and not read by Tesseract, which takes a second for each.
    """
    try:
        if recognise:
            _cut(read(path))
        else:
            for shown in pictures.pictures(RawFile(path, path.read_bytes())):
                shown.convert("L").getextrema()
    except AssistantError as error:
        return type(error).__name__
    except MemoryError:  # is told as ReadTooLarge
        return "ReadTooLarge"
    except TooLong:
        return f"FINDING: more than {LIMIT_S} s"
    except Exception as error:
        # A damaged picture's errors are told by `read` as damage; only there are they not caught in here.
        return "UnreadableDocument" if not recognise else f"FINDING: {type(error).__name__}: {error}"[:300]
    return "read"


def _cut(found: ReadDocument) -> None:
    """What is done with a text in the program's own process before its passages are embedded."""
    document = Document("a", 1, found.text, found.metadata, page_starts=found.page_starts)
    chunk(document, lambda texts: [len(text) // 4 for text in texts], 200)


def limited(path: Path, *, recognise: bool = True) -> tuple[str, float]:
    """The outcome, and the processor's seconds that it took; of a file that takes too long, that it does."""

    def late(number: int, frame: object) -> None:
        raise TooLong

    timers = ((signal.SIGPROF, signal.ITIMER_PROF, LIMIT_S), (signal.SIGALRM, signal.ITIMER_REAL, WAITED_S))
    for number, timer, seconds in timers:
        signal.signal(number, late)
        signal.setitimer(timer, seconds)
    began = time.process_time()
    try:
        told = outcome(path, recognise=recognise)
    except TooLong:  # on its way out
        told = f"FINDING: more than {LIMIT_S} s"
    finally:
        for _, timer, _seconds in timers:
            signal.setitimer(timer, 0)
    return told, time.process_time() - began


def batch(kind: str, first: int, last: int, run: int) -> None:
    """Read the inputs from `first` to before `last`; a line for each that begins, one for what became of it."""
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    told = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    suffix, make = SEEDS[kind]
    seeds = make()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"input{suffix}"
        for number in range(first, last):
            path.write_bytes(mutated(kind, seeds, number, run))
            told.write(f"{number} begins\n")
            what, seconds = limited(path, recognise=kind != "picture")
            told.write(f"{number} {seconds:.2f} {what!r}\n")


if __name__ == "__main__":
    batch(sys.argv[1], *map(int, sys.argv[2:5]))
