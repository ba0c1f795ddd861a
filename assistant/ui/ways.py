"""From one tab to the next without typing again: what was taken along is put into the tab, and its button pressed.

`onward` renders the buttons that lead here; onward.js tells which was pressed, and presses the tab's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.ui.asker import asker
from assistant.ui.compare import titled, versions_of
from assistant.ui.scope import HIDDEN, alone, chosen_of

if TYPE_CHECKING:
    from assistant.ui.ask import AskTab
    from assistant.ui.brief import BriefTab
    from assistant.ui.check import CheckTab
    from assistant.ui.compare import CompareTab
    from assistant.ui.phrases import PhrasesTab
    from assistant.ui.served import Served

# onward.js calls this; the names are the events that it may trigger, each that of a tab.
ON_LOAD = "window.briefing.ways(element, trigger); /* 'ask' 'compare' 'brief' 'check' 'phrases' */"


@dataclass(frozen=True, slots=True)
class Stations:
    """The tabs that something can be taken to."""

    ask: AskTab
    compare: CompareTab
    phrases: PhrasesTab
    brief: BriefTab
    check: CheckTab


def ways(served: Served, tabs: gr.Tabs, to: Stations) -> None:
    """Connect the ways; the element that hears of them shows nothing."""
    heard = gr.HTML("", js_on_load=ON_LOAD, elem_id="onward", apply_default_css=False)

    def to_ask(event: gr.EventData) -> list[Any]:
        return alone(served.documents(), list(event.documents))

    def to_compare(event: gr.EventData) -> list[Any]:
        known, pair = titled(served.documents()), [str(event.a), str(event.b)]
        return [*(chosen_of(known, i) for i in pair), *(versions_of(served, i) for i in pair)]

    def to_brief(event: gr.EventData) -> str:
        return topic_of(served, str(event.conversation))

    def to_check(event: gr.EventData) -> str:
        return str(event.text)

    def to_phrases(event: gr.EventData) -> str:
        return str(event.phrase)

    scope = [*to.ask.scope.inputs, to.ask.scope.fold]
    sides = [to.compare.a, to.compare.b, *to.compare.versions]
    put = {
        "ask": (to_ask, scope),
        "compare": (to_compare, sides),
        "brief": (to_brief, to.brief.topic),
        "check": (to_check, to.check.text),
        "phrases": (to_phrases, to.phrases.phrase),
    }
    for name, (fill, places) in put.items():
        filled = getattr(heard, name)(fill, None, places, **HIDDEN)
        turned = filled.then(_turned(name), None, tabs, **HIDDEN)
        turned.then(None, None, None, js=f"() => window.briefing.arrived('{name}')", **HIDDEN)


def topic_of(served: Served, token: str) -> str:
    """What a conversation is about: its name, which is its first question unless somebody gave it another."""
    try:
        return served.talks.name(asker().name, token)
    except AssistantError:
        return ""


def _turned(name: str) -> Any:  # noqa: ANN401 - a function that Gradio calls
    def turned() -> Any:  # noqa: ANN401 - Gradio's update
        return gr.update(selected=name)

    return turned
