"""The conversations beside the tab "Ask": keeping what is answered there, listing, opening, naming, deleting it.

What is shown is rendered by `talk_list`; talks.js fills it in, so that Gradio's own patching never meets it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.records import KeptAt, Opinion
from assistant.ui.asker import asker
from assistant.ui.scope import scope_of
from assistant.ui.status import problem
from assistant.ui.talk_list import deleted, frame, talk_list
from assistant.ui.turns import Problem, Turn, Turns, place_of
from assistant.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.ui.kept import Kept
    from assistant.ui.served import Served

LOGGER = logging.getLogger(__name__)
# talks.js calls this when the list's place is there; the name is the event that it may trigger.
ON_LOAD = "window.briefing.talks(element, trigger, server); /* 'open' */"
MOST_LISTED = 50
UNFORESEEN = Problem("Something went wrong with the conversations.", "The log of the server says more.")


def linked(request: gr.Request) -> str:
    """The token of the conversation whose link the page was opened by, if it was."""
    return str(request.query_params.get("conversation") or "")


@dataclass(frozen=True, slots=True)
class Talking:
    """What the tab does with the conversations that are kept."""

    served: Served
    kept: Kept

    def keep(self, turn: Turn, values: Sequence[Any], earlier: Turns, instead: int = 0) -> Turn:
        """`turn` kept in its conversation, or told why it is not.

        `values` are the scope's, `earlier` is what it was asked after, `instead` the turn that it replaces.
        """
        from assistant.talks.talks import Asking

        if not turn.answer:
            return turn
        try:
            asking = Asking(turn.answer, scope_of(values), place_of(earlier), instead)
            token = turn.kept_at.token if turn.kept_at else ""
            return replace(turn, kept_at=self.served.talks.keep(asker().name, token, asking))
        except AssistantError as error:
            return replace(turn, problem=Problem("This answer is not kept.", f"{error.message} {say(error.hint)}"))
        except Exception:  # the edge: whatever happens, the answer is shown
            LOGGER.exception("An answer could not be kept.")
            return replace(turn, problem=Problem("This answer is not kept.", UNFORESEEN.hint))

    def opened(self, token: str) -> Turns:
        """A conversation as the page shows it; raises as `Talks.turns` does."""
        return tuple(
            Turn(
                found.answered.answer.question,
                "answered",
                found.answered.answer,
                found.answered.sources,
                token=self.kept.put(found.answered),
                kept_at=found.kept_at,
                opinion=found.opinion,
            )
            for found in self.served.talks.turns(asker().name, token, self.served.document)
        )


def talks_list(served: Served) -> gr.HTML:
    """The list, empty; talks.js asks for its entries and for what is done with them."""

    def talks(asked: dict[str, Any]) -> dict[str, str]:
        """The list for ``{does, token, name, find}`` once that is done."""
        return _safely(lambda: _done(served, asked))

    def judge(asked: dict[str, Any]) -> dict[str, str]:
        """Keep what is thought of an answer: ``{token, place, verdict, note}``, without a verdict nothing."""
        return _safely(lambda: _judged(served, asked))

    on_load = {"js_on_load": ON_LOAD, "server_functions": [talks, judge]}
    return gr.HTML(frame(), **on_load, elem_id="talks", apply_default_css=False)


def _done(served: Served, asked: Mapping[str, Any]) -> dict[str, str]:
    """What comes from the browser is trusted for nothing: the user's own conversations alone are found."""
    does, token, find = (str(asked.get(name) or "") for name in ("does", "token", "find"))
    user, told = asker().name, ""
    if does == "rename":
        served.talks.rename(user, token, str(asked.get("name") or ""))
    elif does == "delete":
        told = deleted(served.talks.name(user, token), token)
        served.talks.delete(user, token)
    elif does == "restore":
        served.talks.restore(user, token)
    found = served.talks.entries(user, find, MOST_LISTED)
    return {"list": talk_list(found, find, MOST_LISTED), "told": told}


def _judged(served: Served, asked: Mapping[str, Any]) -> dict[str, str]:
    verdict, place = asked.get("verdict"), asked.get("place")
    opinion = None
    if verdict in ("up", "down"):
        opinion = Opinion(verdict, str(asked.get("note") or ""))
    at = KeptAt(str(asked.get("token") or ""), int(str(place)) if str(place).isdecimal() else 0)
    served.talks.judge(asker().name, at, opinion)
    return {"told": say("Kept") if opinion else say("Taken back")}


def _safely(do: Callable[[], dict[str, str]]) -> dict[str, str]:
    """What `do` gives, or what went wrong in words."""
    try:
        return do()
    except AssistantError as error:
        return {"problem": problem(error.message, error.hint), "said": f"{error.message} {say(error.hint)}".strip()}
    except Exception:  # the edge: logged, and told in one calm line
        LOGGER.exception("Conversations could not be used.")
        return {"problem": problem(UNFORESEEN.message, UNFORESEEN.hint), "said": say(UNFORESEEN.message)}
