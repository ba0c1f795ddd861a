"""A comparison with its summary in a chat model's words where there is one; as it is, with why, where that fails.

LangChain is not imported here: a comparison without a chat model does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.errors import ChatError
from assistant.records import Comparison

if TYPE_CHECKING:
    from assistant.chat.timed import Stop
    from assistant.compare.chain import Summariser


def summarised(
    comparison: Comparison, summariser: Callable[[], Summariser | None], stop: Stop | None = None
) -> Comparison:
    """`comparison`, its summary written by what `summariser` gives, if it gives one; `stop` ends that early."""
    try:
        by = summariser()
        return by.summarised(comparison, *by.documents(comparison), stop) if by else comparison
    except ChatError as error:
        return noted(comparison, f"{error.message} {error.hint or ''}".strip() + " The summary is the program's own.")


def noted(comparison: Comparison, told: str) -> Comparison:
    """`comparison` with `told` behind its note, and behind the line of its summary that is the note."""
    note = f"{comparison.note} {told}".strip()
    summary = tuple(
        replace(line, text=note) if comparison.note and line.text == comparison.note else line
        for line in comparison.summary
    )
    return replace(comparison, note=note, summary=summary)
