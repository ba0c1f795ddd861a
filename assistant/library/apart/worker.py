"""What runs in a reading process: takes one request after another from standard input, answers on standard output.

Knows the readers and nothing of the library. It is started by `process` and ends when its input does.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO, NoReturn

from assistant.errors import DocumentError
from assistant.library.apart import confine, wire
from assistant.library.apart.drawing import draw
from assistant.library.read import read

REQUEST_BYTES = 100_000_000
"""The longest request: the words of a page that is to be drawn may be many."""


def main() -> NoReturn:
    """Answer one request after another; `_listen` ends the process, or the end of the lifeline that its words name."""
    for lifeline in sys.argv[1:]:
        confine.ending_with(int(lifeline))
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    _close_standard_streams()
    confine.at_start()
    logging.getLogger("assistant").addHandler(_Upwards(answers))
    asked: SimpleQueue[dict[str, Any]] = SimpleQueue()
    threading.Thread(target=_listen, args=[requests, asked], daemon=True).start()
    wire.put(answers, {"ready": True})
    while True:
        request = asked.get()
        confine.memory(request["memory_bytes"])
        try:
            says, picture = _served(request, answers)
        except MemoryError:
            says, picture = {"out_of_memory": True}, b""
        wire.put(answers, {**says, "held_bytes": confine.held_bytes()}, picture)


def _listen(requests: BinaryIO, asked: SimpleQueue[dict[str, Any]]) -> None:
    """Take requests in; once there can be no more, the process ends, whatever it is at."""
    try:
        while told := wire.get(requests, REQUEST_BYTES):
            asked.put(told.says)
    finally:
        os._exit(0)


def _served(asked: dict[str, Any], answers: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """The answer to one request, and the picture in it."""
    path = Path(asked["path"])
    try:
        if asked["do"] == "draw":
            page = draw(wire.Sketch(**{name: asked[name] for name in wire.Sketch.__slots__}))
            return {"width": page.width, "height": page.height, "places": [asdict(p) for p in page.places]}, page.webp
        scans = _telling(answers)
        return {"read": wire.as_json(read(path, max_megabytes=asked["megabytes"], scans=scans))}, b""
    except DocumentError as error:
        return {"error": error.as_json()}, b""
    except ImportError as error:  # a package that is missing says nothing about the file
        return {"missing": str(error)}, b""


def _telling(answers: BinaryIO) -> Callable[[int], None]:
    return lambda pages: wire.put(answers, {"scans": pages})


def _close_standard_streams() -> None:
    """What libraries and programs print goes nowhere, and none of it between the answers."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)
    sys.stdin.close()


class _Upwards(logging.Handler):
    """What a reader logs, said to the program."""

    def __init__(self, answers: BinaryIO) -> None:
        super().__init__(logging.WARNING)
        self._answers = answers

    def emit(self, record: logging.LogRecord) -> None:
        wire.put(self._answers, {"log": record.getMessage()[:500]})


if __name__ == "__main__":
    main()
