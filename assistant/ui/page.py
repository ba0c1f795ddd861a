"""The page: its tabs, the source panel beside them, and what it fills in when it is opened."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.ui.api import Programs
from assistant.ui.ask import ask_tab, questions_to_start_from
from assistant.ui.brief import brief_tab, kinds, topics
from assistant.ui.briefed import start as brief_start
from assistant.ui.check import check_tab
from assistant.ui.checked import start as check_start
from assistant.ui.compare import compare_tab, titled, titles
from assistant.ui.comparison import start as compare_start
from assistant.ui.guides import GUIDE
from assistant.ui.kept import Kept
from assistant.ui.language import ENGLISH, LANGUAGES, language
from assistant.ui.library import empty_library, library
from assistant.ui.log import log
from assistant.ui.markup import Safe, element, text
from assistant.ui.phrases import phrases_tab
from assistant.ui.scope import HIDDEN, choices
from assistant.ui.shelves import LIMIT_MB, shelves_tab
from assistant.ui.source_panel import source_panel
from assistant.ui.talk_list import frame
from assistant.ui.talks import linked
from assistant.ui.turns import Turns  # Gradio reads the annotations when it runs
from assistant.ui.ways import Stations, ways
from assistant.ui.words import caption, captions, messages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.ui.served import Served

HERE = Path(__file__).parent
TITLE = "Briefing assistant"
AT_ONCE = 4
"""Events of one kind worked on at the same time, beside questions, which wait in a line of their own."""
WAITING = 200
"""Events that wait or go on, questions among them."""
SCRIPTS = (
    *("words", "account", "page", "download", "page_image", "brief"),
    *("check", "adding", "choosing", "library", "talks", "opinions", "onward"),
)
"""The first makes what the others add to."""
STYLES = ("colours.css", "style.css", "library.css", "talks.css")
SYSTEM_FONTS = ("-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Liberation Sans", "system-ui", "sans-serif")


def build_page(served: Served, root_path: str = "") -> gr.Blocks:
    """The whole page over `served`, shown under `root_path`; nothing is asked of it until the page is opened."""
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as page:
        gr.HTML(f"<h1>{caption(TITLE)}</h1>", elem_id="masthead", apply_default_css=False)
        kept = keeping()
        with gr.Row(elem_id="desk", equal_height=False):
            with gr.Column(elem_id="work"):
                ours = "window.briefing.account(element);"
                beside = switches(root_path)
                gr.HTML(beside, js_on_load=ours, elem_id="languages", apply_default_css=False)
                with gr.Tabs(elem_id="tabs") as tabs:
                    with gr.Tab(caption("Ask"), id="ask", elem_id="tab-ask"):
                        ask = ask_tab(served, kept)
                    with gr.Tab(caption("Compare"), id="compare", elem_id="tab-compare"):
                        compare = compare_tab(served, kept)
                    with gr.Tab(caption("Phrases"), id="phrases", elem_id="tab-phrases") as phrases_fold:
                        phrases = phrases_tab(served, phrases_fold)
                    with gr.Tab(caption("Brief"), id="brief", elem_id="tab-brief"):
                        brief = brief_tab(served, kept)
                    with gr.Tab(caption("Check"), id="check", elem_id="tab-check"):
                        check = check_tab(served, kept)
                    with gr.Tab(caption("Library"), id="library", elem_id="tab-library"):
                        shelves = shelves_tab(served)
            with gr.Column(elem_id="source", elem_classes="closed"):
                source_panel(served)
        ways(served, tabs, Stations(ask, compare, phrases, brief, check))

        scopes = (ask.scope, brief.scope, phrases.scope)
        choosing = [compare.a, compare.b, check.against, check.without]
        given = [control for scope in scopes for control in scope.inputs]
        before: gr.State = gr.State(None)

        def opened(turns: Turns, draft: Any, was: bool | None, request: gr.Request, *values: Any) -> list[Any]:  # noqa: ANN401 - a draft, or None
            documents = served.documents()
            each = len(given) // len(scopes)
            told = [choices(documents, values[at : at + each]) for at in range(0, len(given), each)]
            known = titled(documents)
            named = [titles(known, value) for value in values[len(given) :]]
            # Whoever was quicker than this keeps what has begun.
            begun = gr.skip() if turns or linked(request) else log((), questions_to_start_from(served))
            empty = "" if documents else empty_library()
            offered = gr.skip() if draft else empty or brief_start(topics(documents))
            starts = _starts(empty, was)
            shown = [not documents, begun, offered, *starts, gr.update(choices=kinds())]
            return [*shown, *(update for scope in told for update in scope), *named]

        controls = [control for scope in scopes for control in (*scope.inputs[:4], scope.fold)]
        filled = [before, ask.conversation, brief.shown, compare.shown, check.shown, brief.kind, *controls, *choosing]
        page.load(ask.by_link, None, list(ask.shown), **HIDDEN)
        for event in (page.load, shelves.changed):
            event(opened, [ask.turns, brief.draft, before, *given, *choosing], filled, **HIDDEN)
        Programs(served).offer()
    return page.queue(default_concurrency_limit=AT_ONCE, max_size=WAITING, api_open=False)


def switches(root_path: str) -> Safe:
    """The way to the guides, and a button for each language by its own name.

    words.js listens; style.css hides the language that is spoken. In front of them account.js says who is signed in.
    """
    guide = element("a", Safe(caption("Guide")), href=f"{root_path}{GUIDE}", target="_blank", class_="quiet")
    buttons = (
        element("button", name, type="button", class_="quiet", lang=spoken, data_language=spoken)
        for spoken, name in LANGUAGES.items()
    )
    return element("div", guide, *buttons)


def keeping() -> Kept:
    """What is shown is kept here; download.js asks for it as a file through an element that shows nothing."""
    kept = Kept()

    def download(asked: dict[str, Any]) -> dict[str, str]:
        """The file that a download button asks for."""
        return kept.download(asked)

    on_load = "window.briefing.downloads(server);"
    gr.HTML("", js_on_load=on_load, server_functions=[download], elem_id="downloads", apply_default_css=False)
    return kept


def _starts(empty: str, was: bool | None) -> list[Any]:
    """What Compare and Check show before anything is asked there; `was` says whether the library held nothing before.

    It stands there in English from the beginning; nothing asked meanwhile is written over.
    """
    as_it_is = language() == ENGLISH and not empty if was is None else was == bool(empty)
    return [gr.skip(), gr.skip()] if as_it_is else [empty or compare_start(), empty or check_start()]


def spoken_by(scripts: Sequence[str], frames: str, held: Mapping[str, str]) -> dict[str, str]:
    """Of the words held in a language, those that the scripts say themselves or find in the frames that they fill."""
    said = {words for script in scripts for words in re.findall(r'\bsay\("([^"]+)"', script)}
    counted = re.sub(r"\d+", "{number}", frames)
    return {words: there for words, there in held.items() if words in said or text(words) in counted}


def dress(root_path: str) -> dict[str, Any]:
    """Theme, style and script, as Gradio's mount takes them. Nothing in them has an address outside of `root_path`."""
    theme = gr.themes.Base(font=SYSTEM_FONTS, font_mono=("ui-monospace", "Liberation Mono", "monospace"))
    scripts = [(HERE / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    frames = library(LIMIT_MB) + frame()
    held = {spoken: spoken_by(scripts, frames, messages(spoken)) for spoken in LANGUAGES}
    scripts.insert(0, f"window.briefingWords = {json.dumps(held, ensure_ascii=False)};")
    return {
        "theme": theme,
        "css": "".join((HERE / name).read_text(encoding="utf-8") for name in STYLES),
        "i18n": captions(),
        "head": f'<link rel="icon" href="{root_path}/favicon.ico">' + "".join(f"<script>{s}</script>" for s in scripts),
    }
