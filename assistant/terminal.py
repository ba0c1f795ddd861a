"""What a command says to the terminal or program that called it: JSON, one-line errors, bars on standard error."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.errors import AssistantError


def speak_utf8() -> None:
    r"""Write UTF-8 whatever the locale is; bytes of file names that are none as ``\udcff``, which is valid JSON."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_json(value: object) -> None:
    """One JSON value, on one line of standard output."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def complain(error: AssistantError, *, as_json: bool) -> None:
    """What failed and what to do, in one line on standard error; with `as_json` as an object on standard output too."""
    if as_json:
        print_json({"error": error.as_json()})
    one_line = " ".join(f"{error.message} {error.hint}".split())
    print(f"briefing: {one_line}", file=sys.stderr)


class Bar:
    """A bar on standard error: units done, rate, time left. Nothing where nothing is done."""

    def __init__(self, unit: str, doing: str) -> None:
        self._unit = f" {unit}"
        self._doing = doing
        self._bar: Any = None

    def __call__(self, done: int, known: int) -> None:
        """Show that `done` of `known` are done."""
        if self._bar is None:
            from tqdm import tqdm

            self._bar = tqdm(unit=self._unit, desc=self._doing, file=sys.stderr)
        self._bar.total = known
        self._bar.update(done - self._bar.n)
        if done >= known:
            self._bar.refresh()

    def close(self) -> None:
        """Leave the bar on a line of its own."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def progress_bar(unit: str = "passages", doing: str = "Reading documents") -> Bar:
    """A bar that shows how far something is."""
    return Bar(unit, doing)


class Draft:
    """A chat model's reply on standard error while it comes, where somebody watches; what is checked comes after it."""

    def __init__(self) -> None:
        """Nothing is shown before the first piece."""
        self._begun = False

    def told(self, piece: str) -> None:
        """Show another piece, without what would move the cursor."""
        if not sys.stderr.isatty():
            return
        if not self._begun:
            print("Writing; not yet checked against the sources:", file=sys.stderr)
            self._begun = True
        print("".join(c for c in piece if c == "\n" or c.isprintable()), end="", file=sys.stderr, flush=True)

    def ended(self) -> None:
        """Leave a line between the draft and what follows."""
        if self._begun:
            print("\n", file=sys.stderr)
