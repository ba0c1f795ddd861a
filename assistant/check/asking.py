"""The chat model during the check of one text: asked so often and so long at most, and no more once it has failed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from assistant.chat.chain import Writing, written
from assistant.chat.writer import Writer
from assistant.errors import ChatError

if TYPE_CHECKING:
    from langchain_core.prompts import ChatPromptTemplate

MOST_S = 300.0
"""Seconds that all replies for one text may take together."""


class Asking:
    """What one check asks of a chat model, and what is to be said of it afterwards."""

    def __init__(
        self,
        writer: Callable[[], Writer | None],
        most_calls: int,
        stop: Callable[[], bool] | None = None,
        most_s: float = MOST_S,
    ) -> None:
        """`writer` gives the model, None for none; where it cannot be had, that is noted and nothing is asked.

        Args:
            writer: Called at once, unless no call is allowed.
            most_calls: Replies that may be asked for.
            stop: Ends a reply in its midst.
            most_s: Seconds that all replies may take together.
        """
        self.calls = 0
        self.engine = ""
        self.failed = ""
        self.most_calls = most_calls
        self._stop, self._most_s = stop, most_s
        self._ends: float | None = None
        self._stopped = False
        self._writer: Writer | None = None
        try:
            self._writer = writer() if most_calls else None
        except ChatError as error:
            self._fail(error)

    @property
    def writer(self) -> Writer | None:
        """The model, where it may be asked again."""
        return None if self._stopped or self.failed or self.spent else self._writer

    @property
    def spent(self) -> str:
        """Which bound was reached, in words; "" for none."""
        if self._writer and self.calls >= self.most_calls:
            return f"it is asked {self.calls} time{'s' * (self.calls != 1)} at most for one text"
        if self._ends is not None and time.monotonic() >= self._ends:
            return f"its replies for one text may take {self._most_s:g} seconds"
        return ""

    def reply(self, prompt: ChatPromptTemplate, values: Mapping[str, str]) -> str | None:
        """What the model makes of `prompt` filled with `values`; None where it gave no whole reply."""
        writer = self.writer
        if writer is None:
            return None
        self._ends = self._ends or time.monotonic() + self._most_s
        self.calls += 1
        config: Any = {"configurable": {"stop": self._is_over}}
        try:
            done = written((prompt | Writing(writer)).invoke(dict(values), config))
        except ChatError as error:
            self._fail(error)
            return None
        if done.stopped:
            self._stopped = self._stop is not None and self._stop()
            return None
        self.engine = done.model
        return done.text

    def _is_over(self) -> bool:
        late = self._ends is not None and time.monotonic() >= self._ends
        return late or (self._stop is not None and self._stop())

    def _fail(self, error: ChatError) -> None:
        self.failed = f"{error.message} {error.hint or ''}".strip()
