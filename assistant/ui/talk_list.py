"""The list of conversations: the frame that talks.js fills, and its entries. Pure rendering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.ui.labels import day
from assistant.ui.markup import Safe, element, join
from assistant.ui.words import count, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.records import TalkEntry

FIND = "Find a conversation"
TOOLS = {"rename": ("Rename", "Rename “{name}”"), "delete": ("Delete", "Delete “{name}”")}


def frame() -> Safe:
    """What stands there before the list is known: folded up, with a box to search in."""
    find = {"type": "search", "placeholder": say(FIND), "aria_label": say(FIND)}
    box = Safe(element("input", **find, autocomplete="off", maxlength=200).removesuffix("</input>"))
    told = element("p", class_="talks-told", role="status")
    body = element("div", box, told, element("div", class_="talks-found"), class_="talks-body")
    return element("details", element("summary", say("Conversations")), body, class_="talks")


def talk_list(entries: Sequence[TalkEntry], find: str = "", most: int = 0) -> Safe:
    """The conversations found, the latest first; `most` is how many are listed where there may be more."""
    if not entries:
        none = say("No conversation has these words." if find.strip() else "Kept here once you have asked something.")
        return element("p", none, class_="byline")
    cut = most and len(entries) >= most
    told = say("The latest {number}. Others are found by their words.", number=most)
    more = element("p", told, class_="byline") if cut else ""
    return join([element("ul", join(map(_entry, entries)), aria_label=say("Conversations")), more])


def deleted(name: str, token: str) -> Safe:
    """That a conversation was deleted, and how it comes back."""
    named = say("Undo the deletion")
    undo = element("button", say("Undo"), type="button", class_="quiet", data_restore=token, aria_label=named)
    return join([say("Deleted “{name}”.", name=name), undo], " ")


def _entry(entry: TalkEntry) -> Safe:
    asked = count(entry.questions, "{number} question", "{number} questions")
    said = join([element("span", entry.name, class_="talk-name"),
                 element("span", f"{day(entry.day)} · {asked}", class_="byline")])  # fmt: skip
    tools = (
        element("button", say(label), type="button", class_="quiet", data_talk_do=does,
                aria_label=say(named, name=entry.name))
        for does, (label, named) in TOOLS.items()
    )  # fmt: skip
    opening = element("button", said, type="button", class_="talk", data_open=entry.token)
    return element("li", opening, element("span", *tools, class_="talk-tools"), data_talk=entry.token)
