"""The tab "Phrases": one phrase followed through the documents, or phrases proposed. Layout and events.

What is shown is rendered by `ledger` and `chart`.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.library.scope import in_scope
from assistant.ui.ledger import followed, proposals
from assistant.ui.library import empty_library
from assistant.ui.scope import HIDDEN, ScopeControls, connect, scope_controls, scope_of
from assistant.ui.status import problem
from assistant.ui.words import caption

if TYPE_CHECKING:
    from assistant.ui.served import Served

LOGGER = logging.getLogger(__name__)
INFO = "Found in any case and line break. | joins variants of one phrase: invincible alliance|unconquerable alliance"
# page.js calls this when the ledger is there; the name is the event that it may trigger.
ON_LOAD = "window.briefing.phrases(element, trigger); /* 'follow' */"


@dataclass(frozen=True, slots=True)
class PhrasesTab:
    """The scope's controls, which the page gives their choices, and the box for the phrase."""

    scope: ScopeControls
    phrase: gr.Textbox


def phrases_tab(served: Served, tab: gr.Tab) -> PhrasesTab:
    """Lay the tab out and connect its events."""
    with gr.Row(elem_id="phrase-row", equal_height=False):
        words = caption("Words as they stand")
        phrase = gr.Textbox(label=caption("Phrase"), placeholder=words, lines=1, max_lines=1, scale=1)
        follow = gr.Button(caption("Follow"), variant="primary", scale=0, min_width=88)
    # Not the box's own info line: Gradio makes that a part of its name.
    gr.HTML(f'<p class="hint">{caption(INFO)}</p>', apply_default_css=False)
    scope = scope_controls("phrases-scope")
    shown = gr.HTML("", js_on_load=ON_LOAD, elem_id="phrases", apply_default_css=False)
    connect(scope, served)

    def typed(wanted: str, *values: Any) -> str:  # noqa: ANN401 - the values of the controls
        return ledger_of(served, wanted, values)

    def chosen(event: gr.EventData, *values: Any) -> list[str]:  # noqa: ANN401
        wanted = str(event.phrase)
        return [wanted, ledger_of(served, wanted, values)]

    def begun(now: str, wanted: str, *values: Any) -> Any:  # noqa: ANN401 - HTML, or Gradio's "leave as it is"
        return gr.skip() if now or wanted else ledger_of(served, "", values)

    asking = {"api_visibility": "private", "concurrency_id": "phrases"}
    gr.on([phrase.submit, follow.click], typed, [phrase, *scope.inputs], shown, **asking)
    shown.follow(chosen, scope.inputs, [phrase, shown], **asking)
    tab.select(begun, [shown, phrase, *scope.inputs], shown, **HIDDEN)
    return PhrasesTab(scope, phrase)


def ledger_of(served: Served, phrase: str, values: tuple[Any, ...]) -> str:
    """The HTML for `phrase` in the documents chosen; for none, phrases to start from."""
    try:
        if not served.documents():
            return empty_library()
        scope = scope_of(values)
        wanted = [phrase] if (phrase or "").strip() else []
        documents = [d for d in served.documents() if in_scope(d, scope)]
        ledger = served.phrases(wanted, scope)
        return followed(ledger, documents) if wanted else proposals(ledger, documents)
    except AssistantError as error:
        return problem(error.message, error.hint)
    except Exception:  # the edge: logged, and told in one calm line
        LOGGER.exception("A phrase could not be followed.")
        return problem("Something went wrong, and the phrase was not followed.", "The log of the server says more.")
