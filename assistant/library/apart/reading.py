"""The door through which every foreign file is parsed: what is to be read goes in, a document or one named error out.

The processes are the machine's and not a library's, so that there are no more of them than it can bear: one pool for
all. Nothing is started before the first file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from assistant import errors
from assistant.errors import DocumentError, ReaderEnded, ReadTooLarge, ReadTooLong
from assistant.library.apart import wire
from assistant.library.apart.limits import Limits
from assistant.library.apart.pool import Pool
from assistant.library.read import ReadDocument

Answer = TypeVar("Answer")
_POOL = Pool()


def nobody_asks() -> None:
    """No one wants the reading to stop."""


def read(path: Path, limits: Limits, waiting: Callable[[], None] = nobody_asks) -> ReadDocument:
    """The text of the file at `path` and what is known about it.

    Args:
        path: of the file, which may be hostile.
        limits: of its text, and of the time and memory for it.
        waiting: called again and again meanwhile; what it raises ends the reading.

    Raises:
        DocumentError: as `assistant.library.read.read` does.
        ReadTooLong: it takes more time.
        ReadTooLarge: it takes more memory.
        ReaderEnded: it brings its reader down.
    """
    told = _told({"do": "read", "path": os.path.abspath(path), "megabytes": limits.megabytes}, path, limits, waiting)
    return _understood(wire.document, told.says.get("read"), path)


def draw(asked: wire.Sketch, limits: Limits) -> wire.Drawn:
    """A page of a file as it is printed; raises as `read` does, and as `drawing.draw`."""
    told = _told({"do": "draw", **asdict(asked)}, Path(asked.path), limits, nobody_asks)
    return _understood(wire.drawn, told, Path(asked.path))


def _told(request: dict[str, Any], path: Path, limits: Limits, waiting: Callable[[], None]) -> wire.Told:
    """The answer, with the error that it may be raised."""
    try:
        with _POOL.process(limits.memory_bytes // 4) as process:
            told = process.ask(request, limits, waiting)
            if "out_of_memory" in told.says:
                process.end()
    except ReadTooLong as error:
        long = f"{path.name}: reading it takes longer than {limits.seconds:g} s (ASSISTANT_READ_S)"
        raise ReadTooLong(long) from error
    except ReaderEnded as error:
        raise ReaderEnded(f"{path.name}: {error.message}") from error
    says = told.says
    if "out_of_memory" in says:
        large = f"{path.name}: reading it takes more than {limits.memory_mb:g} MB of memory (ASSISTANT_READ_MEMORY_MB)"
        raise ReadTooLarge(large)
    if "missing" in says:
        raise ImportError(str(says["missing"]))
    if "error" in says:
        raise _error(says["error"])
    return told


def _error(says: dict[str, Any]) -> DocumentError:
    """The error that the reader raised, by its name."""
    kind = getattr(errors, str(says.get("type")), DocumentError)
    known = isinstance(kind, type) and issubclass(kind, DocumentError)
    return (kind if known else DocumentError)(str(says.get("message"))[:2000], str(says.get("hint"))[:2000])


def _understood(how: Callable[[Any], Answer], what: Any, path: Path) -> Answer:  # noqa: ANN401 - not yet checked
    try:
        return how(what)
    except (ValueError, TypeError) as error:
        raise ReaderEnded(f"{path.name}: its reader answered with what is no document") from error
