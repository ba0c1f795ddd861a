"""One reading process: started, asked, followed within its time, and ended with all that it has started itself."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from assistant.errors import ReaderEnded, ReadTooLong
from assistant.library.apart import wire

if TYPE_CHECKING:
    from assistant.library.apart.limits import Limits

_log = logging.getLogger(__name__)

START_S = 60
"""Seconds until a process has loaded what it needs; half a second where nothing else keeps the machine busy."""
LOOK_S = 0.2
"""Seconds between two looks whether somebody has asked to stop."""
MOST_SCANS = 300
"""Pages for which a process is given more time, as many as are read of one document."""
GIVEN = (
    "PATH",
    "PATHEXT",
    "SYSTEMROOT",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TESSDATA_PREFIX",
    "OMP_NUM_THREADS",
    "OMP_THREAD_LIMIT",
)
"""What it is told of this process's environment: no key of a provider, no password, no setting."""
_ROOT = Path(__file__).parents[3]
_WINDOWS = sys.platform == "win32"


class Process:
    """One at a time may ask it. It has a folder of its own, which goes with it."""

    def __init__(self) -> None:
        """Start it; it loads while this goes on."""
        self._folder = tempfile.mkdtemp(prefix="briefing-read-")
        # A pipe on which nothing is said, and not the requests': a signal for these may come after they were read.
        lifeline, held = os.pipe()
        self._lifeline = os.fdopen(held, "wb")
        given = () if _WINDOWS else (lifeline,)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "assistant.library.apart.worker", *map(str, given)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
            env=_environment(self._folder),
            start_new_session=not _WINDOWS,  # Ctrl-C on the terminal is not for it, and its whole group can be ended
            pass_fds=given,
        )
        os.close(lifeline)
        self._answers: SimpleQueue[wire.Told | None] = SimpleQueue()
        self._most = 1_000_000
        self._ready = False
        self.held_bytes = 0
        threading.Thread(target=self._listen, daemon=True, name="reading").start()

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, request: dict[str, Any], limits: Limits, waiting: Callable[[], None]) -> wire.Told:
        """Its answer to `request`; `waiting` is called again and again meanwhile, and what it raises ends the process.

        Raises:
            ReadTooLong: there is none in time.
            ReaderEnded: the process ended, or answered with what is no answer.
        """
        try:
            if not self._ready:
                self._next(time.monotonic() + START_S, waiting)
                self._ready = True
            self._most = limits.answer_bytes
            return self._answer(request, limits, waiting)
        except BaseException:
            self.end()
            raise

    def _answer(self, request: dict[str, Any], limits: Limits, waiting: Callable[[], None]) -> wire.Told:
        try:
            if self._process.stdin is None:
                raise OSError
            wire.put(self._process.stdin, {**request, "memory_bytes": limits.memory_bytes})
        except OSError as error:
            raise ReaderEnded("the process that reads files is gone") from error
        deadline = time.monotonic() + limits.seconds
        extended = False
        while True:
            told = self._next(deadline, waiting)
            if "log" in told.says:
                _log.warning("%s", str(told.says["log"])[:500])
            elif "scans" in told.says:
                if not extended and isinstance(scans := told.says["scans"], int):
                    deadline += min(scans, MOST_SCANS) * limits.scan_s
                extended = True
            else:
                held = told.says.get("held_bytes", 0)
                self.held_bytes = held if isinstance(held, int) else 0
                return told

    def _next(self, deadline: float, waiting: Callable[[], None]) -> wire.Told:
        """The next message."""
        while (left := deadline - time.monotonic()) > 0:
            try:
                told = self._answers.get(timeout=min(left, LOOK_S))
            except Empty:
                waiting()
                continue
            if told is None:
                raise ReaderEnded("the process that reads files ended in the midst of it")
            return told
        raise ReadTooLong("the time for it is up")

    def _listen(self) -> None:
        """Take in what it says, until it has nothing more to say."""
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        try:
            while told := wire.get(self._process.stdout, self._most):
                self._answers.put(told)
        except (wire.Broken, OSError, ValueError) as error:
            _log.info("A reading process said what it may not: %s", error)
        self._answers.put(None)

    def end(self) -> None:
        """End it and all that it has started."""
        with contextlib.suppress(OSError):
            if _WINDOWS:
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._lifeline):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _environment(folder: str) -> dict[str, str]:
    """What the process finds in its environment: where its modules are, and `folder` for all that it writes."""
    given = {name: os.environ[name] for name in GIVEN if name in os.environ}
    modules = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    here = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "HOME"), folder)
    return {**given, **here, "PYTHONPATH": modules, "PYTHONDONTWRITEBYTECODE": "1"}
