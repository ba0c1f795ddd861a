"""The page: its tabs, the source panel beside them, and what it fills in when it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.ui.api import Programs
from assistant.ui.ask import ask_tab, questions_to_start_from
from assistant.ui.brief import brief_tab, topics
from assistant.ui.briefed import start as brief_start
from assistant.ui.check import check_tab
from assistant.ui.compare import compare_tab, titles
from assistant.ui.kept import Kept
from assistant.ui.log import log
from assistant.ui.phrases import phrases_tab
from assistant.ui.scope import HIDDEN, choices
from assistant.ui.shelves import shelves_tab
from assistant.ui.source_panel import source_panel
from assistant.ui.talks import linked
from assistant.ui.turns import Turns  # Gradio reads the annotations when it runs
from assistant.ui.ways import Stations, ways

if TYPE_CHECKING:
    from assistant.ui.served import Served

HERE = Path(__file__).parent
TITLE = "Briefing assistant"
ASKED_AT_ONCE = 4
"""Questions answered at the same time; the embedding model shares the processor's cores among them."""
WAITING = 64
SCRIPTS = ("page", "download", "page_image", "brief", "check", "adding", "library", "talks", "opinions", "onward")
"""The first makes what the others add to."""
STYLES = ("style.css", "library.css", "talks.css")
SYSTEM_FONTS = ("-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Liberation Sans", "system-ui", "sans-serif")


def build_page(served: Served) -> gr.Blocks:
    """The whole page over `served`; nothing is asked of it until the page is opened."""
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as page:
        gr.HTML(f"<h1>{TITLE}</h1>", elem_id="masthead", apply_default_css=False)
        kept = keeping()
        with gr.Row(elem_id="desk", equal_height=False):
            with gr.Column(elem_id="work"), gr.Tabs(elem_id="tabs") as tabs:
                with gr.Tab("Ask", id="ask"):
                    ask = ask_tab(served, kept)
                with gr.Tab("Compare", id="compare"):
                    compare = compare_tab(served, kept)
                with gr.Tab("Phrases", id="phrases") as phrases_fold:
                    phrases = phrases_tab(served, phrases_fold)
                with gr.Tab("Brief", id="brief"):
                    brief = brief_tab(served, kept)
                with gr.Tab("Check", id="check"):
                    check = check_tab(served, kept)
                with gr.Tab("Library", id="library"):
                    shelves = shelves_tab(served)
            with gr.Column(elem_id="source", elem_classes="closed"):
                source_panel(served)
        ways(served, tabs, Stations(compare, phrases, brief, check))

        scopes = (ask.scope, brief.scope, phrases.scope)
        choosing = [compare.a, compare.b, check.against, check.without]
        given = [control for scope in scopes for control in scope.inputs]

        def opened(turns: Turns, draft: Any, request: gr.Request, *values: Any) -> list[Any]:  # noqa: ANN401 - a draft, or None
            documents = served.documents()
            each = len(given) // len(scopes)
            told = [choices(documents, values[at : at + each]) for at in range(0, len(given), each)]
            named = [titles(documents, value) for value in values[len(given) :]]
            # Whoever was quicker than this keeps what has begun.
            begun = gr.skip() if turns or linked(request) else log((), questions_to_start_from(served))
            offered = gr.skip() if draft else brief_start(topics(documents))
            return [begun, offered, *(update for scope in told for update in scope), *named]

        controls = [control for scope in scopes for control in (*scope.inputs[:4], scope.fold)]
        filled = [ask.conversation, brief.shown, *controls, *choosing]
        page.load(ask.by_link, None, list(ask.shown), **HIDDEN)
        for event in (page.load, shelves.changed):
            event(opened, [ask.turns, brief.draft, *given, *choosing], filled, **HIDDEN)
        Programs(served).offer()
    return page.queue(default_concurrency_limit=ASKED_AT_ONCE, max_size=WAITING, api_open=False)


def keeping() -> Kept:
    """What is shown is kept here; download.js asks for it as a file through an element that shows nothing."""
    kept = Kept()

    def download(asked: dict[str, Any]) -> dict[str, str]:
        """The file that a download button asks for."""
        return kept.download(asked)

    on_load = "window.briefing.downloads(server);"
    gr.HTML("", js_on_load=on_load, server_functions=[download], elem_id="downloads", apply_default_css=False)
    return kept


def dress(root_path: str) -> dict[str, Any]:
    """Theme, style and script, as Gradio's mount takes them. Nothing in them has an address outside of `root_path`."""
    theme = gr.themes.Base(font=SYSTEM_FONTS, font_mono=("ui-monospace", "Liberation Mono", "monospace"))
    scripts = [(HERE / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    return {
        "theme": theme,
        "css": "".join((HERE / name).read_text(encoding="utf-8") for name in STYLES),
        "head": f'<link rel="icon" href="{root_path}/favicon.ico">' + "".join(f"<script>{s}</script>" for s in scripts),
    }
