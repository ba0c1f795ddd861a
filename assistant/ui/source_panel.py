"""The source panel: one for all tabs. Any button with ``data-document`` opens it; page.js asks for its content."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.records import Span
from assistant.ui.source import Place, panel, problem_panel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.ui.served import Served

LOGGER = logging.getLogger(__name__)
ON_LOAD = "window.briefing.sourcePanel(element, props, server);"


def source_panel(served: Served) -> gr.HTML:
    """The panel, empty and closed."""

    def show_source(asked: dict[str, Any]) -> str:
        """The panel's HTML for what a button's attributes say."""
        return shown(served, asked)

    return gr.HTML(
        "", js_on_load=ON_LOAD, server_functions=[show_source], elem_id="source-panel", apply_default_css=False
    )


def shown(served: Served, asked: Mapping[str, Any]) -> str:
    """The panel for ``{document, version, start, end, position, total, from}``, of which nothing is trusted."""
    try:
        version = _number(asked, "version")
        document = served.document(str(asked.get("document", "")), version)
        current = served.document(document.id).version
        passages = served.passages(document.id, document.version)
    except AssistantError as error:
        return problem_panel(error.message, error.hint)
    except Exception:  # the edge: logged, and told in one calm line
        LOGGER.exception("A source could not be shown.")
        return problem_panel("The source cannot be shown.", "The log of the server says more.")
    start, end = _number(asked, "start"), _number(asked, "end")
    span = Span(start, end) if start is not None and end is not None and 0 <= start < end else None
    place = Place(span, _number(asked, "position") or 0, _number(asked, "total") or 0, _number(asked, "from"))
    return panel(document, place, current, passages)


def _number(asked: Mapping[str, Any], name: str) -> int | None:
    value = asked.get(name)
    return int(value) if isinstance(value, (int, str)) and str(value).isdecimal() else None
