"""What is thought of an answer, up or down with a note, under an answer that is kept. Pure; opinions.js listens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.ui.markup import Safe, element
from assistant.ui.words import say

if TYPE_CHECKING:
    from assistant.ui.turns import Turn

NAMES = {"up": ("Helpful", "This answer is helpful"), "down": ("Not helpful", "This answer is not helpful")}
NOTE = "What was right or wrong, for whoever improves the answers"


def opinion(turn: Turn) -> Safe:
    """The two buttons, the one pressed that was chosen, and the note; nothing where the answer is not kept."""
    if not (turn.answer and turn.kept_at and turn.kept_at.place):
        return Safe()
    given = turn.opinion
    buttons = (
        element("button", say(label), type="button", class_="quiet", data_verdict=verdict, aria_label=say(name),
                aria_pressed="true" if given and given.verdict == verdict else "false")
        for verdict, (label, name) in NAMES.items()
    )  # fmt: skip
    return element(
        "div",
        element("span", *buttons, class_="verdicts", role="group", aria_label=say("What you think of this answer")),
        _note(given.note if given else "", hidden=given is None),
        class_="opinion",
        data_token=turn.kept_at.token,
        data_place=turn.kept_at.place,
    )


def _note(note: str, *, hidden: bool) -> Safe:
    box = element("input", type="text", name="note", value=note, aria_label=say("Note on this answer"),
                  placeholder=say(NOTE), maxlength=2000, autocomplete="off")  # fmt: skip
    save = element("button", say("Save note"), type="submit", class_="quiet")
    told = element("span", role="status", class_="told")
    return element("form", Safe(box.removesuffix("</input>")), save, told, class_="note-form", hidden=hidden)
