"""What an embedding model can read: which scripts, how much of a text, and how long the rest of it is.

A model that was never taught a script still gives vectors for it, of single letters or of pieces marked unknown, and
those say next to nothing. Which scripts a model reads is measured from its tokenizer, on a sentence in each: a model
that reads one has pieces of several letters for it (or whole characters, where a character is a word).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from assistant.library.script import LATIN, Script, letters, runs
from assistant.records import Span

Pieces = Callable[[str], Sequence[Span | None]]
"""Text → the pieces that a tokenizer makes of it, as spans of the text; None for a piece that it does not know."""

HALF = 0.5
"""Share of a text under which a model that reads no more of it is said not to read it."""


class Readable:
    """What one model reads."""

    def __init__(self, pieces: Pieces) -> None:
        """Nothing is measured yet."""
        self._pieces = pieces
        self._known: dict[Script, bool] = {}

    def reads(self, script: Script) -> bool:
        """Whether the model reads `script`."""
        if script not in self._known:
            self._known[script] = self._fluent(script, script.sample)
        return self._known[script]

    def share(self, text: str) -> float:
        """How much of `text` the model reads, 0..1, a letter counted by what it says; 0 under `HALF`.

        Text without letters (a number, a date) is read by every model.
        """
        said = {script: n / script.token for script, n in letters(text).items()}
        if not said or said.keys() == {LATIN}:
            return 1.0
        read = sum(n for script, n in said.items() if self._reads_of(script, text)) / sum(said.values())
        return read if read >= HALF else 0.0

    def unread(self, text: str) -> list[Script]:
        """The scripts in `text` that the model does not read, the most used first."""
        return [script for script, _ in letters(text).most_common() if not self._reads_of(script, text)]

    def parted(self, text: str) -> tuple[str, int]:
        """`text` with spaces for the letters that the model does not read, and their tokens to a model that does.

        So a passage of Russian has the length of an English one, and not a quarter of it because each letter counts;
        and what else stands in it is not pushed out of the model's sight. Offsets stay as they are.
        """
        unread = self.unread(text) if not text.isascii() else []
        if not unread:
            return text, 0
        kept, tokens, at = [], 0, 0
        for script, run in runs(text):
            if script in unread:
                tokens += math.ceil((run.end - run.start) / script.token)
                kept += [text[at : run.start], " " * (run.end - run.start)]
                at = run.end
        return "".join([*kept, text[at:]]), tokens

    def _reads_of(self, script: Script, text: str) -> bool:
        """As `reads`; a script of which we have no sentence is tried on the text itself."""
        return self.reads(script) if script.sample else self._fluent(script, text)

    def _fluent(self, script: Script, text: str) -> bool:
        """Whether the pieces that hold letters of `script` in `text` are as long as a reader's are."""
        held = {i for found, run in runs(text) if found is script for i in range(run.start, run.end)}
        made = [span for span in self._pieces(text) if span is None or held.intersection(range(span.start, span.end))]
        known = held.intersection(i for span in made if span for i in range(span.start, span.end))
        return bool(made) and len(known) / len(made) >= script.piece
