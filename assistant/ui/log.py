"""The conversation as HTML: a region with the role ``log``, one article for each turn. Pure rendering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.ui.downloads import menu
from assistant.ui.library import empty_library
from assistant.ui.markup import Safe, element, join
from assistant.ui.onward import from_answer, from_conversation
from assistant.ui.opinion import opinion
from assistant.ui.reply import copy_button, reply
from assistant.ui.status import problem
from assistant.ui.turns import conversation_of
from assistant.ui.words import count, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.ui.turns import Turn, Turns


OPENING = "Opening the library …"


def log(turns: Turns, examples: Sequence[str] | None = None) -> Safe:
    """The whole conversation; where it has not begun, how to begin it, once `examples` of questions are known.

    An empty library has none: it is told apart from one that nobody has looked into yet.
    """
    said = join(_turn(turn, n, last=n == len(turns)) for n, turn in enumerate(turns, 1))
    kept = conversation_of(turns) or None
    named = {"role": "log", "aria_label": say("Conversation"), "aria_live": "polite", "class_": "log"}
    region = element("div", said, **named, data_conversation=kept)
    if not turns and examples is None:
        return join([region, element("p", say(OPENING), class_="status opening")])
    return join([region, _whole(turns) if turns else _welcome(examples or ())])


def _whole(turns: Turns) -> Safe:
    """Where the whole conversation is downloaded, once it holds more than one answer; where else it leads."""
    tokens = [turn.token for turn in turns if turn.token]
    if turns[-1].state == "searching":
        return Safe()
    cites = any(turn.answer and turn.answer.citations for turn in turns)
    label = say("Download the conversation")
    taken = menu(tokens, label, label, cites=cites) if len(tokens) > 1 else ""
    onward = from_conversation(conversation_of(turns)) if tokens else ""
    return element("div", taken, onward, class_="actions whole-talk") if taken or onward else Safe()


def _welcome(examples: Sequence[str]) -> Safe:
    if not examples:
        return empty_library()
    buttons = join(
        element("li", element("button", example, type="button", class_="example", data_ask=example))
        for example in examples
    )
    return element(
        "div",
        element("h2", say("Ask the library")),
        element("p", say("Every sentence of an answer opens the words of the document that it rests on.")),
        element("ul", buttons, class_="examples", aria_label=say("Example questions")),
        class_="welcome",
    )


def _turn(turn: Turn, number: int, *, last: bool) -> Safe:
    return element(
        "article",
        element("h3", turn.question, class_="question"),
        _ending(turn, number),
        _actions(turn, last=last),
        class_=f"turn {turn.state}",
        aria_busy="true" if turn.state == "searching" else None,
    )


def _ending(turn: Turn, number: int) -> Safe:
    if turn.answer or turn.problem:
        said = reply(turn.answer, turn.sources or {}, number) if turn.answer else ""
        return join([said, problem(turn.problem.message, turn.problem.hint) if turn.problem else ""])
    if turn.state == "stopped":
        return element("p", say("Stopped."), class_="status")
    if not turn.draft:
        return element("p", _awaited(turn.before), class_="status")
    # Nobody is read this while it changes; the checked answer takes its place.
    draft = element("p", turn.draft, class_="draft", aria_hidden="true")
    return join([element("p", say("Writing; not yet checked against the sources …"), class_="status"), draft])


def _awaited(before: int | None) -> str:
    if before is None:
        return say("Searching the documents …")
    if not before:
        return say("Others are being answered; yours is the next question.")
    return count(before, "One question waits before yours …", "{number} questions wait before yours …")


def _actions(turn: Turn, *, last: bool) -> Safe:
    """Copy and download for answers, Retry for the last question only: an earlier one would not be the last said."""
    copy = copy_button(turn.answer, turn.sources or {}) if turn.answer else ""
    taken = ""
    if turn.answer and turn.token:
        taken = menu([turn.token], say("Download"), say("Download this answer"), cites=bool(turn.answer.citations))
    again = turn.state != "searching" and last
    retry = element("button", say("Retry"), type="button", class_="quiet", data_retry=True) if again else ""
    if not (copy or retry):
        return Safe()
    onward = from_answer(turn.answer) if turn.answer else ""
    told = element("span", role="status", class_="told")
    return element("div", copy, taken, onward, retry, told, opinion(turn), class_="actions")
