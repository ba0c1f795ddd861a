"""What leads from one tab to the next without typing again: buttons that carry what they take along. Pure.

onward.js tells `ways` which was pressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.ui.markup import Safe, element, join
from assistant.ui.words import say

if TYPE_CHECKING:
    from assistant.records import Answer


def from_answer(answer: Answer) -> Safe:
    """From an answer: its first two documents side by side, and its sentences held against the library."""
    titles = {c.document_id: c.title for c in reversed(answer.citations)}
    pair = answer.cited[:2]
    compare = ""
    if len(pair) == 2:
        named = say("Compare “{a}” and “{b}”", a=titles[pair[0]], b=titles[pair[1]])
        compare = _button(say("Compare"), named, "compare", data_a=pair[0], data_b=pair[1])
    said = "\n\n".join(sentence.text for sentence in answer.sentences)
    check = ""
    if said and not answer.refused:
        check = _button(say("Check"), say("Check this answer against all documents"), "check", data_text=said)
    return join([compare, check])


def from_conversation(token: str) -> Safe:
    """From a conversation that is kept: its link, and a brief on its topic."""
    if not token:
        return Safe()
    link = element("button", say("Copy link"), type="button", class_="quiet", data_copy_link=token)
    topic = say("Write a brief on the topic of this conversation")
    brief = _button(say("Write a brief"), topic, "brief", data_conversation=token)
    return join([link, brief, element("span", role="status", class_="told")])


def from_library() -> Safe:
    """From rows of the Library: two side by side, some to ask; choosing.js says which, and hides what does not fit."""
    return join(
        [
            element("button", say("Compare both"), **_KIND, hidden=True, data_onward="compare"),
            element("button", say("Ask these alone"), **_KIND, hidden=True, data_onward="ask"),
        ]
    )


def phrase(words: str) -> Safe:
    """A phrase that can be followed through all documents."""
    return _button(words, say("Follow “{phrase}” through the documents", phrase=words), "phrases", data_phrase=words)


_KIND = {"type": "button", "class_": "quiet onward"}


def _button(label: str, name: str, to: str, **taken: str) -> Safe:
    return element("button", label, **_KIND, aria_label=name, title=name, data_onward=to, **taken)
