"""The source panel: one for all tabs. Any button with ``data-document`` opens it; page.js asks for its content."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.records import Span
from assistant.ui.source import Place, panel, problem_panel
from assistant.ui.source_tools import page_shown
from assistant.ui.status import problem

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

    def show_page(asked: dict[str, Any]) -> str:
        """A page of it as it is printed, for what a button's attributes say."""
        return page(served, asked)

    functions = [show_source, show_page]
    return gr.HTML(
        "", js_on_load=ON_LOAD, server_functions=functions, elem_id="source-panel", apply_default_css=False
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
    nth, of = _number(asked, "position") or 0, _number(asked, "total") or 0
    return panel(document, Place(_span(asked), nth, of, _number(asked, "from")), current, passages)


def page(served: Served, asked: Mapping[str, Any]) -> str:
    """The page for ``{document, version, start, end, page}``; where none is named, the one on which the span begins."""
    try:
        document, span = served.document(str(asked.get("document", "")), _number(asked, "version")), _span(asked)
        image = served.page_image(document.id, document.version, _number(asked, "page"), span)
        return page_shown(document, image, span)
    except AssistantError as error:
        return problem(error.message, error.hint)
    except Exception:  # the edge: logged, and told in one calm line
        LOGGER.exception("A page could not be shown.")
        return problem("The page cannot be shown.", "The log of the server says more.")


def _span(asked: Mapping[str, Any]) -> Span | None:
    start, end = _number(asked, "start"), _number(asked, "end")
    return Span(start, end) if start is not None and end is not None and 0 <= start < end else None


def _number(asked: Mapping[str, Any], name: str) -> int | None:
    value = asked.get(name)
    return int(value) if isinstance(value, (int, str)) and str(value).isdecimal() else None
