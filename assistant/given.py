"""What a command was given: its arguments as questions, a scope, a text to check."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

    from assistant.library.draft import Draft
    from assistant.records import Question, Scope
    from assistant.settings import Settings


def questions(a: argparse.Namespace) -> Iterable[dict[str, Any]]:
    """The one question typed, or those of a file."""
    if not a.questions:
        return [{"question": a.question}]
    from assistant.evaluate import question_lines

    return question_lines(a.questions)


def question(asked: Mapping[str, Any], within: Scope) -> Question:
    """One of `questions` with the questions before it."""
    from assistant.records import Question

    return Question(asked["question"], within, tuple(asked.get("conversation") or ()))


def scope(a: argparse.Namespace, asked: Mapping[str, Any] | None = None) -> Scope:
    """The documents to look in; those that a question of a file names stand before the command's."""
    from assistant.records import Scope

    return Scope(
        documents=tuple((asked or {}).get("documents") or a.document or ()),
        issuers=tuple(a.issuer or ()),
        recipients=tuple(a.recipient or ()),
        kinds=tuple(a.kind or ()),
        languages=tuple(a.language or ()),
        since=getattr(a, "from"),
        until=a.to,
    )


def text_to_check(file: str, settings: Settings) -> Draft:
    """The text of `file`, or of standard input where that is ``-``; raises as `draft` and `piped` do."""
    from assistant.library.apart.limits import Limits
    from assistant.library.draft import draft, piped

    return piped(sys.stdin.buffer.read()) if file == "-" else draft(Path(file), Limits.of(settings))
