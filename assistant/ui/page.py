"""The page: its tabs, the source panel beside them, and what it fills in when it is opened."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.records import Question
from assistant.ui.ask import ask_tab, questions_to_start_from
from assistant.ui.brief import brief_tab, kinds, topics
from assistant.ui.briefed import start as brief_start
from assistant.ui.check import check_tab
from assistant.ui.checked import start as check_start
from assistant.ui.compare import compare_tab, titles
from assistant.ui.comparison import start as compare_start
from assistant.ui.kept import Kept
from assistant.ui.language import LANGUAGES, language
from assistant.ui.library import empty_library, library
from assistant.ui.log import log
from assistant.ui.markup import Safe, element
from assistant.ui.phrases import phrases_tab
from assistant.ui.scope import HIDDEN, choices
from assistant.ui.source_panel import source_panel
from assistant.ui.turns import Turns  # Gradio reads the annotations when it runs
from assistant.ui.words import caption, captions, messages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.ui.served import Served

HERE = Path(__file__).parent
TITLE = "Briefing assistant"
SCRIPTS = ("words.js", "page.js", "download.js", "brief.js", "check.js")
ASKED_AT_ONCE = 4
"""Questions answered at the same time; the embedding model shares the processor's cores among them."""
WAITING = 64
SYSTEM_FONTS = ("-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Liberation Sans", "system-ui", "sans-serif")


def build_page(served: Served) -> gr.Blocks:
    """The whole page over `served`; nothing is asked of it until the page is opened."""
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as page:
        gr.HTML(f"<h1>{caption(TITLE)}</h1>", elem_id="masthead", apply_default_css=False)
        kept = keeping()
        with gr.Row(elem_id="desk", equal_height=False):
            with gr.Column(elem_id="work"):
                gr.HTML(switches(), elem_id="languages", apply_default_css=False)
                with gr.Tabs(elem_id="tabs"):
                    with gr.Tab(caption("Ask"), id="ask"):
                        ask = ask_tab(served, kept)
                    with gr.Tab(caption("Compare"), id="compare"):
                        compare = compare_tab(served, kept)
                    with gr.Tab(caption("Phrases"), id="phrases") as phrases_fold:
                        phrases = phrases_tab(served, phrases_fold)
                    with gr.Tab(caption("Brief"), id="brief"):
                        brief = brief_tab(served, kept)
                    with gr.Tab(caption("Check"), id="check"):
                        check = check_tab(served, kept)
                    with gr.Tab(caption("Library"), id="library"):
                        shelves = gr.HTML("", elem_id="library", js_on_load=None, apply_default_css=False)
            with gr.Column(elem_id="source", elem_classes="closed"):
                source_panel(served)

        def opened(turns: Turns, draft: Any) -> list[Any]:  # noqa: ANN401 - a brief's draft, or None
            documents = served.documents()
            told, named = choices(documents), titles(documents)
            # Whoever was quicker than this keeps what has begun.
            begun = gr.skip() if turns else log((), questions_to_start_from(served))
            empty = "" if documents else empty_library()
            offered = gr.skip() if draft else empty or brief_start(topics(documents))
            # These stand there in English from the beginning; nothing asked meanwhile is written over.
            known = language() == "en" and not empty
            starts = [gr.skip(), gr.skip()] if known else [empty or compare_start(), empty or check_start()]
            named_kinds = gr.update(choices=kinds())
            shown = [begun, offered, library(documents), *starts, named_kinds]
            return [*shown, *(told * len(scopes)), *([named] * len(choosing))]

        scopes = (ask.scope, brief.scope, phrases)
        controls = [control for scope in scopes for control in (*scope.inputs[:4], scope.fold)]
        choosing = [compare.a, compare.b, check.against, check.without]
        filled = [ask.conversation, brief.shown, shelves, compare.shown, check.shown, brief.kind, *controls, *choosing]
        page.load(opened, [ask.turns, brief.draft], filled, **HIDDEN)
        gr.api(answer_api(served), api_name="ask")
    return page.queue(default_concurrency_limit=ASKED_AT_ONCE, max_size=WAITING, api_open=False)


def switches() -> Safe:
    """A button for each language, by its own name; words.js listens, and style.css hides the one that is spoken."""
    buttons = (
        element("button", name, type="button", class_="quiet", lang=spoken, data_language=spoken)
        for spoken, name in LANGUAGES.items()
    )
    return element("div", *buttons)


def keeping() -> Kept:
    """What is shown is kept here; download.js asks for it as a file through an element that shows nothing."""
    kept = Kept()

    def download(asked: dict[str, Any]) -> dict[str, str]:
        """The file that a download button asks for."""
        return kept.download(asked)

    on_load = "window.briefing.downloads(server);"
    gr.HTML("", js_on_load=on_load, server_functions=[download], elem_id="downloads", apply_default_css=False)
    return kept


def answer_api(served: Served) -> Any:  # noqa: ANN401 - a function whose signature Gradio reads
    """The endpoint for programs: a question in, the answer as ``briefing ask --json`` prints it out."""

    def ask(question: str) -> dict[str, Any]:
        """Answer a question from the documents in the library, every sentence cited."""
        try:
            return served.ask(Question(question)).as_json()
        except AssistantError as error:
            raise gr.Error(f"{error.message} {error.hint}".strip(), print_exception=False) from error

    ask.__annotations__ = {"question": str, "return": dict}  # real types: Gradio makes the endpoint's schema from them
    return ask


def spoken_by(scripts: Sequence[str], held: Mapping[str, str]) -> dict[str, str]:
    """Of the words held in a language, those that the scripts say themselves."""
    said = {words for script in scripts for words in re.findall(r'\bsay\("([^"]+)"\)', script)}
    return {words: there for words, there in held.items() if words in said}


def dress() -> dict[str, Any]:
    """Theme, style and script, as Gradio's mount takes them. Nothing in them has an outside address."""
    theme = gr.themes.Base(font=SYSTEM_FONTS, font_mono=("ui-monospace", "Liberation Mono", "monospace"))
    scripts = [(HERE / name).read_text(encoding="utf-8") for name in SCRIPTS]
    held = {spoken: spoken_by(scripts, messages(spoken)) for spoken in LANGUAGES}
    scripts.insert(0, f"window.briefingWords = {json.dumps(held, ensure_ascii=False)};")
    return {
        "theme": theme,
        "css": (HERE / "style.css").read_text(encoding="utf-8"),
        "i18n": captions(),
        "head": "".join(f"<script>{script}</script>" for script in scripts),
    }
