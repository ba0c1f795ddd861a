"""The list of conversations: the frame that talks.js fills, and its entries. Pure rendering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.records.days import day_in_words
from assistant.ui.markup import Safe, element, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.records import TalkEntry

FIND = "Find a conversation"


def frame() -> Safe:
    """What stands there before the list is known: folded up, with a box to search in."""
    box = Safe(f'<input type="search" placeholder="{FIND}" aria-label="{FIND}" autocomplete="off" maxlength="200">')
    told = element("p", class_="talks-told", role="status")
    body = element("div", box, told, element("div", class_="talks-found"), class_="talks-body")
    return element("details", element("summary", "Conversations"), body, class_="talks")


def talk_list(entries: Sequence[TalkEntry], find: str = "", most: int = 0) -> Safe:
    """The conversations found, the latest first; `most` is how many are listed where there may be more."""
    if not entries:
        none = "No conversation has these words." if find.strip() else "Kept here once you have asked something."
        return element("p", none, class_="byline")
    cut = most and len(entries) >= most
    more = element("p", f"The latest {most}. Others are found by their words.", class_="byline") if cut else ""
    return join([element("ul", join(map(_entry, entries)), aria_label="Conversations"), more])


def deleted(name: str, token: str) -> Safe:
    """That a conversation was deleted, and how it comes back."""
    undo = element("button", "Undo", type="button", class_="quiet", data_restore=token, aria_label="Undo the deletion")
    return join([f"Deleted “{name}”. ", undo])


def _entry(entry: TalkEntry) -> Safe:
    asked = "1 question" if entry.questions == 1 else f"{entry.questions} questions"
    said = join([element("span", entry.name, class_="talk-name"),
                 element("span", f"{day_in_words(entry.day)} · {asked}", class_="byline")])  # fmt: skip
    tools = (
        element("button", label, type="button", class_="quiet", data_talk_do=label.lower(),
                aria_label=f"{label} “{entry.name}”")
        for label in ("Rename", "Delete")
    )  # fmt: skip
    opening = element("button", said, type="button", class_="talk", data_open=entry.token)
    return element("li", opening, element("span", *tools, class_="talk-tools"), data_talk=entry.token)
